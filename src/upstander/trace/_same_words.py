"""Texts with the same words, or nearly: compared by the runs of three words that they share.

The measure is Jaccard's on the sets of runs (Broder's "shingles"). Short texts are left out,
because many people write the same short thing. The work is bounded for any number of texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from upstander.language.look_alikes import LOOK_ALIKES

LEAST_WORDS = 8
NEAR = 0.7
"""Texts are nearly the same where they share this part of all their runs."""

_MOST_WORDS = 300
_LONGEST = 20_000
_MOST_TEXTS = 2_000
_MOST_TOGETHER = 25  # a run in more texts than this is everybody's
_MOST_COMPARED = 20
_RUN = 3
_WORD = re.compile(r"[^\W_]+")
_NO_ROOM = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


@dataclass(frozen=True, slots=True)
class Alike:
    """Places of texts that are nearly the same, each with each.

    ``crowd`` also holds those that are like one of them only: a text sent on from hand to hand.
    """

    members: tuple[int, ...]
    crowd: tuple[int, ...]


def alike_texts(texts: Sequence[str]) -> tuple[Alike, ...]:
    """Give the groups of at least two texts, in the order of the texts. Never raises."""
    same: dict[tuple[str, ...], list[int]] = {}
    for at, text in enumerate(texts):
        words = _words(text)
        if len(words) >= LEAST_WORDS:
            same.setdefault(words, []).append(at)
    places = list(same.values())
    near = list(_near([_runs(words) for words in list(same)[:_MOST_TEXTS]]))
    crowd_of = _crowds(len(places), near)
    whole: dict[int, list[int]] = defaultdict(list)
    for one, root in enumerate(crowd_of):
        whole[root] += places[one]
    groups = [(one,) for one, each in enumerate(places) if len(each) > 1] + sorted(near)
    return tuple(
        Alike(
            tuple(sorted(at for one in group for at in places[one])),
            tuple(sorted(whole[crowd_of[group[0]]])),
        )
        for group in groups
    )


def _words(text: str) -> tuple[str, ...]:
    plain = _NO_ROOM.sub("", text[:_LONGEST]).translate(LOOK_ALIKES).casefold()
    return tuple(_WORD.findall(plain)[:_MOST_WORDS])


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def _near(runs: list[frozenset[tuple[str, ...]]]) -> Iterator[tuple[int, int]]:
    """The pairs of different texts that are nearly the same."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one, mine in enumerate(runs):
        shared = Counter(other for run in mine for other in holders[run])
        for other, _ in shared.most_common(_MOST_COMPARED):
            if len(mine & runs[other]) >= NEAR * len(mine | runs[other]):
                yield other, one
        for run in mine:
            if len(holders[run]) < _MOST_TOGETHER:
                holders[run].append(one)


def _crowds(count: int, near: list[tuple[int, int]]) -> list[int]:
    """For each text the first one that it hangs together with, over any number of steps."""
    first = list(range(count))

    def root(one: int) -> int:
        while first[one] != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for one, other in near:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [root(one) for one in range(count)]
