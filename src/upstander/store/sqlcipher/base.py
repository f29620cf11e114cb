"""The engine that ``DATABASES`` names. SQLCipher 4 with a raw key, WAL, IMMEDIATE.

``synchronous=NORMAL``: the index is a shadow that says how far it has followed the ledger, so a
power cut may cost it the last transactions but never its consistency (SQLite, WAL mode), and what
is missing is projected again at the next unlock.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]  # no stubs
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from upstander.model.errors import AdapterError, IndexStale, VaultLocked, WrongSecret
from upstander.store import connection as holder
from upstander.store.sqlcipher.guarded import Connection, Cursor

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",  # 32 MiB at most for each connection
    "PRAGMA wal_autocheckpoint = 4000",  # 16 MiB: bulk writes fold back less often
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = FAST",  # sealed words do not stay in reused pages
)

for _name, _parse in (
    ("bool", b"1".__eq__),
    ("date", lambda raw: parse_date(raw.decode())),
    ("time", lambda raw: parse_time(raw.decode())),
    ("datetime", lambda raw: parse_datetime(raw.decode())),
    ("timestamp", lambda raw: parse_datetime(raw.decode())),
):
    sqlcipher.register_converter(_name, _parse)
sqlcipher.register_adapter(Decimal, str)


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """Django's SQLite wrapper with another driver underneath."""

    Database = sqlcipher
    connection: Connection | None

    def get_connection_params(self) -> dict[str, Any]:
        """Give the driver's arguments; the place comes from the unlocked vault."""
        self.transaction_mode = self.settings_dict["OPTIONS"]["transaction_mode"]
        return {
            "database": str(holder.place_now()),
            "detect_types": sqlcipher.PARSE_DECLTYPES | sqlcipher.PARSE_COLNAMES,
            "check_same_thread": False,
            "timeout": 10,
            "factory": Connection,
        }

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Open and key a connection; WrongSecret, IndexStale, VaultLocked."""
        key = self.settings_dict["OPTIONS"]["key"]()
        opened: Connection = sqlcipher.connect(**conn_params)
        try:
            _unlock(opened, key, conn_params["database"])
            register(opened)
            for pragma in _PRAGMAS:
                opened.guard(opened.execute, pragma)
        except BaseException:
            opened.close()
            raise
        holder.register(opened)
        return opened

    def init_connection_state(self) -> None:
        """Nothing more: the pragmas are set with the key."""

    def ensure_connection(self) -> None:
        """Connect anew after the vault was locked, but never inside a cut transaction."""
        if self.connection is not None and self.connection.ended:
            if self.in_atomic_block:
                raise VaultLocked()
            self.connection = None
        super().ensure_connection()

    def create_cursor(self, name: str | None = None) -> Cursor:
        """Give a guarded cursor."""
        if self.connection is None:
            raise VaultLocked()
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor


def _unlock(opened: Connection, key: bytes, place: str) -> None:
    salt = holder.salt_for(key)
    opened.execute("PRAGMA cipher_log_level = NONE")  # its log names the place on stderr
    opened.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
    try:
        opened.guard(opened.execute, "SELECT count(*) FROM sqlite_master")
    except IndexStale as damaged:
        with open(place, "rb") as file:
            mine = file.read(len(salt)) == salt
        raise (damaged if mine else WrongSecret()) from damaged
    except sqlcipher.DatabaseError as error:
        raise AdapterError() from error
