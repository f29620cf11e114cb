"""Tables: call logs, lists of payments, and lists of messages or replies, as CSV and the like.

Any order of columns, any of the usual signs between cells. What each column means is worked out
from its name and its cells, shown with the first rows, and can be said otherwise by a person at
any time; the kept original stays as it is and is read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from upstander.directory.table_columns import table_columns
from upstander.intake._interface import ReadEvent, Source
from upstander.intake.sources._table_calls import unit_of
from upstander.intake.sources._table_clock import Clock
from upstander.intake.sources._table_dialect import cells
from upstander.intake.sources._table_findings import closing, opening, preview_of
from upstander.intake.sources._table_layout import Layout, lay_out
from upstander.intake.sources._table_message import Cut, Origin, Writer
from upstander.intake.sources._table_pay import Till
from upstander.intake.sources._table_probe import probe_table
from upstander.intake.sources._table_rows import LONGEST_ROW, Cutter, Row
from upstander.intake.sources._table_survey import Survey, survey
from upstander.intake.sources._table_texts import may_hold_texts
from upstander.intake.table_columns import parse_columns
from upstander.intake.text import (
    Charset,
    blocks,
    decode_scanned,
    detect,
    original_bytes,
    scan_bytes,
)
from upstander.model.reading import (
    Coverage,
    Leftover,
    Probe,
    ReadSettings,
    TablePreview,
    Warned,
)

_HEAD = 1 << 16
HEADER = "the names of the columns"
ABOVE = "lines above the table"
EMPTY = "empty line"
TOTAL = "a total of other rows"
CUT = "The file ends without a line end and with cells missing, so the last row may be cut."
TOO_LONG = "one row longer than the program reads"
_TOTALS_NAMED = 50
_SUMMED = ("calls", "payments")


class Table(Source):
    """Reads what spreadsheets, phones and banks save as a table of text."""

    slug = "table"
    title = "A table of calls, payments or messages (.csv)"
    version = "1"

    def probe(self, head: bytes, name: str) -> Probe:
        """Look for even rows of cells, and for names of columns that are known."""
        return probe_table(head, name)

    def preview(self, stream: BinaryIO, settings: ReadSettings) -> TablePreview | None:
        """The first rows and the meaning of each column; ``None`` for what is no table.

        Raises :class:`~upstander.model.errors.InvalidAnswer` for columns that cannot be.
        """
        laid = _laid_out(stream, settings)
        return preview_of(laid[0]) if laid is not None else None

    def read(
        self, stream: BinaryIO, *, name: str, sha256: str, settings: ReadSettings
    ) -> Iterator[ReadEvent]:
        """Give one message a row, what stands around the rows, and what is in doubt."""
        size = stream.seek(0, 2)
        laid = _laid_out(stream, settings)
        if laid is None:
            yield Leftover(0, size, "no table was found")
            yield Coverage(size, 0)
            return
        layout, charset = laid
        found = survey(_data(stream, charset, layout), layout.columns)
        writer = self._writer(layout, found, name, sha256, settings)
        unit = _unit(layout)
        yield from opening(layout, found, charset, unit, settings)
        reading = _Reading(layout, charset, writer)
        yield from reading.events(stream)
        yield from closing(layout, found, writer.seen, writer.till, settings)
        if reading.end < size:
            yield Leftover(reading.end, size, "cut in the middle of a character")
        yield Coverage(size, reading.covered)

    def _writer(
        self, layout: Layout, found: Survey, name: str, sha256: str, settings: ReadSettings
    ) -> Writer:
        order, _ = found.order.decide(settings.date_order)
        ending = name.rpartition(".")[2].lower()
        ending = ending if ending in ("csv", "tsv", "tab", "psv", "xls") else "text"
        origin = Origin(
            slug=self.slug,
            version=self.version,
            variant=f"{layout.columns.kind}-{ending}",
            sha256=sha256,
            columns=layout.columns,
            names=layout.names,
            unit=_unit(layout),
            settings=settings,
            texts=may_hold_texts(layout.columns, (name, *layout.names)),
        )
        currencies = table_columns()["currency"]
        till = Till(layout.columns, currencies, found.sign, settings.repeats)
        return Writer(origin, Clock(order, settings.zone), till)


@dataclass(slots=True)
class _Reading:
    """The second pass: rows into messages, with the account of their bytes."""

    layout: Layout
    charset: Charset
    writer: Writer
    end: int = 0
    covered: int = 0
    literal: int = 0
    totals: int = 0
    short_end: bool = False

    def events(self, stream: BinaryIO) -> Iterator[ReadEvent]:
        """Give messages and left-over bytes in the order of the file."""
        self.end = self.charset.skip
        if self.end:
            yield Leftover(0, self.end, "byte order mark")
        for at, row in enumerate(_rows(stream, self.charset, self.layout)):
            yield from self._row(at, row)
        if self.literal:
            text = f"Rows with a quote that is never closed: {self.literal}. Read as it stands."
            yield Warned("stray-quote", text)
        if self.short_end:
            yield Warned("cut-last-line", CUT, f"byte {self.end}")
        if self.totals > _TOTALS_NAMED:
            text = f"Rows that are totals of other rows: {self.totals}. None is counted."
            yield Warned("total-row", text)

    def _row(self, at: int, row: Row) -> Iterator[ReadEvent]:
        raw = original_bytes(row.scanned, self.charset) if self.charset.wide else row.scanned
        start, self.end = self.end, self.end + len(raw)
        reason, cut = self._judge(at, row, start, raw)
        if cut is None:
            yield Leftover(start, self.end, reason)
            yield from self._named(reason, at)
            return
        self.literal += row.literal
        self.covered += len(raw)
        whole = row.scanned.endswith(self.charset.line_end)
        self.short_end = not whole and len(cut.cells) < self.layout.width
        yield self.writer.message(cut)

    def _judge(self, at: int, row: Row, start: int, raw: bytes) -> tuple[str, Cut | None]:
        """The row as it is read, or the reason why it is no message."""
        if len(row.scanned) > LONGEST_ROW:
            return TOO_LONG, None
        decoded = decode_scanned(row.scanned, self.charset)
        text = decoded.text.rstrip("\r\n")
        parts = _parts(text, row, self.layout)
        if not any(map(str.strip, parts)):
            return EMPTY, None
        if at == self.layout.header or (self.layout.named and tuple(parts) == self.layout.named):
            return HEADER, None
        if at < self.layout.first:
            return ABOVE, None
        if self._is_total(parts):
            return TOTAL, None
        cut = Cut(at + 1, parts, text, start, start + len(raw), raw, decoded.charset,
                  decoded.repairs)  # fmt: skip
        return "", cut

    def _is_total(self, parts: Sequence[str]) -> bool:
        """Whether a row adds others up: it says so, and has no time of its own."""
        columns = self.layout.columns
        when = columns.at("when")
        if columns.kind not in _SUMMED:
            return False
        own = parts[when] if when is not None and when < len(parts) else ""
        balance = table_columns()["balance"]
        if any(map(str.isdigit, own)):
            return False
        return any(balance.value_of(cell) for cell in parts)

    def _named(self, reason: str, at: int) -> Iterator[Warned]:
        if reason == TOTAL:
            self.totals += 1
            if self.totals <= _TOTALS_NAMED:
                text = f"Row {at + 1} is a total of other rows. It is not counted."
                yield Warned("total-row", text, f"row {at + 1}")
        elif reason == TOO_LONG:
            text = f"Row {at + 1} is longer than the program reads."
            yield Warned("long-row", text, f"row {at + 1}")


def _laid_out(stream: BinaryIO, settings: ReadSettings) -> tuple[Layout, Charset] | None:
    stream.seek(0)
    head = stream.read(_HEAD)
    charset = detect(head)
    body = head[charset.skip :]
    scanned = scan_bytes(body[: len(body) & ~1], charset.codec) if charset.wide else body
    said = parse_columns(settings.columns)
    layout = lay_out(scanned, charset, said, cut=len(head) == _HEAD)
    return (layout, charset) if layout is not None else None


def _rows(stream: BinaryIO, charset: Charset, layout: Layout) -> Iterator[Row]:
    stream.seek(0)
    cutter = Cutter(layout.dialect, charset.line_end, layout.width)
    return cutter.rows(blocks(stream, charset))


def _data(stream: BinaryIO, charset: Charset, layout: Layout) -> Iterator[list[str]]:
    """The cells of all rows of data, for the survey."""
    for at, row in enumerate(_rows(stream, charset, layout)):
        if at >= layout.first and len(row.scanned) <= LONGEST_ROW:
            text = decode_scanned(row.scanned, charset).text.rstrip("\r\n")
            yield _parts(text, row, layout)


def _parts(text: str, row: Row, layout: Layout) -> list[str]:
    """The cells of a row; words in the last column may hold the sign between cells unquoted."""
    parts = cells(text, layout.dialect, literal=row.literal)
    width = layout.width
    if len(parts) > width and layout.columns.at("text") == width - 1:
        return cells(text, layout.dialect, literal=row.literal, most=width)
    return parts


def _unit(layout: Layout) -> str:
    """What numbers alone in the column of lengths are; seconds where its name says nothing."""
    column = layout.columns.at("duration")
    name = layout.named[column] if column is not None and column < len(layout.named) else ""
    return unit_of(name, table_columns()["duration"]) or "s"


PLUGIN = Table()
