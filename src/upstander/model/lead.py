"""What tracing gives: leads, hops and a hand-over point; never a person, never a place of one.

A lead says what was found, how strong it is, where exactly it stands, **who holds the answer, who
may ask them, what to give them, and by when it may be gone**. Terms: hand-over point is the
outside computer that gave a mail to the recipient's own provider; everything a mail says about
the way before it is a claim of the sender's side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Strength(StrEnum):
    """How far a lead can be relied on, by who wrote it down."""

    PROVEN = "proven"
    SIGNED = "signed"
    CLAIMED = "claimed"
    INFERRED = "inferred"

    @property
    def words(self) -> str:
        """How a screen or a paper says it; after "signed by" stands the name of a domain."""
        return {
            Strength.PROVEN: "recorded by your own mail provider",
            Strength.SIGNED: "signed by",
            Strength.CLAIMED: "the sender's side says",
            Strength.INFERRED: "worked out",
        }[self]


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands, so that anybody can look: half open, in ``unit`` of the source.

    ``source`` is a message or item id, or a file name in the shell; ``unit`` is ``byte`` for the
    bytes as received and ``char`` for decoded text; ``where`` says it in words
    ("Received, line 2").
    """

    source: str
    start: int
    end: int
    unit: str = "byte"
    where: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """One thing that someone else holds the answer to. ``value`` is exactly as in the evidence."""

    kind: str  # ip, domain, dkim-domain, message-id, address, phone, link, wallet, handle, ...
    value: str
    strength: Strength
    holder: str  # who holds the answer ("the mail service of example.net")
    ask: str  # who may ask them ("you, to keep it; police, to get it")
    give: str  # what to give them ("the address, the exact time with zone, the headers")
    by: str  # by when it may be gone ("report within days; records often go after 90 days")
    span: Span
    why: str = ""  # one plain sentence: what it is and where it comes from
    signer: str = ""  # for ``signed``: whose key
    notes: tuple[str, ...] = ()  # limits: spoofable, ported, shared, no outside holder
    plain: str = ""  # normal form (E.164, host, ASCII domain); empty where it is the value
    at: datetime | None = None  # when, by whoever wrote the line; aware UTC
    asked_only: bool = False  # shown only when the person asks for it (what a file says)

    @property
    def is_connection(self) -> bool:
        """Whether it is an internet address from the way of a mail, or one that was named."""
        named = self.kind in ("ip", "mail-handover", "mail-submission")
        return named and not self.holder.startswith("nobody")

    @property
    def strength_words(self) -> str:
        """The strength in words, with the signer where there is one."""
        if self.kind == "file-metadata" and self.strength is Strength.CLAIMED:
            return "the file says"  # whose file it is, nobody knows
        return f"{self.strength.words} {self.signer}".strip()


@dataclass(frozen=True, slots=True)
class LeadSource:
    """A message that leads came out of: where it was seen, and whether the case is about it."""

    message: str  # message id, as in the span of a lead
    where: str = ""  # as in an incident of a report
    about: bool = False  # by an account that the case is about, or by one that nothing names


@dataclass(frozen=True, slots=True)
class Hop:
    """One Received line (RFC 5321 4.4), as written; topmost first. ``time_utc`` is aware."""

    by: str
    from_ip: str
    from_rdns: str
    helo: str
    time_utc: datetime | None
    strength: Strength
    note: str
    span: Span
    time_raw: str = ""
    protocol: str = ""  # the ``with`` clause
    inside: bool = False  # between computers of the recipient's own provider


@dataclass(frozen=True, slots=True)
class HandOver:
    """The outside computer that gave the mail to the recipient's provider, and why we say so."""

    ip: str
    host: str  # as the border server wrote it; empty when it wrote none
    strength: Strength
    basis: str
    time_utc: datetime | None
    span: Span


class Verdict(StrEnum):
    """What a check of a signature shows; a missing key is never called a forgery."""

    VALID = "valid"
    ALTERED = "altered"
    KEY_GONE = "key gone"
    CANNOT = "cannot be checked"


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """One DKIM signature or ARC set (RFC 6376, RFC 8617) and what checking it showed."""

    method: str  # dkim | arc
    domain: str
    selector: str
    verdict: Verdict
    why: str
    span: Span
    limits: tuple[str, ...] = ()  # "only the first 400 bytes are signed", "To is not signed"
    key_seen_at: datetime | None = None  # when the key that was used was looked up
    key_at: str = ""  # where in DNS its key stands (RFC 6376 3.6.2.1); empty for no such name


@dataclass(frozen=True, slots=True)
class AuthResult:
    """One result of an Authentication-Results field (RFC 8601), as written."""

    server: str  # authserv-id
    method: str
    result: str
    properties: tuple[tuple[str, str], ...]
    trusted: bool
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class Authentication:
    """All that says whether the sender's address is what it looks like."""

    results: tuple[AuthResult, ...] = ()
    signatures: tuple[SignatureCheck, ...] = ()
    aligned: tuple[str, ...] = ()  # "dkim example.org", "spf example.org" (RFC 7489 3.1)
    forged_looking: bool = False
    why: str = ""  # quotes the results that make the From address look forged


@dataclass(frozen=True, slots=True)
class FromAddress:
    """One address that a mail names as its sender or for answers. It names nobody's guilt."""

    field: str  # From, Sender, Reply-To, Return-Path
    display: str
    address: str
    span: Span
    notes: tuple[str, ...] = ()  # "looks forged: ...", "differs from From", look-alikes
    own: bool = False  # it is the recipient's own address


@dataclass(frozen=True, slots=True)
class TraceSheet:
    """What one message gives. ``warnings`` are whole plain sentences."""

    source: str
    handover: HandOver | None = None
    hops: tuple[Hop, ...] = ()
    authentication: Authentication = field(default_factory=Authentication)
    froms: tuple[FromAddress, ...] = ()
    leads: tuple[Lead, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PossibleLink:
    """Two accounts that share something: a question with its reason, never a merger."""

    first: str
    second: str
    shares: str  # same number, same address, same text, same wallet, same hand-over point
    value: str
    question: str
    items: tuple[str, ...]


class ContactStrength(StrEnum):
    """How likely it is that mail to a contact reaches somebody who can act."""

    NAMED = "named"  # the register names it for abuse
    PARENT = "parent"  # named for abuse at the network around this one
    WEAK = "weak"  # another contact of the holder, not named for abuse
    GUESS = "guess"  # by custom only (RFC 2142); nobody named it

    @property
    def words(self) -> str:
        """How a screen or a paper says it."""
        return {
            ContactStrength.NAMED: "named for reports of abuse",
            ContactStrength.PARENT: "named for the larger network around it",
            ContactStrength.WEAK: "another contact; it may not be the right one",
            ContactStrength.GUESS: "a guess by custom; nobody named it",
        }[self]


@dataclass(frozen=True, slots=True)
class AbuseContact:
    """Where a report about a number or a name may go. It comes from a register's answer only.

    ``source`` is the server that answered, or says that the answer was pasted; ``checked`` is
    when, and is shown with it. ``can`` says what this one can do.
    """

    address: str  # mail address
    holder: str  # organisation as the register names it; never a private person
    role: str  # abuse | registrar abuse | technical | registrant | ...
    strength: ContactStrength
    why: str
    source: str = ""
    can: str = ""
    phone: str = ""
    checked: datetime | None = None


class LookOutcome(StrEnum):
    """What came of asking. A failure is no answer: it says nothing about the number or name."""

    FOUND = "found"
    ABSENT = "absent"  # the register has nothing under it
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LookUp:
    """A look-up that a person asked for, as the record keeps it; the answer is in entry ``seq``."""

    kind: str  # ip | asn | domain | txt
    value: str  # as it was sent
    asked: str  # the server; empty where the answer was pasted
    at: datetime
    outcome: LookOutcome
    seq: int
    why: str = ""  # what went wrong, as a short name
    digest: str = ""  # SHA-256 hex of the answer
    pasted: bool = False
