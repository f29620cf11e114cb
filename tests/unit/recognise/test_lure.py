"""The cues of a lure: each quoted and explained, none an accusation."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import look, rules
from upstander.recognise.recognisers.lure import PLUGIN

COACH = {
    "you play way better than the others, more mature": {"flattery"},
    "sent 1,000 coins :) dont tell your mum or theyll stop us playing": {"gift", "secrecy"},
    "how old are you really? got snap? game chat is watched": {
        "age_question", "other_app", "unwatched",
    },
    "your parents dont get you like i do": {"isolation"},
    "sat 2pm by the clock at Redhill Road station, wear the blue hoodie, come alone. our secret"
    " ok": {
        "lone_meeting", "secrecy",
    },
}  # fmt: skip
ORDINARY = """
how old are you all? it's under 10s at five and under 14s at six, parents to sign please
got snap?
I'll put twenty quid on your card for your birthday, your dad says it's fine
you're really good at this
no ur not allowed to tell where the diamonds is
meet near the river on the bridge with axe, come alone and we trade
don't ever let anyone tell you she isn't equal
tell your mum I said hi
my parents don't get it
""".strip().splitlines()


@pytest.mark.parametrize(("text", "cues"), COACH.items())
def test_finds_the_cues_of_the_coach(text: str, cues: set[str]) -> None:
    assert {f"lure.{cue}" for cue in cues} <= rules(PLUGIN, text)


def test_quotes_the_gift_and_the_secrecy() -> None:
    signs = look(PLUGIN, "sent 1,000 coins :) dont tell your mum or theyll stop us playing")
    assert {"sent 1,000 coins", "dont tell your mum"} <= {sign.quote for sign in signs}


def test_asks_about_a_family_surprise() -> None:
    (sign,) = look(PLUGIN, "don't tell your mum, we're doing a cake for her fiftieth")
    assert sign.rule == "lure.secrecy" and "surprise" in sign.why and "surprise" in sign.asks


@pytest.mark.parametrize("text", ORDINARY)
def test_leaves_clubs_games_and_relatives_alone(text: str) -> None:
    assert not look(PLUGIN, text)


@pytest.mark.parametrize("text", COACH)
def test_accuses_nobody(text: str) -> None:
    for sign in look(PLUGIN, text):
        words = f"{sign.why} {sign.asks}".lower()
        assert not {"groom", "predator", "criminal", "offender"} & set(words.split())
        assert sign.asks and sign.level is None
