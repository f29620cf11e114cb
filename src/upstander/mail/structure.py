"""The tree of MIME parts (RFC 2045, 2046) as spans of bytes. No part is copied or rewritten.

A part is cut from the outside inwards, so a boundary of an outer part always wins, and depth
and number are limited: deeper or more is kept as one opaque part with a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from upstander.mail.body import decode_transfer
from upstander.mail.headers import HeaderBlock, split_headers
from upstander.mail.params import parse_params

MAX_DEPTH = 50
MAX_PARTS = 5000
_LINE_END = b"\r\n"


@dataclass(slots=True)
class Part:
    """One part. ``body_start``/``body_end`` are offsets in ``data``; ``path`` is like ``1.2``."""

    data: bytes
    path: str
    headers: HeaderBlock
    body_start: int
    body_end: int
    type: str
    params: dict[str, str]
    disposition: str = ""
    disposition_params: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    children: list[Part] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def filename(self) -> str:
        """The name its sender gave it, decoded, not made safe."""
        name = self.disposition_params.get("filename") or self.params.get("name") or ""
        return name.strip()

    @property
    def raw_body(self) -> bytes:
        """The bytes of the body as they stand in the file."""
        return self.data[self.body_start : self.body_end]

    @property
    def is_mail(self) -> bool:
        """Whether a whole mail stands inside."""
        return self.type in ("message/rfc822", "message/global", "message/news")

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


class _Budget:
    """Counts parts of one mail."""

    def __init__(self) -> None:
        self.left = MAX_PARTS

    def spend(self) -> bool:
        """Take one; false when none is left."""
        self.left -= 1
        return self.left >= 0


def parse_structure(data: bytes, start: int = 0, end: int | None = None) -> Part:
    """Read a whole mail into its tree. Never raises for bad bytes."""
    stop = len(data) if end is None else end
    return _part(data, start, stop, "", 0, "text/plain", _Budget(), top=True)


def _part(
    data: bytes, start: int, end: int, path: str, depth: int, default: str, budget: _Budget,
    *, top: bool = False,
) -> Part:  # fmt: skip
    headers = split_headers(data, start, end, top=top)
    part = _described(data, headers, end, path or "1", default)
    if part.type.startswith("multipart/"):
        part.path = path or "0"
        _split_multipart(part, path, depth, budget)
    elif part.is_mail:
        _open_mail(part, path or "1", depth, budget)
    return part


def _described(data: bytes, headers: HeaderBlock, end: int, path: str, default: str) -> Part:
    content = headers.first("content-type")
    kind, params = parse_params(content.plain) if content else (default, {})
    placed = headers.first("content-disposition")
    disposition, placed_params = parse_params(placed.plain) if placed else ("", {})
    coded = headers.first("content-transfer-encoding")
    encoding = coded.plain.partition(";")[0].strip(" \t\"'.").lower() if coded else ""
    body_start = min(headers.body_start, end)
    remarks = list(headers.remarks)
    return Part(
        data, path, headers, body_start, end, _type_name(kind, default), params,
        disposition, placed_params, encoding, remarks=remarks,
    )  # fmt: skip


def _type_name(kind: str, default: str) -> str:
    main, slash, sub = kind.partition("/")
    if slash and main.strip() and sub.strip():
        return f"{main.strip()}/{sub.strip().split()[0]}"
    return "text/plain" if main in ("text", "") else default if not main else _UNKNOWN


_UNKNOWN = "application/octet-stream"


def _split_multipart(part: Part, path: str, depth: int, budget: _Budget) -> None:
    boundary = part.params.get("boundary", "").rstrip()
    spans = list(_children(part, boundary.encode("utf-8", "replace"), budget)) if boundary else []
    if not spans:
        part.remarks.append("multipart-without-parts")
        return
    if depth >= MAX_DEPTH:
        part.remarks.append("too-deep")
        return
    default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    prefix = f"{path}." if path else ""
    for number, (start, end) in enumerate(spans, 1):
        if not budget.spend():
            part.remarks.append("too-many-parts")
            return
        child = _part(part.data, start, end, f"{prefix}{number}", depth + 1, default, budget)
        part.children.append(child)


def _children(part: Part, boundary: bytes, budget: _Budget) -> Iterator[tuple[int, int]]:
    """Give the spans between delimiter lines; the line end before one belongs to it."""
    data, end = part.data, part.body_end
    opened = -1
    for count, (at, after, closing) in enumerate(_delimiters(data, boundary, part.body_start, end)):
        if opened < 0:
            _remark_words(part, part.body_start, at, "words-before-parts")
        elif opened < at or closing:  # two delimiters in a row hold no part between them
            yield opened, max(opened, _before_line_end(data, at, opened))
        opened = after
        if closing:
            _remark_words(part, after, end, "words-after-parts")
            return
        if count > budget.left:
            return
    if opened >= 0:
        part.remarks.append("no-closing-boundary")
        yield opened, end


def _remark_words(part: Part, start: int, end: int, remark: str) -> None:
    """Words that no mail program shows: they are in the original, so say that they are there."""
    if part.data[start:end].strip():
        part.remarks.append(remark)


def _before_line_end(data: bytes, at: int, floor: int) -> int:
    if at - 2 >= floor and data[at - 2 : at] == _LINE_END:
        return at - 2
    return at - 1 if at - 1 >= floor else at


def _delimiters(
    data: bytes, boundary: bytes, start: int, end: int
) -> Iterator[tuple[int, int, bool]]:
    """Find whole delimiter lines: (where, start of the next line, closing)."""
    mark = b"--" + boundary
    position = start
    while (at := data.find(mark, position, end)) >= 0:
        position = at + len(mark)
        if at > start and data[at - 1] not in _LINE_END:
            continue
        closing = data.startswith(b"--", position) and position + 2 <= end
        tail = position + 2 if closing else position
        while tail < end and data[tail] in b" \t":
            tail += 1
        if tail < end and data[tail] not in _LINE_END:
            continue
        yield at, min(end, _next_line(data, tail)), closing


def _next_line(data: bytes, at: int) -> int:
    return at + (2 if data[at : at + 2] == _LINE_END else 1)


def _open_mail(part: Part, path: str, depth: int, budget: _Budget) -> None:
    if depth >= MAX_DEPTH:
        part.remarks.append("too-deep")
        return
    if not budget.spend():
        part.remarks.append("too-many-parts")
        return
    data, start, end = part.data, part.body_start, part.body_end
    if part.encoding in ("base64", "quoted-printable"):
        # RFC 2046 5.2.1 forbids this, and people still send it
        data = decode_transfer(part.raw_body, part.encoding)[0]
        start, end = 0, len(data)
        part.remarks.append("encoded-mail")
    part.children.append(
        _part(data, start, end, f"{path}.m", depth + 1, "text/plain", budget, top=True)
    )
