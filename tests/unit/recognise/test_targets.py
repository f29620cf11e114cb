"""Whom a message is aimed at, as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.recognise.targets import targets


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("everyone ignore Priya tmrw pass it on", "Priya"),
        ("kys priya nobody would notice", "priya"),
        ("we know Ellen Marsh is a liar", "Ellen Marsh"),
        ("Tom you are a loser", "Tom"),
        ("@jay_9b shut up", "jay_9b"),
        ("nobody talk to Leo", "Leo"),
        ("you are pathetic", "you"),
        ("ur ugly", "you"),
    ],
)
def test_gives_the_target_as_written(text: str, name: str) -> None:
    assert name in {each.name for each in targets(text)}


@pytest.mark.parametrize(
    "text", ["she stinks lol", "everyone come to the park", "It is raining", "the bus was late"]
)
def test_names_nobody_where_nobody_is_named(text: str) -> None:
    assert not targets(text)


def test_finds_members_in_any_case_and_keeps_the_spelling_of_the_text() -> None:
    (found,) = targets("leave priya out", members=("Priya S", "~K"))
    assert (found.name, found.how) == ("priya", "member")


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=5))
def test_quotes_the_text_exactly(text: str, members: list[str]) -> None:
    for each in targets(text, members):
        assert each.how == "you" or text[each.start : each.end] == each.name
