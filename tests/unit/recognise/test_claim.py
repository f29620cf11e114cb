"""Claims about a person are noted, never judged."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import facts, look, rules, said
from upstander.recognise.recognisers.claim import PLUGIN

CLAIMS = """
Mr Okoro is not safe to be around pupils
heard that Jess stole from the till
she faked the panic attack, everyone knows
i heard he got sacked for nicking
did u know shes got nits, tell the whole year
Apparently Ellen Marsh was suspended
there's a reason no one babysits with her, she was drinking. just saying
""".strip().splitlines()
OTHERS = """
he stole my heart lol
The court heard that Smith stole a car
stop saying Jess stole it, it's not true
did you hear miss is having a baby!! pass it on so we can do a card
I heard the rain all night
everyone knows the bus is late
is that safe to eat
everyone ignore Priya tmrw pass it on
""".strip().splitlines()


@pytest.mark.parametrize("text", CLAIMS)
def test_finds_a_claim(text: str) -> None:
    assert rules(PLUGIN, text) == {"claim"}


@pytest.mark.parametrize("text", OTHERS)
def test_leaves_news_corrections_and_good_news_alone(text: str) -> None:
    assert not look(PLUGIN, text)


def test_names_who_it_is_about_as_written_and_gives_no_verdict() -> None:
    (sign,) = look(PLUGIN, "He says Mr Okoro is not safe to be around pupils")
    assert facts(sign)["about"] == "Mr Okoro"
    assert "cannot know" in sign.why and sign.asks == "Is it true, untrue, or do you not know?"


def test_what_the_keeper_wrote_is_no_rumour_of_theirs() -> None:
    (sign,) = look(PLUGIN, said("I heard that Jess stole from the till", is_self=True))
    assert sign.labels == ()
