"""Wall time to UTC with every doubt kept (the ``fold`` of PEP 495, gaps when clocks go forward).

A wall time that happened twice gets the first instant and both bounds; one that never happened
is flagged. Without a zone only bounds are given: offsets in use run from -12:00 to +14:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upstander.model.errors import InvalidAnswer

EAST = timedelta(hours=14)
WEST = timedelta(hours=12)
_DAY = timedelta(days=1)
_NAIVE_EPOCH = datetime(1970, 1, 1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Instant:
    """What is known about one wall time once its zone is said."""

    utc: datetime
    earliest: datetime
    latest: datetime
    fold: int | None = None
    nonexistent: bool = False


def find_zone(name: str) -> ZoneInfo:
    """Find a zone by its IANA name; raises :class:`InvalidAnswer`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidAnswer("There is no time zone with that name.") from error


def instant(local: datetime, zone: ZoneInfo) -> Instant:
    """Place a naive wall time in a zone."""
    first = _utc(local.replace(tzinfo=zone, fold=0))
    second = _utc(local.replace(tzinfo=zone, fold=1))
    if first == second:
        return Instant(first, first, first)
    if first < second:
        return Instant(first, first, second, fold=0)
    return Instant(first, second, first, nonexistent=True)


def steady_offset(local: datetime, zone: ZoneInfo) -> timedelta | None:
    """Give the one UTC offset of the whole calendar day, or ``None`` on a day with a change.

    The days beside it are looked at too, so that a caller may reuse the answer for the day.
    """
    try:
        midnight = datetime(local.year, local.month, local.day)
        before = (midnight - _DAY).replace(tzinfo=zone).utcoffset()
        after = (midnight + 2 * _DAY).replace(tzinfo=zone).utcoffset()
    except OverflowError:
        return None
    return before if before == after else None


def bounds_without_zone(earliest: datetime, latest: datetime) -> tuple[datetime, datetime]:
    """Bound a wall time that could be anywhere on Earth; clipped to the years 1-9999."""
    return _clip(as_utc(earliest), -EAST), _clip(as_utc(latest), WEST)


def as_utc(local: datetime) -> datetime:
    """Call a naive time UTC. Arithmetic, because ``replace`` costs several times as much."""
    return _EPOCH + (local - _NAIVE_EPOCH)


def _clip(moment: datetime, shift: timedelta) -> datetime:
    try:
        return moment + shift
    except OverflowError:
        return moment


def _utc(aware: datetime) -> datetime:
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        return aware.replace(tzinfo=UTC, fold=0)
