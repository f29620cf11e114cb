"""What the screens show, worked out from the rows that the use cases give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from upstander.learn.emergency import EmergencyCard, emergency_card
from upstander.model.errors import DirectoryError
from upstander.model.finding import Level, Pair, Pattern, Reply, Sign
from upstander.model.triage import SignCard
from upstander.web.pages.signs.marks import mark
from upstander.web.pages.signs.wording import Heading, heading_of, rule_words

BREAK_AFTER = 10
_OPEN = 3
_ALIKE = 2
_DOUBT = "I may be wrong."
_ASKS = "What do you think?"
_UK_ZONES = frozenset({"Europe/London", "Europe/Belfast", "GB"})
_URGENT = (Level.A, Level.B)


@dataclass(frozen=True, slots=True)
class Shown:
    """One sign on a screen."""

    card: SignCard
    number: int
    heading: Heading
    after: str = ""  # mark of the next one, to go on at after an answer

    @property
    def sign(self) -> Sign:
        """The sign itself."""
        return self.card.sign

    @property
    def mark(self) -> str:
        """Its place in the page."""
        return mark_of(self.card)

    @property
    def why(self) -> str:
        """The sentence over the card; the doubt is said once, beside the question."""
        return self.sign.why.removesuffix(_DOUBT).strip()

    @property
    def asks(self) -> str:
        """The question put to the person."""
        return self.sign.asks or _ASKS

    @property
    def rule(self) -> str:
        """The rule in words."""
        return rule_words(self.sign.rule)

    @property
    def urgent(self) -> bool:
        """Whether its words stand open: they have to be read, perhaps read out."""
        return self.sign.level is Level.A and self.card.reply is not Reply.NO

    @property
    def pause(self) -> bool:
        """Whether a break is offered after it."""
        return self.number % BREAK_AFTER == 0


@dataclass(frozen=True, slots=True)
class Part:
    """The signs of one level."""

    heading: Heading
    level: str
    signs: tuple[Shown, ...]
    more: tuple[Shown, ...] = ()  # folded; never what asks for help the same day


def mark_of(card: SignCard) -> str:
    """The mark of a sign."""
    sign = card.sign
    return mark(card.about, sign.rule, sign.start, sign.end)


def shown(cards: Sequence[SignCard]) -> tuple[Shown, ...]:
    """Number the cards and join each to the next."""
    marks = [*(mark_of(card) for card in cards), ""]
    return tuple(
        Shown(card, number, heading_of(card.sign.level), marks[number])
        for number, card in enumerate(cards, 1)
    )


def in_parts(signs: Iterable[Shown]) -> tuple[tuple[Part, ...], tuple[Shown, ...]]:
    """Signs by level, the most urgent first; those that were answered "no" come behind."""
    every = list(signs)
    kept = [each for each in every if each.card.reply is not Reply.NO]
    behind = tuple(each for each in every if each.card.reply is Reply.NO)
    kept.sort(key=lambda each: each.sign.level.rank if each.sign.level else len(Level))
    parts = (
        _part(heading, tuple(each)) for heading, each in groupby(kept, key=lambda one: one.heading)
    )
    return tuple(parts), behind


def _part(heading: Heading, signs: tuple[Shown, ...]) -> Part:
    level = signs[0].sign.level
    some = len(signs) if level in _URGENT else _OPEN
    letter = level.value.lower() if level is not None else ""
    return Part(heading, letter, signs[:some], signs[some:])


def danger_card(zone: str, today: date) -> EmergencyCard | None:
    """The emergency card for where the case is; ``None`` where no record is good.

    The way to the card in the head of each page needs no record.
    """
    try:
        return emergency_card("GB" if zone in _UK_ZONES else None, today)
    except DirectoryError:
        return None


@dataclass(frozen=True, slots=True)
class ShownPattern:
    """A pattern on a screen."""

    pattern: Pattern
    heading: Heading | None = None

    @property
    def mark(self) -> str:
        """Its mark for addresses."""
        return mark(*pattern_parts(self.pattern))

    @property
    def rule(self) -> str:
        """The urgency rule it speaks for, in words."""
        return rule_words(self.pattern.rule) if self.pattern.rule else ""

    @property
    def unsure(self) -> int:
        """How many messages without a sure time stand apart."""
        found = dict(self.pattern.facts).get("unsure", "0")
        return int(found) if found.isdecimal() else 0

    @property
    def asks(self) -> str:
        """What only the person knows."""
        return dict(self.pattern.facts).get("asks", "")


def pattern_parts(pattern: Pattern) -> tuple[object, ...]:
    """What makes a pattern the same one."""
    return ("pattern", pattern.slug, pattern.target, *pattern.actors[:1], *pattern.items[:1])


@dataclass(frozen=True, slots=True)
class Alike:
    """Patterns of one sort: a few stand open, the others are folded."""

    first: tuple[ShownPattern, ...]
    more: tuple[ShownPattern, ...]


def alike(patterns: Sequence[Pattern]) -> tuple[Alike, ...]:
    """Patterns by their sort, the most urgent first; their own order is kept otherwise."""
    ranked = sorted(patterns, key=lambda each: each.level.rank if each.level else len(Level))
    sorts: dict[str, list[ShownPattern]] = {}
    for each in ranked:
        heading = heading_of(each.level) if each.level in _URGENT else None
        sorts.setdefault(each.slug, []).append(ShownPattern(each, heading))
    return tuple(Alike(tuple(of[:_ALIKE]), tuple(of[_ALIKE:])) for of in sorts.values())


@dataclass(slots=True)
class Aimed:
    """All that was sent to one person, counted over all accounts."""

    target: str
    accounts: set[str] = field(default_factory=set)
    messages: int = 0
    flagged: int = 0


@dataclass(frozen=True, slots=True)
class ShownPair:
    """One account and one person."""

    pair: Pair

    @property
    def mark(self) -> str:
        """Its mark for addresses."""
        return mark(*pair_parts(self.pair))


def pair_parts(pair: Pair) -> tuple[object, ...]:
    """What makes a pair the same one."""
    return ("pair", pair.actor, pair.target)


def by_target(pairs: Iterable[Pair]) -> tuple[Aimed, ...]:
    """Count a pile-on: how many accounts wrote how much to whom. Who is not named counts last."""
    aimed: dict[str, Aimed] = {}
    for pair in pairs:
        each = aimed.setdefault(pair.target, Aimed(pair.target))
        each.accounts.add(pair.actor)
        each.messages += pair.count
        each.flagged += pair.flagged
    return tuple(sorted(aimed.values(), key=lambda one: (not one.target, -one.messages)))


def heaviest(pairs: Iterable[Pair]) -> tuple[ShownPair, ...]:
    """Pairs with the most signs first, then those with the most messages."""
    ordered = sorted(pairs, key=lambda each: (-each.flagged, -each.count, each.actor, each.target))
    return tuple(map(ShownPair, ordered))
