"""Dates of mails (RFC 5322 3.3 and 4.3). What is not known about the zone is not made up."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import NamedTuple

_OFFSET = re.compile(r"(?:\A|[\s\d])(?:GMT|UTC|UT)?([+-])(\d{2}):?(\d{2})(?!\d)")
_NAMED = re.compile(r"(?<![A-Za-z])([A-Z]{1,5})(?![A-Za-z])")
_COMMENT = re.compile(r"\([^()]*\)?")
_AMERICAN = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_UNIVERSAL = frozenset({"GMT", "UT", "UTC", "Z"})
_FURTHEST_WEST, _FURTHEST_EAST = timedelta(hours=12), timedelta(hours=14)


class MailDate(NamedTuple):
    """A date header taken apart.

    ``utc`` is ``None`` where the zone is not known; then ``earliest``/``latest`` bound it.
    ``assumed`` is true for ``-0000``: RFC 5322 says it is Universal Time from a machine that
    does not tell its own zone.
    """

    raw: str
    utc: datetime | None = None
    local: datetime | None = None
    zone: str | None = None
    assumed: bool = False
    seconds: bool = True
    earliest: datetime | None = None
    latest: datetime | None = None


def parse_mail_date(raw: str) -> MailDate:
    """Read a date; an unreadable one comes back with only ``raw``."""
    raw = raw.strip()
    plain = _COMMENT.sub(" ", raw)[:200]
    local = _wall_time(plain)
    if local is None:
        return MailDate(raw)
    seconds = re.search(r"\d{1,2}[:.]\d{2}[:.]\d{2}", plain) is not None
    minutes = _offset_minutes(plain)
    if minutes is None:
        return _without_zone(raw, local, seconds)
    zone = timezone(timedelta(minutes=minutes))
    try:
        utc = local.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return MailDate(raw)
    return MailDate(raw, utc, local, _zone_name(minutes), "-0000" in plain, seconds)


def _wall_time(plain: str) -> datetime | None:
    try:
        fields = parsedate_tz(plain)
        return datetime(*fields[:6]) if fields else None
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _offset_minutes(plain: str) -> int | None:
    found = None
    for found in _OFFSET.finditer(plain):  # noqa: B007 - the last one counts
        pass
    if found is not None:
        minutes = int(found.group(2)) * 60 + int(found.group(3))
        if minutes > 14 * 60 or int(found.group(3)) > 59:
            return None
        return -minutes if found.group(1) == "-" else minutes
    for name in reversed(_NAMED.findall(plain)):
        if name in _UNIVERSAL:
            return 0
        if name in _AMERICAN:
            return _AMERICAN[name] * 60
    return None


def _zone_name(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _without_zone(raw: str, local: datetime, seconds: bool) -> MailDate:
    try:
        earliest = local.replace(tzinfo=UTC) - _FURTHEST_EAST
        latest = local.replace(tzinfo=UTC) + _FURTHEST_WEST
    except OverflowError:
        return MailDate(raw)
    return MailDate(raw, None, local, None, False, seconds, earliest, latest)
