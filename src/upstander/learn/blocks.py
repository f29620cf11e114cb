"""A small, safe reading of Markdown into blocks, so that web, shell and print show the same.

Known: headings (``##``), paragraphs, bullet and numbered lists, ``**bold**``. Everything else,
HTML as well, is plain text. Nothing here makes mark-up: each front door escapes for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, strong or not."""

    text: str
    strong: bool = False


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 stands right under the page title."""

    level: int
    spans: Spans
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; ``ordered`` when the order matters."""

    items: tuple[Spans, ...]
    ordered: bool = False
    kind: str = "list"


Block: TypeAlias = Heading | Paragraph | Listing

_HEADING = re.compile(r"(#{1,4})[ \t]+(\S.*)")
_BULLET = re.compile(r"[-*][ \t]+(\S.*)")
_NUMBER = re.compile(r"\d{1,3}\.[ \t]+(\S.*)")
_STRONG = re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")


def parse_blocks(text: str) -> tuple[Block, ...]:
    """Read Markdown; never raises. Lines of a paragraph or list item are joined by a space."""
    return tuple(block for group in _groups(text) for block in _read_group(group))


def plain_text(block: Block) -> str:
    """Give the words of a block without any mark; list items stand on lines of their own."""
    if isinstance(block, Listing):
        return "\n".join(_words(item) for item in block.items)
    return _words(block.spans)


def as_lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Give lines for a terminal or a text file: headings bare, lists with marks."""
    for block in blocks:
        if isinstance(block, Listing):
            for number, item in enumerate(block.items, 1):
                yield f"{number}. {_words(item)}" if block.ordered else f"- {_words(item)}"
        else:
            yield _words(block.spans)
        yield ""


def _words(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def _groups(text: str) -> Iterator[list[str]]:
    """Split at blank lines."""
    group: list[str] = []
    for line in text.splitlines():
        if line.strip():
            group.append(line.strip())
        elif group:
            yield group
            group = []
    if group:
        yield group


def _read_group(lines: list[str]) -> Iterator[Block]:
    """Turn lines that stand together into blocks; a mark at a line's start begins a new one."""
    waiting: list[str] = []
    listing: list[str] = []
    ordered = False
    for line in lines:
        heading, bullet, number = _HEADING.match(line), _BULLET.match(line), _NUMBER.match(line)
        mark = bullet or number
        if mark and (not listing or ordered is (number is not None)):
            yield from _paragraph(waiting)
            ordered = number is not None
            listing.append(mark[1])
        elif heading or mark:
            yield from _paragraph(waiting)
            yield from _listing(listing, ordered)
            if heading:
                yield Heading(max(2, len(heading[1])), _spans(heading[2]))
            elif mark:
                ordered = number is not None
                listing.append(mark[1])
        elif listing:
            listing[-1] = f"{listing[-1]} {line}"
        else:
            waiting.append(line)
    yield from _paragraph(waiting)
    yield from _listing(listing, ordered)


def _paragraph(lines: list[str]) -> Iterator[Paragraph]:
    if lines:
        yield Paragraph(_spans(" ".join(lines)))
        lines.clear()


def _listing(items: list[str], ordered: bool) -> Iterator[Listing]:
    if items:
        yield Listing(tuple(_spans(item) for item in items), ordered)
        items.clear()


def _spans(text: str) -> Spans:
    spans: list[Span] = []
    at = 0
    for found in _STRONG.finditer(text):
        if found.start() > at:
            spans.append(Span(text[at : found.start()]))
        spans.append(Span(found[1], strong=True))
        at = found.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)
