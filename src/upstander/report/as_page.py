"""A document as a tagged PDF (PDF/A-3a and PDF/UA-1), also in large print.

Only the text of the document is set. Its title is the form's own, so metadata say nothing of
the case.
"""

from __future__ import annotations

from datetime import UTC, datetime

from upstander.model.entry import Json
from upstander.model.report import Block, Document
from upstander.paper.typeset import lines_of, typeset

LARGE_POINTS = 18
"""The smallest letters of a large print."""

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # of a document that does not say when it was made
_ACROSS = 84  # letters of the table's size that stand side by side on a page
_EDGES, _WIDEST = 7, 40  # letters: the room beside a cell, and the most that one counts as


def page_pdf(document: Document, *, large: bool = False) -> bytes:
    """Set the document; the same input gives the same bytes."""
    data: dict[str, Json] = {
        "title": document.title,
        "running": document.title,
        "large": large,
        "blocks": [_block(each, large) for each in _without_title(document)],
    }
    return typeset("letter", data, created=document.made_at or _NO_DAY)


def _without_title(document: Document) -> tuple[Block, ...]:
    """The blocks, without a heading that only says the title again."""
    return tuple(
        each
        for each in document.blocks
        if not (each.kind == "heading" and each.text == document.title)
    )


def _block(block: Block, large: bool) -> Json:
    if block.kind == "table" and (large or _is_too_narrow(block)):
        block = _as_list(block)
    if block.kind == "heading":
        return {"kind": "heading", "text": block.text}
    if block.kind == "table":
        head, *rows = block.rows
        return {
            "kind": "table",
            "columns": [_share([row[at] for row in block.rows]) for at in range(len(head))],
            "head": [lines_of(cell) for cell in head],
            "rows": [[lines_of(cell) for cell in row] for row in rows],
        }
    items: list[Json] = [lines_of(each) for each in block.items]
    return {"kind": block.kind, "text": lines_of(block.text), "items": items}


def _as_list(table: Block) -> Block:
    """Rows below each other: columns of large letters are too narrow to read."""
    head, *rows = table.rows
    items = (
        "\n".join(f"{name}: {cell}" for name, cell in zip(head, row, strict=True) if cell)
        for row in rows
    )
    return Block("list", items=tuple(items))


def _is_too_narrow(table: Block) -> bool:
    """Whether a word that cannot be broken, such as an address, is wider than its column."""
    columns = list(zip(*table.rows, strict=True))
    shares = [min(max(map(len, cells)), _WIDEST) + _EDGES for cells in columns]
    widths = (_ACROSS * each / sum(shares) - 2 for each in shares)
    longest = (max((len(word) for cell in cells for word in cell.split()), default=0)
               for cells in columns)  # fmt: skip
    return any(word > width for word, width in zip(longest, widths, strict=True))


def _share(cells: list[str]) -> Json:
    """How wide a column is beside the others, by its longest cell."""
    return min(max(map(len, cells)), _WIDEST) + _EDGES
