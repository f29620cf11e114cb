"""Second pass: the text cut into rows, each with its exact bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from upstander.intake.sources._whatsapp_headers import (
    Clock,
    begun,
    clock_parts,
    line_anchor,
)
from upstander.intake.sources._whatsapp_survey import Heading, Key, heading

LONGEST_ROW = 4 << 20


@dataclass(slots=True)
class Row:
    """One row as scanned. ``heading`` is ``None`` for bytes that belong to no row."""

    scanned: bytes
    heading: Heading | None = None
    clock: Clock = (0, 0, None)
    body_at: int = 0
    strangers: int = 0  # header-like lines of another shape inside
    why: str = ""  # of left-over bytes


class Cutter:
    """Cuts blocks into rows at the headers whose shape was accepted."""

    def __init__(self, accepted: frozenset[Key], line_end: bytes) -> None:
        """Take what the survey accepted."""
        self._accepted = accepted
        self._line_end = line_end
        self._search = line_anchor(line_end)
        self._open: Row | None = None
        self._parts: list[bytes] = []
        self._length = 0

    def rows(self, blocks: Iterable[bytes]) -> Iterator[Row]:
        """Give all rows in order; their bytes joined are the scanned text."""
        at_line_start = True
        for block in blocks:
            yield from self._block(block, at_line_start)
            at_line_start = block.endswith(self._line_end)
        yield from self._close()

    def _block(self, block: bytes, at_line_start: bool) -> Iterator[Row]:
        lead = len(self._line_end) if at_line_start else 0
        buffer = self._line_end + block if lead else block
        start = lead
        for match in self._search.finditer(buffer):
            opened = self._judge(match)
            if opened is None:
                continue
            here = match.start() + 1
            yield from self._hand_over(buffer[start:here])
            self._open = opened
            start = here
        self._keep(buffer[start:])
        if self._length > LONGEST_ROW:
            yield from self._close()

    def _judge(self, match: re.Match[bytes]) -> Row | None:
        """Make an empty row of a match, or count it as words inside the open row."""
        before, time, after, *other = match.groups()
        if before is None:
            before, time, after = other
        found, clock = heading(before, after), clock_parts(time)
        if found is None or clock is None:
            return None
        if (found.without_seconds if clock[2] is None else found.with_seconds) in self._accepted:
            return Row(b"", found, clock, match.end() - match.start() - 1)
        if self._open is not None:
            self._open.strangers += 1
        return None

    def _hand_over(self, piece: bytes) -> Iterator[Row]:
        """Give the row that ends here."""
        if self._parts:
            self._keep(piece)
            yield from self._close()
        elif self._open is not None:
            self._open.scanned = piece
            yield self._open
        elif piece:
            yield Row(piece, why="before the first message")

    def _keep(self, piece: bytes) -> None:
        self._parts.append(piece)
        self._length += len(piece)

    def _close(self) -> Iterator[Row]:
        whole = b"".join(self._parts)
        row, self._open = self._open, None
        self._parts, self._length = [], 0
        if row is None:
            if whole:
                yield Row(whole, why="no message begins here")
            return
        row.scanned = whole
        yield from _shortened(row)


def _shortened(row: Row) -> Iterator[Row]:
    """Cut a row that is longer than is read; the rest is left over, not lost."""
    if len(row.scanned) <= LONGEST_ROW:
        yield row
        return
    at = LONGEST_ROW
    while at > LONGEST_ROW - 4 and row.scanned[at] & 0xC0 == 0x80:
        at -= 1
    rest = row.scanned[at:]
    row.scanned = row.scanned[:at]
    yield row
    yield Row(rest, why="one message longer than the program reads")


def cut_tail(row: Row, line_end: bytes) -> tuple[Row, ...]:
    """Part a file's last row from a last line that looks like the begin of a header."""
    at = row.scanned.rfind(line_end) + 1
    if row.heading is None or at < row.body_at or row.scanned.endswith(line_end):
        return (row,)
    if not begun(row.scanned[at:]):
        return (row,)
    tail = Row(row.scanned[at:], why="the file is cut in the middle of a line")
    row.scanned = row.scanned[:at]
    return row, tail
