"""How a moment is written on a paper: local with its offset, and in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)\Z")


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
