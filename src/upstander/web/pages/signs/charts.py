"""Small bar charts: where each bar stands. The template draws them and the table beside them.

A chart is 320 units wide, the width of a small phone, so that its letters stay readable there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from upstander.directory.patterns import pattern_record
from upstander.model.errors import DirectoryError
from upstander.web.pages.signs.counting import Tally
from upstander.web.pages.signs.wording import count

WIDTH, HEIGHT = 320, 150
_LEFT, _TOP, _BASE = 34.0, 14.0, 126.0
_MOST_DAYS, _MOST_WEEKS = 31, 53


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: all messages, and in it those with signs."""

    label: str
    total: int
    flagged: int
    x: float
    width: float
    y: float
    height: float
    flagged_y: float
    flagged_height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A word under the bars."""

    x: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch behind the bars: night hours."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and the sentence that says the same."""

    slug: str
    title: str
    sentence: str
    unit: str  # what a row of the table is
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...] = ()
    band_name: str = ""

    @property
    def top(self) -> int:
        """The number at the upper line."""
        return max((bar.total for bar in self.bars), default=0)

    @property
    def rows(self) -> tuple[Bar, ...]:
        """The bars that hold something, for the table."""
        return tuple(bar for bar in self.bars if bar.total)


def by_day(found: Tally) -> Chart | None:
    """By day; by week or by month where there are many days. ``None`` without a sure day."""
    if not found.days:
        return None
    first, last = found.days[0][0], found.days[-1][0]
    step, unit = _step((last - first).days + 1)
    starts = list(_starts(step(first), last, step))
    totals = {start: [0, 0] for start in starts}
    for day, total, flagged in found.days:
        totals[step(day)][0] += total
        totals[step(day)][1] += flagged
    bars = _bars([(_say(start, unit), totals[start][0], totals[start][1]) for start in starts])
    busiest = max(bars, key=lambda bar: bar.total)
    most = (
        "" if len(bars) == 1 else f" The most came {_on(unit)} {busiest.label}: {busiest.total:,}."
    )
    between = (
        f"From {first:%d %b %Y} to {last:%d %b %Y}" if first != last else f"On {first:%d %b %Y}"
    )
    return Chart(
        slug="days",
        title=f"By {unit}",
        sentence=f"{between}: {count(found.total, 'message')}.{most}",
        unit=unit.capitalize(),
        bars=bars,
        ticks=_ends(bars),
    )


def by_hour(found: Tally) -> Chart | None:
    """By the hour of the day, night hours marked. ``None`` without a sure time."""
    if not found.total:
        return None
    bars = _bars([(f"{hour:02}:00", *found.hours[hour]) for hour in range(24)])
    night = night_hours()
    at_night = sum(found.hours[hour][0] for hour in _of_night(night))
    busiest = max(bars, key=lambda bar: bar.total)
    sentence = f"The most came in the hour from {busiest.label}: {busiest.total:,}."
    if night is not None:
        span = f"{night[0]:02}:00 to {night[1]:02}:00"
        sentence += f" At night, {span}: {at_night:,} of {found.total:,}."
    return Chart(
        slug="hours",
        title="By hour of the day",
        sentence=sentence,
        unit="Hour",
        bars=bars,
        ticks=tuple(Tick(bars[hour].x, f"{hour:02}", "start") for hour in (0, 6, 12, 18)),
        bands=tuple(_bands(bars, night)),
        band_name="night" if night is not None else "",
    )


def night_hours() -> tuple[int, int] | None:
    """From and to, of the record of night hours; ``None`` where it is not good."""
    try:
        record = pattern_record("night")
        return record.number("from_hour"), record.number("to_hour")
    except DirectoryError:
        return None


def _of_night(night: tuple[int, int] | None) -> tuple[int, ...]:
    if night is None:
        return ()
    start, end = night
    return tuple(hour for hour in range(24) if (hour - start) % 24 < (end - start) % 24)


def _bands(bars: Sequence[Bar], night: tuple[int, int] | None) -> Iterable[Band]:
    """Neighbouring night hours as one stretch."""
    hours = _of_night(night)
    gap = bars[1].x - bars[0].x
    for hour in hours:
        if hour - 1 not in hours:
            long = next(n for n in range(1, 25) if hour + n not in hours)
            yield Band(round(bars[hour].x - gap * 0.1, 1), round(gap * long, 1))


def _bars(rows: Sequence[tuple[str, int, int]]) -> tuple[Bar, ...]:
    top = max((total for _, total, _ in rows), default=0) or 1
    gap = (WIDTH - _LEFT) / max(len(rows), 4)
    width = min(gap * 0.8, 28.0)

    def tall(number: int) -> float:
        return round((_BASE - _TOP) * number / top, 1)

    return tuple(
        Bar(
            label=label,
            total=total,
            flagged=flagged,
            x=round(_LEFT + gap * place + (gap - width) / 2, 1),
            width=round(width, 1),
            y=round(_BASE - tall(total), 1),
            height=tall(total),
            flagged_y=round(_BASE - tall(flagged), 1),
            flagged_height=tall(flagged),
        )
        for place, (label, total, flagged) in enumerate(rows)
    )


def _ends(bars: Sequence[Bar]) -> tuple[Tick, ...]:
    first, last = bars[0], bars[-1]
    ticks = [Tick(first.x, first.label, "start")]
    if len(bars) > 1:
        ticks.append(Tick(round(last.x + last.width, 1), last.label, "end"))
    if len(bars) in (2, 3, 4):  # few and wide: the words would meet
        ticks = [Tick(round(bar.x + bar.width / 2, 1), bar.label.rsplit(" ", 1)[0]) for bar in bars]
    return tuple(ticks)


def _step(days: int) -> tuple[Step, str]:
    if days <= _MOST_DAYS:
        return _day, "day"
    return (_monday, "week") if days <= _MOST_WEEKS * 7 else (_month, "month")


class Step:
    """Where the stretch begins that a day belongs to, and the next one."""

    def __init__(self, days: int) -> None:
        self.days = days

    def __call__(self, day: date) -> date:
        """The first day of the stretch."""
        if self.days == 31:
            return day.replace(day=1)
        return day - timedelta(day.weekday()) if self.days == 7 else day

    def next(self, start: date) -> date:
        """The first day of the next stretch."""
        return self(start + timedelta(self.days))


_day, _monday, _month = Step(1), Step(7), Step(31)


def _starts(first: date, last: date, step: Step) -> Iterable[date]:
    while first <= last:
        yield first
        if first > date.max - timedelta(40):
            return
        first = step.next(first)


def _say(start: date, unit: str) -> str:
    return f"{start:%b %Y}" if unit == "month" else f"{start:%d %b %Y}"


def _on(unit: str) -> str:
    return {"day": "on", "week": "in the week from", "month": "in"}[unit]
