"""A table cut into rows, each with its exact bytes; a row may have line ends inside a quote."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from upstander.intake.sources._table_dialect import Dialect, Openness, cells, tidy

LONGEST_ROW = 4 << 20
_LONGEST_QUOTE = 1 << 20
_MOST_LINES = 2000


class Row(NamedTuple):
    """One row as scanned. ``literal``: a quote in it is never closed, so it is only a letter."""

    scanned: bytes
    literal: bool = False


class Cutter:
    """Cuts blocks of scanned text into rows; their bytes joined are the text again."""

    def __init__(self, dialect: Dialect, line_end: bytes, width: int = 0) -> None:
        """``width`` is the number of columns where it is known; it tells a stray quote."""
        self._dialect = dialect
        self._line_end = line_end
        self._width = width
        self._open = Openness(dialect)
        self._quote = dialect.quote.encode()

    def rows(self, blocks: Iterable[bytes]) -> Iterator[Row]:
        """Give all rows in order."""
        lines = _Lines(blocks, self._line_end)
        for line in lines:
            if self._quote not in line or not self._open.after(line, inside=False):
                yield Row(line)
                continue
            held = self._held(line, lines)
            if self._whole(held):
                yield Row(b"".join(held))
            else:
                lines.give_back(held[1:])
                yield Row(line, literal=True)

    def _held(self, line: bytes, lines: _Lines) -> list[bytes]:
        """The lines of one row, up to the quote that ends its last cell or to a limit."""
        held, size = [line], len(line)
        for more in lines:
            held.append(more)
            size += len(more)
            inside = self._open.after(more, inside=True)
            if not inside or size > _LONGEST_QUOTE or len(held) > _MOST_LINES:
                break
        return held

    def _whole(self, held: list[bytes]) -> bool:
        """Whether several lines are one row rather than a stray quote that swallowed rows."""
        joined = b"".join(held)
        if self._open.after(joined, inside=False):
            return False
        text, first = _text(joined), _text(held[0])
        if not self._width or len(cells(first, self._dialect, literal=True)) != self._width:
            return True
        count = len(cells(text, self._dialect))
        return count == self._width and tidy(text, self._dialect)


def _text(scanned: bytes) -> str:
    return scanned.decode("utf-8", "replace").rstrip("\r\n")


class _Lines(Iterator[bytes]):
    """Lines with their ends; those that were taken too early can be given back."""

    def __init__(self, blocks: Iterable[bytes], end: bytes) -> None:
        self._rest = (line for block in blocks for line in _with_ends(block, end))
        self._back: deque[bytes] = deque()

    def __next__(self) -> bytes:
        return self._back.popleft() if self._back else next(self._rest)

    def give_back(self, lines: list[bytes]) -> None:
        self._back.extendleft(reversed(lines))


def _with_ends(block: bytes, end: bytes) -> Iterator[bytes]:
    *whole, rest = block.split(end)
    for line in whole:
        yield line + end
    if rest:
        yield rest
