"""Which date the numbers mean: calendar, and the order of day and month voted over the file.

An order is taken only for a stated reason; if nothing decides, a person is asked and every time
keeps both readings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from upstander.intake.sources._whatsapp_headers import DateParts
from upstander.model.message import DateOrder
from upstander.model.reading import Assumption

_BUDDHIST = 543
_STRAY = 0.02
"""Share of dates that may be impossible under the chosen order (typed lines, damage)."""
_ENOUGH_BACKWARDS = 3

DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD
_IN_WORDS = {DMY: "day/month", MDY: "month/day", YMD: "year/month/day"}


@lru_cache(maxsize=8192)
def dates_of(parts: DateParts, buddhist: bool) -> dict[DateOrder, date]:
    """Give the possible dates by order; an impossible one is left out."""
    a, b, c = parts.numbers
    if parts.widths[0] > 2 or (parts.era and parts.era_at == 0):
        tried = {YMD: (a, parts.widths[0], b, c)}
    else:
        tried = {DMY: (c, parts.widths[2], b, a), MDY: (c, parts.widths[2], a, b)}
        if parts.widths[2] == 2 and not parts.era:
            tried[YMD] = (a, parts.widths[0], b, c)
    found: dict[DateOrder, date] = {}
    for order, (number, width, month, day) in tried.items():
        year = _year(number, width, parts.era, buddhist)
        made = _date(year, month, day)
        if made is not None:
            found[order] = made
    return found


def _year(number: int, width: int, era: int, buddhist: bool) -> int | None:
    """Turn a written year into a Gregorian one; ``None`` where the calendar is not known.

    The service began in 2009, so a short year from 60 on is the end of a Buddhist year (2560 is
    2017). Years 1300-1500 are Persian or Islamic, which the text does not tell apart.
    """
    if era:
        return era + number
    if width <= 2:
        return 2500 + number - _BUDDHIST if buddhist or number >= 60 else 2000 + number
    if buddhist or 2400 <= number <= 2700:
        return number - _BUDDHIST
    return None if 1300 <= number <= 1500 else number


def calendar_of(parts: DateParts, buddhist: bool) -> str:
    """Name the calendar a date is written in."""
    if parts.era:
        return "japanese"
    at = 0 if parts.widths[0] > 2 else 2
    number, width = parts.numbers[at], parts.widths[at]
    if buddhist or 2400 <= number <= 2700 or (width <= 2 and number >= 60):
        return "buddhist"
    return "unknown" if width > 2 and 1300 <= number <= 1500 else "gregorian"


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year is not None else None
    except ValueError:
        return None


@dataclass(slots=True)
class OrderTally:
    """What the dates of one header shape say about their order."""

    dates: int = 0
    valid: dict[DateOrder, int] = field(default_factory=lambda: {DMY: 0, MDY: 0, YMD: 0})
    backward: dict[DateOrder, int] = field(default_factory=lambda: {DMY: 0, MDY: 0, YMD: 0})
    files: dict[DateOrder, int] = field(default_factory=lambda: {DMY: 0, MDY: 0, YMD: 0})
    file_example: dict[DateOrder, str] = field(default_factory=dict)
    last: dict[DateOrder, date] = field(default_factory=dict)

    def see(self, found: dict[DateOrder, date]) -> None:
        """Count one date that differs from the one before it."""
        self.dates += 1
        for order, day in found.items():
            self.valid[order] += 1
            before = self.last.get(order)
            if before is not None and day < before:
                self.backward[order] += 1
            self.last[order] = day

    def see_file(self, found: dict[DateOrder, date], day: date) -> None:
        """Count a file name that carries a date, beside the date of its row."""
        matching = [order for order in (DMY, MDY) if found.get(order) == day]
        if len(matching) == 1:
            self.files[matching[0]] += 1
            self.file_example.setdefault(matching[0], day.isoformat())

    def add(self, other: OrderTally) -> None:
        """Join the tally of another shape that is also accepted."""
        self.dates += other.dates
        for mine, theirs in (
            (self.valid, other.valid),
            (self.backward, other.backward),
            (self.files, other.files),
        ):
            for order, number in theirs.items():
                mine[order] += number
        self.file_example = {**other.file_example, **self.file_example}


@dataclass(frozen=True, slots=True)
class Decision:
    """The order taken for the file, or ``UNDECIDED``."""

    order: DateOrder
    reason: str

    @property
    def assumption(self) -> Assumption:
        """The decision as it stands in the report."""
        value = _IN_WORDS.get(self.order, "not decided")
        return Assumption("date-order", value, self.reason)


def decide(tally: OrderTally, said: str) -> Decision:
    """Choose the order of the date fields for the whole file; a person's answer comes first."""
    if said in (DMY, MDY, YMD) and tally.valid[DateOrder(said)]:
        return Decision(DateOrder(said), "You said so.")
    if not any(tally.valid.values()):
        return Decision(DateOrder.NOT_APPLICABLE, "The calendar of the dates is not known.")
    if tally.valid[YMD] and not (tally.valid[DMY] or tally.valid[MDY]):
        return Decision(YMD, "The year stands first.")
    return _voted(tally)


def _voted(tally: OrderTally) -> Decision:
    whole = [order for order in (DMY, MDY) if tally.valid[order] == tally.dates]
    most = [order for order in (DMY, MDY) if tally.valid[order] >= tally.dates * (1 - _STRAY)]
    possible = whole or most
    if len(possible) == 1:
        return _by_large_number(tally, possible[0])
    if possible:
        return _by_files(tally) or _by_direction(tally) or _open(tally)
    if tally.dates and tally.valid[YMD] == tally.dates:
        return Decision(YMD, "The numbers can only be year, month and day.")
    return Decision(DateOrder.UNDECIDED, "Some dates fit only day/month and some only month/day.")


def _by_large_number(tally: OrderTally, order: DateOrder) -> Decision:
    other = MDY if order is DMY else DMY
    count = tally.dates - tally.valid[other]
    place = "first" if order is DMY else "second"
    return Decision(order, f"In {count} of {tally.dates} dates the {place} number is above 12.")


def _by_files(tally: OrderTally) -> Decision | None:
    for order, other in ((DMY, MDY), (MDY, DMY)):
        if tally.files[order] > 9 * tally.files[other]:
            day = tally.file_example[order]
            return Decision(order, f"An attachment file name carries the date {day}.")
    return None


def _by_direction(tally: OrderTally) -> Decision | None:
    for order, other in ((DMY, MDY), (MDY, DMY)):
        here, there = tally.backward[order], tally.backward[other]
        if there >= _ENOUGH_BACKWARDS + 5 * here:
            text = (
                f"Read this way the dates run forward; the other way they jump back {there} times."
            )
            return Decision(order, text)
    return None


def _open(tally: OrderTally) -> Decision:
    return Decision(DateOrder.UNDECIDED, "Every date could be day/month or month/day.")
