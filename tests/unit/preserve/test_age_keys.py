"""age keys as text."""

from __future__ import annotations

import os

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.preserve.age_keys import Identity, read_recipient


def test_keys_are_written_as_others_write_them() -> None:
    mine = Identity.make(os.urandom)
    theirs = pyrage.x25519.Identity.from_str(mine.text())

    assert str(theirs) == mine.text()
    assert str(theirs.to_public()) == mine.recipient()
    assert read_recipient(mine.recipient()) == mine.public


def test_reads_the_keys_that_others_make() -> None:
    for _ in range(20):
        theirs = pyrage.x25519.Identity.generate()
        assert Identity.parse(f" {theirs}\n").recipient() == str(theirs.to_public())


@given(st.integers(0, 73), st.sampled_from("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    text = Identity(bytes(range(32))).text()
    typed = text[:place] + letter + text[place + 1 :]
    if typed != text:
        with pytest.raises(ValueError, match="age key"):
            Identity.parse(typed)


@given(st.text(max_size=90))
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="age key"):
        Identity.parse(text)
    with pytest.raises(ValueError, match="age key"):
        read_recipient("age1" + text)


def test_a_forgotten_key_is_gone() -> None:
    identity = Identity.make(os.urandom)
    identity.forget()

    assert identity.secret() == bytes(32)
