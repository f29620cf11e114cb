"""What every finder of leads promises, whichever there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.trace.leads._interface import LeadFinder, page_of
from upstander.trace.leads.find import all_finders

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "leads.md"
FINDERS = all_finders()
# One text for each finder in which it finds something, and exactly that.
EXAMPLES = {
    "accounts": ("add @mean.girl_07", "@mean.girl_07"),
    "bank-accounts": ("sort code 00-00-00 account 12345678", "00-00-00 account 12345678"),
    "invites": ("join with invite code aB3dEf", "aB3dEf"),
    "links": ("see hxxps://forum[.]example[.]com/t", "hxxps://forum[.]example[.]com/t"),
    "mail-addresses": ("h3ad[at]example[.]org", "h3ad[at]example[.]org"),
    "match-ids": ("match ID 77-QX", "77-QX"),
    "net-addresses": ("at 198.51.100.7 now", "198.51.100.7"),
    "payments": ("payment ref: JW-4472", "JW-4472"),
    "phones": ("ring 07700 900122", "07700 900122"),
    "profile-ids": ("discord id 80351110224678912", "80351110224678912"),
    "wallets": ("to bc1qexampleexampleexample", "bc1qexampleexampleexample"),
}
each_finder = pytest.mark.parametrize("finder", FINDERS, ids=lambda each: each.slug)


@each_finder
def test_has_an_example_in_which_it_finds_what_it_is_for(finder: LeadFinder) -> None:
    text, value = EXAMPLES[finder.slug]

    assert value in [lead.value for lead in finder.leads(page_of(text, source="m1"))]


@each_finder
@given(text=st.text(alphabet="aZ09@#.:/-_ []()+\n\u0430\u200b\u202e\ud800", max_size=60))
def test_any_text_gives_the_same_leads_at_their_exact_places(finder: LeadFinder, text: str) -> None:
    page = page_of(text, source="m1")

    leads = list(finder.leads(page))

    assert leads == list(finder.leads(page))
    assert all(text[each.span.start : each.span.end] == each.value for each in leads)


@each_finder
def test_finds_nothing_in_nothing(finder: LeadFinder) -> None:
    assert list(finder.leads(page_of("", source="m1"))) == []


@each_finder
def test_stands_in_the_reference(finder: LeadFinder) -> None:
    assert f"`{finder.slug}`" in PAGE.read_text(encoding="utf-8")
