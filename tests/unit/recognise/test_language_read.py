"""What is not English is said to be unread."""

from __future__ import annotations

import pytest

from upstander.recognise.language_read import OTHER_LANGUAGE, OTHER_LETTERS, why_not_read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "k",
        "u reach liao tell me can",
        "wagwan fam you good",
        "gonnae no dae that the noo",
        "😂",
    ],
)
def test_reads_english_of_every_sort(text: str) -> None:
    assert why_not_read(text) == ""


def test_says_that_other_letters_were_not_read() -> None:
    assert why_not_read("привет как дела мой друг") == OTHER_LETTERS


@pytest.mark.parametrize(
    "text",
    [
        "ich weiss nicht was du willst aber ich bin nicht da und das ist gut",
        "no se lo que quieres pero estoy en la casa y nada mas para ti",
        "je ne sais pas ce que tu veux mais je suis dans la rue avec des amis",
    ],
)
def test_says_that_another_language_was_not_read(text: str) -> None:
    assert why_not_read(text) == OTHER_LANGUAGE
