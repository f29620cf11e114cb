"""Suggesting a passphrase: unrelated words from our own list, drawn by a given random source."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from upstander.directory.read import DATA, read_text
from upstander.model.errors import DirectoryError

FEWEST_WORDS = 2048
"""Five words from this many are 55 bits; with Argon2id that is slow to guess."""


def suggest_words(
    random_below: Callable[[int], int], count: int = 5, *, lang: str = "en"
) -> tuple[str, ...]:
    """Draw words that differ from each other; ``random_below(n)`` gives 0 to n-1, evenly.

    Raises :class:`DirectoryError` when the list is too short to be safe.
    """
    left = list(word_list(lang))
    return tuple(left.pop(random_below(len(left))) for _ in range(count))


@cache
def word_list(lang: str = "en") -> tuple[str, ...]:
    """Read the list of a language; lines that begin with ``#`` are remarks."""
    lines = read_text(DATA / "words" / f"{lang}.txt").split("\n")
    words = tuple(line for line in lines if line and not line.startswith("#"))
    if len(set(words)) != len(words) or len(words) < FEWEST_WORDS:
        raise DirectoryError(f"words/{lang}.txt: too few words, or a word twice.")
    return words
