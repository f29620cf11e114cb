"""Two accounts that share something are asked about; they are never put together."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.model.lead import HandOver, Lead, PossibleLink, Span, Strength
from upstander.trace.linking import MOST_SHARING, Sighting, possible_links

WORDS = "I know where you live and on Friday I will be waiting by the gate for you"
DRAMA = ("phone", "07700 900122", "+447700900122")


def lead(kind: str, value: str, plain: str = "", where: str = "text", holder: str = "") -> Lead:
    span = Span("m", 0, len(value), "char", where)
    return Lead(kind, value, Strength.CLAIMED, holder, "", "", "", span, plain=plain)


def seen(account: str, *leads: Lead, text: str = "", handover: HandOver | None = None) -> Sighting:
    return Sighting(account, f"message of {account}", leads, text, handover)


def handed_over(ip: str, host: str = "") -> HandOver:
    at = datetime(2026, 11, 18, 3, 12, tzinfo=UTC)
    return HandOver(ip, host, Strength.PROVEN, "", at, Span("m", 0, 1))


def shares(*sightings: Sighting) -> list[str]:
    return [link.shares for link in possible_links(sightings)]


def test_asks_about_two_accounts_that_gave_the_same_number() -> None:
    spaced = lead("phone", "07700 900122", "+447700900122")
    abroad = lead("phone", "+44 7700 900122", "+447700900122")

    links = possible_links([seen("vex_31", spaced), seen("h3ad", abroad)])

    assert links == (
        PossibleLink(
            "vex_31",
            "h3ad",
            "same number",
            "07700 900122",
            "Both gave the number 07700 900122. Could it be the same person? You decide.",
            ("message of vex_31", "message of h3ad"),
        ),
    )


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        ("mail-address", "H3ad@example.com", "same mail address"),
        ("reply-address", "<h3ad@example.com>", "same mail address"),
        ("wallet", "bc1qexampleexampleexample", "same wallet"),
        ("payment-ref", "44-71 A", "same payment number"),
        ("bank-account", "00-00-00 12345678", "same bank account"),
        ("profile-id", "80351110224678912", "same account number"),
    ],
)
def test_names_what_is_shared(kind: str, value: str, wanted: str) -> None:
    [link] = possible_links([seen("one", lead(kind, value)), seen("two", lead(kind, value))])

    assert link.shares == wanted
    assert value in link.question
    assert link.question.endswith("Could it be the same person? You decide.")


def test_one_address_in_two_forms_of_lead_is_the_same() -> None:
    reply = lead("reply-address", "H3AD@example.com")
    written = lead("mail-address", "h3ad[at]example[.]com", "h3ad@example.com")

    assert shares(seen("one", reply), seen("two", written)) == ["same mail address"]


def test_one_account_is_not_asked_about_itself() -> None:
    assert shares(seen("one", lead(*DRAMA)), seen("one", lead(*DRAMA))) == []


@pytest.mark.parametrize("kind", ["handle", "link", "domain", "ip", "withheld-number", "mailer"])
def test_a_name_a_page_or_a_hidden_number_is_no_reason(kind: str) -> None:
    shared = lead(kind, "Vex Thirty-One")

    assert shares(seen("one", shared), seen("two", shared)) == []


def test_accounts_that_are_shown_with_the_same_name_are_not_linked() -> None:
    assert shares(seen("Dad", text="Hello there"), seen("Dad ", text="Good morning")) == []


def test_what_very_many_share_is_no_reason() -> None:
    few = [seen(f"account {at}", lead(*DRAMA)) for at in range(MOST_SHARING)]

    assert len(shares(*few)) == 10
    assert shares(*few, seen("one more", lead(*DRAMA))) == []


def test_a_number_of_our_directory_is_no_reason() -> None:
    childline = lead("phone", "0800 1111", "+448001111")

    assert shares(seen("one", childline), seen("two", childline)) == []


def test_an_address_of_our_directory_is_no_reason() -> None:
    listed = lead("mail-address", "report@phishing.gov.uk")

    assert shares(seen("one", listed), seen("two", listed)) == []


def test_a_short_number_is_no_reason() -> None:
    rented = lead("phone", "70123")

    assert shares(seen("one", rented), seen("two", rented)) == []


def test_the_number_of_the_one_who_is_hurt_is_no_reason() -> None:
    both = [seen("one", lead(*DRAMA)), seen("two", lead(*DRAMA))]

    assert possible_links(both, own=["+447700900122"]) == ()
    assert possible_links(both, own=["07700 900122"]) == ()


def test_quoted_words_are_not_those_of_the_account() -> None:
    quoted = lead(*DRAMA, where="quoted words")

    assert shares(seen("one", lead(*DRAMA)), seen("two", quoted)) == []


def test_the_same_account_number_at_two_services_is_no_reason() -> None:
    here = lead("profile-id", "80351110224678912", holder="Discord")
    there = lead("profile-id", "80351110224678912", holder="Snapchat")

    assert shares(seen("one", here), seen("two", there)) == []


def test_wallets_that_differ_by_a_capital_letter_are_two() -> None:
    one = lead("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT")
    other = lead("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpYT")

    assert shares(seen("one", one), seen("two", other)) == []


@pytest.mark.parametrize(
    "other",
    [
        WORDS.upper() + "!!!",
        WORDS.replace(" ", "  ").replace("e", "\u0435"),
        WORDS + " ok",
        "So: " + WORDS,
        WORDS.replace("live", "li\u200bve"),
    ],
)
def test_asks_about_nearly_the_same_words(other: str) -> None:
    [link] = possible_links([seen("one", text=WORDS), seen("two", text=other)])

    assert (link.shares, link.value) == ("same text", WORDS)
    assert link.items == ("message of one", "message of two")


def test_other_words_and_short_words_are_no_reason() -> None:
    other = "I know where the shop is and on Friday I will be working by the river all day"

    assert shares(seen("one", text=WORDS), seen("two", text=other)) == []
    assert shares(seen("one", text="you are so dead"), seen("two", text="you are so dead")) == []


def test_a_text_that_goes_from_hand_to_hand_is_no_reason() -> None:
    grown = [WORDS + " pass it on" * at for at in range(4)]
    sent_on = [*grown, *grown[:3]]

    assert shares(*(seen(f"a{at}", text=text) for at, text in enumerate(sent_on))) == []


def test_texts_that_are_only_like_a_third_one_are_not_asked_about() -> None:
    words = [f"word{at}" for at in range(40)]
    steps = [" ".join(words[at : at + 30]) for at in (0, 4, 8)]

    links = possible_links(seen(f"a{at}", text=text) for at, text in enumerate(steps))

    assert [(link.first, link.second) for link in links] == list(pairwise(["a0", "a1", "a2"]))


def test_asks_about_the_same_hand_over_point_and_says_that_it_may_be_shared() -> None:
    point = handed_over("203.0.113.77", "host77.example.net")

    [link] = possible_links([seen("one", handover=point), seen("two", handover=point)])

    assert (link.shares, link.value) == ("same hand-over point", "203.0.113.77")
    assert "Many people can share one." in link.question


@pytest.mark.parametrize(
    ("ip", "host"),
    [
        ("203.0.113.9", "mail-lf1-f45.google.com"),
        ("203.0.113.9", "mail-am6eur05on2087.outbound.protection.outlook.com"),
        ("203.0.113.9", "sonic302-21.consmr.mail.ir2.yahoo.com"),
        ("203.0.113.9", "a9-30.smtp-out.amazonses.com"),
        ("10.1.2.3", ""),
        ("100.64.0.9", ""),
        ("127.0.0.1", "localhost"),
        ("not an address", ""),
    ],
)
def test_a_computer_of_very_many_people_is_no_reason(ip: str, host: str) -> None:
    point = handed_over(ip, host)

    assert shares(seen("one", handover=point), seen("two", handover=point)) == []


def test_the_line_of_one_customer_is_a_reason() -> None:
    point = handed_over("203.0.113.9", "host86.in-addr.btopenworld.com")

    assert shares(seen("one", handover=point), seen("two", handover=point)) != []


def test_braces_in_a_value_stay_what_they_are() -> None:
    odd = lead("payment-ref", "{value}{0}-44")

    [link] = possible_links([seen("one", odd), seen("two", odd)])

    assert "{value}{0}-44" in link.question


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.text(max_size=60)), max_size=12))
def test_any_texts_give_questions_about_two_accounts_that_were_seen(
    said: list[tuple[str, str]],
) -> None:
    sightings = [seen(account, lead("payment-ref", text), text=text) for account, text in said]

    links = possible_links(sightings)

    assert all(link.first != link.second for link in links)
    assert {name for link in links for name in (link.first, link.second)} <= set("abcdef")
    assert links == possible_links(sightings)


def test_a_thousand_long_messages_are_compared_in_proportion_to_their_number() -> None:
    texts = (" ".join(f"w{(at * 7 + word) % 900}" for word in range(300)) for at in range(1000))
    sightings = [seen(f"a{at}", text=text) for at, text in enumerate(texts)]

    assert_in_proportion(lambda count: possible_links(sightings[:count]), len(sightings))
