"""How times stand in a report: local with offset, UTC, and how sure (check G6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from upstander.language.shown_time import in_utc, in_zone, zone_of
from upstander.model.report import Incident

_SURE = {"exact": "time exact", "about": "time about right", "unsure": "time not sure"}
NO_TIME = "Time not known"
AHEAD = "the date is later than today"
"""Said of everything that is dated in the future: a clock was wrong, or a date was read wrongly."""
_MARK = f" ({AHEAD})"


def is_ahead(day: date, today: date) -> bool:
    """Whether a day is later than tomorrow.

    Tomorrow passes, because ``today`` may be the day of another time zone.
    """
    return day > today + timedelta(days=1)


def marked_ahead(written: str) -> str:
    """A time as it is written, with the mark; marked once however often it is asked for."""
    return written if written.endswith(_MARK) else f"{written or NO_TIME}{_MARK}"


def incident_time(incident: Incident, zone: str) -> str:
    """``2026-10-05 18:59:58 +01:00 (UTC 2026-10-05 17:59:58Z; time exact)``."""
    if incident.when.endswith(_MARK):
        return incident.when
    known = incident.utc is not None
    certainty = "unsure" if not known and incident.certainty == "exact" else incident.certainty
    parts = [f"UTC {in_utc(incident.utc)}" if incident.utc else "UTC not known"]
    if certainty not in incident.when:
        parts.append(_SURE.get(certainty, _SURE["unsure"]))
    return f"{incident.when or _local(incident.utc, zone) or NO_TIME} ({'; '.join(parts)})"


def moment(at: datetime | None, zone: str) -> str:
    """A time from a record of ours, local and in UTC; empty for none."""
    return f"{_local(at, zone)} (UTC {in_utc(at)})" if at else ""


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of a moment where the person is."""
    try:
        return at.astimezone(zone_of(zone)).date()
    except OverflowError:  # the first and the last day that a date can hold
        return at.astimezone(UTC).date()


def known_times(incidents: tuple[Incident, ...]) -> list[datetime]:
    """The known moments, earliest first."""
    return sorted(each.utc for each in incidents if each.utc is not None)


def _local(at: datetime | None, zone: str) -> str:
    try:
        return in_zone(at, zone) if at else ""
    except OverflowError:
        return in_utc(at) if at else ""
