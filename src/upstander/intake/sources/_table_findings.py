"""What the report says about a table: how it was read, what is in doubt, and what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from upstander.intake.sources._table_clock import order_assumption
from upstander.intake.sources._table_layout import SHOWN_ROWS, Layout
from upstander.intake.sources._table_message import Seen
from upstander.intake.sources._table_pay import MINUS, NO_CURRENCY, Till
from upstander.intake.sources._table_survey import Survey
from upstander.intake.text import Charset
from upstander.model.message import DateOrder
from upstander.model.reading import Assumption, Question, ReadSettings, TablePreview, Warned

_LONGEST_SHOWN = 120
_MOST_COLUMNS = 60
_ROWS_NAMED = 12
_NAMES_OFFERED = 60
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "ms": "thousandths of a second"}


def preview_of(layout: Layout) -> TablePreview:
    """The first rows and what each column was taken for; long cells are cut."""
    return TablePreview(
        kind=layout.columns.kind,
        names=tuple(map(_short, layout.names[:_MOST_COLUMNS])),
        rows=tuple(tuple(map(_short, row[:_MOST_COLUMNS])) for row in layout.rows[:SHOWN_ROWS]),
        places=layout.columns.places,
        columns=layout.columns.written,
        unsure=layout.unsure,
        currency=layout.columns.currency,
    )


def opening(
    layout: Layout, found: Survey, charset: Charset, unit: str, settings: ReadSettings
) -> Iterator[Assumption | TablePreview]:
    """Say how the table is read, before its first row."""
    yield preview_of(layout)
    yield Assumption("charset", charset.codec, charset.reason)
    yield Assumption("table", f"a list of {layout.columns.kind}", _basis(layout, settings))
    if found.order.dates:
        yield order_assumption(*found.order.decide(settings.date_order))
    for counted in found.counted:
        yield Assumption("times", counted, "The column holds numbers of that size.")
    if found.short_years:
        yield Assumption("years", "1970 to 2069", "Years are written with two figures.")
    if layout.columns.at("duration") is not None:
        yield Assumption("length", _UNITS[unit], "For numbers alone in the column of lengths.")
    if found.two_parts:
        yield Assumption("length", "minutes:seconds", "Lengths are written in two parts.")


def _basis(layout: Layout, settings: ReadSettings) -> str:
    if settings.columns:
        return "You said so."
    if not layout.score:
        return "Nothing says what it is, so each row is shown with its words."
    return "By the names of the columns." if layout.named else "By what is in the cells."


def closing(
    layout: Layout, found: Survey, seen: Seen, till: Till, settings: ReadSettings
) -> Iterator[Question | Warned]:
    """Ask what only a person knows and name the doubts."""
    yield from _questions(layout, found, seen, till, settings)
    yield Warned(
        "editable-text",
        "A table can be changed by anyone who has the file. Keep the phone or the statement too.",
    )
    yield from _of_rows(layout, seen)
    for reason, rows in till.doubts.rows.items():
        text = f"{_many(till.doubts.counts[reason])} not counted: {_named(rows)}. {reason}"
        yield Warned("not-counted", text)
    yield from _alike("repeated-rows", "is the same as", seen.repeats)
    exact = {row for row, _ in seen.repeats}
    like = [pair for pair in till.firsts.items() if pair[0] not in exact]
    yield from _alike("similar-rows", "looks the same as", like)


def _alike(code: str, verb: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Warned]:
    named = ", ".join(f"row {row} {verb} row {first}" for row, first in pairs[:_ROWS_NAMED])
    more = f" and {len(pairs) - _ROWS_NAMED} more" if len(pairs) > _ROWS_NAMED else ""
    if pairs:
        yield Warned(code, f"Repeated rows: {named}{more}.")


def _of_rows(layout: Layout, seen: Seen) -> Iterator[Warned]:
    if layout.columns.at("when") is None:
        yield Warned("no-times", "The table gives no dates and times.")
    if layout.columns.kind == "calls" and seen.unknown_ways:
        text = f"Calls that may have come in or gone out: {seen.unknown_ways}."
        yield Warned("way-not-known", text)
    for count, code, text in (
        (seen.unread_times, "date-not-understood", "Rows without a time that could be read: {}."),
        (seen.doubtful_hours, "doubtful-hours",
         "Times in an hour when the clocks were changed: {}. They are marked."),
        (seen.unread_lengths, "length-not-understood", "Lengths that could not be read: {}."),
        (seen.wide_rows, "more-cells", "Rows with more cells than there are columns: {}."),
        (seen.repaired, "letters-mended",
         "Rows with letters that could not be read as they stand: {}."),
        (seen.not_compared, "not-compared", "Rows that were not compared with the others: {}."),
    ):  # fmt: skip
        if count:
            yield Warned(code, text.format(count))


def _questions(
    layout: Layout, found: Survey, seen: Seen, till: Till, settings: ReadSettings
) -> Iterator[Question]:
    reasons = (*layout.unsure, *_money_unsure(till))
    if reasons and not settings.columns:
        yield Question("columns", "What do the columns of this table mean?", why=" ".join(reasons))
    order, why = found.order.decide(settings.date_order)
    if order is DateOrder.UNDECIDED:
        prompt = "Are the dates written day first or month first?"
        yield Question("date_order", prompt, ("dmy", "mdy"), why)
    if seen.unzoned and not settings.zone:
        prompt = "Where was the phone or computer that wrote these times?"
        yield Question("zone", prompt, why="The table gives times without a time zone.")
    if till.firsts and not settings.repeats:
        yield _repeats(list(till.firsts.items()))
    names = tuple(sorted(seen.spoken, key=lambda name: (-seen.spoken[name], name)))
    if names and seen.unknown_ways and not settings.self_name:
        yield Question("self_name", "Which of these names is you?", names[:_NAMES_OFFERED],
                       "The table does not say who kept it.")  # fmt: skip


def _money_unsure(till: Till) -> Iterator[str]:
    if NO_CURRENCY in till.doubts.rows:
        yield "The table does not say which currency the amounts are in."
    if MINUS in till.doubts.rows:
        yield "Some amounts have a minus. It may mean money that left, or money that came back."


def _repeats(pairs: Sequence[tuple[int, int]]) -> Question:
    if len(pairs) == 1:
        row, first = pairs[0]
        prompt = f"Row {row} is the same as row {first}. Were there really two payments?"
        return Question("repeats", prompt, ("yes", "no"), _UNTIL)
    prompt = (
        f"These rows are the same as earlier ones: {_named([row for row, _ in pairs])}. Which of "
        "them were really paid again? Write their numbers, such as 4,7, or yes for all, or no "
        "for none."
    )
    return Question("repeats", prompt, why=_UNTIL)


_UNTIL = "Until you say so, a repeated row is not counted."


def _many(count: int) -> str:
    return "1 payment is" if count == 1 else f"{count} payments are"


def _named(rows: Sequence[int]) -> str:
    named = ", ".join(map(str, rows[:_ROWS_NAMED]))
    more = f" and {len(rows) - _ROWS_NAMED} more" if len(rows) > _ROWS_NAMED else ""
    return f"row{'s' * (len(rows) > 1)} {named}{more}"


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_SHOWN else f"{cell[: _LONGEST_SHOWN - 1]}…"
