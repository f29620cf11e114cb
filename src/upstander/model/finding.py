"""What recognising gives: quoted signs, findings, patterns, and a person's answers to them.

A sign is a suggestion with the exact words it rests on, the rule that noticed it and the source
of that rule; never an accusation, never a score on a screen. Terms: U-rules are the urgency
rules of ``data/urgency``; labels are the message labels of ``data/kinds``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """What a sign asks for. Levels add up; one sign never lowers another, and none means "safe"."""

    A = "A"  # 999 now
    B = "B"  # police, or safeguarding for a child, the same day
    C = "C"  # platform, bank, provider, school, employer
    D = "D"  # keep a log
    E = "E"  # talk to someone; always shown

    @property
    def rank(self) -> int:
        """0 for A, 4 for E: for sorting the most urgent first."""
        return "ABCDE".index(self.value)


class Reply(StrEnum):
    """A person's answer to a sign. "No" keeps it in the record and changes the plan."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Stage(StrEnum):
    """How far a text was looked at: rules and first stage come first, the model behind them."""

    RULES = "rules"
    FIRST = "first"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said, as the recogniser reads it. ``at`` is aware UTC or ``None``."""

    id: str
    text: str
    sender: str = ""
    is_self: bool | None = None
    at: datetime | None = None
    local: datetime | None = None  # naive wall time
    zone: str = ""  # IANA name that "sat 2pm" is worked out in
    exact: bool = True  # whether the time is sure
    conversation: str = ""
    channel: str = ""
    kind: str = "message"
    members: tuple[str, ...] = ()
    has_picture: bool = False
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """One quoted observation. ``text[start:end]`` of the message is exactly ``quote``."""

    rule: str  # "U4", "detail.phone", "stop", "model.threat"
    quote: str
    start: int
    end: int
    why: str  # one plain sentence
    source: str  # title and date of where the rule comes from
    level: Level | None = None
    labels: tuple[str, ...] = ()  # message labels it speaks for
    facts: tuple[tuple[str, str], ...] = ()  # what was extracted: ("amount", "0.05 BTC")
    asks: str = ""  # the question put to the person, where the rule asks first
    by: str = ""  # recogniser and version


@dataclass(frozen=True, slots=True)
class Finding:
    """All that was noticed in one message.

    Probabilities are calibrated and for research output and tests only; no screen shows one.
    ``abuse`` is ``None`` until the model has read the text.
    """

    about: str  # the message's id
    signs: tuple[Sign, ...] = ()
    flag: bool = False
    level: Level | None = None
    target_individual: bool = False
    severity: int = 0  # 0-4, see docs/reference/model-card.md
    abuse: float | None = None
    labels: tuple[tuple[str, float], ...] = ()
    stage: Stage = Stage.RULES
    not_read: str = ""  # why a text, or part of it, was not read


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something that shows only over several messages, in plain words with its counts."""

    slug: str  # repeated_contact, after_stop, mobbing, escalation, night, channel_hop, ...
    why: str  # one plain sentence with the numbers
    items: tuple[str, ...]  # ids of the messages it rests on, in time order
    actors: tuple[str, ...] = ()  # accounts as written; never merged
    target: str = ""
    level: Level | None = None
    source: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    rule: str = ""  # U8 and the like, where one applies


@dataclass(frozen=True, slots=True)
class Pair:
    """The course of conduct between one account and one target: who to whom, how often."""

    actor: str
    target: str
    count: int
    occasions: int  # different days (for unsure dates: at least one)
    first: datetime | None = None
    last: datetime | None = None
    flagged: int = 0
    unsure: int = 0  # messages without a sure date, counted apart
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something the recogniser did not read, and why: never shown as harmless."""

    about: str
    why: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Summary:
    """What a whole set of messages shows together."""

    patterns: tuple[Pattern, ...] = ()
    pairs: tuple[Pair, ...] = ()
    first_screen: tuple[str, ...] = ()  # ids, the most urgent first
    not_read: tuple[NotRead, ...] = ()
    counted: int = 0
    facts: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class SignAnswer:
    """What a person said about one sign; the latest answer counts, all stay in the ledger."""

    about: str
    rule: str
    start: int
    end: int
    reply: Reply
    note: str = ""
    at: datetime | None = None
