"""What the parts of one open vault share: paths, keys, lock, clock, ids, and sealed files."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from upstander.adapters.file_vault import disk
from upstander.adapters.file_vault.layout import Layout
from upstander.adapters.file_vault.open_keys import OpenKeys
from upstander.adapters.file_vault.write_lock import FileLock
from upstander.adapters.ids import entropy_of
from upstander.application.ports import Clock, Ids
from upstander.preserve import age
from upstander.preserve.age_keys import Identity
from upstander.preserve.keys import Entropy
from upstander.preserve.ledger import Instrument
from upstander.preserve.padding import TRAILER, pad, padding, read_trailer, unpad
from upstander.preserve.vault_format import VaultCard


def birthday_seconds(card: VaultCard) -> float:
    """The start of the vault's birthday, UTC, as seconds since 1970."""
    return datetime.fromisoformat(card.birthday).replace(tzinfo=UTC).timestamp()


@dataclass(slots=True)
class Outside:
    """What a vault can do without keys: its public half."""

    layout: Layout
    card: VaultCard  # replaced by a rotation
    clock: Clock
    ids: Ids

    @property
    def birthday(self) -> float:
        """The time that every file carries."""
        return birthday_seconds(self.card)

    @property
    def entropy(self) -> Entropy:
        """Random bytes by way of the ``Ids`` port."""
        return entropy_of(self.ids)

    def temporary(self) -> Path:
        """A fresh name in ``tmp``."""
        return self.layout.tmp / self.ids.new()


@dataclass(frozen=True, slots=True)
class Room:
    """An open vault's shared parts."""

    outside: Outside
    keys: OpenKeys
    lock: FileLock
    instrument: Instrument

    @property
    def layout(self) -> Layout:
        """Where things lie."""
        return self.outside.layout

    def seal(self, plain: bytes, public: bytes | None = None) -> bytes:
        """Pad and encrypt bytes to the vault's own key, or to ``public``."""
        recipient = public if public is not None else self.keys.public()
        return age.encrypt(pad(plain), [recipient], self.outside.entropy)

    def unseal(self, sealed: bytes, identities: Sequence[Identity] | None = None) -> bytes:
        """Decrypt and unpad; raises ``ValueError``, :class:`VaultLocked`."""
        chosen = identities if identities is not None else self.keys.identities()
        return unpad(age.decrypt(sealed, chosen))

    def open_sealed(self, path: Path) -> PlainStream:
        """Open a padded age file for reading with seeking; ``ValueError``, ``OSError``."""
        source = path.open("rb")
        try:
            reader = age.AgeReader(source, self.keys.identities())
            reader.seek(-min(TRAILER, reader.size), io.SEEK_END)
            reader.narrow(read_trailer(reader.readall(), reader.size))
        except BaseException:
            source.close()
            raise
        reader.seek(0)
        return PlainStream(reader, self.keys.check)


class SealedWriter:
    """Encrypts a stream of unknown length into a temporary file, padding at the end."""

    def __init__(self, outside: Outside, public: bytes) -> None:
        self._outside = outside
        self.path = outside.temporary()
        with disk.translated():
            self._descriptor = disk.open_new(self.path)
        self.size = 0
        try:
            with disk.translated():
                self._age = age.AgeWriter(self._put, [public], outside.entropy)
        except BaseException:
            self.abandon()
            raise

    def write(self, chunk: bytes | memoryview) -> None:
        """Take plain bytes; only ciphertext is written."""
        with disk.translated():
            self._age.write(chunk)
        self.size += len(chunk)

    def finish(self, *, flush: bool) -> None:
        """Pad, close, and flush unless a group flush follows."""
        with disk.translated():
            for part in padding(self.size):
                self._age.write(part)
            self._age.finish()
            disk.set_time(self._descriptor, self._outside.birthday)
            if flush:
                disk.flush_file(self._descriptor)
        self._close()

    def abandon(self) -> None:
        """Close and remove; may be called at any time."""
        self._close()
        disk.remove(self.path)

    def _put(self, data: bytes) -> None:
        disk.write_all(self._descriptor, data)

    def _close(self) -> None:
        if self._descriptor >= 0:
            import os

            os.close(self._descriptor)
            self._descriptor = -1


class PlainStream(io.BufferedReader):
    """A seekable plain stream that stops at the moment the vault is locked."""

    def __init__(self, raw: age.AgeReader, check: Callable[[], None]) -> None:
        super().__init__(raw, buffer_size=age.CHUNK)
        self._check = check

    def read(self, size: int | None = -1, /) -> bytes:
        """Read; raises :class:`VaultLocked`, :class:`AgeError`."""
        self._check()
        return super().read(size)

    def read1(self, size: int = -1, /) -> bytes:
        """Read what is at hand."""
        self._check()
        return super().read1(size)

    def readinto(self, buffer: object, /) -> int:
        """Read into a buffer."""
        self._check()
        return super().readinto(buffer)  # type: ignore[arg-type]  # Buffer is only in 3.12 typing

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read a line."""
        self._check()
        return super().readline(size)


def copy_stream(source: BinaryIO, take: Callable[[bytes], object], size: int = 1 << 20) -> None:
    """Push a stream through ``take`` in parts."""
    while part := source.read(size):
        take(part)
