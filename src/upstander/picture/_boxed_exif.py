"""Find the Exif item of a photo in boxes (HEIF, ISO/IEC 23008-12): HEIC of phones, AVIF."""

from __future__ import annotations

from typing import BinaryIO

from upstander.picture._boxes import boxes, find_box

_MOST_META = 4 << 20
_MOST_EXIF = 1 << 20
_MOST_ITEMS = 4096


def boxed_exif(stream: BinaryIO) -> bytes:
    """Give the Exif block with its mark, or nothing. Never raises for odd bytes."""
    parts = dict(boxes(find_box(stream, b"meta", _MOST_META)[4:]))
    number = _exif_item(parts.get(b"iinf", b""))
    place = _place(parts.get(b"iloc", b""), number) if number is not None else None
    if place is None:
        return b""
    stream.seek(place[0])
    held = stream.read(min(place[1], _MOST_EXIF))
    skip = 4 + int.from_bytes(held[:4], "big")  # to the TIFF header, counted after itself
    tiff = held[skip:]
    return b"Exif\0\0" + tiff if tiff[:2] in (b"II", b"MM") else b""


def _exif_item(iinf: bytes) -> int | None:
    """The number of the item of type Exif; entries before version 2 have no type."""
    entries = iinf[6:] if iinf[:1] == b"\0" else iinf[8:]
    for kind, body in boxes(entries):
        wide = body[:1] == b"\3"
        at = 8 if wide else 6
        if kind == b"infe" and body[:1] in (b"\2", b"\3") and body[at + 2 : at + 6] == b"Exif":
            return int.from_bytes(body[4:at], "big")
    return None


def _place(iloc: bytes, wanted: int) -> tuple[int, int] | None:
    """Offset and length in the file of an item's first piece."""
    read = _Numbers(iloc)
    version = read.take(1)
    read.skip(3)
    sizes, more = read.take(1), read.take(1)
    offset, length, base, index = sizes >> 4, sizes & 15, more >> 4, more & 15 if version else 0
    wide = 4 if version == 2 else 2
    for _ in range(min(read.take(wide), _MOST_ITEMS)):
        number = read.take(wide)
        method = read.take(2) & 15 if version else 0
        read.skip(2)
        start, pieces = read.take(base), read.take(2)
        if number == wanted:
            read.skip(index)
            at, size = start + read.take(offset), read.take(length)
            return (at, size) if pieces and method == 0 and not read.ended else None
        read.skip(pieces * (index + offset + length))
        if read.ended:
            return None
    return None


class _Numbers:
    """Takes big-endian numbers one after the other; past the end they are 0."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def ended(self) -> bool:
        return self._at > len(self._data)

    def take(self, size: int) -> int:
        self._at += size
        return int.from_bytes(self._data[self._at - size : self._at], "big")

    def skip(self, size: int) -> None:
        self._at += size
