"""Conditions are compared with facts and nothing is weighed."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.support.routing import book, situation_of
from upstander.directory.routes import Conditions
from upstander.report.routing.facts import Facts, facts_of
from upstander.report.routing.match import holds, serves, speaks


def facts(**told: Any) -> Facts:
    return facts_of(situation_of(told), book().urgency, book().covered)


BULLIED = facts(place="SCT", audience=["child"], kinds=["bullying"], text="He calls me gay. A lot!")


def test_every_named_field_has_to_hold() -> None:
    assert holds(Conditions(kinds=("bullying",), ages=("child",)), BULLIED)
    assert not holds(Conditions(kinds=("bullying",), ages=("adult",)), BULLIED)


def test_of_a_list_one_entry_is_enough() -> None:
    assert holds(Conditions(kinds=("fraud", "bullying")), BULLIED)


def test_what_must_be_lacking_is_lacking() -> None:
    assert holds(Conditions(lacks=("danger",)), BULLIED)
    assert not holds(Conditions(lacks=("kind",)), BULLIED)


def test_words_are_found_whole_and_whatever_their_signs() -> None:
    assert holds(Conditions(text=("calls me gay",)), BULLIED)
    assert not holds(Conditions(text=("call",)), BULLIED)


def test_a_sign_can_be_asked_for_at_one_level() -> None:
    courier = facts(signs=["U16:A"])
    assert holds(Conditions(signs=("U16",)), courier)
    assert holds(Conditions(signs=("U16:A",)), courier)
    assert not holds(Conditions(signs=("U16:C",)), courier)


def test_an_exception_silences_a_rule() -> None:
    bullying, child = Conditions(kinds=("bullying",)), Conditions(ages=("child",))
    assert speaks((bullying,), (), BULLIED)
    assert not speaks((bullying,), (child,), BULLIED)


def test_a_rule_without_conditions_always_speaks() -> None:
    assert speaks((), (), facts())


def test_a_table_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="asks for something"):
        Conditions()


@pytest.mark.parametrize(
    ("places", "place", "right"),
    [
        (("GB-ENG",), "GB-ENG", True),
        (("GB",), "GB-SCT", True),
        (("GB-ENG", "GB-WLS"), "GB-SCT", False),
        (("GB-ENG", "GB-WLS", "GB-SCT"), "GB", False),
        (("GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"), "GB", True),
        (("INT",), "FR", True),
        (("INT",), "", True),
        (("GB",), "", False),
        (("GB",), "FR", False),
    ],
)
def test_a_body_serves_a_place_only_where_it_serves_all_of_it(
    places: tuple[str, ...], place: str, right: bool
) -> None:
    assert serves(places, place) is right
