"""The original as the child sees it: a seekable stream whose bytes lie with the parent."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, cast

from upstander.adapters.isolation.frames import MAX_RANGE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_FIRST = 64 << 10


class _Remote(io.RawIOBase):
    """Asks for ranges; starts small, so that looking at a head is cheap, and grows."""

    def __init__(self, fetch: Callable[[int, int], bytes], size: int) -> None:
        self._fetch, self._size = fetch, size
        self._at, self._step = 0, _FIRST

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readall(self) -> bytes:
        """Everything from here on, in the largest steps that are allowed."""
        pieces = []
        while self._at < self._size:
            piece = self._fetch(self._at, min(MAX_RANGE, self._size - self._at))
            if not piece:
                break
            pieces.append(piece)
            self._at += len(piece)
        return b"".join(pieces)

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self._step, max(0, self._size - self._at))
        if not wanted:
            return 0
        data = self._fetch(self._at, wanted)
        view[: len(data)] = data
        self._at += len(data)
        self._step = min(self._step * 2, MAX_RANGE)
        return len(data)


def remote_stream(fetch: Callable[[int, int], bytes], size: int) -> BinaryIO:
    """Give a buffered, seekable stream of ``size`` bytes; ``fetch(offset, length)`` brings them."""
    return cast(BinaryIO, io.BufferedReader(_Remote(fetch, size), buffer_size=MAX_RANGE))
