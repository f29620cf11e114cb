"""A threat of another person that is told with its time is 999; a saying with a time is not."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import look, rules
from upstander.recognise.recognisers.urgency import PLUGIN


def levels(text: str) -> set[str]:
    return {sign.level.value for sign in look(PLUGIN, text) if sign.level}


@pytest.mark.parametrize(
    "text",
    [
        "My ex says he will kill me tonight.",
        "he will shoot me tomorrow",
        "my ex says he will rape me tonight",
        "He threatened to stab me today after school",
        "she said she will kill my daughter tonight",
        "he's going to kill me now",
        "my husband says he'll kill us all tonight",
        "my dad is going to stab my mum tonight",
        "A boy in year 10 said he would stab me on my way home",
        "he said if I tell anyone he will kill me tonight",
        "a man messaged saying he will find me and kill me tonight",
        "ma ex says he's gonnae kill me the night",
        "he says tonight he will come and kill me",
        "he says he will stab me at football tomorrow",
        "im going to get stabbed after school",
        "he used to hit me and now he says he will kill me tonight",
    ],
)
def test_another_persons_threat_with_a_time_is_999(text: str) -> None:
    assert "A" in levels(text)


@pytest.mark.parametrize(
    "text",
    [
        "my mum will kill me tonight if I am late",
        "my mum said she will kill me tonight if I forget the milk",
        "he will kill me when he sees the car lol",
        "the boss is going to kill me tomorrow",
        "my wife is going to kill me tonight, I forgot our anniversary",
        "she will kill me tonight when she sees the mess",
        "they will destroy us tonight at football",
        "they're going to kill us at rugby tomorrow",
        "they'll kill us tomorrow at cricket",
        "gg he's going to kill me now, need heal",
        "the song goes he will kill me tonight",
        "in the film he will kill her tonight",
        "the photographer says he will shoot us tomorrow in the studio",
        "he said he'd burn me a cd tonight",
        "he says he will shoot me a text tonight",
        "he will not hurt me tonight",
        "he said he would never hurt me today or tomorrow",
        "the builder said he will finish the house tomorrow",
        "the heat will kill us today",
    ],
)
def test_a_saying_a_song_a_game_or_a_match_with_a_time_is_not_999(text: str) -> None:
    assert "A" not in levels(text)


def test_what_another_says_of_later_stays_for_the_same_day() -> None:
    assert levels("he said he will kill me one day") == {"B"}


@pytest.mark.parametrize("text", ["my ex says he will rape me", "my ex will shoot me, he said so"])
def test_rape_and_shooting_by_a_former_partner_are_u6(text: str) -> None:
    assert "U6" in rules(PLUGIN, text)


@pytest.mark.parametrize(
    "text",
    ["A man said he was from my bank", "someone called from my bank and has my account number"],
)
def test_who_says_he_is_from_the_bank_does_not_know_private_things(text: str) -> None:
    assert "U20" not in rules(PLUGIN, text)


def test_money_back_for_a_fee_is_a_sign_of_fraud_with_its_reason() -> None:
    text = "We are the recovery department. We get your money back for a fee of 250 pounds."

    sign = next(each for each in look(PLUGIN, text) if each.rule == "U16")

    assert (sign.level and sign.level.value, sign.labels) == ("C", ("fraud",))
    assert "recovery department" in sign.quote
    assert "for a fee is often the same people" in sign.asks
