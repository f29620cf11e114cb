"""Short ways to make the blocks of a document. What would be empty is not made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from upstander.model.report import Block


def heading(text: str) -> Block:
    """A heading."""
    return Block("heading", text)


def paragraph(*sentences: str) -> Iterator[Block]:
    """One paragraph of the sentences that say something; none where all are empty."""
    text = " ".join(each for each in sentences if each)
    if text:
        yield Block("paragraph", text)


def quote(text: str) -> Iterator[Block]:
    """Exact words of somebody, apart from ours; none where there are no words."""
    if text:
        yield Block("quote", text)


def listing(items: Iterable[str], *, numbered: bool = False) -> Iterator[Block]:
    """A list; none without items."""
    kept = tuple(each for each in items if each)
    if kept:
        yield Block("numbered" if numbered else "list", items=kept)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    """A table with its head row; none without rows. Columns without any content go."""
    kept = [tuple(row) for row in rows]
    if not kept:
        return
    used = [at for at in range(len(head)) if any(row[at] for row in kept)]
    yield Block("table", rows=tuple(tuple(row[at] for at in used) for row in (tuple(head), *kept)))


def section(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """A heading with what stands under it; nothing at all where that is nothing."""
    under = tuple(blocks)
    if under:
        yield heading(title)
        yield from under


def counted(number: int, noun: str) -> str:
    """``1 message``, ``7 messages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
