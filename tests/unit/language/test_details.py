"""Details by their form; amounts; the form that numbers are looked for in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.language.details import find_details
from upstander.language.figures import figures
from upstander.language.money import find_amounts


@pytest.mark.parametrize(
    ("text", "what", "value"),
    [
        ("+44 (0)7700 900417", "phone", "07700 900417"),
        ("\u202a+44 7700 900417\u202c", "phone", "07700 900417"),
        ("٠٧٧٠٠ ٩٠٠١٢٢", "phone", "07700 900122"),
        ("07\u200b700\u00a0900‑122", "phone", "07700 900122"),
        ("oh seven seven double oh nine double oh one two two", "phone", "07700900122"),
        ("(212) 555-0134", "phone", "+1 212 555 0134"),
        ("+33 6 12 34 56 78", "phone", "+33612345678"),
        ("Jo.Smith+x@Example.org", "email", "jo.smith+x@example.org"),
        ("his plate's AB12 CDE", "plate", "AB12 CDE"),
        ("ab1 2cd", "postcode", "AB1 2CD"),
        ("Springfield IL 62704", "postcode", "IL 62704"),
        ("flat 6, 12 hartwell road", "address", "flat 6, 12 hartwell road"),
        ("born 12/03/1999", "birth_date", "12/03/1999"),
        ("203.0.113.77", "ip", "203.0.113.77"),
        ("2001:db8::1", "ip", "2001:db8::1"),
        ("she works at the Costa in Leeds", "workplace", "she works at the Costa in Leeds"),
        ("sort code 12-34-56", "sort_code", "12-34-56"),
        ("nhs number 943 476 5919", "nhs_number", "9434765919"),
        ("Sunflower7 is your password", "password", "Sunflower7"),
    ],
)
def test_finds_a_detail_and_its_usual_form(text: str, what: str, value: str) -> None:
    (found,) = find_details(text)
    assert (found.what, found.value) == (what, value)


def test_a_sort_code_brings_the_account_beside_it() -> None:
    found = [each.what for each in find_details("12-34-56 acc 12345678")]
    assert found == ["sort_code", "bank_account"]


@pytest.mark.parametrize("secret", ["pin 4821", "password: hunter22", "gate code 4471#"])
def test_secrets_are_shown_masked(secret: str) -> None:
    (found,) = find_details(secret)
    assert found.secret and found.shown == "••••"


@pytest.mark.parametrize(
    "text",
    ["12-11-2026", "on 14.11.26 at 10:30", "ISBN 0-306-40615-2", "10 minute drive", "0800 1111",
     "5 star way better", "20 quid", "1st 2nd 3rd", "room 5 is free", "0345 123 4567", "m16 2nd"],
)  # fmt: skip
def test_takes_no_other_number_for_a_detail(text: str) -> None:
    assert not find_details(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pay 0.05 BTC", "0.05 BTC"),
        ("£1,400", "1,400 GBP"),
        ("$500 now", "$500"),
        ("five hundred quid", "five hundred GBP"),
        ("USD 90", "90 USD"),
        ("1,000 coins", "1,000 coins"),
        ("€20k", "20k EUR"),
    ],
)
def test_finds_amounts(text: str, shown: str) -> None:
    assert [each.shown for each in find_amounts(text)] == [shown]


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_the_form_maps_back_to_the_text(text: str) -> None:
    form = figures(text)
    for at, letter in enumerate(form.text):
        if letter.isascii() and letter.isalpha():
            assert form.quote(at, at + 1) == letter


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_details_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for each in find_details(text):
        assert last <= each.start < each.end <= len(text)
        last = each.end
