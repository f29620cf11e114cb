"""Which claims may be copies of each other: the same words but for small changes, or a picture.

Alike is not the same: a copy with one small word more can say the opposite. So every wording
stays visible, and a group is only ever called "may be copies".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from upstander.model.worksheets import Claim

_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LOOK = re.compile(r"[0-9a-f]{32}\Z")
_ALIKE = 0.75  # shared pairs of words, of all pairs
_INSIDE = 0.9  # of the shorter one's pairs, when the longer one only adds a remark
_FEWEST_PAIRS = 4
_BITS = 10  # of 128 that may differ between looks of one picture; others differ in 40
_MOST_COMPARED = 400  # above, only what is the same but for signs and case is put together
_MOST_WORDS = 400


def repost_groups(claims: Sequence[Claim]) -> list[list[int]]:
    """Give the places of claims that may be copies of each other, in the order of the first."""
    keys = [tuple(_words(each.text)) for each in claims]
    home = list(range(len(claims)))
    _join_same(home, claims, keys)
    compared = range(min(len(claims), _MOST_COMPARED))
    pairs = [_pairs(keys[at]) for at in compared]
    for later in compared:
        for earlier in range(later):
            if _root(home, earlier) != _root(home, later) and (
                _alike(pairs[earlier], pairs[later]) or _look_alike(claims[earlier], claims[later])
            ):
                _join(home, earlier, later)
    groups: dict[int, list[int]] = {}
    for at in range(len(claims)):
        groups.setdefault(_root(home, at), []).append(at)
    return list(groups.values())


def _join_same(home: list[int], claims: Sequence[Claim], keys: Sequence[tuple[str, ...]]) -> None:
    """What is the same: a name the person gave, a picture, or the words without their signs."""
    first: dict[tuple[str, ...], int] = {}
    for at, claim in enumerate(claims):
        for key in (
            ("group", claim.repost_group),
            ("picture", claim.picture.casefold()),
            ("words", *keys[at]),
        ):
            if any(key[1:]):
                _join(home, first.setdefault(key, at), at)


def _root(home: list[int], at: int) -> int:
    while home[at] != at:
        home[at] = home[home[at]]
        at = home[at]
    return at


def _join(home: list[int], one: int, other: int) -> None:
    roots = sorted((_root(home, one), _root(home, other)))
    home[roots[1]] = roots[0]


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(_LINK.sub(" ", text).casefold())[:_MOST_WORDS]


def _pairs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(pairwise(words))


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    smaller, larger = sorted((len(one), len(other)))
    if not smaller or smaller < larger / 2:
        return False
    both = len(one & other)
    with_a_remark = smaller >= _FEWEST_PAIRS and both >= _INSIDE * smaller
    return with_a_remark or both >= _ALIKE * (smaller + larger - both)


def _look_alike(one: Claim, other: Claim) -> bool:
    looks = one.look.casefold(), other.look.casefold()
    if not all(map(_LOOK.match, looks)):
        return False
    return (int(looks[0], 16) ^ int(looks[1], 16)).bit_count() <= _BITS
