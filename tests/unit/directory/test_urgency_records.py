"""Every urgency rule is a full, honest record, and its wordings can be trusted to run."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstander.directory.checks._interface import Known, Located
from upstander.directory.checks.wordings_sound import PLUGIN as SOUND
from upstander.directory.read import parse_record
from upstander.directory.shelf import shipped
from upstander.directory.urgency import UrgencyRule, UrgencyWords
from upstander.directory.urgency_page import urgency_page
from upstander.model.errors import DirectoryError
from upstander.model.finding import Level

ROOT = Path(__file__).resolve().parents[3]
RULES = shipped().rules()
WORDS = shipped().rule_words()
KNOWN = Known(records={"urgency-words": {WORDS.slug: WORDS}})


def located(**changes: object) -> Located:
    rule = RULES[0]
    wording = rule.wordings[0].model_copy(update=changes)
    return Located(rule.model_copy(update={"wordings": (wording,)}), "u1")


def test_there_are_twenty_rules_in_their_order() -> None:
    assert [rule.number for rule in RULES] == [f"U{number}" for number in range(1, 21)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_rule_has_a_dozen_examples_for_and_against(rule: UrgencyRule) -> None:
    assert len(set(rule.examples_for)) >= 12
    assert len(set(rule.examples_against)) >= 12


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_rule_says_that_nobody_has_reviewed_it(rule: UrgencyRule) -> None:
    assert rule.reviewer == "not yet reviewed"
    assert rule.quality in ("imported", "unconfirmed")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_sentence_never_accuses_or_soothes(rule: UrgencyRule) -> None:
    words = rule.sentence.lower()
    assert not [bad for bad in ("offender", "criminal", "low risk", "safe.") if bad in words]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_the_wordings_of_a_rule_are_sound(rule: UrgencyRule) -> None:
    assert list(SOUND.problems(Located(rule, rule.slug), KNOWN)) == []


def test_finds_a_wording_that_does_not_compile() -> None:
    assert "does not compile" in next(iter(SOUND.problems(located(match=("(kill",)), KNOWN)))


def test_finds_a_repetition_without_a_bound() -> None:
    wide = located(match=(r"he(?: \w+)* came",))
    assert "without a bound" in next(iter(SOUND.problems(wide, KNOWN)))


def test_finds_a_class_that_is_not_there() -> None:
    assert "nowhere" in next(iter(SOUND.problems(located(match=("{nowhere}",)), KNOWN)))


def test_refuses_a_level_that_does_not_exist() -> None:
    text = (ROOT / "src/upstander/data/urgency/u18.toml").read_text(encoding="utf-8")
    with pytest.raises(DirectoryError, match="level"):
        parse_record(text.replace('level = "D"', 'level = "Z"'), UrgencyRule, name="u18.toml")


def test_refuses_a_match_without_its_triggers() -> None:
    text = (ROOT / "src/upstander/data/urgency/u18.toml").read_text(encoding="utf-8")
    with pytest.raises(DirectoryError, match="triggers"):
        parse_record(text.replace("match = [", 'match = ["x", ', 1), UrgencyRule, name="u18.toml")


def test_the_levels_are_those_of_the_needs() -> None:
    levels = {rule.number: rule.level for rule in RULES}
    assert [levels[slug] for slug in ("U1", "U2", "U3")] == [Level.A] * 3
    assert [levels[slug] for slug in ("U4", "U12", "U13", "U14")] == [Level.B] * 4
    assert [levels[slug] for slug in ("U15", "U16", "U18")] == [Level.C, Level.C, Level.D]


def test_the_page_in_the_docs_is_made_from_the_records() -> None:
    page = (ROOT / "docs/reference/urgency-rules.md").read_text(encoding="utf-8")
    assert page == urgency_page(RULES), "run: python -m upstander.directory.urgency_page"


def test_the_shared_words_have_no_name_twice() -> None:
    assert isinstance(WORDS, UrgencyWords)
    names = [each.name for each in WORDS.classes]
    assert len(names) == len(set(names))
