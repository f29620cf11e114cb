"""The ledger of a server keeps every promise of a ledger, and some of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

import psycopg
import pyrage
import pytest

from tests.contracts.test_ledger import *  # noqa: F403  every promise runs here too
from tests.fakes.clock import FakeClock
from tests.fakes.ids import FakeIds
from tests.fakes.ledger import INSTRUMENT
from tests.support.postgres import fresh_database
from upstander.adapters.postgres_ledger import (
    Custody,
    OrganisationKey,
    PostgresLedger,
    make_tables,
)
from upstander.model.actor import Actor, Role
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import (
    AdapterError,
    LedgerChanged,
    VaultLocked,
    VaultMissing,
    WrongSecret,
)
from upstander.model.ids import ActorId, VaultId

pytestmark = pytest.mark.needs("postgresql")

LEE = Actor(ActorId("LEE"), Role.SAFEGUARDING_LEAD)
_counter = itertools.count()


@pytest.fixture(scope="session")
def dsn(postgres_cluster: Path) -> str:
    address = fresh_database(postgres_cluster, "ledger")
    make_tables(address)
    make_tables(address)
    return address


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "organisation.key"
    file.write_text(f"# for tests\n{pyrage.x25519.Identity.generate()}\n")
    return file


def _open(dsn: str, vault: str, clock: FakeClock, key_file: Path, seed: str) -> PostgresLedger:
    custody = Custody(VaultId(vault), INSTRUMENT, clock, FakeIds(seed))
    return PostgresLedger(dsn, custody, OrganisationKey(key_file))


@pytest.fixture  # type: ignore[no-redef]  # takes the place of the imported one
def ledger(dsn: str, clock: FakeClock, key_file: Path) -> Iterator[PostgresLedger]:
    opened = _open(dsn, f"VAULT{next(_counter)}", clock, key_file, "one")
    opened.append([EntryDraft(Act.VAULT_CREATE, LEE)])
    yield opened
    opened.close()


def _note(text: str) -> EntryDraft:
    return EntryDraft(Act.NOTE, LEE, data=MappingProxyType({"text": text}))


def test_writers_of_several_processes_take_turns(
    ledger: PostgresLedger, dsn: str, clock: FakeClock, key_file: Path
) -> None:
    writers = [_open(dsn, ledger.vault, clock, key_file, f"w{n}") for n in range(4)]

    def write(writer: PostgresLedger) -> None:
        for number in range(10):
            writer.append([_note(str(number))])
        writer.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, writers))

    assert [entry.seq for entry in ledger.entries()] == list(range(41))


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE upstander_ledger SET body = ''",
        "DELETE FROM upstander_ledger",
        "TRUNCATE upstander_ledger",
        "INSERT INTO upstander_ledger SELECT vault, seq + 1, line, body FROM upstander_ledger",
    ],
)
def test_the_database_refuses_to_change_what_was_written(
    ledger: PostgresLedger, dsn: str, attack: str
) -> None:
    before = ledger.chain()

    with psycopg.connect(dsn) as connection, pytest.raises(psycopg.errors.RaiseException):
        connection.execute(attack)

    assert ledger.chain() == before


def test_a_line_removed_by_the_owner_of_the_database_is_noticed(
    ledger: PostgresLedger, dsn: str
) -> None:
    ledger.append([_note("a"), _note("b")])

    with psycopg.connect(dsn) as connection:
        connection.execute("SET session_replication_role = replica")  # triggers off
        connection.execute(
            "DELETE FROM upstander_ledger WHERE vault = %s AND seq = 1", [ledger.vault]
        )

    with pytest.raises(LedgerChanged):
        list(ledger.entries())


def test_a_body_swapped_by_the_owner_of_the_database_is_noticed(
    ledger: PostgresLedger, dsn: str
) -> None:
    ledger.append([_note("a"), _note("b")])

    with psycopg.connect(dsn) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "UPDATE upstander_ledger SET body = (SELECT body FROM upstander_ledger"
            " WHERE vault = %s AND seq = 1) WHERE vault = %s AND seq = 2",
            [ledger.vault, ledger.vault],
        )

    with pytest.raises(LedgerChanged):
        list(ledger.entries())


def test_no_words_lie_in_the_database(ledger: PostgresLedger, dsn: str) -> None:
    ledger.append([_note("ZEBRA-LANTERN")])

    with psycopg.connect(dsn) as connection:
        rows = connection.execute("SELECT line, body FROM upstander_ledger").fetchall()

    assert rows
    assert not any(b"ZEBRA-LANTERN" in part for row in rows for part in row)


def test_another_organisations_key_reads_nothing(
    ledger: PostgresLedger, dsn: str, clock: FakeClock, tmp_path: Path
) -> None:
    other = tmp_path / "other.key"
    other.write_text(str(pyrage.x25519.Identity.generate()))

    with pytest.raises(LedgerChanged):
        list(_open(dsn, ledger.vault, clock, other, "other").entries())


def test_goes_on_after_the_server_dropped_the_connection(ledger: PostgresLedger, dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )

    with pytest.raises(AdapterError):
        ledger.append([_note("cut off")])
    written = ledger.append([_note("again")])

    assert [entry.seq for entry in written] == [1]


def test_says_what_is_missing(postgres_cluster: Path, clock: FakeClock, key_file: Path) -> None:
    bare = fresh_database(postgres_cluster, "bare")

    with pytest.raises(VaultMissing):
        _open(bare, "V", clock, key_file, "x").head()


def test_without_the_key_file_the_ledger_stays_locked(tmp_path: Path) -> None:
    with pytest.raises(VaultLocked):
        OrganisationKey(tmp_path / "nothing.key")


def test_a_file_without_a_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.key").write_text("nothing here\n")

    with pytest.raises(WrongSecret):
        OrganisationKey(tmp_path / "no.key")
