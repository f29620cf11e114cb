"""Originals in memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from upstander.application.ports import StoredBlob
from upstander.model.digest import Digest
from upstander.model.errors import OriginalChanged


class FakeSink:
    """Gathers chunks and hands them to ``keep`` when finished."""

    def __init__(self, keep: Callable[[bytes], None]) -> None:
        self._data = bytearray()
        self._keep = keep
        self._open = True

    def write(self, chunk: bytes) -> None:
        if not self._open:
            raise ValueError("this sink is closed")
        self._data += chunk

    def finish(self, *, durable: bool = True) -> StoredBlob:
        if not self._open:
            raise ValueError("this sink is closed")
        self._open = False
        data = bytes(self._data)
        self._keep(data)
        return StoredBlob(Digest.of(data), len(data))

    def abandon(self) -> None:
        self._open = False
        self._data.clear()


class FakeBlobs:
    """A dictionary from digest to bytes."""

    def __init__(self) -> None:
        self.kept: dict[Digest, bytes] = {}
        self.syncs = 0

    def receive(self) -> FakeSink:
        return FakeSink(self.keep)

    def keep(self, data: bytes) -> None:
        self.kept[Digest.of(data)] = data

    def open(self, digest: Digest) -> BinaryIO:
        data = self.kept.get(digest)
        if data is None or Digest.of(data) != digest:
            raise OriginalChanged(digest.short)
        return io.BytesIO(data)

    def has(self, digest: Digest) -> bool:
        return digest in self.kept

    def erase(self, digest: Digest) -> None:
        self.kept.pop(digest, None)

    def sync(self) -> None:
        self.syncs += 1
