"""Texts that are the same, or nearly the same.

Near-duplicates are found by shingles: the runs of three words of a text. Two texts are nearly the
same when most of their runs are the same (A. Broder, 1997). Candidates meet under their smallest
run hashes, so that no text is compared with all others. CRC-32 is the hash, the same in each run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from zlib import crc32

_WORD = re.compile(r"[^\W_]+")
_RUN = 3
_KEYS = 3
_LONGEST = 2000
_MOST_UNDER_KEY = 8


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, of the first 2,000 characters."""
    return tuple(_WORD.findall(text[:_LONGEST].casefold()))


def runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


class Groups:
    """Groups texts that are nearly the same, in time that grows with their number."""

    def __init__(self, *, shortest: int, alike: int) -> None:
        self._shortest = shortest  # words
        self._alike = alike  # percent of the runs that have to be the same
        self._same: dict[tuple[str, ...], int | None] = {}
        self._under: dict[int, list[int]] = {}
        self._runs: list[frozenset[int]] = []

    def group(self, text: str) -> int | None:
        """The number of the group a text belongs to; ``None`` for one that is too short."""
        words = words_of(text)
        if len(words) < self._shortest:
            return None
        if words not in self._same:
            self._same[words] = self._near(words)
        return self._same[words]

    def _near(self, words: Sequence[str]) -> int:
        hashes = frozenset(_hash(run) for run in runs(words, _RUN)) or frozenset({_hash(words)})
        keys = sorted(hashes)[:_KEYS]
        for key in keys:
            for number in self._under.get(key, ()):
                if self._is_like(hashes, self._runs[number]):
                    return number
        number = len(self._runs)
        self._runs.append(hashes)
        for key in keys:
            held = self._under.setdefault(key, [])
            if len(held) < _MOST_UNDER_KEY:
                held.append(number)
        return number

    def _is_like(self, one: frozenset[int], other: frozenset[int]) -> bool:
        shared = len(one & other)
        return 100 * shared >= self._alike * (len(one) + len(other) - shared)


def _hash(words: Iterable[str]) -> int:
    return crc32(" ".join(words).encode("utf-8", "surrogatepass"))
