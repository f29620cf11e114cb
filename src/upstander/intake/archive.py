"""Looking into zip archives that strangers made, without ever writing a member to disk.

Members are listed and refused one by one; what was refused is named and the rest goes on. Only
declared sizes within the limits are opened, and reading stops at the declared size.
"""

from __future__ import annotations

import lzma
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from upstander.intake._names import safe_name
from upstander.model.errors import HostileFile, IntakeError, LimitExceeded, NotFound

MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_END = b"PK\x05\x06"
_TAIL = 22 + 0xFFFF
_LOCAL_HEADER = 30
_DAMAGE = (
    RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, lzma.LZMAError,
    EOFError, OSError, ValueError,
)  # fmt: skip
_READABLE = frozenset(
    {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
)
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What is still read. A chat export holds at most 10,000 media files."""

    entries: int = 20_000
    directory_bytes: int = 6 << 20
    member_bytes: int = 2 << 30
    total_bytes: int = 16 << 30
    ratio: int = 300  # unpacked to packed; DEFLATE itself ends at 1,032
    ratio_free_bytes: int = 1 << 20  # small members may shrink as they like
    depth: int = 16  # folders inside folders; archives inside archives are never opened


@dataclass(frozen=True, slots=True)
class Member:
    """A member that may be opened."""

    name: str  # as written in the archive
    safe_name: str  # ASCII, no folders, unique
    size: int
    index: int
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A member that is not opened, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All members of one archive."""

    members: tuple[Member, ...]
    refused: tuple[Refused, ...]

    def find(self, name: str) -> Member:
        """Find by the name in the archive or by the safe name; raises :class:`NotFound`."""
        for member in self.members:
            if name in (member.name, member.safe_name):
                return member
        raise NotFound("The archive has no such file that may be opened.")


class Archive:
    """One zip archive on a seekable stream. Reads nothing but what is asked for."""

    def __init__(self, stream: BinaryIO, limits: ArchiveLimits | None = None) -> None:
        """Read the directory; raises LimitExceeded, HostileFile or IntakeError."""
        self._limits = limits or ArchiveLimits()
        _check_directory(stream, self._limits)
        try:
            self._zip = zipfile.ZipFile(stream)
        except (*_DAMAGE, struct.error) as error:
            raise IntakeError("The archive is damaged or cut.") from error
        self._infos = self._zip.infolist()
        self.listing = self._list()

    def _list(self) -> Listing:
        members: list[Member] = []
        refused: list[Refused] = []
        seen: set[str] = set()
        taken: dict[str, int] = {}
        total = 0
        overlapping = _overlapping(self._infos, self._zip.start_dir)
        for index, info in enumerate(self._infos):
            if info.is_dir() and not info.file_size:
                continue
            name = _true_name(info)
            reason = (
                (index in overlapping and "shares bytes with another file")
                or _refuse_name(name, seen, self._limits)
                or _refuse_shape(info, self._limits, total)
            )
            seen.add(_folded(name))
            if reason:
                refused.append(Refused(name, reason))
                continue
            total += info.file_size
            safe = safe_name(name, taken)
            members.append(Member(name, safe, info.file_size, index, bool(info.flag_bits & 1)))
        return Listing(tuple(members), tuple(refused))

    def open(self, member: Member, password: str = "") -> BinaryIO:
        """Open a member as a stream that ends at its declared size.

        Raises IntakeError when it cannot be opened; a damaged one raises it while reading.
        """
        try:
            key = password.encode() if member.encrypted else None
            inner = self._zip.open(self._infos[member.index], pwd=key)
        except _DAMAGE as error:
            raise IntakeError(f"{member.safe_name} could not be opened.") from error
        return cast(BinaryIO, _MemberStream(inner))

    def read(self, member: Member, password: str = "") -> bytes:
        """Give all bytes of one member."""
        with self.open(member, password) as stream:
            return b"".join(read_through(stream))


def looks_like_zip(head: bytes) -> bool:
    """Say whether bytes begin like a zip archive."""
    return head.startswith(MAGIC)


class _MemberStream:
    """A member being read; damage comes out as IntakeError."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        try:
            return self._inner.read(size)
        except _DAMAGE as error:
            raise IntakeError("A file inside the archive is damaged.") from error

    def close(self) -> None:
        """Let go of the member."""
        self._inner.close()

    def __enter__(self) -> _MemberStream:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def read_through(stream: BinaryIO, block: int = 1 << 20) -> Iterator[bytes]:
    """Read a member block by block; raises IntakeError when it is damaged."""
    while piece := stream.read(block):
        yield piece


def list_members(stream: BinaryIO, limits: ArchiveLimits | None = None) -> Listing:
    """List an archive without unpacking anything."""
    return Archive(stream, limits).listing


def read_member(stream: BinaryIO, name: str, limits: ArchiveLimits | None = None) -> bytes:
    """Unpack one member by its name in the archive or its safe name."""
    archive = Archive(stream, limits)
    return archive.read(archive.listing.find(name))


def _check_directory(stream: BinaryIO, limits: ArchiveLimits) -> None:
    """Refuse a directory that would fill the memory, before the library loads it."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise IntakeError("The archive is damaged or cut: its list of files is missing.")
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if at >= 20 and tail.startswith(b"PK\x06\x07", at - 20):
        count, length = _zip64(tail[at - 20 : at], stream)
    if count > limits.entries or length > limits.directory_bytes:
        raise LimitExceeded("The archive holds too many files.")
    stream.seek(0)


def _zip64(locator: bytes, stream: BinaryIO) -> tuple[int, int]:
    (where,) = struct.unpack_from("<Q", locator, 8)
    if where > stream.seek(0, 2):
        raise HostileFile("The archive points outside itself.")
    stream.seek(where)
    record = stream.read(56)
    if len(record) < 56 or not record.startswith(b"PK\x06\x06"):
        raise HostileFile("The archive points to a list that is not there.")
    count, length = struct.unpack_from("<QQ", record, 32)
    return count, length


def _true_name(info: zipfile.ZipInfo) -> str:
    """Give the name as meant: many phones write UTF-8 and forget the flag (APPNOTE 4.4.4)."""
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _refuse_name(name: str, seen: set[str], limits: ArchiveLimits) -> str:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts:
        return "its name leads out of the archive"
    if parts[0] == "" or _DRIVE.match(name):
        return "its name is an absolute path"
    if "\0" in name:
        return "its name holds a zero byte"
    if len(parts) > limits.depth:
        return "it lies too deep in folders"
    if _folded(name) in seen:
        return "another file has the same name"
    return ""


def _refuse_shape(info: zipfile.ZipInfo, limits: ArchiveLimits, total: int) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "it is a link or a device, not a file"
    if info.compress_type not in _READABLE:
        return "it is packed in a way that cannot be read here"
    if info.file_size > limits.member_bytes or total + info.file_size > limits.total_bytes:
        return "it would unpack to more than the program reads"
    bomb = info.file_size > limits.ratio * max(info.compress_size, 1)
    if bomb and info.file_size > limits.ratio_free_bytes:
        return "it unpacks to far more than its size, like a bomb"
    return ""


def _overlapping(infos: list[zipfile.ZipInfo], directory_at: int) -> frozenset[int]:
    """Find members whose packed bytes run into the next member or the directory."""
    order = sorted(range(len(infos)), key=lambda each: infos[each].header_offset)
    ends = [*(infos[each].header_offset for each in order[1:]), directory_at]
    found = set()
    # in an empty archive there is an end, but no member
    for index, end in zip(order, ends, strict=False):
        info = infos[index]
        least = _LOCAL_HEADER + len(info.orig_filename.encode("utf-8", "replace")) // 4
        if info.header_offset + least + info.compress_size > end:
            found.add(index)
    return frozenset(found)
