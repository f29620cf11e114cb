"""Where the index lies and with which key: known only while the vault is unlocked.

One index at a time in a process. The place and the key are held here and nowhere else, neither in
settings nor in the environment. ``detach`` ends every connection of every thread.
"""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from upstander.model.errors import IndexStale, VaultLocked

_WAIT_SECONDS = 0.5
"""How long ``detach`` waits for a thread that is inside the database; it was interrupted first."""


class Open(Protocol):
    """A connection that can be ended from another thread."""

    ended: bool

    def end(self, wait: float) -> None:
        """Stop what runs and close."""
        ...


@dataclass(slots=True)
class _Holder:
    place: Path | None = None
    key: Callable[[], bytes] | None = None
    opened: weakref.WeakSet[Open] = field(default_factory=weakref.WeakSet)
    lock: threading.RLock = field(default_factory=threading.RLock)


_held = _Holder()


def attach(place: Path, key: Callable[[], bytes]) -> None:
    """Open the index at ``place``, making or migrating it when needed.

    ``key`` gives the 32 bytes when a connection is made. An index attached before is detached.
    Raises :class:`WrongSecret`, and :class:`IndexStale` for a damaged file (truth is whole:
    call :func:`discard`, attach again and rebuild).
    """
    from upstander.store.schema import bring_up_to_date

    with _held.lock:
        detach()
        _held.place, _held.key = place, key
        try:
            bring_up_to_date("default")
        except BaseException:
            detach()
            raise


def detach() -> None:
    """Close all connections in all threads and forget place and key. Safe to call twice."""
    with _held.lock:
        _held.place = _held.key = None
        opened, _held.opened = list(_held.opened), weakref.WeakSet()
    for connection in opened:
        connection.ended = True
    for connection in opened:
        connection.end(_WAIT_SECONDS)


def attached() -> Path | None:
    """Where the open index lies; ``None`` while the vault is locked."""
    return _held.place


def discard(place: Path) -> None:
    """Remove a damaged index so that it can be made again; the vault itself is not touched."""
    if _held.place == place:
        detach()
    for suffix in ("", "-wal", "-shm", "-journal"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)


def require(place: Path) -> None:
    """Raise :class:`VaultLocked` unless just this index is attached."""
    if _held.place != place:
        raise VaultLocked()


def place_now() -> Path:
    """Where to connect to; :class:`VaultLocked`."""
    if _held.place is None:
        raise VaultLocked()
    return _held.place


def key_now() -> bytes:
    """The 32 bytes of the key; :class:`VaultLocked`."""
    if _held.key is None:
        raise VaultLocked()
    key = _held.key()
    if len(key) != 32:
        raise IndexStale("The key of the index is not 32 bytes.")
    return key


def register(connection: Open) -> None:
    """Remember a connection, to be closed by :func:`detach`."""
    with _held.lock:
        if _held.key is None:
            connection.ended = True
            connection.end(0)
            raise VaultLocked()
        _held.opened.add(connection)


def salt_for(key: bytes) -> bytes:
    """The first 16 bytes of the file: a check of the key that gives nothing of it away.

    SQLCipher stores a salt there. With a random 256-bit key it needs none, so the place says
    whether a file that cannot be opened is damaged or belongs to another key.
    """
    return hashlib.sha256(b"upstander index" + key).digest()[:16]
