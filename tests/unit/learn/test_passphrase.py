"""Suggested passphrases are long enough to be safe and kind enough to read aloud."""

from __future__ import annotations

import math
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from upstander.learn.passphrase import FEWEST_WORDS, suggest_words, word_list


def test_the_list_gives_five_words_at_least_55_bits() -> None:
    assert len(word_list()) >= FEWEST_WORDS
    assert math.log2(math.perm(len(word_list()), 5)) >= 54.9


def test_words_are_short_plain_and_in_order() -> None:
    words = word_list()
    assert list(words) == sorted(set(words))
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 8 for word in words)


def test_no_word_frightens_or_names_a_person() -> None:
    unkind = {"kill", "die", "dead", "hate", "ugly", "fat", "stupid", "blood", "knife", "gun"}
    unkind |= {"stalker", "victim", "abuse", "police", "alone", "shame", "dan", "maya"}
    assert unkind.isdisjoint(word_list())


@given(st.integers(), st.integers(1, 12))
def test_words_of_a_suggestion_differ(seed: int, count: int) -> None:
    words = suggest_words(Random(seed).randrange, count)  # noqa: S311  # no secret is made here
    assert len(set(words)) == count


def test_every_word_of_the_list_can_be_drawn() -> None:
    size = len(word_list())
    firsts = {suggest_words(lambda _top, at=at: at, 1)[0] for at in range(size)}  # type: ignore[misc]
    assert firsts == set(word_list())


def test_a_source_that_repeats_itself_still_ends() -> None:
    assert len(suggest_words(lambda _top: 0)) == 5
