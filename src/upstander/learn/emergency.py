"""The emergency card: which number to call, what to read out, other ways to reach help.

The card never depends on a vault, a session or a clock. If the record of a place is not good,
the record for "place not known" is used; if that fails as well, the front doors serve the two
files in ``data/static`` from disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from upstander.directory.records import EmergencyNumber, OtherWay, Source
from upstander.directory.review import checked_line, needs_check
from upstander.directory.shelf import Directory, shipped

TELLS_NOBODY = "This program has not told anyone. It cannot call for you."


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """One card, ready to show. ``lead`` comes first, always."""

    place: str
    title: str
    lead: str
    numbers: tuple[EmergencyNumber, ...]
    say: tuple[str, ...]
    other_ways: tuple[OtherWay, ...]
    not_urgent: str
    tells_nobody: str
    sources: tuple[Source, ...]
    verified_on: date
    review_by: date
    checked: str
    check_first: bool


def emergency_card(
    place: str | None, today: date, *, directory: Directory | None = None
) -> EmergencyCard:
    """Make the card for a place (ISO 3166, such as ``GB``), or for "not known".

    Raises :class:`~upstander.model.errors.DirectoryError` only if no record is good.
    """
    record = (directory or shipped()).emergency(place)
    return EmergencyCard(
        place=record.slug,
        title=record.name,
        lead=record.lead,
        numbers=record.numbers,
        say=record.say,
        other_ways=record.other_ways,
        not_urgent=record.not_urgent,
        tells_nobody=TELLS_NOBODY,
        sources=record.sources,
        verified_on=record.verified_on,
        review_by=record.review_by,
        checked=checked_line(record, today),
        check_first=needs_check(record, today),
    )


def card_lines(card: EmergencyCard) -> Iterator[str]:
    """Give the card as plain lines, for a terminal and for the file that needs nothing."""
    yield from (card.title, "", card.lead)
    for number in card.numbers:
        yield f"  {number.number}  {number.where}"
    yield from ("", "What to read out:")
    for at, line in enumerate(card.say, 1):
        yield f"  {at}. {line}"
    yield from ("", "Other ways:")
    for way in card.other_ways:
        yield f"  {way.title}. {way.text}"
    yield from ("", card.not_urgent, card.tells_nobody)
