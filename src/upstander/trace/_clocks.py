"""Which clocks of Received lines are out of step, and how much, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from upstander.model.lead import HandOver, Hop, Strength

SKEW = timedelta(minutes=5)
"""Clocks of honest servers differ by less (RFC 5321 asks for right times)."""
WAIT = timedelta(hours=1)
"""A line so much earlier than the one above it is said to be so."""


def with_clocks(hops: tuple[Hop, ...], handover: HandOver | None) -> tuple[Hop, ...]:
    """Say which clocks are out of step with the nearest line above that has a sure time."""
    shown: list[Hop] = []
    above = handover.time_utc if handover else None
    for hop in hops:
        note = ""
        if above is not None and hop.time_utc is not None:
            note = _out_of_step(hop, above)
        if not note and hop.time_utc is not None and hop.strength is not Strength.CLAIMED:
            above = hop.time_utc
        shown.append(replace(hop, note=f"{hop.note} {note}".strip()) if note else hop)
    return tuple(shown)


def _out_of_step(hop: Hop, above: datetime) -> str:
    if hop.time_utc is None:
        return ""
    gap = hop.time_utc - above
    clock = f"Its clock ({hop.time_utc:%H:%M:%S} UTC) is out of step:"
    if gap > SKEW:
        return f"{clock} {span_words(gap)} after the line above it."
    if -gap > WAIT:
        return (
            f"{clock} {span_words(-gap)} before the line above it."
            " A mail can wait, or the line may be made up."
        )
    return ""


def span_words(gap: timedelta) -> str:
    """A length of time in words: ``3 hours 12 minutes``."""
    minutes = int(gap.total_seconds()) // 60
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((days, "day"), (hours, "hour"), (minutes, "minute"))
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(said) or "less than a minute"
