"""What every finder of leads promises, whichever there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.trace.leads._interface import LeadFinder, page_of
from upstander.trace.leads.find import all_finders, text_leads

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


@each_finder
@pytest.mark.parametrize(
    ("letter", "other"), [("i", "\u0130"), ("i", "\u0131"), ("s", "\u017f"), ("k", "\u212a")]
)
@pytest.mark.parametrize("around", ["{}", "my instagram {}", "snapchat: {}", "tiktok user {}"])
def test_letters_that_look_like_others_are_no_fault(
    finder: LeadFinder, letter: str, other: str, around: str
) -> None:
    text = around.format(EXAMPLES[finder.slug][0]).replace(letter, other)

    assert all(
        text[each.span.start : each.span.end] == each.value
        for each in finder.leads(page_of(text, source="m1"))
    )


@pytest.mark.parametrize("text", ["jo\u0131n code: AB12CD", "\u0130nvite code: AB12CD"])
def test_an_invitation_with_a_turkish_letter_is_found(text: str) -> None:
    assert "AB12CD" in [lead.value for lead in text_leads(text, source="m1")]


def test_the_service_beside_a_name_is_known_by_its_odd_letters_too() -> None:
    [lead] = text_leads("Add me on \u0130nstagram kit_99", source="m1")

    assert (lead.value, lead.holder) == ("kit_99", "Instagram (Meta)")
