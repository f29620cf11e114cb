"""Bank accounts: sort code with account number, and IBAN, with what its check says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.directory.lead_notes import lead_note
from upstander.language.details.papers import papers
from upstander.language.figures import figures
from upstander.language.phone_number import country_name
from upstander.model.lead import Lead
from upstander.trace.leads._interface import LeadFinder, Page

_NEAR = 40
_Place = tuple[int, int, str, str, bool | None]


class BankAccounts(LeadFinder):
    """A sort code and the account number beside it are one lead."""

    slug = "bank-accounts"
    rank = 40
    figures = True

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each account, by its form and its words."""
        form = figures(page.text)
        for start, end, sort, plain, valid in _joined(_found(form.text)):
            place = form.span(start, end)
            yield page.lead("bank-account", *place, plain=plain, notes=_notes(sort, plain, valid))


def _found(plain: str) -> Iterator[_Place]:
    seen: set[tuple[int, int]] = set()
    for detail in sorted(papers(plain), key=lambda each: each.start):
        if detail.what in ("iban", "sort_code", "bank_account"):
            place = (detail.start, detail.end)
            if place not in seen:
                seen.add(place)
                yield *place, detail.what, detail.value, detail.valid


def _joined(found: Iterable[_Place]) -> Iterator[_Place]:
    held: _Place | None = None
    for place in found:
        pair = {held[2], place[2]} if held else set()
        if held and pair == {"sort_code", "bank_account"} and place[0] - held[1] <= _NEAR:
            sort, number = (held, place) if held[2] == "sort_code" else (place, held)
            yield held[0], place[1], "sort_code", f"{sort[3]} {number[3]}", None
            held = None
            continue
        if held:
            yield held
        held = place
    if held:
        yield held


def _notes(sort: str, plain: str, valid: bool | None) -> Iterator[str]:
    if sort == "sort_code":
        yield lead_note("money", "sort-code")
    if sort == "iban":
        yield lead_note("money", "iban", country=country_name(plain[:2]) or plain[:2])
        if not valid:
            yield lead_note("money", "iban-fails")


PLUGIN = BankAccounts()
