"""Cases, evidence items and the diary.

Standard terms: ISO/IEC 27037 (evidence item), Criminal Procedure Rules Part 16 (exhibit). A
kept thing is never changed; what a person says about it later is a new ledger entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from upstander.model.digest import Digest
from upstander.model.ids import CaseId, ExhibitNumber, ItemId
from upstander.model.lead import LookUp
from upstander.model.report import Statement, Submission, Told
from upstander.model.worksheets import SheetRow


class Grade(StrEnum):
    """How strong an item is by where it came from; never a judgement of its content."""

    A = "A"  # platform export or raw e-mail with headers
    B = "B"  # file as sent by the other person, saved unchanged
    C = "C"  # our own capture with metadata
    D = "D"  # screenshot or photo made elsewhere, or origin not known
    E = "E"  # typed from memory or copied by hand

    @property
    def meaning(self) -> str:
        """One plain sentence for print and screen."""
        return _GRADE_MEANING[self]


_GRADE_MEANING = {
    Grade.A: "The service's own export, or a raw e-mail with its headers.",
    Grade.B: "A file from the other person, saved as it came.",
    Grade.C: "A capture made by this program, with time and address.",
    Grade.D: "A screenshot, a photo, or a file whose way here is not known.",
    Grade.E: "Words typed by a person.",
}


class ItemKind(StrEnum):
    """What sort of thing an evidence item is."""

    ORIGINAL = "original"
    PARTIAL_COPY = "partial-copy"
    NOTE = "note"
    DESCRIBED = "described"  # record without copy: nothing was read, hashed or kept


class ItemState(StrEnum):
    """Where an item stands. Only ``ERASED`` has lost its bytes, by the owner's own act."""

    KEPT = "kept"
    WITHDRAWN = "withdrawn"  # out of sight, still in the case
    SEALED = "sealed"  # possible sexual image of someone under 18: out of everything
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Origin:
    """How a thing got here, as the person says; empty means not said."""

    method: str = ""  # export|screenshot|photo-of-screen|saved-page|forwarded|typed|other
    platform: str = ""
    account: str = ""
    url: str = ""
    captured_at: str = ""
    captured_by: str = ""
    device: str = ""
    whose: str = ""  # other: it is someone else's, as the person says; empty: their own


@dataclass(frozen=True, slots=True)
class Block:
    """An account that was blocked, as it is written in the messages, and when (aware UTC)."""

    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """One matter. A title is optional: reporting works on an empty case."""

    id: CaseId
    title: str
    created_at: datetime
    under18: str = ""  # "" not asked yet | no | yes | unsure
    zone: str = ""
    initials: str = ""  # for exhibit numbers; empty gives "X"
    about: tuple[str, ...] = ()  # whom it is about, as written in the messages; empty: not told
    blocked: tuple[Block, ...] = ()
    told: Told = field(default_factory=Told)
    statements: tuple[Statement, ...] = ()
    submissions: tuple[Submission, ...] = ()
    rows: tuple[SheetRow, ...] = ()  # of the working sheets
    marks: tuple[tuple[str, str], ...] = ()  # steps of the plan: done, later, not for me
    lookups: tuple[LookUp, ...] = ()  # asked for one by one; failed ones too

    def submission(self, report: str) -> Submission | None:
        """One report of the case."""
        return next((each for each in self.submissions if each.id == report), None)


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A kept or described thing. ``digest`` is ``None`` for described things."""

    id: ItemId
    case: CaseId
    kind: ItemKind
    name: str  # as it was called; hostile text, never a path
    digest: Digest | None
    size: int
    media_type: str
    grade: Grade
    added_at: datetime
    ledger_seq: int
    exhibit: ExhibitNumber | None = None
    state: ItemState = ItemState.KEPT
    state_reason: str = ""
    origin: Origin = field(default_factory=Origin)
    parent: ItemId | None = None
    note: str = ""

    @property
    def has_bytes(self) -> bool:
        """Whether bytes as received are kept; a note's digest is that of its words."""
        file = self.kind in (ItemKind.ORIGINAL, ItemKind.PARTIAL_COPY)
        return file and self.digest is not None and self.state is not ItemState.ERASED


@dataclass(frozen=True, slots=True)
class DiaryNote:
    """One event in a person's own words (needs.md 2.2). Every field may stay empty but one.

    Facts, inference and opinion are separate fields and never merged.
    """

    # when (event time; entry time is the ledger's)
    event_at: str = ""  # as typed
    event_until: str = ""
    certainty: str = "unknown"  # exact|about|unknown
    zone: str = ""
    event_utc: str = ""  # ISO 8601, only where date, time and zone are known
    # where
    service: str = ""
    url: str = ""
    place: str = ""
    device: str = ""
    # who
    who_shown: str = ""
    who_handle: str = ""
    who_believed: str = ""
    who_because: str = ""
    relation: str = ""
    # what
    exact_words: str = ""
    said_back: str = ""
    summary: str = ""
    opinion: str = ""
    technology: str = ""
    # effect
    impact: str = ""
    impact_score: str = ""  # 0-10, optional
    changed_because: str = ""
    loss: str = ""
    # steps
    told_to_stop: str = ""
    reply_made: str = ""
    reported_to: str = ""
    on_behalf: str = ""
    how_saved: str = ""
    attachments: tuple[ItemId, ...] = ()

    def is_empty(self) -> bool:
        """Say whether no field that carries words was filled in."""
        silent = {"certainty", "zone", "event_utc", "attachments"}
        return not any(
            getattr(self, name).strip() for name in self.__dataclass_fields__ if name not in silent
        )


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness to a note, kept in a record of its own that a copy may leave out."""

    note: ItemId
    name: str
    contact: str = ""
    saw: str = ""
    may_be_named: str = "not-asked"  # yes|no|not-asked


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """A safety note in its own store; no pack, report, search or export can reach it."""

    id: str
    written_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class PackRecord:
    """A pack that was made: kept encrypted, so that it can be downloaded again byte for byte."""

    id: ItemId
    case: CaseId
    name: str
    digest: Digest
    size: int
    tag_sha256: str
    fingerprint: str
    head: str
    made_at: datetime
    ledger_seq: int
    items: tuple[ItemId, ...] = ()
