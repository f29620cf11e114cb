"""Power used as a lever: quoted and asked about; orders of the day and jokes are left alone."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import look, rules, said
from upstander.recognise.recognisers.pressure import PLUGIN

LEVERS = {
    "Say a word about this and you are finished here.": "silence",
    "go to HR and see who they will believe": "silence",
    "Your review is next week. Remember who writes it.": "reminder",
    "I decide who gets the good shifts.": "reminder",
    "I can make this job very hard for you.": "hard",
    "you'll never work in this town": "hard",
    "Last chance to be nice to me.": "last_chance",
    "Drinks, just us two. I decide who gets the good shifts.": "lone_drink",
    "no pic, no reference": "lone_drink",
    "if you want to keep your room be nicer when I come round": "condition",
    "the flat is yours if you stay the night": "condition",
    "text me before you go anywhere": "order",
    "if you loved me you'd stay in": "order",
    "your mates or me. choose": "order",
}
ORDINARY = """
Stock take moved to Tuesday.
Your review is next week, bring your goals.
Remember who wrote Emma? it's on the exam
if you want the job send a CV by Friday
last chance to buy tickets
my manager said he decides who gets the good shifts
this level is very hard for you lol
are you not going out tonight?
rent is due on the first
drinks on Friday, just us two?
""".strip().splitlines()


@pytest.mark.parametrize(("text", "lever"), LEVERS.items())
def test_quotes_the_lever_and_asks_about_the_say_over_a_life(text: str, lever: str) -> None:
    signs = {sign.rule: sign for sign in look(PLUGIN, text)}

    sign = signs[f"pressure.{lever}"]
    assert sign.labels and sign.level is None
    assert "say over your work, home, money or marks" in sign.asks


@pytest.mark.parametrize("text", ORDINARY)
def test_leaves_orders_of_the_day_reports_and_jokes_alone(text: str) -> None:
    assert not look(PLUGIN, text)


def test_pressing_after_no_answer_is_quoted_and_speaks_for_no_label_alone() -> None:
    (sign,) = look(PLUGIN, "Come on. Nobody would know.")

    assert (sign.rule, sign.labels) == ("pressure.rude_refusal", ())


def test_own_words_speak_for_no_label() -> None:
    assert all(
        not sign.labels for sign in look(PLUGIN, said("be nice to me or I go", is_self=True))
    )
    assert rules(PLUGIN, said("be nice to me or I go", is_self=True))
