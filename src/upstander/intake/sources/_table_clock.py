"""Cells as :class:`MessageTime`: the order of day and month, the zone, and every doubt kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from upstander.intake.sources._table_time import (
    DMY,
    IMPOSSIBLE,
    MDY,
    OTHER_ZONE,
    YMD,
    Stamp,
    read_clock,
    read_stamp,
    wall,
)
from upstander.language.wall_time import as_utc, bounds_without_zone, find_zone, instant
from upstander.model.message import DateOrder, MessageTime, ZoneBasis
from upstander.model.quick import quick
from upstander.model.reading import Assumption

TWICE = "The clocks went back: this time happened twice. The first is shown."
NEVER = "The clocks went forward: this time did not exist there."
NO_TIME = "The date and time could not be read."
NONE_WRITTEN = "No date or time is written."
OTHER_ORDER = "This date does not fit the order of day and month in the others."
_time = quick(MessageTime)
_LAST_DAY = timedelta(days=1) - timedelta(microseconds=1)
_IN_WORDS = {DMY: "day/month", MDY: "month/day", YMD: "year/month/day"}


@dataclass(slots=True)
class OrderVote:
    """What the dates of a column say about their order, counted over the whole file."""

    dates: int = 0  # in numbers, the year last
    valid: dict[DateOrder, int] = field(default_factory=lambda: {DMY: 0, MDY: 0})

    def see(self, stamp: Stamp) -> None:
        """Count one cell."""
        if stamp.open:
            self.dates += 1
            for order in self.valid:
                self.valid[order] += order in stamp.dates

    def decide(self, said: str) -> tuple[DateOrder, str]:
        """The order and the reason; a person's answer comes first. Without any, it stays open."""
        if not self.dates:
            return DateOrder.NOT_APPLICABLE, "Each date says which number is the month."
        if said in (DMY, MDY):
            return DateOrder(said), "You said so."
        for order, other, place in ((DMY, MDY, "first"), (MDY, DMY, "second")):
            above = self.dates - self.valid[other]
            if above and self.valid[order] == self.dates:
                reason = f"In {above} of {self.dates} dates the {place} number is above 12."
                return order, reason
        if self.valid[DMY] == self.valid[MDY] == self.dates:
            return DateOrder.UNDECIDED, "Every date could be day/month or month/day."
        return DateOrder.UNDECIDED, "Some dates fit only day/month and some only month/day."


def order_assumption(order: DateOrder, reason: str) -> Assumption:
    """The decision as it stands in the report."""
    return Assumption("date-order", _IN_WORDS.get(order, "not decided"), reason)


class Clock:
    """Turns the cells of one table into message times."""

    def __init__(self, order: DateOrder, zone: str) -> None:
        """Take the order of the file and the zone that was said; InvalidAnswer for a bad zone."""
        self._order = order
        self._zone: ZoneInfo | None = find_zone(zone) if zone else None
        self._name = zone or None

    def read(self, written: str, clock: str = "", role: str = "sent") -> tuple[MessageTime, str]:
        """Read a cell, or a date and the time of day beside it; the doubt is empty or says why."""
        raw = " ".join(filter(None, (written.strip(), clock.strip())))
        stamp = _joined(read_stamp(written), clock)
        if stamp is None:
            return MessageTime(role, raw), NO_TIME if raw else NONE_WRITTEN
        if stamp.utc is not None:
            return self._moment(stamp, role, raw), stamp.doubt
        made, doubt = self._wall(stamp, role, raw)
        return made, doubt or stamp.doubt

    def _moment(self, stamp: Stamp, role: str, raw: str) -> MessageTime:
        return MessageTime(role, raw, stamp.utc, None, "UTC", ZoneBasis.UNIX_EPOCH, stamp.precision)

    def _wall(self, stamp: Stamp, role: str, raw: str) -> tuple[MessageTime, str]:
        order, days = self._days(stamp)
        blank = _time(role, raw, precision=stamp.precision, order=order)
        if not days:
            return blank, OTHER_ORDER if stamp.dates else IMPOSSIBLE
        locals_ = [wall(day, stamp) for day in days]
        if len(days) > 1:
            return self._open(blank, locals_, stamp), ""
        local = locals_[0]
        if stamp.precision == "day":
            return self._day(blank, local), ""
        if stamp.offset is not None:
            return _offset(blank, local, stamp)
        if self._zone is None or stamp.doubt == OTHER_ZONE:
            earliest, latest = bounds_without_zone(local, local)
            return replace(blank, local=local, earliest_utc=earliest, latest_utc=latest), ""
        return self._placed(blank, local, self._zone)

    def _days(self, stamp: Stamp) -> tuple[DateOrder, list[date]]:
        """The order of this cell and the days it can be."""
        if not stamp.open:
            order, day = next(iter(stamp.dates.items()), (DateOrder.NOT_APPLICABLE, None))
            return order, [day] if day else []
        if self._order in (DMY, MDY):
            return self._order, [stamp.dates[self._order]] if self._order in stamp.dates else []
        days = sorted(set(stamp.dates.values()))
        return (DateOrder.UNDECIDED if len(stamp.dates) > 1 else next(iter(stamp.dates))), days

    def _open(self, blank: MessageTime, each: list[datetime], stamp: Stamp) -> MessageTime:
        """Both readings stay, as the bounds."""
        last = max(each) + (_LAST_DAY if stamp.precision == "day" else timedelta())
        first, latest = self._bounds(min(each), last, stamp.offset)
        return replace(blank, order=DateOrder.UNDECIDED, earliest_utc=first, latest_utc=latest)

    def _day(self, blank: MessageTime, local: datetime) -> MessageTime:
        """A day without a time: no moment, only where it begins and ends."""
        first, last = self._bounds(local, local + _LAST_DAY, None)
        return self._zoned(replace(blank, local=local, earliest_utc=first, latest_utc=last))

    def _bounds(
        self, first: datetime, last: datetime, offset: timedelta | None
    ) -> tuple[datetime, datetime]:
        if offset is not None:
            return _shifted(first, offset), _shifted(last, offset)
        if self._zone is None:
            return bounds_without_zone(first, last)
        return instant(first, self._zone).earliest, instant(last, self._zone).latest

    def _placed(
        self, blank: MessageTime, local: datetime, zone: ZoneInfo
    ) -> tuple[MessageTime, str]:
        there = instant(local, zone)
        made = _time(
            blank.role, blank.raw, there.utc, local, self._name, ZoneBasis.USER_SAID,
            blank.precision, blank.order,
        )  # fmt: skip
        if there.fold is None and not there.nonexistent:
            return made, ""
        made = replace(
            made,
            fold=there.fold,
            nonexistent=there.nonexistent,
            earliest_utc=there.earliest,
            latest_utc=there.latest,
        )
        return made, NEVER if there.nonexistent else TWICE

    def _zoned(self, made: MessageTime) -> MessageTime:
        if self._name is None:
            return made
        return replace(made, zone=self._name, zone_basis=ZoneBasis.USER_SAID)


def _joined(stamp: Stamp | None, clock: str) -> Stamp | None:
    """A date with the time of day that stands in a column of its own."""
    if not clock.strip() or stamp is None or stamp.clock is not None or stamp.utc is not None:
        return stamp
    of_day = read_clock(clock)
    if of_day is None or of_day.clock is None:
        return replace(stamp, doubt=stamp.doubt or IMPOSSIBLE)
    return replace(
        stamp,
        clock=of_day.clock,
        precision=of_day.precision,
        offset=of_day.offset,
        zone=of_day.zone,
        next_day=of_day.next_day,
        doubt=stamp.doubt or of_day.doubt,
    )


def _offset(blank: MessageTime, local: datetime, stamp: Stamp) -> tuple[MessageTime, str]:
    assert stamp.offset is not None  # noqa: S101 - the caller has looked
    utc = _shifted(local, stamp.offset)
    zone = "UTC" if stamp.zone in ("Z", "GMT") else stamp.zone
    return replace(blank, utc=utc, local=local, zone=zone, zone_basis=ZoneBasis.IN_SOURCE), ""


def _shifted(local: datetime, offset: timedelta) -> datetime:
    try:
        return as_utc(local - offset)
    except OverflowError:
        return as_utc(local)
