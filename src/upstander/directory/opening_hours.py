"""Whether a body is open at a moment, as far as its hours were seen in a source.

Bank holidays are not known here: the words of the hours are always shown beside the answer.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from upstander.directory.body import DAYS, Body, Open, Way
from upstander.directory.records import Quality
from upstander.directory.review import HOURS_NOT_CHECKED, leading

OpenNow = Literal["open", "closed", "hours not checked", "day and night"]

_MIDNIGHT = time(0)


def open_now(body: Body, at: datetime, *, way: Way | None = None) -> OpenNow:
    """Say whether a body can be reached at a moment, by one way or by any.

    ``at`` has a zone; ``ValueError`` without one. Only hours and ways that were seen in a source
    count. "Day and night" is for a body whose every known way is.
    """
    found = set(open_by_way(body, at, way=way).values())
    if found == {"day and night"}:
        return "day and night"
    if found & {"open", "day and night"}:
        return "open"
    return "closed" if found else HOURS_NOT_CHECKED


def open_by_way(body: Body, at: datetime, *, way: Way | None = None) -> dict[Way, OpenNow]:
    """Say the same of each way whose hours were seen; empty when none were."""
    if at.tzinfo is None:
        raise ValueError("the moment has no zone")
    return {each: _state(body, each, at) for each in _ways(body, way)}


def _ways(body: Body, way: Way | None) -> tuple[Way, ...]:
    """The ways that were seen and have hours; none for hours that were not."""
    if body.hours_quality is Quality.UNCONFIRMED:
        return ()
    seen = dict.fromkeys(each.way for each in leading(body) if way in (None, each.way))
    return tuple(each for each in seen if _rows(body, each))


def _rows(body: Body, way: Way) -> tuple[Open, ...]:
    return tuple(row for row in body.open if not row.ways or way in row.ways)


def _state(body: Body, way: Way, at: datetime) -> OpenNow:
    rows = _rows(body, way)
    if {day for row in rows if _whole_day(row) for day in row.days} == set(DAYS):
        return "day and night"
    local = at.astimezone(ZoneInfo(body.zone))
    return "open" if any(_covers(row, local) for row in rows) else "closed"


def _whole_day(row: Open) -> bool:
    return row.opens == row.closes == _MIDNIGHT


def _covers(row: Open, local: datetime) -> bool:
    """Look at the row as it began today, and as it began yesterday and runs past midnight."""
    clock = local.time()
    ends_today = row.closes > row.opens
    if _day(local.date()) in row.days and row.opens <= clock:
        return clock < row.closes if ends_today else True
    yesterday = _day(local.date() - timedelta(days=1))
    return yesterday in row.days and not ends_today and clock < row.closes


def _day(day: date) -> str:
    return DAYS[day.weekday()]
