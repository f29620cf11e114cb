"""Large print on one page: short lines, the first things first, and an honest end.

Large letters leave room for about 30 lines. What does not fit is not made smaller: it is
left for the full sheet, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block
from upstander.paper.glyphs import visible

LINES = 29
_WIDTH = 44  # small letters on a line of 18 points
_MOST_OF_ONE = 3  # lines that one item may take
MORE = "More is on the full sheet."


def one_page(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks that fit on one page of large print; the rest is left out, and said."""
    room = LINES - 1
    for block in map(_short, blocks):
        took = _lines(block)
        if took > room:
            yield Block("paragraph", MORE)
            return
        room -= took
        yield block


def _short(block: Block) -> Block:
    if block.kind == "table":
        rows = (": ".join(each for each in row if each) for row in block.rows[1:])
        return Block("list", items=tuple(map(_clip, rows))[:4])
    items = tuple(map(_clip, block.items))[:5]
    return Block(block.kind, _clip(block.text), items=items)


def _clip(text: str) -> str:
    """At most three lines; what is cut ends in an ellipsis."""
    plain = " ".join(visible(text).split())
    most = _MOST_OF_ONE * _WIDTH - 12
    wide = 0
    for at, letter in enumerate(plain):
        wide += _wide(letter)
        if wide > most:
            return f"{plain[:at]} …"
    return plain


def _lines(block: Block) -> int:
    """Lines that a block takes, with the room before it."""
    texts = [block.text] if block.text else list(block.items)
    lines = sum(sum(map(_wide, text)) // _WIDTH + 1 for text in texts)
    return lines + (1 if block.kind in ("heading", "quote") else 0)


def _wide(letter: str) -> int:
    if letter.isascii():
        return 2 if letter.isupper() or letter in "mw@%" else 1
    return 2 if letter.isalpha() else 9
