"""The examples of every urgency rule: what it has to notice, and what it has to leave alone."""

from __future__ import annotations

import pytest

from upstander.directory.shelf import shipped
from upstander.language.normalise import normalise
from upstander.recognise.recognisers.urgency import PLUGIN

MATCHER = PLUGIN.matcher
FOR = [(rule.number, text) for rule in shipped().rules() for text in rule.examples_for]
AGAINST = [(rule.number, text) for rule in shipped().rules() for text in rule.examples_against]


def noticed(text: str, *, screen: bool = True) -> dict[str, str]:
    hits = MATCHER.find(normalise(text).text, screen=screen)
    return {hit.rule.number: hit.level.value for hit in hits}


@pytest.mark.parametrize(("rule", "text"), FOR)
def test_notices_the_examples_for_it(rule: str, text: str) -> None:
    assert rule in noticed(text)


@pytest.mark.parametrize(("rule", "text"), AGAINST)
def test_leaves_the_examples_against_it_alone(rule: str, text: str) -> None:
    assert rule not in noticed(text)


@pytest.mark.parametrize(("rule", "text"), AGAINST)
def test_no_example_against_a_rule_is_taken_for_999_by_another(rule: str, text: str) -> None:
    assert "A" not in noticed(text).values()


@pytest.mark.parametrize(("rule", "text"), FOR + AGAINST)
def test_looking_for_trigger_words_first_misses_nothing(rule: str, text: str) -> None:
    assert noticed(text) == noticed(text, screen=False)


@pytest.mark.parametrize(("rule", "text"), FOR)
def test_the_engine_would_ask_for_every_example(rule: str, text: str) -> None:
    """The engine asks only where one of the recogniser's triggers is in the plain text."""
    from upstander.recognise.scan import Scan, Triggers

    waiting = Scan([normalise(text).text]).waiting(Triggers([PLUGIN.triggers]))
    assert waiting[0]
