"""Whom a message is about or to.

Where two people talk it is the other one. In a group it is whoever is named in the message; or
whoever was named just before, where the message says "she", "him", "they"; or the target that the
person told of. A name in a text is taken as written and never tied to an account by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cached_property

from upstander.model.finding import Said
from upstander.recognise.patterns._timeline import (
    Placed,
    Talk,
    Timeline,
)
from upstander.recognise.targets import targets

CARRY = timedelta(minutes=10)
"""How long a person that was named stays the one who is spoken of."""
_CARRY_PLACES = 12  # where times are not sure: how many messages further on
_LONGEST = 2000
_MOST_READ = 2000
"""In how many messages of one conversation names are looked for ..."""
_MOST_IN_ALL = 20_000
"""... and in how many of all conversations, besides those with signs."""
_TO_YOU = re.compile(r"\b(?:you|u|ur|yr|yours?|yourself|youre|ya|yous|kys)\b", re.IGNORECASE)
_FIRST = re.compile(r"[^\W\d_]{3,24}")
_BEGINS = re.compile(r"(?:^|[.!?:;\n\"'(])[\s\"'(@]*\Z")
_SPEAKS_OF = re.compile(r"\b(?:she|her|hers|shes|he|him|his|hes|they|them|their)\b", re.IGNORECASE)


class Aim:
    """Whom messages are aimed at, within one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._of: dict[str, tuple[str, ...]] = {}
        self._budget = _MOST_IN_ALL
        self._own = {account.name.casefold() for account in timeline.selves}
        self._own |= {each.casefold() for each in timeline.known.selves}
        for talk in timeline.talks.values():
            if len(talk.accounts) <= 2 and len(talk.members) <= 2:
                self._read_two(talk)
            else:
                self._read_group(talk)

    def of(self, said: Said) -> tuple[str, ...]:
        """The targets of a message, as written; none where not known."""
        return self._of.get(said.id, ())

    @cached_property
    def default(self) -> str:
        """The target that was told of; else whoever keeps the case; else not known."""
        timeline = self._timeline
        if timeline.known.target:
            return self._shown(timeline.known.target[0])
        return timeline.me

    def _shown(self, name: str) -> str:
        """A name as written; one name for all accounts of whoever keeps the case."""
        return self._timeline.me if name.casefold() in self._own else name

    def _read_two(self, talk: Talk) -> None:
        names = list(dict.fromkeys([*(each.name for each in talk.accounts), *talk.members]))
        lone = {
            sender: self._shown(next((name for name in names if name and name != sender), ""))
            for sender in names
        }
        for placed in talk.said:
            own = self._timeline.is_own(placed.account)
            target = lone.get(placed.said.sender, "") or ("" if own else self.default)
            if target:
                self._of[placed.said.id] = (target,)

    def _read_group(self, talk: Talk) -> None:
        noticed = [placed for placed in talk.said if self._timeline.noticed(placed.said)]
        if not noticed:
            return
        names = self._names(talk, spoken_names(self._texts(talk, noticed)))
        held: tuple[Placed, tuple[str, ...]] | None = None
        for placed in noticed:
            named = names.within(placed.said.text, leave_out=placed.said.sender)
            if named:
                held = placed, named
            elif held and not _still(held[0], placed):
                held = None
            self._of[placed.said.id] = named or self._unnamed(placed.said, held)

    def _texts(self, talk: Talk, noticed: Sequence[Placed]) -> list[str]:
        """The texts in which names are looked for: those with signs, then the others around."""
        some = [*noticed[:_MOST_READ], *talk.said[: min(_MOST_READ, self._budget)]]
        self._budget = max(0, self._budget - len(some))
        return list(dict.fromkeys(placed.said.text[:_LONGEST] for placed in some))

    def _unnamed(self, said: Said, held: tuple[Placed, tuple[str, ...]] | None) -> tuple[str, ...]:
        if held is not None and _SPEAKS_OF.search(said.text[:_LONGEST]):
            return tuple(name for name in held[1] if name != said.sender)
        if held is not None and not self._timeline.known.target:
            return ()  # "you" may be the one who was named, or anybody
        told = bool(self._timeline.known.target)
        if self.default and (told or _TO_YOU.search(said.text[:_LONGEST])):
            return (self.default,)
        return ()

    def _names(self, talk: Talk, spoken: Iterable[str]) -> _Names:
        told: Sequence[str] = self._timeline.known.target
        accounts = (account.name for account in talk.accounts)
        names = _Names()
        for name in (*told, *accounts, *talk.members, *spoken):
            names.add(name, self._shown(name))
        return names


def spoken_names(texts: Sequence[str]) -> list[str]:
    """Names that are spoken of in texts, told apart from other words.

    A word is taken for a name where one is expected (:mod:`upstander.recognise.targets`), where
    it stands with a capital within a sentence or behind an @, and where it is not written small
    more often. Without that "fuck off noob" would speak of somebody called Noob.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    within: set[str] = set()
    expected: dict[str, str] = {}
    for text in texts:
        for match in _FIRST.finditer(text):
            if match[0].istitle():
                capital[match[0].casefold()] += 1
                if _is_within(match):
                    within.add(match[0].casefold())
            else:
                small[match[0].casefold()] += match[0].islower()
        for each in targets(text):
            first = _first_word(each.name)
            if expected.get(first, "").islower() or first not in expected:
                expected[first] = each.name
            if each.how == "mention":
                within.add(first)
                capital[first] += 1
    return [
        name for word, name in expected.items() if word in within and capital[word] >= small[word]
    ]


def _is_within(match: re.Match[str]) -> bool:
    """Whether a word stands within a sentence, where only names have a capital."""
    return not _BEGINS.search(match.string, max(0, match.start() - 8), match.start())


def _first_word(name: str) -> str:
    found = _FIRST.search(name)
    return found[0].casefold() if found else ""


class _Names:
    """Names that may be spoken of, found by their first word in any case."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}

    def add(self, name: str, shown: str) -> None:
        """Know a name by its first word; one written with a capital is shown rather."""
        first = _FIRST.search(name)
        if first is None:
            return
        held = self._shown.get(first[0].casefold())
        if held is None or (held.islower() and not shown.islower()):
            self._shown[first[0].casefold()] = shown

    def within(self, text: str, *, leave_out: str) -> tuple[str, ...]:
        """The names that stand in a text, as they are shown; not that of the sender."""
        found: dict[str, None] = {}
        for word in _FIRST.findall(text[:_LONGEST]):
            shown = self._shown.get(word.casefold())
            if shown is not None and shown != leave_out:
                found[shown] = None
        return tuple(found)


def _still(named: Placed, now: Placed) -> bool:
    """Whether somebody who was named is still the one who is spoken of."""
    first, second = named.said, now.said
    if named.sure and now.sure and first.at and second.at:
        return second.at - first.at <= CARRY
    return now.place - named.place <= _CARRY_PLACES
