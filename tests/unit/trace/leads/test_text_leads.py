"""Every lead stands exactly where it says, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.model.lead import Lead, Strength
from upstander.trace.leads._interface import LeadFinder, page_of
from upstander.trace.leads.find import all_finders, text_leads

PARTS = (
    "call 07700 900122", "+44 20 7946 0991", "hxxps://paypa1[.]com/a?utm_source=x", "bit.ly/3abC",
    "http://example.com\\@example.net/", "https://u:p@203.0.113.9:80/", "192[.]168[.]1[.]4",
    "::ffff:198.51.100.7", "h3ad[at]example[.]org", "bc1qexampleexampleexample", "@mean.girl_07",
    "[20:15] Vex_31: hi", "match ID 77-QX", "payment ref: JW-4472", "sort code 00-00-00 account "
    "12345678", "https://discord.gg/abcDEF", "https://wa.me/447700900333", "\u202e", "\u200b", "\n",
    "\u0430\u0440\u0440l\u0435.com", "oh seven seven double oh nine oh oh one two two", "\ud800",
    "number withheld", "text STOP to 70123", "STEAM_0:1:12345", "\uff10\uff17\uff17\uff10\uff10",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(max_size=12), max_size=8).map(" ".join)


def first(kind: str, text: str) -> Lead:
    return next(lead for lead in text_leads(text, source="m1") if lead.kind == kind)


@given(TEXTS)
def test_what_a_lead_says_stands_exactly_at_its_place(text: str) -> None:
    for lead in text_leads(text, source="m1", where="text"):
        assert text[lead.span.start : lead.span.end] == lead.value != ""
        assert (lead.span.source, lead.span.unit, lead.span.where) == ("m1", "char", "text")


@given(TEXTS)
def test_every_lead_says_who_holds_the_answer_and_is_never_sure(text: str) -> None:
    for lead in text_leads(text, source="m1"):
        assert all((lead.holder, lead.ask, lead.give, lead.by, lead.why))
        assert lead.strength in (Strength.CLAIMED, Strength.INFERRED)


@given(TEXTS)
def test_the_same_text_gives_the_same_leads_each_once(text: str) -> None:
    leads = text_leads(text, source="m1")

    assert leads == text_leads(text, source="m1")
    assert len({(lead.kind, lead.value, lead.plain) for lead in leads}) == len(leads)


def test_a_text_about_a_person_gives_no_name_and_no_place() -> None:
    text = "Nurse Ellen Marsh lives 14 Example Street AB1 2CD, her boy goes to Northfield Primary"

    assert text_leads(text, source="m1") == ()


def test_a_post_gives_its_number_its_account_and_its_link() -> None:
    text = "user truthwave88: mob 07700 900122 https://forum.example.com/t/5512#p9"

    found = {lead.kind: lead.value for lead in text_leads(text, source="m1")}

    assert found == {
        "handle": "truthwave88",
        "phone": "07700 900122",
        "link": "https://forum.example.com/t/5512#p9",
        "domain": "forum.example.com",
    }


def test_a_game_chat_gives_speakers_and_the_match() -> None:
    text = (
        "[20:01] xXrook: gg ez\n[20:15] Vex_31: see you saturday\n[20:16] Mum: tea\nmatch ID 77-QX"
    )

    found = [(lead.kind, lead.value) for lead in text_leads(text, source="m1")]

    assert found == [("handle", "xXrook"), ("handle", "Vex_31"), ("match-id", "77-QX")]


def test_a_wallet_that_fails_its_check_is_a_lead_that_says_so() -> None:
    lead = first("wallet", "Pay 0.05 BTC. bc1qexampleexampleexample")

    assert lead.value == "bc1qexampleexampleexample"
    assert any(note.startswith("It does not pass its own check") for note in lead.notes)


def test_a_wallet_that_passes_its_check_says_so() -> None:
    lead = first("wallet", "to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq now")

    assert "It passes its own check." in lead.notes


@pytest.mark.parametrize(
    ("text", "value", "plain"),
    [
        ("sort code 00-00-00 account 12345678", "00-00-00 account 12345678", "00-00-00 12345678"),
        ("IBAN GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32",
         "GB82WEST12345698765432"),
    ],
)  # fmt: skip
def test_a_bank_account_is_one_lead(text: str, value: str, plain: str) -> None:
    lead = first("bank-account", text)

    assert (lead.value, lead.plain) == (value, plain)
    assert lead.holder == "the bank that the account is with"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("payment ref: JW-4472", "JW-4472"),
        ("order no 55123", "55123"),
        ("steam card ABCD1-EFGH2-IJKL3", "ABCD1-EFGH2-IJKL3"),
    ],
)
def test_a_number_of_a_payment_is_a_lead(text: str, value: str) -> None:
    assert first("payment-ref", text).value == value


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("192.168.1.4", "inside a home or an office"),
        ("100.64.3.2", "shared by many at once"),
        ("198.51.100.7", "kept for examples"),
        ("2001:db8::7", "kept for examples"),
        ("010.1.1.1", "extra zeros"),
    ],
)
def test_an_address_that_nobody_holds_says_why(text: str, note: str) -> None:
    lead = first("ip", f"i know your ip {text} lol")

    assert lead.holder == "nobody outside"
    assert any(note in each for each in lead.notes)


def test_an_address_inside_another_is_named_as_the_one_to_ask_about() -> None:
    lead = first("ip", "from ::ffff:198.41.0.4 today")

    assert lead.value == "::ffff:198.41.0.4"
    assert lead.holder == "the network that holds 198.41.0.4"


@pytest.mark.parametrize("finder", all_finders(), ids=lambda each: each.slug)
def test_no_finder_takes_plain_words_for_a_lead(finder: LeadFinder) -> None:
    text = "You are so kind, see you at the shop on Friday at 3.15pm, love from all of us. " * 3

    assert list(finder.leads(page_of(text, source="m1"))) == []


HOSTILE = {
    "links": "http://a.test/x " * 6000,
    "marks": "http://a.test/?" + "a=b&" * 25_000,
    "at signs": "@a" * 50_000,
    "dots": "a." * 50_000,
    "half scripts": "\u0430a." * 33_000,
    "figures": "0" * 100_000,
    "apart": "0 " * 50_000,
    "plus": "+44 " * 25_000,
    "colons": "1:" * 50_000,
    "brackets": "[.]" * 33_000,
    "speakers": "\n[20:01] a_b1: " * 6000,
    "wallets": "bc1" * 33_000,
    "ibans": "GB33 " * 20_000,
    "sort codes": "12-34-56 " * 11_000,
    "named": "match id payment ref snap is gift card AAAA " * 2300,
    "mail": "a[at]b[.]" * 11_000,
    "addresses": "1.1.1.1" * 14_000,
    "digits said": "oh " * 33_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hundred_thousand_hostile_characters_take_no_time(text: str) -> None:
    assert_in_proportion(lambda size: text_leads(text[:size], source="m1"), 100_000)
