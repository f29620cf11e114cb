"""How text is cut into search words, and what a search means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.store.words import MAX_TERMS, Term, cut, found_in, read_query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("DON'T don’t dont", ["dont", "dont", "dont"]),
        ("Straße ÜBER naïve", ["strasse", "uber", "naive"]),
        ("𝓴𝓲𝓵𝓵 ｙｏｕ", ["kill", "you"]),
        ("k\u200bill", ["kill"]),
        ("snake_case x.y", ["snake", "case", "x", "y"]),
        ("日本語テ", ["日", "本", "語", "テ"]),
        ("you🖕you", ["you", "🖕", "you"]),
        ("हिन्दी", ["हिन्दी"]),
        ("مَرحبا", ["مرحبا"]),
        ("07700 900123", ["07700", "900123"]),
        ("\x00\ud83d ...", []),
    ],
)
def test_cuts_text_into_words(text: str, words: list[str]) -> None:
    assert cut(text) == words


def test_reads_words_phrases_and_beginnings() -> None:
    assert read_query('car "Brook lane" con*') == (
        Term(("car",)),
        Term(("brook", "lane")),
        Term(("con",), prefix=True),
    )


def test_an_open_quote_lasts_to_the_end() -> None:
    assert read_query('"brook lane') == (Term(("brook", "lane")),)


def test_a_word_that_is_cut_in_two_is_a_phrase() -> None:
    assert read_query("one-two") == (Term(("one", "two")),)


@given(st.text())
def test_never_fails_and_has_an_end(text: str) -> None:
    terms = read_query(text)

    assert len(terms) <= MAX_TERMS
    assert all(term.words for term in terms)


@given(st.text())
def test_words_hold_nothing_that_a_database_could_take_for_an_operator(text: str) -> None:
    assert not set("\"'*^:()+-{}\\\x00 ") & set("".join(cut(text)))


@given(st.text())
def test_text_is_found_by_its_own_words(text: str) -> None:
    words = cut(text)

    assert found_in([Term((word,)) for word in words], words)
    assert not words or found_in([Term(tuple(words))], words)


@given(st.text())
def test_cutting_again_changes_nothing(text: str) -> None:
    assert cut(" ".join(cut(text))) == cut(text)
