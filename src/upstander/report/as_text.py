"""A document as plain text: for mail, for copying, for reading out.

Lines are wrapped at spaces only, so that a link, a number or a hash is never cut. Nothing stays
hidden: a sign that turns the direction of text prints as ``[U+202E]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from upstander.model.report import Block, Document
from upstander.paper.glyphs import visible

WIDTH = 72
_GAP = "  "
_LEFT_OUT = re.compile(r"\[left out: [^\]\n]{1,40}\]")  # stays on one line
_KEPT_SPACE = "\0"  # visible() leaves none in a text


def plain_text(document: Document) -> str:
    """Give the whole text, with one line end at its end."""
    pieces = ["\n".join(_lines(block)) for block in document.blocks]
    return "\n\n".join(pieces) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if block.kind == "heading":
        text = " ".join(visible(block.text).split())
        yield from (text, "-" * min(len(text), WIDTH))
    elif block.kind == "quote":
        yield from _hung(block.text, "> ", "> ")
    elif block.kind == "table":
        yield from _table(block.rows)
    elif block.items:
        numbered = block.kind == "numbered"
        for number, item in enumerate(block.items, 1):
            mark = f"{number}. " if numbered else "- "
            yield from _hung(item, mark, " " * len(mark))
    else:
        yield from _hung(block.text, "", "")


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """In columns where they fit on a line, otherwise row by row with the name of each column."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    fits = sum(widths) + len(_GAP) * (len(widths) - 1) <= WIDTH
    if fits and not any("\n" in cell for row in shown for cell in row):
        yield _row(shown[0], widths)
        yield _GAP.join("-" * width for width in widths)
        yield from (_row(row, widths) for row in shown[1:])
    else:
        yield from _records(rows)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(map(str.ljust, cells, widths)).rstrip()


def _records(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    head, *rest = rows
    for number, row in enumerate(rest, 1):
        if number > 1:
            yield ""
        mark = f"{number}. "
        for name, cell in zip(head, row, strict=True):
            if cell and name != "No.":
                yield from _hung(f"{name}: {cell}", mark, "   ")
                mark = "   "


def _hung(text: str, first: str, rest: str) -> Iterator[str]:
    """Lines of a text, the first with its mark, the others moved in."""
    mark = first
    whole = _LEFT_OUT.sub(lambda found: found[0].replace(" ", _KEPT_SPACE), visible(text))
    for line in whole.split("\n"):
        for part in _wrapped(line, WIDTH - len(first)):
            yield f"{mark}{part.replace(_KEPT_SPACE, ' ')}".rstrip()
            mark = rest


def _wrapped(line: str, width: int) -> Iterator[str]:
    """Cut at spaces; one space goes at each cut, and no word is broken."""
    start = 0
    while len(line) - start > width:
        cut = line.rfind(" ", start + 1, start + width + 1)
        if cut < 0:
            cut = line.find(" ", start + width)
        if cut < 0:
            break
        yield line[start:cut]
        start = cut + 1
    yield line[start:]
