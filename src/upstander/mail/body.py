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
_END = re.compile(rb"^(?:end|====)[ \t]*\r?$", re.MULTILINE)


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
    """Find ``begin 644 name`` ... ``end`` in a body; bad lines end the file early."""
    position = 0
    for _ in range(MAX_UU_FILES):
        begin = _BEGIN.search(body, position)
        if begin is None:
            return
        finish = _END.search(body, begin.end())
        stop = finish.start() if finish else len(body)
        data, good = _uu_lines(body[begin.end() : stop].splitlines())
        if data:
            name = begin.group(1).decode("utf-8", "replace").strip()
            after = finish.end() if finish else len(body)
            repairs = () if good and finish else ("uuencode-damaged",)
            yield UuFile(name, data, begin.start(), after, repairs)
            position = after
        else:
            position = begin.end()


def _uu_lines(lines: list[bytes]) -> tuple[bytes, bool]:
    out = bytearray()
    for line in lines:
        if not line or line in (b"`", b" "):
            continue
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            try:  # the usual workaround for encoders that drop trailing blanks
                wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
                out += binascii.a2b_uu(line[: max(wanted, 1)])
            except binascii.Error:
                return bytes(out), False
    return bytes(out), True
