"""Undo transfer encodings (RFC 2045 6) and uuencode, forgiving what can be forgiven."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
MAX_UU_FILES = 100
_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n", re.MULTILINE)


def decode_transfer(raw: bytes, encoding: str) -> tuple[bytes, tuple[str, ...]]:
    """Give the content and what had to be mended. Unknown encodings are left as they are."""
    if encoding == "base64":
        return _base64(raw)
    if encoding == "quoted-printable":
        return quopri.decodestring(raw), ()
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        found = next(iter(find_uuencoded(raw)), None)
        return (found.data, found.repairs) if found else (raw, ("uuencode-damaged",))
    if encoding in ("", "7bit", "8bit", "binary"):
        return raw, ()
    return raw, ("unknown-transfer-encoding",)


def _base64(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Decode piece by piece up to padding, as mail programs do; junk letters are left out."""
    try:
        return binascii.a2b_base64(raw), ()
    except binascii.Error:
        pass
    clean = _NOT_BASE64.sub(b"", raw.split(b"=", 1)[0])
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)), ("base64-damaged",)


class UuFile(NamedTuple):
    """A file written into a text body (IEEE Std 1003.1, uuencode)."""

    name: str
    data: bytes
    start: int
    end: int
    repairs: tuple[str, ...]


def find_uuencoded(body: bytes) -> Iterator[UuFile]:
    """Find ``begin 644 name`` ... ``end`` in a body; a bad line ends the file early."""
    position = 0
    for _ in range(MAX_UU_FILES):
        begin = _BEGIN.search(body, position)
        if begin is None:
            return
        data, position, whole = _uu_lines(body, begin.end())
        if data:
            name = begin.group(1).decode("utf-8", "replace").strip()
            repairs = () if whole else ("uuencode-damaged",)
            yield UuFile(name, data, begin.start(), position, repairs)


def _uu_lines(body: bytes, position: int) -> tuple[bytes, int, bool]:
    """Decode line after line; gives the bytes, where they end, and whether an ``end`` came."""
    out = bytearray()
    while position < len(body):
        stop = body.find(b"\n", position)
        after = len(body) if stop < 0 else stop + 1
        line = body[position : min(after, position + 200)].rstrip(b"\r\n")
        if line in (b"end", b"===="):
            return bytes(out), after - (stop >= 0), True
        piece = b"" if line in (b"", b"`", b" ") else _uu_line(line)
        if piece is None:
            break
        out += piece
        position = after
    return bytes(out), position, False


def _uu_line(line: bytes) -> bytes | None:
    """Decode one line if its length is what its first letter says, give or take a checksum."""
    wanted = ((line[0] - 32) & 63) + 2
    if abs(len(line) - 1 - wanted // 3 * 4) > 2:
        return None
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        try:  # a checksum letter at the end, or a count of letters too many
            return binascii.a2b_uu(line[: 1 + wanted // 3 * 4])
        except binascii.Error:
            return None
