"""How sure the WhatsApp source is, from the first 64 KiB and the name."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from upstander.intake.sources._whatsapp_headers import around, clock_parts, line_anchor
from upstander.intake.sources._whatsapp_phrases import phrases
from upstander.intake.sources._whatsapp_survey import heading
from upstander.intake.text import detect, scan_bytes
from upstander.language.marks import plain
from upstander.model.reading import Probe

_NO = Probe(0, "no line looks like a message header")
_MEDIA = re.compile(rb"\d{8}-[A-Z]+-20\d\d-\d\d-\d\d-|(?:IMG|VID|PTT|AUD|STK)-20\d{6}-WA\d{4}")
_PEEK = 1 << 16
_NEAR_THE_TOP = 3


def probe_text(head: bytes) -> Probe:
    """Count the lines that look like headers and see where the first one stands."""
    if not head:
        return _NO
    charset = detect(head)
    body = head[charset.skip :]
    scanned = scan_bytes(body[: len(body) & ~1], charset.codec) if charset.wide else body
    found, first = _headers(scanned, charset.line_end)
    lines = sum(1 for line in scanned.split(charset.line_end) if line.strip())
    if not found:
        return _NO
    if first < _NEAR_THE_TOP:
        sure = 90 if found > 1 or lines <= _NEAR_THE_TOP else 60
        return Probe(sure, f"{found} lines look like message headers")
    if found * 5 >= lines:
        return Probe(60, f"{found} of {lines} lines look like message headers")
    return Probe(15, "only a few lines look like message headers")


def _headers(scanned: bytes, line_end: bytes) -> tuple[int, int]:
    """Give how many headers there are and how many lines stand before the first."""
    buffer = line_end + scanned
    found, first = 0, 0
    for match in line_anchor(line_end).finditer(buffer):
        before, time, after = around(match)
        if heading(before, after) and clock_parts(time):
            if not found:
                above = buffer[: match.start()].split(line_end)
                first = sum(1 for line in above if line.strip())
            found += 1
    return found, first


def probe_zip(head: bytes, name: str) -> Probe:
    """Look at the names in the first bytes of the archive and peek into a text."""
    best = Probe(5, "a zip archive")
    if phrases().match("title", plain(name.rpartition("/")[2]).removesuffix(".zip")):
        best = Probe(60, "named like a chat export")
    for member, text in _members(head):
        if member.endswith(b"_chat.txt"):
            return Probe(95, "holds _chat.txt")
        if member.lower().endswith(b".txt") and probe_text(text).confidence >= 60:
            return Probe(90, "holds a text with message headers")
        if _MEDIA.search(member):
            best = Probe(70, "holds files named like chat media")
    return best


def _members(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk the local headers that lie in the first bytes (APPNOTE 4.3.7)."""
    at = head.find(b"PK\x03\x04")
    while 0 <= at <= len(head) - 30:
        method, packed = struct.unpack_from("<H8xI", head, at + 8)[:2]
        name_length, extra = struct.unpack_from("<HH", head, at + 26)
        start = at + 30 + name_length + extra
        yield head[at + 30 : at + 30 + name_length], _peek(head[start:], method)
        at = head.find(b"PK\x03\x04", start + (packed if packed < len(head) else 0))


def _peek(data: bytes, method: int) -> bytes:
    if method == 0:
        return data[:_PEEK]
    if method != 8:
        return b""
    try:
        return zlib.decompressobj(-15).decompress(data, _PEEK)
    except zlib.error:
        return b""
