"""Write a pack as one zip, to a stream that cannot seek: the same pack gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import BinaryIO, Protocol, cast

from upstander.preserve.pack.contents import PackFile

_FIRST_DOS_TIME = (1980, 1, 1, 0, 0, 0)
_READ_ONLY = 0o100444 << 16
_UNIX = 3
_PACKED = (".txt", ".csv", ".json", ".py", ".chain")


class Sink(Protocol):
    """Takes bytes: an open file, a response, an encrypting blob sink."""

    def write(self, chunk: bytes, /) -> object:
        """Take the next bytes."""
        ...


def write_zip(files: Iterable[PackFile], out: Sink, *, folder: str) -> None:
    """Write the files under ``folder/``; originals are stored as they are, ZIP64 where needed.

    Whatever reading an original raises comes through; the half zip is then worth nothing.
    """
    with zipfile.ZipFile(cast(BinaryIO, _Forward(out)), "w", allowZip64=True) as archive:
        for file in files:
            with archive.open(_info(file, folder), "w") as member:
                for chunk in file.chunks():
                    member.write(chunk)


def _info(file: PackFile, folder: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"{folder}/{file.path}", _FIRST_DOS_TIME)
    small = file.path.endswith(_PACKED) and not file.path.startswith("data/originals/")
    info.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
    info.create_system, info.external_attr = _UNIX, _READ_ONLY
    info.file_size = file.size
    return info


class _Forward:
    """Cannot seek, so that the zip is written the same way to every stream."""

    def __init__(self, out: Sink) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        self._out.write(data)
        return len(data)

    def flush(self) -> None:
        """Left to whoever owns the stream."""
