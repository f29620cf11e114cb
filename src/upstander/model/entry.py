"""The ledger's nouns: what is written, how it is committed to, how it is chained.

A ledger line is ``<seq> <prev> <commit>``: ``prev`` is the SHA-256 of the previous line (without
its newline; 64 zeros for the first), ``commit`` the SHA-256 of the exact bytes of the entry body
(JSON, sorted keys, UTF-8, no spaces, with a 128-bit random salt). A body can be withheld without
breaking the chain.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from upstander.model.actor import Actor
from upstander.model.ids import CaseId, ItemId

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""What a body may hold. No floats: they do not round-trip the same everywhere."""

GENESIS = "0" * 64


class Act(StrEnum):
    """What was done. One entry, one act."""

    VAULT_CREATE = "vault.create"
    CASE_OPEN = "case.open"
    CASE_ANSWER = "case.answer"  # an answer about the whole case (under-18 question, zone, names)
    IMPORT = "import"
    CAPTURE = "capture"
    INBOX_FOLD = "inbox.fold"
    DERIVE = "derive"  # an original was read by an importer, with settings and counts
    DESCRIBE = "describe"  # record without copy
    NOTE = "note"
    WITNESS = "witness"
    EXHIBIT_ASSIGN = "exhibit.assign"
    ANSWER = "answer"  # a person's answer about one item (order, zone, who is you)
    SIGN_ANSWER = "sign.answer"  # a person's answer to one quoted sign
    STATEMENT = "statement"  # a fact, an inference or an opinion, by whom
    STEP = "step"  # a step of the plan was done, is for later, or is not for this person
    SHEET_ROW = "sheet.row"  # a row of a working sheet was written, changed or taken out
    REPORT = "report"  # a report was made here; it is sent by the person alone
    REPORT_FOLLOW = "report.follow"  # it was sent, got a reference, an answer, a next date
    LOOK_UP = "look.up"  # a person had a register or a name server asked, or pasted its answer
    OPEN = "open"
    EXPORT = "export"
    HANDOVER = "handover"
    RECEIPT = "receipt"
    VERIFY = "verify"
    ANCHOR = "anchor"
    ANCHOR_FAIL = "anchor.fail"
    CLOCK_JUMP = "clock.jump"
    TAIL_REPAIR = "tail.repair"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    RESTORE_VIEW = "restore.view"
    SEAL = "seal"
    ERASE_TOMBSTONE = "erase.tombstone"
    KEY_SLOT = "key.slot"
    KEY_ROTATE = "key.rotate"
    BACKUP = "backup"
    RESTORE = "restore"
    FORK = "fork"


DISCLOSED_BY_DEFAULT = frozenset(
    {
        Act.IMPORT,
        Act.CAPTURE,
        Act.DERIVE,
        Act.DESCRIBE,
        Act.NOTE,
        Act.CORRECT,
        Act.EXHIBIT_ASSIGN,
        Act.HANDOVER,
        Act.EXPORT,
    }
)
"""Acts about a pack's own exhibits that it discloses; all others only by a ticked choice."""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a use case wants to be written; the ledger adds number, salt, time and machine."""

    act: Act
    actor: Actor
    case: CaseId | None = None
    item: ItemId | None = None
    data: MappingProxyType[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    reason: str = ""
    supersedes: int | None = None
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A written entry, as decoded from its body; ``body`` holds the exact bytes."""

    seq: int
    act: Act
    actor: Actor
    at: datetime  # UTC
    zone: str  # UTC offset of the machine, "+01:00"
    case: CaseId | None
    item: ItemId | None
    data: MappingProxyType[str, Json]
    reason: str
    supersedes: int | None
    parents: tuple[str, ...]
    body: bytes
    line: bytes  # without newline

    @property
    def commit(self) -> str:
        """SHA-256 hex of the body."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many lines there are and the SHA-256 of the last one."""

    length: int
    digest: str


def chain_line(seq: int, previous: bytes | None, body: bytes) -> bytes:
    """Make one line (no newline) from the previous line and the body bytes."""
    prev = hashlib.sha256(previous).hexdigest() if previous is not None else GENESIS
    return b"%d %s %s" % (seq, prev.encode(), hashlib.sha256(body).hexdigest().encode())


def head_of(length: int, last_line: bytes | None) -> Head:
    """Compute the head after ``last_line``."""
    return Head(length, hashlib.sha256(last_line).hexdigest() if last_line else GENESIS)
