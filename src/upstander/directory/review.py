"""When a fact has to be looked at again, and what may stand first.

Today's date is an argument: nothing here reads the clock. An old fact is shown with the words
"check first"; a number that was never seen in a source is shown so from the start, and it never
leads: it is not among the first steps, it is no link, and it does not count as open now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from upstander.directory.body import Body, Contact
from upstander.directory.records import Quality, Record

CHECK_FIRST = "check first"
HOURS_NOT_CHECKED: Final = "hours not checked"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def needs_check(record: Record, today: date) -> bool:
    """Say whether a record is past its review date or was never confirmed."""
    return today > record.review_by or record.quality is Quality.UNCONFIRMED


def contact_needs_check(contact: Contact, record: Record, today: date) -> bool:
    """Say the same of one way to reach a body, which may be weaker than its record.

    Age never dims 999, 112, 101 and 18000.
    """
    if contact.quality is Quality.UNCONFIRMED:
        return True
    return needs_check(record, today) and not contact.never_dimmed


def hours_need_check(body: Body, today: date) -> bool:
    """Say whether the hours of a body were never seen in a source, or are past their date."""
    return body.hours_quality is Quality.UNCONFIRMED or needs_check(body, today)


def can_lead(contact: Contact, body: Body) -> bool:
    """Say whether a number or address may stand among the first steps, or as a link.

    It has to have been seen in a source, and the body has to be known to be there.
    """
    return contact.quality is not Quality.UNCONFIRMED and body.status == "active"


def leading(body: Body) -> tuple[Contact, ...]:
    """The contacts of a body that may lead, in its own order; none when nothing was seen."""
    return tuple(each for each in body.contacts if can_lead(each, body))


def body_can_lead(body: Body) -> bool:
    """Say whether a body may stand among the first steps.

    One that is found by the person, such as the school, has no number that could be wrong.
    """
    if body.found_by and not body.contacts:
        return body.status == "active"
    return bool(leading(body))


def checked_line(record: Record, today: date) -> str:
    """Give the words shown beside a record, for example ``Checked 22 November 2026``."""
    line = f"Checked {plain_date(record.verified_on)}"
    if needs_check(record, today):
        return f"{line}. Please {CHECK_FIRST}: it may have changed"
    return line


def overdue(records: Sequence[Record], today: date) -> tuple[str, ...]:
    """Give one line for each record whose review date has passed: a warning, never a fault."""
    return tuple(
        f"{each.slug}: to be checked by {plain_date(each.review_by)}."
        for each in records
        if today > each.review_by
    )


def plain_date(day: date) -> str:
    """Write a date in words, the same in every locale: ``22 November 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
