"""WordPiece: the classifier's words in pieces (Devlin et al. 2019, greedy longest match).

The usual library for this brings a client for a model hub with it, which has no place in a
program that never goes online; the algorithm is forty lines (decision 0005).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"[^\W_]+|_|[^\w\s]")
_LONGEST = 100
_KEPT = 50_000


class WordPiece:
    """Turns normalised text into piece numbers, the same for the same text and vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._first, self._last = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._seen: dict[str, tuple[int, ...]] = {}

    def encode(self, text: str, longest: int) -> list[int]:
        """Give at most ``longest`` piece numbers, with the marks for start and end."""
        numbers = [self._first]
        for token in _TOKEN.finditer(text):
            numbers += self._pieces(token[0])
            if len(numbers) >= longest:
                break
        return [*numbers[: longest - 1], self._last]

    def _pieces(self, word: str) -> tuple[int, ...]:
        known = self._seen.get(word)
        if known is None:
            known = self._split(word)
            if len(self._seen) < _KEPT:
                self._seen[word] = known
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return (self._unknown,)
        numbers: list[int] = []
        at = 0
        while at < len(word):
            end = len(word)
            lead = "##" if at else ""
            while end > at and lead + word[at:end] not in self._vocabulary:
                end -= 1
            if end == at:
                return (self._unknown,)
            numbers.append(self._vocabulary[lead + word[at:end]])
            at = end
        return tuple(numbers)
