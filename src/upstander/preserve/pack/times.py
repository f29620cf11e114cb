"""How a time stands in a pack: local with offset, UTC, and how sure it is (check G6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upstander.model.message import DateOrder, Message, MessageTime, ZoneBasis
from upstander.model.timeline import Certainty

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)\Z")
_KNOWN = (ZoneBasis.IN_SOURCE, ZoneBasis.UNIX_EPOCH, ZoneBasis.USER_SAID)


@dataclass(frozen=True, slots=True)
class Shown:
    """A time in words. ``local`` carries the offset; ``utc`` is empty where it is not known."""

    local: str
    utc: str
    certainty: Certainty
    why: str = ""


def shown_time(message: Message, zone: str) -> Shown:
    """Show when a message was sent, as far as its source tells."""
    time = message.sent
    if time is None:
        return Shown("no time in the source", "", Certainty.UNSURE, "no time in the source")
    if time.utc is None:
        return Shown(time.raw, "", Certainty.UNSURE, _doubt(time))
    return Shown(
        in_zone(time.utc, time.zone or zone), in_utc(time.utc), _certainty(time), _doubt(time)
    )


def in_zone(moment: datetime, zone: str) -> str:
    """``2026-10-05 18:59:58 +01:00``; an unknown zone gives UTC."""
    return moment.astimezone(zone_of(zone)).isoformat(" ", "seconds").replace("+", " +", 1)


def in_utc(moment: datetime) -> str:
    """``2026-10-05 17:59:58Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def iso_utc(moment: datetime | None) -> str:
    """``2026-10-05T17:59:58Z`` for machines; empty for an unknown time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def zone_of(name: str) -> tzinfo:
    """Read an IANA name or an offset; UTC when it is neither."""
    offset = _OFFSET.match(name)
    if offset:
        sign, hours, minutes = offset.groups()
        away = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-away if sign == "-" else away)
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _certainty(time: MessageTime) -> Certainty:
    if time.order is DateOrder.UNDECIDED or time.nonexistent:
        return Certainty.UNSURE
    sure = time.zone_basis in _KNOWN and time.precision in ("us", "ms", "s", "min")
    return Certainty.EXACT if sure else Certainty.ABOUT


def _doubt(time: MessageTime) -> str:
    reasons = []
    if time.order is DateOrder.UNDECIDED:
        reasons.append("day/month or month/day")
    if time.nonexistent:
        reasons.append("a time that the clock change left out")
    if time.zone_basis is ZoneBasis.ASSUMED:
        reasons.append("zone assumed")
    if time.utc is None and time.zone_basis is ZoneBasis.NONE:
        reasons.append("zone not known")
    if time.zone_basis is ZoneBasis.USER_SAID:
        reasons.append("zone as told")
    if time.precision in ("min", "day"):
        reasons.append("to the minute" if time.precision == "min" else "to the day")
    return ", ".join(reasons)
