"""Specifics that stand near hostile or watching words."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import facts, look, said
from upstander.recognise.recognisers.weapon_place_time import PLUGIN

KEY = "on my way to yours with my spare key. if hes there i swear il put him in the ground"
FOUND = (
    KEY,
    "I know you told. Watch your back Friday after period 6, you won’t make it to your car.",
    "27 Hartwell Close right? your mums red fiesta. see you saturday",
    "we know you park on Dale Road, tonight",
    "im bringing my knife to school tomorrow ur dead",
    "i'll be outside your school at 3 to get you",
)
ORDINARY = (
    "gg ez im gonna kill u next round",
    "mum will kill me if im not home by 6",
    "chop the onions with the big knife, see you at 6",
    "police said a man was stabbed on Dale Road on Friday",
    "pick me up at 6 from the station",
    "I was dead tired on friday",
    "my back is killing me at work",
)


@pytest.mark.parametrize("text", FOUND)
def test_finds_specifics(text: str) -> None:
    assert [sign.rule for sign in look(PLUGIN, said(text, "2026-11-12T21:00:00"))] == ["weapon"]


@pytest.mark.parametrize("text", ORDINARY)
def test_leaves_games_kitchens_news_and_hyperbole_alone(text: str) -> None:
    assert not look(PLUGIN, said(text, "2026-11-12T21:00:00"))


def test_names_the_means_and_the_place() -> None:
    (sign,) = look(PLUGIN, KEY)
    assert facts(sign)["with"] == "spare key" and facts(sign)["where"] == "to yours"
    assert sign.level is None  # how urgent that is, the urgency rules say


def test_gives_the_day_that_was_meant() -> None:
    (sign,) = look(PLUGIN, said(FOUND[1], "2026-11-12T21:46:58"))
    assert facts(sign)["day"] == "Fri 13 Nov 2026" and facts(sign)["worked_out_from"] == "Friday"
