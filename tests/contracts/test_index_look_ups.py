"""Promises of every index about look-ups: what was asked, not the whole answer."""

from __future__ import annotations

from tests.support.story import CASE, Story
from upstander.application.ports import Index
from upstander.model.entry import Act
from upstander.model.lead import LookOutcome

AT = "2026-11-22T09:00:00+00:00"


def test_a_look_up_is_part_of_the_case_without_its_answer(told: Index, story: Story) -> None:
    (entry,) = story.write(
        Act.LOOK_UP, kind="ip", value="198.41.0.4", asked="rdap.arin.net", at=AT,
        outcome="found", answer="{}", digest="ab" * 32,
    )  # fmt: skip

    told.apply(story.entries)

    (kept,) = told.case(CASE).lookups
    assert (kept.kind, kept.value, kept.asked) == ("ip", "198.41.0.4", "rdap.arin.net")
    assert (kept.outcome, kept.seq, kept.at.isoformat()) == (LookOutcome.FOUND, entry.seq, AT)


def test_a_look_up_in_a_form_that_is_not_known_breaks_nothing(told: Index, story: Story) -> None:
    story.write(Act.LOOK_UP, kind=7, value=["x"], at="yesterday", outcome="perhaps", texts="no")

    told.apply(story.entries)

    (kept,) = told.case(CASE).lookups
    assert kept.outcome is LookOutcome.FAILED
    assert kept.at == story.entries[-1].at


def test_a_look_up_for_no_case_is_left_alone(told: Index, story: Story) -> None:
    story.write(Act.LOOK_UP, case=None, kind="ip", value="198.41.0.4", outcome="absent", at=AT)

    told.apply(story.entries)

    assert told.case(CASE).lookups == ()
