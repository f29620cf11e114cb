"""What the use cases need from the world. Adapters and fakes keep the same contract tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol

from upstander.application.looks import Looks
from upstander.model.digest import Digest
from upstander.model.entry import Entry, EntryDraft, Head, Json
from upstander.model.evidence import (
    Case,
    DiaryNote,
    EvidenceItem,
    PackRecord,
    PrivateNote,
    Witness,
)
from upstander.model.ids import ActorId, CaseId, DeviceId, ItemId, MessageId, VaultId
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings
from upstander.model.verification import Verification


@dataclass(frozen=True, slots=True)
class Moment:
    """One look at the clocks."""

    utc: datetime  # aware, UTC, microseconds
    zone: str  # offset of the machine, "+01:00"
    monotonic_ns: int
    boot: str  # id of this start of the machine
    source: str = "os"  # ntp|os|unknown


class Clock(Protocol):
    """The only way to the time."""

    def now(self) -> Moment:
        """Look at the clocks."""
        ...


class Ids(Protocol):
    """The only way to randomness."""

    def new(self) -> str:
        """Give a fresh id: 26 Crockford base32 characters, random, no time inside."""
        ...

    def salt(self) -> bytes:
        """Give 16 random bytes."""
        ...


class Ledger(Protocol):
    """The append-only diary. What ``append`` returned is on disk."""

    @property
    def vault(self) -> VaultId:
        """The vault this ledger belongs to."""
        ...

    def append(self, drafts: Sequence[EntryDraft]) -> tuple[Entry, ...]:
        """Write entries in one group of fsyncs and return them once they are durable.

        Raises :class:`VaultLocked`, :class:`DiskFull`, :class:`ReadOnlyMedium`,
        :class:`VaultBusy`. Adds a ``clock.jump`` entry by itself when wall time went back.
        """
        ...

    def head(self) -> Head:
        """Length and digest of the last line."""
        ...

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """Read from a sequence number on, checking chain and commitments; LedgerChanged."""
        ...

    def chain(self) -> bytes:
        """The three-column text, complete lines only."""
        ...


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What came of writing: digest and size of the plain bytes."""

    digest: Digest
    size: int


class BlobSink(Protocol):
    """Takes bytes chunk by chunk; only ciphertext touches the disk."""

    def write(self, chunk: bytes) -> None:
        """Take the next chunk."""
        ...

    def finish(self, *, durable: bool = True) -> StoredBlob:
        """Close and put in place; ``durable=False`` leaves the fsync to ``BlobStore.sync``."""
        ...

    def abandon(self) -> None:
        """Throw the bytes away; the person has not been told that they are kept."""
        ...


class InboxSink(BlobSink, Protocol):
    """A sink of the inbox that knows the ref of its capture."""

    @property
    def ref(self) -> str:
        """The capture's id; it becomes the id of the item when it is folded in."""
        ...


class BlobStore(Protocol):
    """Immutable encrypted originals, found by the digest of their plain bytes."""

    def receive(self) -> BlobSink:
        """Start a new original. The same bytes twice give one blob."""
        ...

    def open(self, digest: Digest) -> BinaryIO:
        """Give a seekable plain stream; raises :class:`OriginalChanged` when damaged/missing."""
        ...

    def has(self, digest: Digest) -> bool:
        """Say whether the blob is there (presence, not health)."""
        ...

    def erase(self, digest: Digest) -> None:
        """Remove the bytes. Only the owner's erasure and the wipe use this."""
        ...

    def sync(self) -> None:
        """Make everything finished so far durable, in one group."""
        ...


@dataclass(frozen=True, slots=True)
class InboxItem:
    """Something captured, perhaps while locked; ``meta`` was encrypted beside it."""

    ref: str
    captured_at: datetime
    meta: MappingProxyType[str, Json]
    blob: StoredBlob


class Inbox(Protocol):
    """Takes in while locked, with the public key only."""

    def receive(self, meta: dict[str, Json]) -> InboxSink:
        """Start a capture; after ``finish`` it is durable and encrypted."""
        ...

    def pending(self) -> tuple[InboxItem, ...]:
        """List finished captures, oldest first; needs the keys (VaultLocked)."""
        ...

    def open(self, ref: str) -> BinaryIO:
        """Read a capture."""
        ...

    def adopt(self, ref: str) -> StoredBlob:
        """Make the capture a blob of the store without rewriting it; it stays until discarded."""
        ...

    def discard(self, ref: str) -> None:
        """Remove the capture after it was folded into the ledger (or never to be kept)."""
        ...


class Keys(Protocol):
    """What an unlocked vault can do with its keys; nothing gives out a private key."""

    def database_key(self) -> bytes:
        """32 bytes for SQLCipher."""
        ...

    def sign_p256(self, data: bytes) -> bytes:
        """ECDSA P-256 with SHA-256, DER (FIPS 186-5)."""
        ...

    def sign_ssh(self, data: bytes, namespace: str) -> bytes:
        """Armoured SSHSIG (OpenSSH PROTOCOL.sshsig) by the Ed25519 key."""
        ...

    def p256_public_pem(self) -> bytes:
        """SubjectPublicKeyInfo, PEM."""
        ...

    def ssh_public_line(self) -> str:
        """``ssh-ed25519 AAAA...`` without a comment."""
        ...

    def fingerprint(self) -> str:
        """SHA-256 hex of the DER SubjectPublicKeyInfo of the P-256 key."""
        ...


class Index(Looks, Protocol):
    """The shadow of the ledger: everything in it can be made again by ``rebuild``."""

    def applied(self) -> int:
        """How many ledger entries have been projected (the next sequence number wanted)."""
        ...

    def apply(self, entries: Sequence[Entry]) -> None:
        """Project entries in order, in one transaction; applying one twice changes nothing."""
        ...

    def reset(self) -> None:
        """Empty everything, as before the first entry."""
        ...

    def put_messages(self, item: ItemId, messages: Sequence[Message]) -> int:
        """Add messages of an item in one transaction; known ids are left alone. Gives new rows."""
        ...

    def drop_messages(self, item: ItemId) -> None:
        """Remove an item's messages before it is read again with other answers."""
        ...

    def put_report(self, item: ItemId, report: ReadReport) -> None:
        """Keep the reading report of an item (replaces an earlier one)."""
        ...

    def snapshot(self) -> str:
        """A digest over everything a person could see, for "rebuilt equals lived"."""
        ...

    # what use cases need to read back
    def cases(self) -> tuple[Case, ...]:
        """All cases, oldest first."""
        ...

    def case(self, case: CaseId) -> Case:
        """One case; NotFound."""
        ...

    def items(self, case: CaseId) -> tuple[EvidenceItem, ...]:
        """All items of a case in ledger order, in every state but sealed."""
        ...

    def item(self, item: ItemId) -> EvidenceItem:
        """One item in any state; NotFound."""
        ...

    def note(self, item: ItemId) -> DiaryNote:
        """The present text of a note (after corrections); NotFound."""
        ...

    def witnesses(self, item: ItemId) -> tuple[Witness, ...]:
        """Witness records of a note."""
        ...

    def packs(self, case: CaseId) -> tuple[PackRecord, ...]:
        """The packs made of a case, oldest first (from ``export`` entries)."""
        ...

    def pack(self, pack: ItemId) -> PackRecord:
        """One pack; NotFound."""
        ...

    def report(self, item: ItemId) -> ReadReport | None:
        """The reading report, if the item was read."""
        ...

    def settings(self, item: ItemId) -> ReadSettings:
        """The answers given so far for reading this item."""
        ...

    def messages(
        self, case: CaseId, *, items: Sequence[ItemId] | None = None
    ) -> Iterator[tuple[ItemId, Message]]:
        """All messages of visible items in time order (undated last), streaming."""
        ...

    def message(self, message: MessageId, *, case: CaseId | None = None) -> tuple[ItemId, Message]:
        """One message, of one case where that is said: the same file may be in two; NotFound."""
        ...

    def people(self, case: CaseId, limit: int) -> tuple[str, ...]:
        """Who wrote what is in sight, as shown, those who wrote most first; NotFound."""
        ...


class PrivateNotes(Protocol):
    """The second ledger with its own data key. Not part of :class:`Services`, on purpose."""

    def add(self, text: str, ref: str = "") -> PrivateNote:
        """Keep a note. With the ``ref`` of a capture, which becomes its id, twice is once."""
        ...

    def all(self) -> tuple[PrivateNote, ...]:
        """All notes, oldest first."""
        ...

    def erase(self, note: str) -> None:
        """Erase one note without a tombstone."""
        ...


@dataclass(frozen=True, slots=True)
class Machine:
    """Random ids for this vault's person and device."""

    actor: ActorId
    device: DeviceId


Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much is done, and how much there is (if known)."""


class VaultFiles(Protocol):
    """The vault as a whole: checking and copying it."""

    def check(
        self, *, full: bool = False, head: Head | str | None = None, progress: Progress = ...
    ) -> Verification:
        """Check the chain, presence and sizes; ``full`` decrypts and hashes everything."""
        ...

    def backup(self, dest: Path) -> None:
        """Copy the ciphertext to ``dest``, without what is sealed, and check the copy."""
        ...


class WriteLock(Protocol):
    """One writer at a time over several processes."""

    def hold(self) -> AbstractContextManager[None]:
        """Hold the lock; VaultBusy after a few seconds."""
        ...


def silent(_what: str, _done: int, _total: int | None) -> None:
    """A :data:`Progress` that shows nothing."""


def batched(messages: Iterable[Message], size: int) -> Iterator[list[Message]]:
    """Group messages for one transaction each."""
    batch: list[Message] = []
    for message in messages:
        batch.append(message)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
