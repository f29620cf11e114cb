"""The append-only diary of an organisation's server, in PostgreSQL 14 or newer.

Lines and bodies are the same bytes as in a vault on disk; bodies are age files for the
organisation's key. The database refuses to change, delete or reorder what was written, takes
appends one after the other, and has them on disk before ``append`` returns.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pyrage

from upstander.application.ports import Clock, Ids
from upstander.model.entry import Entry, EntryDraft, Head, chain_line, head_of
from upstander.model.errors import (
    AdapterError,
    DiskFull,
    LedgerChanged,
    ReadOnlyMedium,
    UpstanderError,
    VaultBusy,
    VaultLocked,
    VaultMissing,
    WrongSecret,
)
from upstander.model.ids import VaultId
from upstander.preserve.ledger import (
    Instrument,
    Stamp,
    clock_jump,
    decode_body,
    encode_body,
    walk_chain,
    went_back,
)

_Connection = psycopg.Connection[tuple[bytes, ...]]

_PAGE = 200
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('upstander ledger ' || %s, 0))"
_LAST = "SELECT line, body FROM upstander_ledger WHERE vault = %s ORDER BY seq DESC LIMIT 1"
_INSERT = "INSERT INTO upstander_ledger (vault, seq, line, body) VALUES (%s, %s, %s, %s)"

SCHEMA = """
CREATE TABLE IF NOT EXISTS upstander_ledger (
  vault text NOT NULL, seq bigint NOT NULL, line bytea NOT NULL, body bytea NOT NULL,
  PRIMARY KEY (vault, seq)
);
CREATE OR REPLACE FUNCTION upstander_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append only';
END $$;
CREATE OR REPLACE FUNCTION upstander_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before bytea;
  wanted text := repeat('0', 64);
BEGIN
  IF NEW.seq > 0 THEN
    SELECT line INTO before FROM upstander_ledger WHERE vault = NEW.vault AND seq = NEW.seq - 1;
    wanted := encode(sha256(before), 'hex');
  END IF;
  IF wanted IS NULL OR split_part(convert_from(NEW.line, 'UTF8'), ' ', 2) <> wanted THEN
    RAISE EXCEPTION 'the line does not follow from the line before it';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER upstander_keep BEFORE UPDATE OR DELETE ON upstander_ledger
  FOR EACH ROW EXECUTE FUNCTION upstander_refuse();
CREATE OR REPLACE TRIGGER upstander_keep_all BEFORE TRUNCATE ON upstander_ledger
  FOR EACH STATEMENT EXECUTE FUNCTION upstander_refuse();
CREATE OR REPLACE TRIGGER upstander_in_order BEFORE INSERT ON upstander_ledger
  FOR EACH ROW EXECUTE FUNCTION upstander_follows();
"""
"""A guard against mistakes; the chain itself is what shows a change by the database's owner."""

_MEANINGS: dict[str, type[UpstanderError]] = {
    "53100": DiskFull,
    "25006": ReadOnlyMedium,
    "55P03": VaultBusy,
    "42P01": VaultMissing,
}
"""SQLSTATE codes (PostgreSQL, appendix A) and what they mean to a person."""


@dataclass(frozen=True, slots=True)
class Custody:
    """Whose ledger it is and what writes it."""

    vault: VaultId
    instrument: Instrument
    clock: Clock
    ids: Ids


class OrganisationKey:
    """The organisation's age key, read from the file that a ``_FILE`` setting names."""

    def __init__(self, file: Path) -> None:
        """Read it; raises :class:`VaultLocked`, :class:`WrongSecret`."""
        try:
            lines = file.read_text(encoding="ascii").splitlines()
        except (OSError, ValueError) as error:
            raise VaultLocked("The organisation's key cannot be read.") from error
        keys = [line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")]
        try:
            self._identity = pyrage.x25519.Identity.from_str(keys[0])
        except (IndexError, ValueError, pyrage.IdentityError) as error:
            raise WrongSecret("The file holds no age key.") from error

    def seal(self, body: bytes) -> bytes:
        """Encrypt a body."""
        sealed: bytes = pyrage.encrypt(body, [self._identity.to_public()])
        return sealed

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt a body; raises :class:`LedgerChanged` when it is damaged or another's."""
        try:
            body: bytes = pyrage.decrypt(sealed, [self._identity])
        except (ValueError, pyrage.DecryptError) as error:
            raise LedgerChanged("An entry is damaged, or was written for another key.") from error
        return body


def make_tables(dsn: str) -> None:
    """Make the table and its guards; doing it twice changes nothing."""
    with _translated(), psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(SCHEMA)


class PostgresLedger:
    """Implements ``Ledger``; safe for several threads and processes."""

    def __init__(self, dsn: str, custody: Custody, key: OrganisationKey) -> None:
        self._dsn = dsn
        self._custody = custody
        self._key = key
        self._guard = threading.RLock()
        self._connection: _Connection | None = None

    @property
    def vault(self) -> VaultId:
        """The vault this ledger belongs to."""
        return self._custody.vault

    def append(self, drafts: Sequence[EntryDraft]) -> tuple[Entry, ...]:
        """Write entries in one transaction; what is returned is on the server's disk.

        Raises :class:`DiskFull`, :class:`ReadOnlyMedium`, :class:`VaultBusy`,
        :class:`LedgerChanged`, and :class:`AdapterError` when the server is away.
        """
        if not drafts:
            return ()
        with self._open() as connection, connection.transaction():
            connection.execute("SET LOCAL synchronous_commit = on")
            connection.execute("SET LOCAL lock_timeout = '10s'")
            connection.execute(_LOCK, [self.vault])
            return self._write(connection, drafts)

    def head(self) -> Head:
        """Length and digest of the last line."""
        with self._open() as connection:
            row = connection.execute(_LAST, [self.vault]).fetchone()
        return head_of(_number(row[0]) + 1, row[0]) if row else head_of(0, None)

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """Read from a number on, checking chain and commitments; raises :class:`LedgerChanged`."""
        lines = list(walk_chain(self.chain(), start))
        for first in range(0, len(lines), _PAGE):
            part = lines[first : first + _PAGE]
            bodies = self._bodies(start + first, len(part))
            for seq, line in enumerate(part, start + first):
                if seq not in bodies:
                    raise LedgerChanged(f"Entry {seq}: the entry is missing.")
                yield decode_body(self._key.unseal(bodies[seq]), line, self.vault)

    def chain(self) -> bytes:
        """The three-column text."""
        sql = "SELECT line FROM upstander_ledger WHERE vault = %s ORDER BY seq"
        with self._open() as connection:
            return b"".join(row[0] + b"\n" for row in connection.execute(sql, [self.vault]))

    def close(self) -> None:
        """Let go of the server."""
        with self._guard:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _write(self, connection: _Connection, drafts: Sequence[EntryDraft]) -> tuple[Entry, ...]:
        row = connection.execute(_LAST, [self.vault]).fetchone()
        last = decode_body(self._key.unseal(row[1]), row[0], self.vault) if row else None
        asked = []
        for draft in drafts:
            now = self._custody.clock.now().utc
            if last is not None and went_back(last.at, now):
                last = self._append(connection, last, clock_jump(draft.actor, last.at, now))
            last = self._append(connection, last, draft)
            asked.append(last)
        return tuple(asked)

    def _append(self, connection: _Connection, last: Entry | None, draft: EntryDraft) -> Entry:
        seq = last.seq + 1 if last is not None else 0
        body = encode_body(draft, self._stamp(seq))
        line = chain_line(seq, last.line if last is not None else None, body)
        connection.execute(_INSERT, [self.vault, seq, line, self._key.seal(body)])
        return decode_body(body, line, self.vault)

    def _stamp(self, seq: int) -> Stamp:
        moment = self._custody.clock.now()
        return Stamp(
            vault=self.vault,
            seq=seq,
            salt=self._custody.ids.salt(),
            utc=moment.utc,
            zone=moment.zone,
            monotonic_ns=moment.monotonic_ns,
            boot=moment.boot,
            clock=moment.source,
            instrument=self._custody.instrument,
        )

    def _bodies(self, start: int, count: int) -> dict[int, bytes]:
        sql = (
            "SELECT line, body FROM upstander_ledger"
            " WHERE vault = %s AND seq >= %s AND seq < %s ORDER BY seq"
        )
        with self._open() as connection:
            rows = connection.execute(sql, [self.vault, start, start + count]).fetchall()
        return {_number(row[0]): row[1] for row in rows}

    @contextmanager
    def _open(self) -> Iterator[_Connection]:
        """One caller at a time on one connection, made anew after the server went away."""
        with self._guard, _translated():
            if self._connection is None or self._connection.closed:
                self._connection = psycopg.connect(self._dsn, autocommit=True)
            yield self._connection


def _number(line: bytes) -> int:
    return int(line.split(b" ", 1)[0])


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise _MEANINGS.get(error.sqlstate or "", AdapterError)() from error
