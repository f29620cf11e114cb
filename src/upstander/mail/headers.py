"""Split a header block into lines, keeping the exact bytes, the order and the place of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from upstander.mail.charset import decode_text
from upstander.mail.words import decode_words

MAX_HEADER_BYTES = 1 << 20
"""A header block longer than this is cut; what follows counts as body."""

_LF_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_CR_LINE = re.compile(rb"[^\r]*(?:\r|\Z)")
_FIELD = re.compile(rb"([!-9;-~\x80-\xff]{1,200})[ \t]*:")
_BLANK = re.compile(rb"\r*\n?\Z")
_UNFOLD = re.compile(r"\r*\n(?=[ \t])|\r(?=[ \t])")
_KNOWN = re.compile(
    rb"(?:from|to|cc|bcc|subject|date|received|message-id|mime-version|content-[a-z-]+|return-path"
    rb"|reply-to|sender|delivered-to|in-reply-to|references|status|resent-[a-z-]+|x-[!-9;-~]+"
    rb"|dkim-signature|authentication-results|arc-[a-z-]+|list-[a-z-]+|user-agent|newsgroups"
    rb"|precedence|importance|thread-[a-z]+|path|lines|organi[sz]ation)[ \t]*:",
    re.IGNORECASE,
)


class HeaderField(NamedTuple):
    """One header with all its folded lines. ``start``/``end`` are offsets, half open.

    ``name`` is empty for a line that is no header at all (kept, in its place).
    """

    name: str
    value: bytes
    start: int
    end: int

    @property
    def text(self) -> str:
        """The unfolded, decoded value, for people to read."""
        return decode_words(self.plain)

    @property
    def plain(self) -> str:
        """The unfolded value with encoded words left as they are."""
        return unfold(self.value)


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """All header lines of a mail or part, and where its body starts."""

    fields: tuple[HeaderField, ...]
    start: int
    body_start: int
    envelope: bytes  # an mbox ``From `` line, if one stands first
    remarks: tuple[str, ...]
    by_name: dict[str, list[HeaderField]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Group the lines by lower-case name, keeping their order."""
        grouped: dict[str, list[HeaderField]] = {}
        for each in self.fields:
            grouped.setdefault(each.name.lower(), []).append(each)
        object.__setattr__(self, "by_name", grouped)

    def all(self, name: str) -> tuple[HeaderField, ...]:
        """Every header of this name, topmost first; names are compared without case."""
        return tuple(self.by_name.get(name.lower(), ()))

    def first(self, name: str) -> HeaderField | None:
        """The topmost header of this name."""
        found = self.by_name.get(name.lower())
        return found[0] if found else None

    def text(self, name: str) -> str | None:
        """The decoded value of the topmost header of this name."""
        found = self.first(name)
        return found.text.strip() if found else None


def unfold(value: bytes) -> str:
    """Join folded lines (RFC 5322 2.2.3) and decode stray 8-bit bytes for reading."""
    text = value.decode("ascii") if value.isascii() else decode_text(value, None).text
    if "\n" in text or "\r" in text:
        text = _UNFOLD.sub("", text)
    return text.strip(" \t\r\n")


def split_headers(
    data: bytes, start: int = 0, end: int | None = None, *, top: bool = True
) -> HeaderBlock:
    """Split the header block that starts at ``start``. Never raises, whatever the bytes.

    ``top`` allows what may only stand before a whole mail: a byte order mark, blank lines, an
    mbox ``From `` line.
    """
    stop = len(data) if end is None else end
    limit = min(stop, start + MAX_HEADER_BYTES)
    lines = _CR_LINE if _only_cr(data, start, limit) else _LF_LINE
    position, envelope = _skip_front(data, start, limit, lines) if top else (start, b"")
    return _collect(data, position, limit, lines, envelope)


def _only_cr(data: bytes, start: int, limit: int) -> bool:
    return data.find(b"\n", start, limit) < 0 and data.find(b"\r", start, limit) >= 0


def _skip_front(data: bytes, start: int, limit: int, lines: re.Pattern[bytes]) -> tuple[int, bytes]:
    position = start + 3 if data.startswith(b"\xef\xbb\xbf", start) else start
    blank = position
    while blank < limit and data[blank] in b"\r\n \t":
        blank += 1
    if blank > position and _KNOWN.match(data, blank, limit):
        position = blank
    if data.startswith((b"From ", b">From "), position):
        line = lines.match(data, position, limit)
        if line:
            return line.end(), line.group().rstrip(b"\r\n")
    return position, b""


class _Open:
    """A header whose folded lines are still being found; only offsets, so nothing is copied."""

    __slots__ = ("end", "name", "start", "value")

    def __init__(self, name: str, start: int, value: int, end: int) -> None:
        self.name, self.start, self.value, self.end = name, start, value, end


def _collect(
    data: bytes, start: int, limit: int, lines: re.Pattern[bytes], envelope: bytes
) -> HeaderBlock:
    found: list[_Open] = []
    remarks: list[str] = []
    position = start
    while position < limit:
        line = lines.match(data, position, limit)
        if line is None:  # pragma: no cover - the pattern matches anything
            break
        raw, position = line.group(), line.end()
        if _BLANK.match(raw):
            break
        if raw[0] in b" \t" and found:
            found[-1].end = position
        elif named := _FIELD.match(raw):
            name = named.group(1).decode("latin-1")
            found.append(_Open(name, line.start(), line.start() + named.end(), position))
        elif _headers_go_on(data, position, limit, lines):
            found.append(_Open("", line.start(), line.start(), position))
            remarks.append("header-garbage")
        else:
            remarks.append("no-blank-line")
            position = line.start()
            break
    fields = tuple(HeaderField(e.name, data[e.value : e.end], e.start, e.end) for e in found)
    return HeaderBlock(fields, start, position, envelope, tuple(remarks))


def _headers_go_on(data: bytes, position: int, limit: int, lines: re.Pattern[bytes]) -> bool:
    """Say whether a well-known header follows within eight lines, before a blank one."""
    for _ in range(8):
        line = lines.match(data, position, limit)
        if line is None or _BLANK.match(line.group()):
            return False
        if _KNOWN.match(line.group()):
            return True
        position = line.end()
    return False
