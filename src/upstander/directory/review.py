"""When a fact has to be looked at again. Today's date is an argument: nothing reads the clock."""

from __future__ import annotations

from datetime import date

from upstander.directory.records import Contact, Quality, Record

CHECK_FIRST = "check first"
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
    """Say the same of one way to reach a body, which may be weaker than its record."""
    return needs_check(record, today) or contact.quality is Quality.UNCONFIRMED


def checked_line(record: Record, today: date) -> str:
    """Give the words shown beside a record, for example ``Checked 22 November 2026``."""
    line = f"Checked {plain_date(record.verified_on)}"
    if needs_check(record, today):
        return f"{line}. Please {CHECK_FIRST}: it may have changed"
    return line


def plain_date(day: date) -> str:
    """Write a date in words, the same in every locale: ``22 November 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
