"""Telephone numbers, short numbers, and words for a number that was hidden."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.directory.lead_notes import lead_note
from upstander.language.phone_number import (
    find_hidden_callers,
    find_phone_numbers,
    find_short_numbers,
)
from upstander.model.lead import Lead, Strength
from upstander.trace.leads._interface import LeadFinder, Page
from upstander.trace.leads._phone_notes import phone_notes


class Phones(LeadFinder):
    """A number is kept as written; the form for every country stands beside it."""

    slug = "phones"
    rank = 70

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each number, and for each place that says that one was hidden."""
        for start, end, number in find_phone_numbers(page.text):
            strength = Strength.INFERRED if number.spoken else Strength.CLAIMED
            notes = tuple(phone_notes(number))
            yield page.lead("phone", start, end, strength=strength, plain=number.e164, notes=notes)
        for start, end, _ in find_short_numbers(page.text):
            yield page.lead(
                "short-number", start, end, kind="phone", notes=(lead_note("phone", "short"),)
            )
        for start, end in find_hidden_callers(page.text):
            yield page.lead("withheld-number", start, end)


PLUGIN = Phones()
