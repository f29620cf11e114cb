"""Profiles side by side, and words about copied ones."""

from __future__ import annotations

import pytest

from tests.unit.recognise.reading import facts, look, rules
from upstander.recognise.profiles import Profile, compare, handles_alike
from upstander.recognise.recognisers.profile_copy import PLUGIN


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("mr.okoro.real_", "okoro_history"),
        ("jo_smith", "jo.smith"),
        ("jo_smith", "jo_smlth"),
        ("jo_smith", "j0_smith"),
        ("jo_smith", "jo_smitth"),
        ("jo_smith", "jo_simth"),
        ("paypal", "\u0440aypal"),
        ("priya.shah", "priya.shah.official"),
    ],
)
def test_sees_that_two_handles_look_alike(first: str, second: str) -> None:
    assert handles_alike(first, second) and handles_alike(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [("tomw", "jayden9b"), ("real_one", "real_two"), ("sam", "tam"), ("jo", "jo"), ("", "x")],
)
def test_sees_no_likeness_where_there_is_none(first: str, second: str) -> None:
    assert handles_alike(first, second) == ""


def test_lists_what_is_the_same_as_questions() -> None:
    real = Profile("okoro_history", name="Mr Okoro", about="History teacher", picture="sha256:aa")
    copy = Profile("mr.okoro.real_", name="mr  okoro", about="teacher", picture="sha256:aa")
    found = compare(real, copy)
    assert [each.item for each in found] == ["handle", "name", "picture"]
    assert all(each.question.endswith("?") for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "someone made an account with my pics",
        "theres a fake profile of her going round",
        "that account isn't me",
        "he keeps pretending to be me",
        "she posted as me all night",
    ],
)
def test_finds_words_about_a_copied_profile(text: str) -> None:
    assert rules(PLUGIN, text) == {"copy"}


@pytest.mark.parametrize(
    "text",
    ["parody account, not the real mayor", "made a page for the bake sale", "my account is locked",
     "is that a fake tan", "it's me on mum's phone"],
)  # fmt: skip
def test_leaves_parody_and_plain_talk_alone(text: str) -> None:
    assert not look(PLUGIN, text)


def test_puts_two_handles_of_a_message_side_by_side() -> None:
    (sign,) = look(PLUGIN, "fake account alert: @mr.okoro.real_ is not @okoro_history")
    assert "okoro" in facts(sign)["alike"]
