"""What lists and pages show: frozen rows, already free of anything the actor may not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from upstander.model.ids import CaseId, ItemId, MessageId


class Certainty(StrEnum):
    """How sure a time is (scenario check G6)."""

    EXACT = "exact"
    ABOUT = "about"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class When:
    """A time as it is shown: local with offset and UTC where known, else the raw text."""

    raw: str
    certainty: Certainty
    utc: datetime | None = None
    local: datetime | None = None  # naive wall time
    zone: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of the timeline: a message, a note, a described thing or an unread original."""

    ref: str  # "m:<message id>" | "i:<item id>"
    kind: str  # message kind, or note|described|original
    case: CaseId
    item: ItemId
    message: MessageId | None
    when: When
    sender: str
    is_self: bool | None
    channel: str
    text: str
    attachments: tuple[str, ...]
    gaps: tuple[str, ...]  # missing photo, deleted message
    exhibit: str
    state: str
    late: bool  # written down well after the event
    seq: int


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """What to show; empty fields mean everything."""

    case: CaseId
    text: str = ""
    day: str = ""  # ISO date, or "unsure"
    person: str = ""
    channel: str = ""
    item: ItemId | None = None
    page: int = 1
    per_page: int = 50


@dataclass(frozen=True, slots=True)
class Facet:
    """A value one can filter by, with its count."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of rows with what there is to filter by."""

    rows: tuple[TimelineRow, ...]
    total: int
    page: int
    pages: int
    days: tuple[Facet, ...]
    people: tuple[Facet, ...]
    channels: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One ledger entry in plain words."""

    seq: int
    at: datetime
    zone: str
    act: str
    sentence: str
    commit: str
    case: CaseId | None
    item: ItemId | None
