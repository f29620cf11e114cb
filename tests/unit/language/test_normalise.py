"""The plain form of a text, and the way back to what was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.language.normalise import normalise, normalise_many

WORDS = (
    "hate women people idiots stupid bitch immigrants muslims good so hello full paypal you are"
    " rubbish kill die"
)
KNOWN = frozenset(re.findall(r"\w+", WORDS))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("I h8 w0men", "i hate women"),
        ("1mm1grants", "immigrants"),
        ("M u s l i m s", "muslims"),
        ("r.u.b.b.i.s.h", "rubbish"),
        ("goooood", "good"),
        ("раураl", "paypal"),
        ("ｆｕｌｌ", "full"),
        ("ᴴᵉˡˡᵒ", "hello"),
        ("h̷a̸t̸e̷", "hate"),
        ("$tupid b!tch", "stupid bitch"),
        ("ha\u200bte", "hate"),
        ("‘you’", "'you'"),
    ],
)
def test_reads_disguised_spellings(written: str, plain: str) -> None:
    assert normalise(written, KNOWN).text == plain


@pytest.mark.parametrize(
    "text", ["call 07700 900123 at 4pm", "a b c", "on the 1st, 100-150.maybe", "see you at 8"]
)
def test_leaves_numbers_and_plain_words_alone(text: str) -> None:
    assert normalise(text, KNOWN).text == text


def test_writes_emoji_as_words() -> None:
    assert normalise("🐀🏳️‍🌈").text.split() == ["rat", "pride", "flag"]


def test_quotes_come_from_the_original() -> None:
    plain = normalise("Well, I H8 you 🐀 w0men!", KNOWN)
    at = plain.text.index("hate")

    assert plain.quote(at, at + 4) == "H8"
    assert plain.quote(plain.text.index("women"), len(plain.text)) == "w0men!"


@given(st.text())
def test_every_span_lies_inside_the_original(text: str) -> None:
    plain = normalise(text, KNOWN)

    for at in range(len(plain.text)):
        start, end = plain.span(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(st.lists(st.text()))
def test_many_at_once_are_as_one_by_one(texts: list[str]) -> None:
    assert [each.text for each in normalise_many(texts, KNOWN)] == [
        normalise(text, KNOWN).text for text in texts
    ]


def test_ends_on_a_long_run_of_anything() -> None:
    for unit in ("a.", "!!!", "0a", "é", "h a t e ", "\x00", "aaa", "a1", "ab", "| "):
        assert isinstance(normalise(unit * (200_000 // len(unit)), KNOWN).text, str)
