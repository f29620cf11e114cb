"""What the router can use of one sentence in a person's own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.application.hear_situation import Heard, hear_situation
from upstander.directory.shelf import shipped
from upstander.model.report import AgeBand


def rules(heard: Heard) -> set[str]:
    return {sign.rule for sign in heard.signs}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("people are being horrible in the chat", "bullying"),
        ("he wants money or he will share my pictures", "blackmail"),
        ("they hacked my email", "hacking"),
        ("someone made a fake instagram of me", "impersonation"),
        ("my ex keeps turning up at my house", "stalking"),
    ],
)
def test_hears_the_kind_in_everyday_words(said: str, kind: str) -> None:
    assert kind in hear_situation(said).kinds


def test_hears_danger_without_any_model() -> None:
    heard = hear_situation("on my way to yours with my spare key. i swear il put him in the ground")
    assert "A" in {sign.level for sign in heard.signs}


def test_goading_to_self_harm_is_not_taken_for_grooming() -> None:
    heard = hear_situation("kys nobody would notice")
    assert heard.kinds == ("self_harm_encouragement",)
    assert "U13" in rules(heard)


def test_a_child_that_is_lured_stays_grooming() -> None:
    heard = hear_situation("an older man online wants to meet my daughter on saturday, alone")
    assert "grooming" in heard.kinds


@pytest.mark.parametrize("said", ["", "   ", "\n\t"])
def test_hears_nothing_where_nothing_was_said(said: str) -> None:
    assert hear_situation(said) == Heard()


@given(st.text(max_size=400))
def test_whatever_is_said_gives_words_of_the_directory_and_never_a_fault(said: str) -> None:
    known = set(shipped().taxonomy.directory_kinds)
    assert set(hear_situation(said).kinds) <= known


def test_a_very_long_text_is_looked_at_only_at_its_beginning() -> None:
    assert hear_situation("a " * 50_000 + "scam") == hear_situation("a " * 1000)


@pytest.mark.parametrize("said", ["i am 14 years old", "i'm 13", "my daughter is 15"])
def test_an_age_alone_is_an_age_and_no_kind(said: str) -> None:
    heard = hear_situation(said)
    assert (heard.kinds, heard.signs) == ((), ())
    assert [age.is_child for age in heard.ages] == [True]


def test_an_own_age_is_told_apart_from_that_of_somebodys_child() -> None:
    assert hear_situation("i am 14 years old").own_ages == (AgeBand.TEEN,)
    assert hear_situation("my daughter is 15").own_ages == ()


def test_a_threat_to_burn_a_home_is_u4_alone() -> None:
    heard = hear_situation("he says he will burn my house down")
    assert rules(heard) == {"U4"}
    assert "threats" in heard.kinds


TOLD = Path(__file__).parents[2] / "data" / "told"


def told_by(writer: str) -> list[dict[str, Any]]:
    lines = (TOLD / f"{writer}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def heard_kinds(row: dict[str, Any]) -> set[str]:
    return set(hear_situation(row["text"], child=row["who"] == "child").kinds)


@pytest.mark.parametrize(
    ("writer", "at_most"),
    [("first-writer", 0), ("second-writer", 6), ("held-out", 22)],
)
def test_nearly_every_first_sentence_leads_to_one_of_its_kinds(writer: str, at_most: int) -> None:
    missed = [
        row["text"]
        for row in told_by(writer)
        for group in row["want"]
        if not heard_kinds(row).intersection(group)
    ]
    assert len(missed) <= at_most, missed


@pytest.mark.parametrize(
    ("writer", "at_most"),
    [("first-writer", 0), ("second-writer", 8), ("held-out", 5)],
)
def test_few_first_sentences_lead_to_a_wrong_place(writer: str, at_most: int) -> None:
    wrong = [row["text"] for row in told_by(writer) if heard_kinds(row).intersection(row["never"])]
    assert len(wrong) <= at_most, wrong
