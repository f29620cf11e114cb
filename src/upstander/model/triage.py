"""What the first screen of a case shows: frozen rows, the most urgent first.

Nothing here holds a probability. What was not read, or not read yet, is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from upstander.model.finding import Level, NotRead, Pair, Pattern, Reply, Sign
from upstander.model.ids import CaseId, ItemId
from upstander.model.timeline import When


@dataclass(frozen=True, slots=True)
class ContextLine:
    """One line around a sign, as it stands in the timeline."""

    ref: str  # "m:<message id>" | "i:<item id>"
    when: When
    sender: str
    text: str
    is_this: bool = False


@dataclass(frozen=True, slots=True)
class SignCard:
    """A sign with what a person needs to judge it: up to three lines before and after."""

    case: CaseId
    item: ItemId
    about: str  # message id, or item id of a note
    sign: Sign
    when: When
    sender: str
    channel: str
    lines: tuple[ContextLine, ...]
    reply: Reply | None = None
    also: int = 0  # how many more messages show the same rule from the same sender


@dataclass(frozen=True, slots=True)
class KindCount:
    """How often one message label was noticed, and from how many accounts."""

    label: str
    count: int
    senders: int
    refs: tuple[str, ...] = ()  # a few message ids to look at, the most telling first


@dataclass(frozen=True, slots=True)
class LookProgress:
    """How far the case was looked at. ``finished`` only when every stage is through."""

    total: int
    by_rules: int
    waiting: int  # what the classifier has still to read
    finished: bool
    without_model: str = ""  # why the classifier is not there; empty when it is


@dataclass(frozen=True, slots=True)
class Triage:
    """The first screen of a case."""

    case: CaseId
    level: Level | None
    cards: tuple[SignCard, ...]  # the few that matter, at most a screenful
    folded: int  # messages with signs that are not on this screen
    quiet: int  # messages in which no listed sign was found
    kinds: tuple[KindCount, ...]
    patterns: tuple[Pattern, ...]
    pairs: tuple[Pair, ...]
    progress: LookProgress
    not_read: tuple[NotRead, ...] = ()
