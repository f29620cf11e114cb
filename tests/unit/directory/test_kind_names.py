"""Every name of a kind leads to the words by which bodies say what they help with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.kind_names import KindNames, kind_names
from upstander.directory.shelf import shipped
from upstander.directory.taxonomy import Taxonomy

TAXONOMY = shipped().taxonomy
NAMES = kind_names(TAXONOMY)


@pytest.mark.parametrize("word", list(TAXONOMY.directory_kinds))
def test_a_word_of_the_directory_is_itself(word: str) -> None:
    assert NAMES.find(word) == word


@pytest.mark.parametrize("word", [*TAXONOMY.kinds, *TAXONOMY.labels])
def test_every_slug_of_a_kind_and_of_a_label_is_known(word: str) -> None:
    assert NAMES.find(word) in TAXONOMY.directory_kinds


def test_every_phrase_of_every_kind_is_known() -> None:
    said = [phrase for kind in TAXONOMY.kinds.values() for phrase in kind.synonyms]
    assert [phrase for phrase in said if not NAMES.find(phrase)] == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("image-abuse", "image_abuse"),
        ("Image Abuse", "image_abuse"),
        ("revenge porn", "image_abuse"),
        ("K6", "blackmail"),
        ("k19", "hacking"),
        ("self_harm_goading", "self_harm_encouragement"),
        ("sextortion", "blackmail"),
        ("Many against one", "bullying"),
    ],
)
def test_other_names_lead_to_the_same_word(word: str, kind: str) -> None:
    assert NAMES.find(word) == kind


def test_a_slip_is_answered_with_what_is_near() -> None:
    assert NAMES.find("blakmail") == ""
    assert NAMES.near("blakmail")[0] == "blackmail"


@given(st.text(max_size=200))
def test_no_word_breaks_it(word: str) -> None:
    assert NAMES.find(word) == "" or NAMES.find(word) in TAXONOMY.directory_kinds
    assert len(NAMES.near(word)) <= 5


def test_an_empty_taxonomy_knows_nothing() -> None:
    assert KindNames(Taxonomy()).find("bullying") == ""
    assert KindNames(Taxonomy()).kind("bullying") == ""


@pytest.mark.parametrize(
    "word", [*TAXONOMY.directory_kinds, *TAXONOMY.kinds, *TAXONOMY.labels, "K8", "revenge porn"]
)
def test_every_word_leads_to_a_kind_as_well(word: str) -> None:
    assert NAMES.kind(word) in TAXONOMY.kinds


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("image_abuse", "image-abuse"),
        ("image-abuse", "image-abuse"),
        ("threats", "threatening-messages"),
        ("child_sexual_abuse_image", "child-exploitation"),
        ("sexual_harassment", "harassment"),
        ("nuisance_calls", "harassment"),
        ("domestic_abuse", "stalking"),
        ("surveillance", "stalking"),
        ("phishing", "fraud"),
        ("self_harm_encouragement", "grooming"),
        ("workplace_bullying", "bullying"),
    ],
)
def test_a_word_of_the_directory_leads_to_the_kind_that_covers_it(word: str, kind: str) -> None:
    assert NAMES.kind(word) == kind


def test_a_kind_speaks_for_the_same_word_as_its_name_wherever_a_kind_does() -> None:
    spoken_for = {kind.directory_kinds[0] for kind in TAXONOMY.kinds.values()}
    words = [*TAXONOMY.directory_kinds, *TAXONOMY.kinds, *TAXONOMY.labels]
    words += [phrase for kind in TAXONOMY.kinds.values() for phrase in kind.synonyms]

    for word in words:
        if NAMES.find(word) in spoken_for:
            assert TAXONOMY.kinds[NAMES.kind(word)].directory_kinds[0] == NAMES.find(word)


@pytest.mark.parametrize("word", ["espionage", "K19", "Spying and breaking into accounts"])
def test_a_kind_called_like_a_later_word_of_its_own_steers_by_both(word: str) -> None:
    assert NAMES.words(word) == ("hacking", "espionage")


def test_every_other_word_steers_by_the_one_that_it_names() -> None:
    words = [*TAXONOMY.directory_kinds, *TAXONOMY.kinds, *TAXONOMY.labels]
    words += [phrase for kind in TAXONOMY.kinds.values() for phrase in kind.synonyms]

    assert {word for word in words if NAMES.words(word) != (NAMES.find(word),)} == {"espionage"}
    assert NAMES.words("no such kind") == ()
