"""Plans to shut a person out: quoted and asked about; surprises, games, cries for help are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.recognise.reading import facts, look, rules, said
from upstander.recognise.recognisers.exclusion import PLUGIN

PLANS = {
    "everyone ignore Priya tmrw pass it on": "everyone ignore Priya",
    "nobody sit with her at lunch, bags on the chairs": "nobody sit with her",
    "made a new group without Sam, don't tell anyone": "made a new group without Sam",
    "anyone who talks to Beth gets kicked": "anyone who talks to Beth",
    "don't invite him, he ruins the party": "don't invite him",
    "vote her out of the chat": "vote her out of the chat",
    "tell Owen it's cancelled, then he won't come, it isn't": "tell Owen it's cancelled",
    "nobody wants you here": "nobody wants you here",
    "poll: who is the biggest loser in 9B": "poll: who is the biggest loser",
}
ORDINARY = """
everyone ignore the alarm, it's only a test
don't invite him yet, it's a surprise party
nobody sit on the wet bench
kicking him out of the lobby, the boss fight needs a healer
everyone avoid the M25 tomorrow
the girls told everyone to ignore her and she cried all evening, what can I do?
my son says nobody will sit with him at lunch
don't ignore her, that's horrible
let's ignore Easter this year and go in June
new group for the allotment, no rush to join
you can't sit there, the paint is wet
poll: who is bringing the biggest cake
""".strip().splitlines()


@pytest.mark.parametrize(("text", "quote"), PLANS.items())
def test_quotes_the_plan_and_asks(text: str, quote: str) -> None:
    (sign,) = look(PLUGIN, text)

    assert sign.quote.startswith(quote)
    assert (sign.labels, sign.level) == (("exclusion",), None)
    assert sign.asks.endswith("?") and "may be a joke" in sign.why


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("everyone ignore Priya tmrw", "exclusion.plan"),
        ("nobody wants you here", "exclusion.unwanted"),
        ("poll: who is the biggest loser in 9B", "exclusion.vote"),
    ],
)
def test_each_way_has_a_rule_of_its_own_so_that_none_hides_another(text: str, rule: str) -> None:
    assert rules(PLUGIN, text) == {rule}


@pytest.mark.parametrize("text", ORDINARY)
def test_leaves_surprises_games_things_and_cries_for_help_alone(text: str) -> None:
    assert not look(PLUGIN, text)


def test_names_who_it_is_about_where_it_is_written() -> None:
    (sign,) = look(PLUGIN, "everyone ignore Priya tmrw pass it on")

    assert facts(sign)["about"] == "Priya"


def test_knows_a_name_in_small_letters_only_from_the_conversation() -> None:
    text = "nobody talk to priya"

    assert not look(PLUGIN, text)
    assert look(PLUGIN, replace(said(text), members=("Priya Shah", "~K")))


def test_own_words_speak_for_no_label() -> None:
    (sign,) = look(PLUGIN, said("nobody talk to her please", is_self=True))

    assert sign.labels == ()
