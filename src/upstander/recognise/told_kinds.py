"""From how words stand together in a told sentence to the narrower words of the directory.

The wordings are records (:mod:`upstander.directory.told`). Each is compiled when a sentence is
first looked at; all repetitions are bounded, and only the beginning of a long text is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from upstander.directory.shelf import Directory, shipped
from upstander.directory.told import ToldKind, ToldWording
from upstander.directory.urgency import UrgencyWords
from upstander.language.normalise import normalise
from upstander.model.errors import DirectoryError
from upstander.recognise.rules import Vocabulary

LONGEST = 2000
"""Characters that are read of what a person typed; the rest is not looked at."""

_STOP = re.compile(r"[.!?;\n]+(?=\s|$)|\n")
_WHO_IS = r"\b(?:is|shes|hes|im|am|aged|age|turned|just)"
_GROWN_UP = re.compile(rf"{_WHO_IS} (?:1[89]|[2-9]\d)\b")
_YOUNG = re.compile(rf"{_WHO_IS} (?:[4-9]|1[0-7])\b|\b(?:[4-9]|1[0-7]) ?(?:years?|yrs?|yo|y o)\b")
_NO_WORD = re.compile(r"[^\w.]+|(?<!\d)\.|\.(?!\d)")


@dataclass(frozen=True, slots=True)
class ToldKinds:
    """Words of the directory that a sentence speaks of, and those that it does not mean."""

    kinds: tuple[str, ...] = ()
    ruled_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Ready:
    kind: str
    of_child: bool
    match: re.Pattern[str]
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    rules_out: frozenset[str]
    only_rules_out: bool

    def speaks(self, text: str, *, child: bool) -> bool:
        """Whether the wording fits; most fail at once."""
        if (self.of_child and not child) or not self.match.search(text):
            return False
        if self.also is not None and not self.also.search(text):
            return False
        return self.unless is None or not self.unless.search(text)


class ToldFinder:
    """The wordings of a directory, ready to be looked for."""

    def __init__(self, records: Iterable[ToldKind], words: UrgencyWords) -> None:
        vocabulary = Vocabulary(words)
        self._child = _one_of(["{a_child}"], vocabulary)
        self._ready = [
            _ready(record.kind, wording, vocabulary)
            for record in records
            for wording in record.wordings
        ]

    def find(self, said: str, *, child: bool = False) -> ToldKinds:
        """Look at a sentence; ``child``: it is known that it is about somebody under 18."""
        text = plain_told(said)
        if not text:
            return ToldKinds()
        about_child = child or (bool(self._child.search(text)) and not _is_grown_up(text))
        speaking = [each for each in self._ready if each.speaks(text, child=about_child)]
        ruled_out = frozenset(kind for each in speaking for kind in each.rules_out)
        meant = [each.kind for each in speaking if not each.only_rules_out]
        kinds = dict.fromkeys(each for each in meant if each not in ruled_out)
        return ToldKinds(tuple(kinds), ruled_out)


def told_kinds(said: str, *, child: bool = False) -> ToldKinds:
    """Look at a sentence with the wordings of the directory. Empty for most; never raises."""
    try:
        return _finder(shipped()).find(said, child=child)
    except DirectoryError:
        return ToldKinds()  # a damaged record: help goes on without the suggestion


def plain_told(said: str) -> str:
    """Give the words of a sentence as the wordings compare them."""
    sentences = _STOP.split(normalise(said[:LONGEST]).text.replace("'", ""))
    plain = (" ".join(_NO_WORD.sub(" ", each).split()) for each in sentences)
    return " . ".join(each for each in plain if each)


def _is_grown_up(text: str) -> bool:
    """Whether only a grown-up's age is said: a daughter may be nineteen."""
    return bool(_GROWN_UP.search(text)) and not _YOUNG.search(text)


@lru_cache(maxsize=2)
def _finder(directory: Directory) -> ToldFinder:
    return ToldFinder(directory.told(), directory.told_words())


def _ready(kind: str, wording: ToldWording, vocabulary: Vocabulary) -> _Ready:
    return _Ready(
        kind,
        wording.of_child,
        _one_of(wording.match, vocabulary),
        _one_of(wording.also, vocabulary) if wording.also else None,
        _one_of(wording.unless, vocabulary) if wording.unless else None,
        frozenset(wording.rules_out),
        wording.only_rules_out,
    )


def _one_of(patterns: Sequence[str], vocabulary: Vocabulary) -> re.Pattern[str]:
    held = "|".join(f"(?:{vocabulary.pattern(each)})" for each in patterns)
    return re.compile(rf"\b(?:{held})\b")
