"""Header times as :class:`MessageTime`.

Both readings stay while the order is open; UTC once a zone is said; doubled and skipped hours
flagged.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from upstander.intake.sources._whatsapp_dates import calendar_of, dates_of
from upstander.intake.sources._whatsapp_headers import Clock as Parts
from upstander.intake.sources._whatsapp_headers import to_24
from upstander.intake.sources._whatsapp_survey import Heading
from upstander.language.marks import plain
from upstander.language.wall_time import (
    as_utc,
    bounds_without_zone,
    find_zone,
    instant,
    steady_offset,
)
from upstander.model.message import DateOrder, MessageTime, ZoneBasis
from upstander.model.quick import quick

TWICE = "The clocks went back: this time happened twice. The first is shown."
_time = quick(MessageTime)
NEVER = "The clocks went forward: this time did not exist there."


class Day:
    """What all rows of one heading share."""

    __slots__ = ("calendar", "dates", "meridiem", "offset", "order", "single")

    def __init__(self, found: Heading, order: DateOrder, zone: ZoneInfo | None) -> None:
        """Settle the date as far as the order allows."""
        dates = dates_of(found.parts, found.buddhist)
        chosen = [dates[order]] if order in dates else _both(dates, order)
        self.dates = chosen
        self.order = order if order in dates else DateOrder.UNDECIDED
        self.calendar = calendar_of(found.parts, found.buddhist)
        self.meridiem = found.meridiem
        self.single = chosen[0] if len(chosen) == 1 else None
        self.offset: timedelta | None = None
        if zone is not None and self.single is not None:
            self.offset = steady_offset(datetime.combine(self.single, time()), zone)

    def at(self, clock: Parts) -> datetime | None:
        """Give the wall time on the one day this can be; ``None`` for an hour that is none."""
        hour, minute, second = clock
        if self.meridiem:
            hour = to_24(hour, self.meridiem)
        day = self.single
        if day is None or hour > 23:
            return None
        seconds = min(second, 59) if second else 0  # a leap second is shown as the one before
        return datetime(day.year, day.month, day.day, hour, minute, seconds)


def _both(dates: dict[DateOrder, date], order: DateOrder) -> list[date]:
    if order is not DateOrder.UNDECIDED:
        return []  # impossible under the order of the file: the raw text stays, no date is made
    wanted = [dates[each] for each in (DateOrder.DMY, DateOrder.MDY) if each in dates]
    return sorted(set(wanted or dates.values()))


class Clock:
    """Turns headings and times of one file into message times."""

    def __init__(self, order: DateOrder, zone: str) -> None:
        """Take the order of the file and the zone that was said; InvalidAnswer for a bad zone."""
        self._order = order
        self._zone = find_zone(zone) if zone else None
        self._name = zone or None
        self._days: dict[Heading, Day] = {}

    def read(self, found: Heading, clock: Parts, written: bytes) -> tuple[MessageTime, str]:
        """Give the time of a row and a warning, if there is one."""
        day = self._days.get(found)
        if day is None:
            day = self._days[found] = Day(found, self._order, self._zone)
        raw = plain(written.decode("utf-8", "replace")).strip("[]–—- ")
        precision = "min" if clock[2] is None else "s"
        local = day.at(clock) if day.single is not None else None
        if local is None:
            return self._open(raw, day, _wall(day, clock), precision), ""
        if self._zone is None:
            return _unplaced(raw, day, local, precision), ""
        if day.offset is None:
            return self._doubtful(raw, day, local, precision)
        made = _time(
            "sent", raw, as_utc(local - day.offset), local, self._name,
            ZoneBasis.USER_SAID, precision, day.order, day.calendar,
        )  # fmt: skip
        return made, ""

    def _doubtful(
        self, raw: str, day: Day, local: datetime, precision: str
    ) -> tuple[MessageTime, str]:
        """Read a wall time on a day when the clocks were changed."""
        assert self._zone is not None  # noqa: S101 - the caller has looked
        there = instant(local, self._zone)
        doubt = there.fold is not None or there.nonexistent
        made = MessageTime(
            role="sent",
            raw=raw,
            utc=there.utc,
            local=local,
            zone=self._name,
            zone_basis=ZoneBasis.USER_SAID,
            precision=precision,
            order=day.order,
            calendar=day.calendar,
            fold=there.fold,
            nonexistent=there.nonexistent,
            earliest_utc=there.earliest if doubt else None,
            latest_utc=there.latest if doubt else None,
        )
        return made, (NEVER if there.nonexistent else TWICE) if doubt else ""

    def _open(self, raw: str, day: Day, readings: list[datetime], precision: str) -> MessageTime:
        earliest, latest = self._bounds(readings) if readings else (None, None)
        return MessageTime(
            role="sent",
            raw=raw,
            zone=self._name,
            zone_basis=ZoneBasis.USER_SAID if self._name else ZoneBasis.NONE,
            precision=precision,
            order=DateOrder.UNDECIDED,
            calendar=day.calendar,
            earliest_utc=earliest,
            latest_utc=latest,
        )

    def _bounds(self, readings: list[datetime]) -> tuple[datetime, datetime]:
        if self._zone is None:
            return bounds_without_zone(min(readings), max(readings))
        first, last = instant(min(readings), self._zone), instant(max(readings), self._zone)
        return first.earliest, last.latest


def _unplaced(raw: str, day: Day, local: datetime, precision: str) -> MessageTime:
    earliest, latest = bounds_without_zone(local, local)
    return _time(
        "sent", raw, None, local, None, ZoneBasis.NONE, precision, day.order, day.calendar,
        None, False, earliest, latest,
    )  # fmt: skip


def _wall(day: Day, parts: Parts) -> list[datetime]:
    hour, minute, second = to_24(parts[0], day.meridiem), parts[1], min(parts[2] or 0, 59)
    if hour > 23:
        return []
    return [datetime(d.year, d.month, d.day, hour, minute, second) for d in day.dates]
