"""How old an answer is, and what came of asking, in calm words."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from upstander.application.look_up_words import age_words, outcome_words
from upstander.application.network_ports import Trouble
from upstander.model.lead import LookOutcome
from upstander.trace.look_up_subject import Subject

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=5), "asked just now"),
        (timedelta(minutes=1), "asked 1 minute ago"),
        (timedelta(minutes=59), "asked 59 minutes ago"),
        (timedelta(hours=23), "asked 23 hours ago"),
        (timedelta(days=1, hours=3), "asked 1 day ago"),
        (timedelta(days=400), "asked 400 days ago"),
        (timedelta(days=-2), "asked just now"),
    ],
)
def test_says_how_long_ago(passed: timedelta, said: str) -> None:
    assert age_words(NOW - passed, NOW) == said


@pytest.mark.parametrize("trouble", list(Trouble))
def test_says_of_each_trouble_what_happened_and_what_else_can_be_done(trouble: Trouble) -> None:
    said = outcome_words(Subject("ip", "198.41.0.4"), LookOutcome.FAILED, trouble)

    assert "Nothing is lost." in said
    assert max(len(each.split()) for each in re.split(r"(?<=\.) ", said)) <= 20


def test_nothing_registered_is_not_said_to_have_been_made_up() -> None:
    said = outcome_words(Subject("domain", "example.org"), LookOutcome.ABSENT, None)

    assert said.endswith("It may have been when it was used.")
