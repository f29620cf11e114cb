"""One pass over many texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.recognise.scan import LONGEST, Scan, Triggers, clipped, hash_of


def test_finds_whole_words_beginnings_and_specials() -> None:
    triggers = Triggers([{"kill"}, {"threat*"}, {"#"}, {"@"}, {"$"}, {"/"}])
    texts = ["i kill", "killed", "a threatening one", "at 5", "a@b", "£9", "a/b", "nothing"]

    assert Scan(texts).waiting(triggers).tolist() == [1, 0, 2, 4, 8, 16 | 4, 32, 0]


def test_refuses_a_beginning_that_is_too_short() -> None:
    with pytest.raises(ValueError, match="too short"):
        Triggers([{"ab*"}])


def test_a_word_has_the_same_hash_wherever_it_stands() -> None:
    scan = Scan(["one two", "", "three one"])

    assert scan.words.tolist() == [hash_of(word) for word in ("one", "two", "three", "one")]


@given(st.lists(st.text(), min_size=1, max_size=6))
def test_features_of_a_text_do_not_depend_on_its_neighbours(texts: list[str]) -> None:
    owners, numbers = Scan(texts).features(16)

    for at, text in enumerate(texts):
        alone = Scan([text]).features(16)[1]
        assert np.array_equal(np.sort(numbers[owners == at]), np.sort(alone))


def test_of_a_very_long_text_both_ends_are_scanned() -> None:
    text = clipped("begin " + "x" * 3 * LONGEST + " end")

    assert text.startswith("begin") and text.endswith("end") and len(text) <= LONGEST + 1
