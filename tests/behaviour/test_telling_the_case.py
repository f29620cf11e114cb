"""Promises about what a person tells of a case: whom it is about, and what was blocked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.fakes.cast import TARA, House
from tests.support.recognised import chat, kept, look
from upstander.application.answer_case import answer_case, block_at
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Block, Case
from upstander.model.triage import Triage

AFTER = datetime(2026, 10, 13, 21, 0, 2, tzinfo=UTC)  # 22:00:02 in London, summer time


def patterns(shown: Triage, slug: str) -> list[str]:
    return [each.why for each in shown.patterns if each.slug == slug]


def test_what_came_after_a_block_is_counted(home: House, case: Case) -> None:
    kept(home, case, chat("hello", "you there", "answer me", "why not", "hm"))
    before = look(home, case)

    answer_case(home.services, actor=TARA, case=case.id, blocked=[Block("Dan", AFTER)])

    assert patterns(before, "after_block") == []
    assert "2 messages" in patterns(look(home, case), "after_block")[0]


def test_a_block_is_kept_in_utc_and_can_be_taken_back(home: House, case: Case) -> None:
    kept(home, case, chat("hello", "you there", "answer me", "why not", "hm"))

    told = answer_case(home.services, actor=TARA, case=case.id, blocked=[Block("Dan", AFTER)])
    gone = answer_case(home.services, actor=TARA, case=case.id, blocked=[])

    assert told.blocked == (Block("Dan", AFTER),)
    assert gone.blocked == () and patterns(look(home, case), "after_block") == []


@pytest.mark.parametrize("zone", ["", "Nowhere/Land"])
def test_the_time_of_a_block_is_not_guessed_without_a_zone_that_is_known(zone: str) -> None:
    with pytest.raises(InvalidAnswer, match="time zone"):
        block_at("Dan", datetime(2026, 10, 13, 22, 0, 2), zone)


def test_the_clock_of_the_place_says_when_a_block_was() -> None:
    made = block_at("Dan", datetime(2026, 10, 13, 22, 0, 2), "Europe/London")

    assert made == Block("Dan", AFTER)


def test_whom_it_is_about_is_kept_and_stays_when_something_else_is_told(
    home: House, case: Case
) -> None:
    answer_case(home.services, actor=TARA, case=case.id, about=["Priya", " Priya ", ""])
    answer_case(home.services, actor=TARA, case=case.id, zone="Europe/London")

    assert home.services.index.case(case.id).about == ("Priya",)


def test_messages_are_counted_to_the_person_it_is_about(home: House, case: Case) -> None:
    lines = ["answer me", "a knife, freak", "freak", "freak again", "you freak"]
    kept(home, case, chat(*lines))
    answer_case(home.services, actor=TARA, case=case.id, about=["Priya"])

    assert {pair.target for pair in look(home, case).pairs} == {"Priya"}
