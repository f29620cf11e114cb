"""Promises of the taxonomy: everything maps somewhere, is plain, dated, and in the reference."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.contracts.reading_age import (
    HARDEST_GRADE,
    LONGEST_SENTENCE,
    american_in,
    banned_in,
    measure,
    sentences_of,
    word_count,
)
from upstander.directory.kinds import Kind, Label
from upstander.directory.kinds_page import kinds_page
from upstander.directory.shelf import shipped
from upstander.recognise.kinds import directory_kinds_for, kind_for_label

ROOT = Path(__file__).resolve().parents[2]
TAXONOMY = shipped().taxonomy
KINDS = shipped().kinds()
LABELS = shipped().labels()
MESSAGE_LABELS = {
    "insult", "hate", "threat", "sexual_harassment", "stalking", "coercive_control", "blackmail",
    "doxxing", "image_abuse", "self_harm_goading", "crime_goading", "grooming", "rumour",
    "exclusion", "impersonation", "fraud", "espionage", "gaming_abuse",
}  # fmt: skip
DIRECTORY_KINDS = {
    "bullying", "harassment", "stalking", "threats", "blackmail", "grooming",
    "child_sexual_abuse_image", "image_abuse", "sexual_harassment", "impersonation", "doxxing",
    "defamation", "hate", "fraud", "identity_theft", "phishing", "nuisance_calls", "hacking",
    "surveillance", "espionage", "self_harm_encouragement", "domestic_abuse", "gaming_abuse",
    "happy_slapping", "workplace_bullying", "distress",
}  # fmt: skip
ACCUSING = ("guilty", "criminal", "he is", "she is", "illegal", "is a crime")


def said_of(record: Kind | Label) -> str:
    if isinstance(record, Label):
        return "\n".join([record.name, record.words, record.what_it_is, record.what_it_is_not])
    return "\n".join([record.name, record.what_it_is, *record.what_it_is_not, *record.signs])


def test_the_taxonomy_was_not_refused() -> None:
    assert len(KINDS) == 20


def test_the_message_labels_are_those_of_the_classifier() -> None:
    assert {label.slug for label in LABELS} == MESSAGE_LABELS


def test_the_words_of_the_directory_are_all_there() -> None:
    assert set(TAXONOMY.directory_kinds) == DIRECTORY_KINDS


@pytest.mark.parametrize("label", sorted(MESSAGE_LABELS))
def test_every_label_leads_to_a_kind_and_to_help(label: str) -> None:
    kind = shipped().kind(kind_for_label(label))
    assert label in kind.labels
    assert set(directory_kinds_for(label)) <= DIRECTORY_KINDS


@pytest.mark.parametrize("word", sorted(DIRECTORY_KINDS))
def test_every_word_of_the_directory_comes_from_a_kind(word: str) -> None:
    assert [kind.slug for kind in KINDS if word in kind.directory_kinds]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_kind_leads_to_help_and_all_but_other_come_from_a_label(kind: Kind) -> None:
    assert set(directory_kinds_for(kind.slug)) <= DIRECTORY_KINDS
    assert kind.labels or kind.slug == "other"


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.slug)
def test_a_label_asks_for_help_that_its_kinds_ask_for(label: Label) -> None:
    kinds = [shipped().kind(slug) for slug in TAXONOMY.kinds_of_label(label.slug)]
    assert set(label.directory_kinds) <= {word for kind in kinds for word in kind.directory_kinds}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_law_is_a_dated_pointer_that_exists(kind: Kind) -> None:
    kept = (ROOT / "tests/data/directory/provisions.txt").read_text(encoding="utf-8").split()
    assert set(kind.provisions) <= set(kept)
    assert kind.provisions_as_of in {None, date(2026, 11, 22)}


def test_at_least_fifty_phrases_in_all_and_ten_a_kind() -> None:
    assert min(len(kind.synonyms) for kind in KINDS) >= 10
    assert sum(len(kind.synonyms) for kind in KINDS) >= 500


@pytest.mark.parametrize("record", [*KINDS, *LABELS], ids=lambda record: record.slug)
def test_a_record_is_short_plain_and_accuses_nobody(record: Kind | Label) -> None:
    text = said_of(record)
    assert banned_in(text) == []
    assert american_in(text) == []
    assert [each for each in sentences_of(text) if word_count(each) > LONGEST_SENTENCE + 4] == []
    assert [each for each in ACCUSING if each in text.lower()] == []


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.slug)
def test_the_words_of_a_label_suggest(label: Label) -> None:
    assert " may " in label.words


def test_the_kinds_together_are_easy_to_read() -> None:
    read = measure("\n".join(said_of(kind) for kind in KINDS))
    assert max(read.flesch_kincaid, read.ari) <= HARDEST_GRADE, read


def test_the_reference_page_is_made_from_the_records() -> None:
    page = (ROOT / "docs/reference/kinds.md").read_text(encoding="utf-8")
    assert page == kinds_page(TAXONOMY), "run: python -m upstander.directory.kinds_page"
