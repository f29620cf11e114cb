"""What a pack is made of: the nouns that a use case hands over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Protocol

from upstander.model.digest import Digest
from upstander.model.entry import Entry, Head
from upstander.model.evidence import Case, DiaryNote, EvidenceItem, Witness
from upstander.model.message import Message
from upstander.model.reading import ReadReport

MARK = "POLICE COPY, not for platform, school or employer"

OpenOriginal = Callable[[Digest], BinaryIO]
"""Opens an original as a plain stream; raises OriginalChanged."""

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much is done, how much there is."""


class Signer(Protocol):
    """What the seal needs of an unlocked vault's keys."""

    def sign_p256(self, data: bytes) -> bytes:
        """ECDSA P-256 with SHA-256, DER."""
        ...

    def sign_ssh(self, data: bytes, namespace: str) -> bytes:
        """Armoured SSHSIG by the Ed25519 key."""
        ...

    def p256_public_pem(self) -> bytes:
        """SubjectPublicKeyInfo, PEM."""
        ...

    def ssh_public_line(self) -> str:
        """``ssh-ed25519 AAAA...``."""
        ...

    def fingerprint(self) -> str:
        """SHA-256 hex of the DER SubjectPublicKeyInfo."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A small clean copy of a picture, for print only; ``digest`` is that of the original."""

    member: str  # name inside the container, "" for the item itself
    digest: str  # SHA-256 hex
    jpeg: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One item with what was read from it, and how much of that was left out."""

    item: EvidenceItem
    messages: tuple[Message, ...] = ()
    note: DiaryNote | None = None
    witnesses: tuple[Witness, ...] = ()
    omitted: int = 0
    total: int = 0
    report: ReadReport | None = None
    pictures: tuple[Picture, ...] = ()

    @property
    def has_original(self) -> bool:
        """Whether bytes as received go into the pack."""
        return self.item.has_bytes

    @property
    def thread(self) -> tuple[Message, ...]:
        """The messages in the order of their source, whatever order they came in."""
        return tuple(sorted(self.messages, key=lambda message: message.seq))

    @property
    def has_words(self) -> bool:
        """Whether there is anything to transcribe: messages, a note, a description."""
        return bool(self.messages or self.note or (self.item.note and not self.has_original))


@dataclass(frozen=True, slots=True)
class PageOne:
    """The person's own words for page 1; an empty field prints as "not said"."""

    at_risk_now: str = ""
    what_happened: str = ""
    worst: str = ""
    done_so_far: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ToolFacts:
    """What made the pack."""

    name: str
    version: str
    python: str
    parsers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PackRequest:
    """Everything that goes into one pack. Private safety notes have no place in it."""

    pack_id: str
    case: Case
    exhibits: tuple[Exhibit, ...]
    entries: tuple[Entry, ...]  # those that are disclosed
    chain: bytes
    head: Head
    created: datetime  # aware, UTC
    zone: str  # IANA name or offset, for local times
    producer: str
    page_one: PageOne
    tool: ToolFacts
    include_witnesses: bool = False

    def __post_init__(self) -> None:
        """Refuse an id that is no plain folder name (``ValueError``)."""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{2,63}", self.pack_id):
            raise ValueError("a pack id is letters, digits and hyphens")

    def numbered(self) -> Iterator[tuple[str, Exhibit]]:
        """Give each exhibit with the number it has in this pack."""
        for count, exhibit in enumerate(self.exhibits, 1):
            yield exhibit_number(exhibit, self.case, count), exhibit


def exhibit_number(exhibit: Exhibit, case: Case, count: int) -> str:
    """The assigned number, else initials and the place in the pack (a preview before that)."""
    given = re.sub(r"[^A-Za-z0-9-]", "-", exhibit.item.exhibit or "").strip("-")
    initials = re.sub(r"[^A-Za-z]", "", case.initials).upper() or "X"
    return given or f"{initials}-{count:03d}"


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the pack. ``chunks`` may be called again and gives the same bytes."""

    path: str
    size: int
    sha256: str
    chunks: Callable[[], Iterator[bytes]] = field(repr=False)

    @classmethod
    def of(cls, path: str, data: bytes) -> PackFile:
        """A small file that is in memory."""
        return cls(path, len(data), Digest.of(data).hex, lambda: iter((data,)))
