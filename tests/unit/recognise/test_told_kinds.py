"""What people say first leads to the words of the directory, by how the words stand together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.directory.checks._interface import Known, Located
from upstander.directory.checks.vocabulary_known import PLUGIN as VOCABULARY
from upstander.directory.checks.wordings_sound import PLUGIN as SOUND
from upstander.directory.shelf import shipped
from upstander.directory.told import ToldKind
from upstander.recognise.told_kinds import ToldFinder, ToldKinds, plain_told, told_kinds

RECORDS = shipped().told()
WORDS = shipped().told_words()
KNOWN = Known(records={"told-words": {WORDS.slug: WORDS}})
FOR = [(record.kind, text) for record in RECORDS for text in record.examples_for]
AGAINST = [(record.kind, text) for record in RECORDS for text in record.examples_against]
HOSTILE = ["", " ", "\x00", "\ud800", "a ", "he will ", "pictures of ", "my ", "naked ", "or he ",
           "because ", ". ", "said " * 9 + "that "]  # fmt: skip


def test_every_word_of_the_directory_has_wordings() -> None:
    assert {record.kind for record in RECORDS} == set(shipped().taxonomy.directory_kinds)


@pytest.mark.parametrize(("kind", "text"), FOR)
def test_an_example_leads_to_its_word(kind: str, text: str) -> None:
    assert kind in told_kinds(text).kinds


@pytest.mark.parametrize(("kind", "text"), AGAINST)
def test_an_example_against_does_not(kind: str, text: str) -> None:
    assert kind not in told_kinds(text).kinds


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.slug)
def test_the_wordings_are_sound_and_use_known_words(record: ToldKind) -> None:
    assert list(SOUND.problems(Located(record, record.slug), KNOWN)) == []
    assert list(VOCABULARY.problems(Located(record, record.slug), KNOWN)) == []


def test_finds_a_wording_without_a_bound() -> None:
    record = RECORDS[0]
    wide = record.wordings[0].model_copy(update={"match": (r"he(?: \w+)* came",)})
    changed = Located(record.model_copy(update={"wordings": (wide,)}), record.slug)

    assert "without a bound" in next(iter(SOUND.problems(changed, KNOWN)))


def test_being_called_an_abuser_of_children_is_about_a_name_and_not_about_pictures() -> None:
    found = told_kinds("my neighbour posts on facebook that I am a paedophile")

    assert found.kinds == ("defamation",)
    assert {"child_sexual_abuse_image", "grooming"} <= found.ruled_out


def test_who_asks_can_make_it_about_a_child() -> None:
    said = "a man online asks me for pictures"

    assert "grooming" not in told_kinds(said).kinds
    assert "grooming" in told_kinds(said, child=True).kinds


def test_marks_and_capitals_do_not_matter_and_a_sentence_ends() -> None:
    assert plain_told("He's HERE, again!  Help.") == "hes here again . help"


@pytest.mark.parametrize("said", HOSTILE, ids=lambda each: repr(each[:12]))
def test_hostile_text_is_looked_at_in_proportion(said: str) -> None:
    whole = said * 2000
    assert_in_proportion(lambda size: told_kinds(whole[:size]), 2000)


@given(st.text(max_size=300))
def test_no_text_makes_it_fall_over(said: str) -> None:
    assert isinstance(told_kinds(said), ToldKinds)


def test_without_records_nothing_is_heard() -> None:
    assert ToldFinder((), WORDS).find("someone hacked my email") == ToldKinds()
