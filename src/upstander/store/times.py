"""Where a thing stands in time, and how that time is shown.

Things are ordered by UTC where it is known. A wall time without a zone is placed as if it had
been read in the zone of the case, and flagged as unsure. What has no time comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upstander.model.message import Message, MessageTime
from upstander.model.timeline import Certainty, When

UNDATED = 2**62
"""The sort value (microseconds) of what has no time: after everything else."""
UNSURE_DAY = -1_000_000
"""The day number of what has no day."""
LATE = timedelta(hours=24)
"""A note written down later than this after the event is shown as written later."""

_EPOCH = datetime(1970, 1, 1)  # naive on purpose: wall times are counted from here too
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_US = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in the order: microseconds since 1970 UTC, and the day as shown.

    ``floating`` says what depends on the zone of the case: 1 the place (``wall_us`` is then the
    wall time), 2 only the day.
    """

    sort_us: int
    day: int
    wall_us: int | None = None
    floating: int = 0


NOWHEN = Placed(UNDATED, UNSURE_DAY)


def place(utc: datetime | None, local: datetime | None, zone: str) -> Placed:
    """Place a time; ``zone`` is the case's, used only for a wall time without UTC."""
    if utc is not None:
        sort_us = (utc - _EPOCH_UTC) // _US
        if local is None:
            return Placed(sort_us, day_in(sort_us, zone), None, 2)
        return Placed(sort_us, local.toordinal() - _EPOCH_DAY)
    if local is None:
        return NOWHEN
    wall_us = (local - _EPOCH) // _US
    return Placed(replaced(wall_us, zone), local.toordinal() - _EPOCH_DAY, wall_us, 1)


def place_message(message: Message, zone: str) -> Placed:
    """Place a message by the time it says it was sent."""
    sent = message.sent
    return place(sent.utc, sent.local, zone) if sent is not None else NOWHEN


def replaced(wall_us: int, zone: str) -> int:
    """Give the sort value of a wall time read in a zone (as UTC while no zone is known)."""
    known = _zone(zone)
    if known is None:
        return wall_us
    wall = (_EPOCH + timedelta(microseconds=wall_us)).replace(tzinfo=known)
    offset = wall.utcoffset() or timedelta()
    return wall_us - offset // _US


def day_in(sort_us: int, zone: str) -> int:
    """Give the number of the day on which a moment falls in a zone (UTC while none is known)."""
    return _in_zone(_EPOCH_UTC + sort_us * _US, zone).toordinal() - _EPOCH_DAY


def day_text(day: int) -> str:
    """Write a day number as an ISO date, or "unsure"."""
    if day == UNSURE_DAY:
        return "unsure"
    return date.fromordinal(day + _EPOCH_DAY).isoformat()


def day_number(text: str) -> int | None:
    """Read an ISO date or "unsure"; ``None`` for anything else."""
    if text == "unsure":
        return UNSURE_DAY
    try:
        return date.fromisoformat(text).toordinal() - _EPOCH_DAY
    except ValueError:
        return None


def when_sent(message: Message, zone: str) -> When:
    """Show the time of a message with how sure it is and why."""
    sent = message.sent
    if sent is None:
        return When("", Certainty.UNSURE, why="The source gives no time.")
    if sent.utc is not None:
        local = sent.local or _in_zone(sent.utc, zone)
        return When(sent.raw, _certainty(sent), sent.utc, local, sent.zone or zone or "UTC")
    if sent.local is not None:
        why = "The time zone is not known."
        return When(sent.raw, Certainty.UNSURE, None, sent.local, sent.zone or "", why)
    return When(sent.raw, Certainty.UNSURE, why="The time could not be read for sure.")


def typed_time(text: str, zone: str) -> tuple[datetime | None, datetime | None]:
    """Read a date and time as a person typed it: (UTC, wall time), each where it is known."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None, None
    if read.tzinfo is not None:
        return _utc(read), read.replace(tzinfo=None)
    known = _zone(zone)
    return (_utc(read.replace(tzinfo=known)) if known else None), read


def _certainty(time: MessageTime) -> Certainty:
    if time.nonexistent or time.earliest_utc != time.latest_utc:
        return Certainty.UNSURE
    return Certainty.ABOUT if time.precision in ("day", "none") else Certainty.EXACT


def _utc(aware: datetime) -> datetime | None:
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        return None


def _in_zone(utc: datetime, zone: str) -> datetime:
    try:
        return utc.astimezone(_zone(zone) or UTC).replace(tzinfo=None)
    except OverflowError:
        return utc.replace(tzinfo=None)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
