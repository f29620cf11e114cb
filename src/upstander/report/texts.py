"""Text messages of the phone itself: those that are called so, and those that are likely so."""

from __future__ import annotations

from upstander.model.report import Incident

LIKELY_TEXT = "text message (by its number; the table names no service)"
"""Where a row of a table was seen that has a phone number and no service."""
LOOK_FIRST = "The table does not say that this was a text message. Look on your phone first."
_TEXT_WAYS = ("sms", "mms", "text message")
"""How the name of a phone's own text messages begins, in any letters."""


def is_text(incident: Incident) -> bool:
    """Whether it came as a text message of the phone, surely or most likely."""
    return bool(incident.what) and incident.where.strip().casefold().startswith(_TEXT_WAYS)


def is_likely_text(incident: Incident) -> bool:
    """Whether it is taken for a text message by its number alone."""
    return incident.where == LIKELY_TEXT
