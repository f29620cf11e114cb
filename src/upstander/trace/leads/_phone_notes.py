"""What is said beside a telephone number: its sort, its range, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from upstander.directory.lead_notes import lead_note
from upstander.directory.shelf import shipped
from upstander.language.phone_number import PhoneNumber, read_phone_number

_NUMBERS = ("phone", "text", "textphone")


def phone_notes(number: PhoneNumber) -> Iterator[str]:
    """The sentences for one number; that it can be false is said with every number."""
    public = public_numbers().get(number.e164, "")
    if public:
        yield lead_note("phone", "public-service", name=public)
    if number.country:
        which = "sort" if number.sort else "country"
        yield lead_note("phone", which, sort=number.sort, country=number.country)
    yield from _range_notes(number)
    if number.spoken:
        yield lead_note("phone", "spoken")


def _range_notes(number: PhoneNumber) -> Iterator[str]:
    if number.invented:
        yield lead_note("phone", "invented")
    elif not number.valid:
        yield lead_note("phone", "not-in-use")
    elif number.range_holder:
        yield lead_note("phone", "range-holder", holder=number.range_holder)
    elif number.portable and "mobile" in number.sort:
        yield lead_note("phone", "movable", country=number.country)


@cache
def public_numbers() -> dict[str, str]:
    """The numbers of services in our directory (E.164), with their names."""
    found: dict[str, str] = {}
    for body in shipped().bodies():
        for contact in body.contacts:
            number = read_phone_number(contact.value) if contact.way in _NUMBERS else None
            if number:
                found.setdefault(number.e164, body.name)
    return found
