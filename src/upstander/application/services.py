"""The ports a use case may use, joined by ``bootstrap``."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.application.isolation_port import Isolation
from upstander.application.ports import (
    BlobStore,
    Clock,
    Ids,
    Inbox,
    Index,
    Keys,
    Ledger,
    PrivateNotes,
)


@dataclass(frozen=True, slots=True)
class Services:
    """Everything but the private safety notes, which no pack, search or export may reach."""

    clock: Clock
    ids: Ids
    ledger: Ledger
    blobs: BlobStore
    inbox: Inbox
    index: Index
    keys: Keys
    isolation: Isolation


@dataclass(frozen=True, slots=True)
class PrivateServices:
    """What the private safety note's own use cases get, and nothing else."""

    notes: PrivateNotes
