"""What a film or sound says about itself: boxes of ISO/IEC 14496-12 and QuickTime metadata.

Only the index (``moov``) is read, never pictures or sound.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from upstander.picture._boxes import boxes, find_box

_MOST_INDEX = 32 << 20
_LONGEST = 500
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_OLDEST, _NEWEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)
_UDTA = {
    b"\xa9mak": "QuickTime:Make",
    b"\xa9mod": "QuickTime:Model",
    b"\xa9swr": "QuickTime:Software",
    b"\xa9too": "QuickTime:Encoder",
    b"\xa9day": "QuickTime:CreationDate",
    b"\xa9TIM": "QuickTime:CreationTime",
}
_KEYS = {
    b"com.apple.quicktime.make": "QuickTime:Make",
    b"com.apple.quicktime.model": "QuickTime:Model",
    b"com.apple.quicktime.software": "QuickTime:Software",
    b"com.apple.quicktime.creationdate": "QuickTime:CreationDate",
    b"com.android.manufacturer": "QuickTime:AndroidManufacturer",
    b"com.android.model": "QuickTime:AndroidModel",
}
_TEXT = 1


def film_tags(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Give tags and values of a film or sound in the MP4 family. Never raises for odd bytes."""
    for kind, body in boxes(find_box(stream, b"moov", _MOST_INDEX)):
        if kind == b"mvhd":
            yield from _header(body)
        elif kind == b"udta":
            yield from _user_data(body)
        elif kind == b"meta":
            yield from _meta(body)


def _header(body: bytes) -> Iterator[tuple[str, str]]:
    wide = body[:1] == b"\x01"
    form = struct.Struct(">QQ" if wide else ">II")
    if len(body) < 4 + form.size:
        return
    times = zip(("CreateDate", "ModifyDate"), form.unpack_from(body, 4), strict=True)
    for name, seconds in times:
        if seconds < 1 << 33:
            at = _EPOCH + timedelta(seconds=seconds)
            if _OLDEST < at < _NEWEST:  # zero and other fillers say nothing
                yield f"QuickTime:{name}", f"{at:%Y-%m-%d %H:%M:%S}"


def _user_data(body: bytes) -> Iterator[tuple[str, str]]:
    for kind, inner in boxes(body):
        if kind == b"meta":
            yield from _meta(inner)
        elif kind in _UDTA:
            length = int.from_bytes(inner[:2], "big")  # then two bytes of language
            yield from _said(_UDTA[kind], inner[4 : 4 + length])


def _meta(body: bytes) -> Iterator[tuple[str, str]]:
    full = body[4:8] != b"hdlr"  # QuickTime writes no version before the boxes
    keys: list[bytes] = []
    for kind, inner in boxes(body[4:] if full else body):
        if kind == b"keys":
            keys = [name for _, name in boxes(inner[8:])]
        elif kind == b"ilst":
            yield from _items(inner, keys)


def _items(body: bytes, keys: list[bytes]) -> Iterator[tuple[str, str]]:
    for kind, inner in boxes(body):
        number = int.from_bytes(kind, "big")
        named = _KEYS.get(keys[number - 1]) if 0 < number <= len(keys) else _UDTA.get(kind)
        for held, data in boxes(inner):
            if named and held == b"data" and int.from_bytes(data[:4], "big") == _TEXT:
                yield from _said(named, data[8:])


def _said(tag: str, raw: bytes) -> Iterator[tuple[str, str]]:
    value = raw[:_LONGEST].decode("utf-8", "replace").strip("\0 ")
    if value:
        yield tag, value
