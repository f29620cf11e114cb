"""From a person's own words, or from a message label, to the kinds of eCRIME.

"People are being horrible in the chat" is many against one; nobody has to know the word for it.
A phrase of a kind speaks where all its words that carry meaning stand near each other, in any
order and with any ending; one that is nearly all words of every day ("keeps ringing me") has to
stand as it is. Words that fewer kinds use weigh more. Where no phrase fits, two telling words that
one kind uses much are a weaker hint; how old somebody is counts as one word, and alone says no
kind. It is a suggestion: no match means that the caller says "tell us in your words", and nothing
else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

from upstander.directory.kinds import Kind
from upstander.directory.shelf import shipped
from upstander.directory.taxonomy import Taxonomy
from upstander.language.normalise import normalise
from upstander.recognise.kind_words import (
    LEFT_OUT,
    SMALL,
    says_how_old,
    stem_of,
    with_children,
    words_of,
)

LONGEST = 2000
"""Characters that are read of what a person typed; the rest is not looked at."""

MOST = 5
"""So many kinds are suggested at most."""

_NEAR = 24  # words that a phrase may be spread over
_HINT = 2.0  # weight from which two words without a phrase are a hint
_SHARE = 0.25  # of the uses of a word that are one kind's, for it to hint at that kind
_HINTS = 2  # so many kinds are suggested from hints
_SHORTEST_TYPO = 7  # letters; in shorter words one slip makes another word
_WEAK = 0.4  # of the best match; what fits less is not suggested
_SMALL_STEMS = frozenset(stem_of(word) for word in (*SMALL, "older"))
_STOP = re.compile(r"[.!?;\n]+")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """How people say a kind: telling words in any order, or words of every day in their order."""

    kind: str
    stems: frozenset[str]
    row: tuple[str, ...] = ()

    def stands_in(self, stems: frozenset[str], line: list[str]) -> bool:
        """Say whether it is there; in a row of three and more, a word may stand between two."""
        if not self.stems <= stems:
            return False
        reach = 3 if len(self.row) > 2 else 2
        places = set(range(len(line)))
        for number, stem in enumerate(self.row):
            if number:
                places = {at + step for at in places for step in range(1, reach)}
            places = {at for at in places if at < len(line) and line[at] == stem}
        return bool(places)


def kinds_of(text: str, taxonomy: Taxonomy | None = None) -> tuple[str, ...]:
    """Rank the kinds that a person's own words speak of, the likeliest first.

    Empty where no phrase fits. Never raises; of a long text the beginning is read.
    """
    return _finder(taxonomy or shipped().taxonomy).kinds_of(text)


def kind_for_label(label: str, taxonomy: Taxonomy | None = None) -> str:
    """Give the main kind of a message label; "other" for a label that is not known."""
    kinds = (taxonomy or shipped().taxonomy).kinds_of_label(label)
    return kinds[0] if kinds else "other"


def directory_kinds_for(slug: str, taxonomy: Taxonomy | None = None) -> tuple[str, ...]:
    """Give the words by which the directory finds help for a message label or a kind.

    A label goes first where both have the slug; a slug that is not known gives none.
    """
    known = taxonomy or shipped().taxonomy
    record = known.labels.get(slug) or known.kinds.get(slug)
    return record.directory_kinds if record else ()


class KindFinder:
    """The phrases of a taxonomy, ready to be looked for."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        records = tuple(kinds)
        said = [(kind.slug, each) for kind in records for each in kind.synonyms]
        phrases = frozenset(_phrase(kind, text) for kind, text in said)
        self._order = {kind.slug: place for place, kind in enumerate(records)}
        self._known = frozenset(word for _, text in said for word in words_of(text))
        self._weights = _weights(phrases, len(records))
        self._by_stem = _filed(phrases, self._weights)
        self._hints = _hints(said, self._weights)
        self._slips = _one_letter_left_out(self._known)

    def kinds_of(self, text: str) -> tuple[str, ...]:
        """Rank the kinds that a text speaks of, the likeliest first."""
        pieces = [(frozenset(row), row) for row in self._pieces(text)]
        found: dict[str, set[str]] = {}
        for stems, line in pieces:
            for stem in stems & self._by_stem.keys():
                for phrase in self._by_stem[stem]:
                    if phrase.stands_in(stems, line):
                        found.setdefault(phrase.kind, set()).update(phrase.stems)
        if not found:
            return self._hinted(stems for stems, _ in pieces)
        # Each word counts once, however many phrases of the kind hold it.
        weights = {
            slug: sum(self._weights[stem] for stem in sorted(stems))
            for slug, stems in found.items()
        }
        return self._ranked(weights)[:MOST]

    def _hinted(self, pieces: Iterable[frozenset[str]]) -> tuple[str, ...]:
        """Rank the kinds that two telling words of one stretch hint at; an age alone does not."""
        best: dict[str, float] = {}
        for stems in pieces:
            hints: dict[str, dict[str, float]] = {}
            for stem in sorted(stems & self._hints.keys()):
                # "14 years old" is one word here: how old somebody is.
                word = "" if says_how_old(stem) else stem
                for slug, weight in self._hints[stem].items():
                    hints.setdefault(slug, {}).setdefault(word, weight)
            for slug, weights in hints.items():
                if len(weights) >= 2 and sum(weights.values()) >= _HINT:
                    best[slug] = max(best.get(slug, 0.0), sum(weights.values()))
        return self._ranked(best)[:_HINTS]

    def _ranked(self, weights: dict[str, float]) -> tuple[str, ...]:
        """Sort by weight; what weighs far less than the best is left out."""
        best = max(weights.values(), default=0.0)
        strong = [slug for slug, weight in weights.items() if weight >= best * _WEAK]
        return tuple(sorted(strong, key=lambda each: (-weights[each], self._order[each])))

    def _pieces(self, text: str) -> Iterator[list[str]]:
        """The stems of each sentence in a row; of a long one, of stretches that overlap."""
        plain = normalise(text[:LONGEST], self._known).text[: 2 * LONGEST]
        for sentence in _STOP.split(with_children(plain, said=True)):
            row = [
                stem_of(self._mended(word)) for word in words_of(sentence) if word not in LEFT_OUT
            ]
            for at in range(0, max(len(row) - _NEAR // 2, 1), _NEAR // 2):
                yield row[at : at + _NEAR]

    def _mended(self, word: str) -> str:
        """Give the known word that a longer word is one slip away from; the word itself if none."""
        if not _SHORTEST_TYPO <= len(word) <= 20 or stem_of(word) in self._weights:
            return word
        for slip in (word, *_left_out(word)):
            meant = self._slips.get(slip, "")
            if meant and meant[0] == word[0] and abs(len(meant) - len(word)) <= 1:
                return meant
        return word


@lru_cache(maxsize=4)
def _finder(taxonomy: Taxonomy) -> KindFinder:
    return KindFinder(taxonomy.kinds.values())


def _phrase(kind: str, text: str) -> _Phrase:
    words = [word for word in words_of(with_children(text, said=False)) if word not in LEFT_OUT]
    telling = frozenset(stem_of(word) for word in words if word not in SMALL)
    tells = len(telling) >= 2 and not all(map(says_how_old, telling))
    if tells or (telling and len(words) == 1):
        return _Phrase(kind, telling)
    return _Phrase(kind, frozenset(map(stem_of, words)), tuple(map(stem_of, words)))


def _weights(phrases: Iterable[_Phrase], kinds: int) -> dict[str, float]:
    """Weigh each stem: the fewer kinds use it, the more it says."""
    used = Counter(
        stem for stem, _ in {(each, said.kind) for said in phrases for each in said.stems}
    )
    return {
        stem: 0.1 if stem in _SMALL_STEMS else 0.5 + log(kinds / count)
        for stem, count in used.items()
    }


def _filed(phrases: Iterable[_Phrase], weights: dict[str, float]) -> dict[str, list[_Phrase]]:
    """File each phrase under its rarest word, so that few are tried."""
    filed: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        if phrase.stems:
            rarest = max(phrase.stems, key=lambda stem: (weights[stem], stem))
            filed.setdefault(rarest, []).append(phrase)
    return filed


def _hints(
    said: Iterable[tuple[str, str]], weights: dict[str, float]
) -> dict[str, dict[str, float]]:
    """For each telling word, the kinds that use it much, and how much it says of each."""
    uses: dict[str, Counter[str]] = {}
    for kind, text in said:
        for stem in frozenset(stem_of(word) for word in words_of(text)) - _SMALL_STEMS:
            uses.setdefault(stem, Counter())[kind] += 1
    return {
        stem: {
            kind: weights[stem] * count / kinds.total()
            for kind, count in kinds.items()
            if count >= _SHARE * kinds.total()
        }
        for stem, kinds in uses.items()
        if stem in weights
    }


def _left_out(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_letter_left_out(words: Iterable[str]) -> dict[str, str]:
    """For each longer word, all its forms with one letter missing, and the word itself."""
    forms: dict[str, str] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST_TYPO - 1:
            for form in (word, *_left_out(word)):
                forms.setdefault(form, word)
    return forms
