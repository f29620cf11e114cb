"""SQLCipher connections that another thread may end at any moment, and calm errors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from django.db.backends.sqlite3 import base as sqlite

from upstander.model.errors import (
    DiskFull,
    IndexStale,
    ReadOnlyMedium,
    UpstanderError,
    VaultBusy,
    VaultLocked,
)

P = ParamSpec("P")
T = TypeVar("T")

_MEANINGS: tuple[tuple[str, type[UpstanderError]], ...] = (
    ("not a database", IndexStale),
    ("malformed", IndexStale),
    ("disk i/o error", IndexStale),
    ("is full", DiskFull),
    ("readonly", ReadOnlyMedium),
    ("unable to open", ReadOnlyMedium),
    ("is locked", VaultBusy),
)
"""What SQLite says (part of its English text) and what it means to a person."""


class Connection(sqlcipher.Connection):  # type: ignore[misc]  # the package has no types
    """Runs one call at a time and refuses all once it has been ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ended = False
        self.lock = threading.RLock()

    def guard(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call while nobody can close underneath; raises the project's own errors."""
        with self.lock:
            if self.ended:
                raise VaultLocked()
            try:
                return call(*args, **kwargs)
            except sqlcipher.DatabaseError as error:
                raise self._meaning(error) from error

    def commit(self) -> None:
        """Commit; VaultLocked once ended, DiskFull."""
        self.guard(super().commit)

    def rollback(self) -> None:
        """Roll back; closing has done so already once ended."""
        with self.lock:
            if not self.ended:
                super().rollback()

    def close(self) -> None:
        """Close once."""
        with self.lock:
            if not self.ended:
                self.ended = True
                super().close()

    def end(self, wait: float) -> None:
        """Interrupt what runs in another thread, wait for it to let go, and close."""
        self.ended = True
        if self.lock.acquire(blocking=False) or self._interrupted(wait):
            try:
                super().close()
            finally:
                self.lock.release()

    def _interrupted(self, wait: float) -> bool:
        """Stop the other thread's call and hold the lock; says whether it is held."""
        self.interrupt()
        held = self.lock.acquire(timeout=wait)
        if held:
            with suppress(sqlcipher.DatabaseError):  # it takes the interruption that is left over
                super().execute("SELECT 1")  # else the log would not be folded back on closing
        return held

    def _meaning(self, error: Exception) -> Exception:
        if self.ended:
            return VaultLocked()
        said = str(error).lower()
        for words, kind in _MEANINGS:
            if words in said:
                return kind()
        damaged = type(error) is sqlcipher.DatabaseError  # SQLITE_CORRUPT, SQLITE_NOTADB
        return IndexStale() if damaged else error


class Cursor(sqlcipher.Cursor):  # type: ignore[misc]  # the package has no types
    """Django's conversion of ``%s`` parameters over a guarded connection."""

    connection: Connection

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return self.connection.guard(super().execute, query)
        names = list(params) if isinstance(params, dict) else None
        return self.connection.guard(super().execute, _converted(query, names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for many rows."""
        return self.connection.guard(super().executemany, _converted(query, None), param_list)

    def close(self) -> None:
        """Close; ending the connection has done so already."""
        with self.connection.lock:
            if not self.connection.ended:
                super().close()

    def fetchone(self) -> Any:
        """Give the next row or ``None``."""
        return self.connection.guard(super().fetchone)

    def fetchmany(self, size: int = 1) -> Any:
        """Give some rows."""
        return self.connection.guard(super().fetchmany, size)

    def fetchall(self) -> Any:
        """Give all rows."""
        return self.connection.guard(super().fetchall)


def _converted(query: str, names: Sequence[str] | None) -> str:
    """Turn Django's ``%s`` and ``%(name)s`` into SQLite's ``?`` and ``:name``."""
    if names is None:
        return str(sqlite.FORMAT_QMARK_REGEX.sub("?", query)).replace("%%", "%")
    return query % {name: f":{name}" for name in names}
