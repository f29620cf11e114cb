"""The emergency card is right for the place, and right without one."""

from __future__ import annotations

from datetime import date

import pytest

from upstander.learn.emergency import card_lines, emergency_card

TODAY = date(2026, 12, 1)


def test_without_a_place_it_names_999_112_and_the_local_number() -> None:
    lead = emergency_card(None, TODAY).lead
    assert "999 in the UK, 112 elsewhere in Europe, or your local number" in lead


def test_outside_the_uk_it_never_says_only_999() -> None:
    card = emergency_card("NO", TODAY)
    assert [each.number for each in card.numbers] == ["999", "112"]


def test_in_the_uk_it_says_999_first() -> None:
    card = emergency_card("GB-SCT", TODAY)
    assert card.lead == "In danger now? Call 999."
    assert "101" in card.not_urgent


@pytest.mark.parametrize("place", [None, "GB"])
@pytest.mark.parametrize("fact", ["where|at:", "happening", "who", "time", "weapon", "key"])
def test_says_what_to_read_out(place: str | None, fact: str) -> None:
    said = " ".join(emergency_card(place, TODAY).say).lower()
    assert any(word in said for word in fact.split("|"))


@pytest.mark.parametrize("place", [None, "GB"])
def test_a_silent_call_is_not_said_to_give_the_place(place: str | None) -> None:
    ways = {way.slug: way.text for way in emergency_card(place, TODAY).other_ways}
    assert "press 55" in ways["silent-call"]
    assert "does not tell the police where you are" in ways["silent-call"]


@pytest.mark.parametrize("place", [None, "GB"])
def test_deaf_people_find_relay_text_and_sign_language(place: str | None) -> None:
    ways = {way.slug: way.text for way in emergency_card(place, TODAY).other_ways}
    assert "18000" in ways["text-relay"]
    assert "only if you signed up before" in ways["text"]
    assert "interpreter" in ways["bsl"]


def test_says_that_nobody_was_told() -> None:
    assert "has not told anyone" in list(card_lines(emergency_card(None, TODAY)))[-1]


def test_an_old_card_is_still_shown_and_says_check_first() -> None:
    card = emergency_card("GB", date(2030, 1, 1))
    assert card.lead == "In danger now? Call 999."
    assert card.check_first
    assert "check first" in card.checked
