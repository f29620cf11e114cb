"""Small letters are those that a pattern without regard to case takes for the same."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.language.letter_case import small_letters


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_every_character_that_a_pattern_takes_for_a_letter_becomes_it(letter: str) -> None:
    pattern = re.compile(letter, re.IGNORECASE)
    taken = [chr(code) for code in range(0x11000) if pattern.fullmatch(chr(code))]

    assert {small_letters(each) for each in taken} == {letter}


@given(st.text())
def test_each_letter_stays_in_its_place(text: str) -> None:
    assert len(small_letters(text)) == len(text)
