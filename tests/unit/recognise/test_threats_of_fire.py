"""A threat to burn a home is urgent as U4; somebody's own saying is not; "down" is no illness."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import look, rules
from upstander.recognise.recognisers.urgency import PLUGIN


@pytest.mark.parametrize(
    "text",
    [
        "burn my house down",
        "he said he'd burn the house down",
        "he says he will burn my house down",
        "they want to burn my house down",
        "i think he will burn my house down",
        "i am going to burn your house down",
        "someone set fire to my house, I could burn my house down he says",
        "i will burn the house down with the kids inside",
        "i'm going to burn my house down with you in it",
        "i will burn my house down before you get it",
        "i'll burn my house down and me in it",
        "my ex said he would set fire to my house",
        "ill burn the car next",
    ],
)
def test_a_threat_of_fire_is_u4_for_the_same_day_or_sooner(text: str) -> None:
    levels = {sign.rule: sign.level.value for sign in look(PLUGIN, text) if sign.level}

    assert levels["U4"] <= "B"
    assert "U17" not in levels


def test_a_threat_of_fire_that_is_about_to_happen_is_999() -> None:
    found = look(PLUGIN, "he's going to burn my house down tonight")

    assert "A" in {sign.level.value for sign in found if sign.level}


@pytest.mark.parametrize(
    "text",
    [
        "I could burn my house down",
        "i would burn my house down if i tried to cook",
        "i'd burn my house down before i let that spider win",
        "saw a spider so i have to burn my house down now",
        "i'm going to burn my house down one day with these candles",
        "my cooking will burn my house down",
        "burn my house down laughing",
        "gonna burn my house down lol",
    ],
)
def test_what_people_say_of_their_own_home_is_no_threat(text: str) -> None:
    assert rules(PLUGIN, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "keeps hitting me down the stairs",
        "she slaps my brother down in every argument",
        "ups and downs, he shouts at my sister to sit down",
    ],
)
def test_the_word_down_says_nothing_of_an_adult_in_need(text: str) -> None:
    assert "U17" not in rules(PLUGIN, text)


@pytest.mark.parametrize(
    "text",
    [
        "my son has down's syndrome and the carer slaps him",
        "he has downs and she hits him",
        "her boy with Down syndrome, they take his wages",
    ],
)
def test_an_adult_with_downs_who_is_harmed_is_still_noticed(text: str) -> None:
    assert "U17" in rules(PLUGIN, text)
