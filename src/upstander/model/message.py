"""The normal form: one record for a message, call, post, mail or system line.

Append-only and never rewritten. Standard terms follow CASE/UCO (Message, Account) and JMAP
(RFC 8621) where they have a name. Every field says where it came from; a thing not known is
``None``, never guessed. Importers may keep unknown source keys in ``extra``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from upstander.model.ids import MessageId


class MessageKind(StrEnum):
    """What sort of communication this is."""

    MESSAGE = "message"
    CALL = "call"
    PAYMENT = "payment"
    VOICEMAIL = "voicemail"
    POST = "post"
    COMMENT = "comment"
    REACTION = "reaction"
    SYSTEM = "system"
    STATUS = "status"
    MAIL = "mail"
    WEB_CAPTURE = "web_capture"
    OCR_TEXT = "ocr_text"


class ZoneBasis(StrEnum):
    """Why a zone is believed."""

    IN_SOURCE = "in_source"
    UNIX_EPOCH = "unix_epoch"
    USER_SAID = "user_said"
    ASSUMED = "assumed"
    NONE = "none"


class DateOrder(StrEnum):
    """Order of the date fields as read."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    NOT_APPLICABLE = "n/a"
    UNDECIDED = "undecided"


class AttachmentState(StrEnum):
    """Whether the bytes of an attachment are here."""

    PRESENT = "present"
    MISSING = "missing"
    OMITTED_BY_EXPORT = "omitted_by_export"
    EXPIRED_LINK = "expired_link"
    DAMAGED = "damaged"
    REFUSED = "refused"


class MessageState(StrEnum):
    """What the source says became of the message."""

    CURRENT = "current"
    EDITED = "edited"
    UNSENT = "unsent"
    DELETED_BY_SENDER = "deleted_by_sender"
    DELETED_BY_ADMIN = "deleted_by_admin"
    EXPIRED = "expired"
    REDACTED_IN_EXPORT = "redacted_in_export"


@dataclass(frozen=True, slots=True)
class Party:
    """A handle as written. Import never merges persons: that is a person's answer, kept apart."""

    as_written: str
    handle: str = ""
    handle_kind: str = "display_name"  # phone|email|user_id|username|display_name|none
    normalised: str = ""
    is_self: bool | None = None
    deleted_account: bool = False
    role: str = ""  # for recipients: to|cc|bcc|group|mentioned


@dataclass(frozen=True, slots=True)
class MessageTime:
    """One time with everything that is and is not known about it.

    ``utc`` is set only where zone and order are known or said; ``local`` is naive wall time.
    ``earliest_utc``/``latest_utc`` bound an undecided time.
    """

    role: str  # sent|received|server|edited|deleted|captured|file_mtime
    raw: str
    utc: datetime | None = None
    local: datetime | None = None
    zone: str | None = None
    zone_basis: ZoneBasis = ZoneBasis.NONE
    precision: str = "none"  # us|ms|s|min|day|none
    order: DateOrder = DateOrder.NOT_APPLICABLE
    calendar: str = "gregorian"
    fold: int | None = None
    nonexistent: bool = False
    earliest_utc: datetime | None = None
    latest_utc: datetime | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """One body. ``repairs`` names what was mended for display (the bytes stay as they were)."""

    text: str
    type: str = "text"  # text|html|attributed
    language: str | None = None
    charset_declared: str | None = None
    charset_used: str | None = None
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An address as shown and where it really goes; never opened."""

    as_written: str
    target: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody else's words inside a message."""

    text: str
    native_id: str | None = None
    sender: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What the source says about a forward."""

    sender: str | None = None
    time: str | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file named by a message. ``member`` is its path inside the container, if it is there."""

    native_name: str
    safe_name: str
    state: AttachmentState
    declared_type: str | None = None
    sniffed_type: str | None = None
    size: int | None = None
    sha256: str | None = None
    member: str | None = None
    url: str | None = None
    caption: str | None = None
    view_once: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """A symbol put on a message."""

    symbol: str
    party: Party | None = None
    time: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """An earlier text, if the source kept it."""

    time: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call as the source tells it; times in the message's own ``times``."""

    medium: str  # voice|video
    result: str = ""
    duration_s: int | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment as the source tells it. A doubtful one is not ``counted`` in any sum.

    ``hundredths`` are those of ``currency``, exact and never negative; ``None``: not read.
    """

    written: str  # the amount as it stands in the source
    hundredths: int | None
    currency: str = ""  # ISO 4217; empty: not said; "$": some dollar
    payee: str = ""
    ref: str = ""
    method: str = ""
    came_in: bool = False
    counted: bool = True
    confirmed: bool = False  # a person said it is one of its own, although it looks like another
    doubt: str = ""

    @property
    def words(self) -> str:
        """The payment in one line, for a timeline."""
        whom = f" {'from' if self.came_in else 'to'} {self.payee}" if self.payee else ""
        ref = f", reference {self.ref}" if self.ref else ""
        doubt = f" (not counted: {self.doubt.rstrip('.')})" if not self.counted else ""
        return f"Payment of {self.written or 'an amount not written'}{whom}{ref}{doubt}"


@dataclass(frozen=True, slots=True)
class SystemEvent:
    """A line written by the service, not by a person."""

    action: str
    actor: str | None = None
    targets: tuple[str, ...] = ()
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The thread a message stands in."""

    id: str
    title: tuple[str, ...] = ()
    type: str = "unknown"  # direct|group|channel|public|unknown
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where in which bytes this was read, by what.

    ``start``/``end`` are byte offsets in the innermost container member (half open); a format
    without byte spans gives ``pointer`` (JSON pointer, table+rowid, message index) instead.
    """

    source_sha256: str
    raw_sha256: str
    importer: str
    importer_version: str
    start: int | None = None
    end: int | None = None
    pointer: str | None = None
    container: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def locator(self) -> str:
        """The part of the message id that says where."""
        where = self.pointer if self.start is None else f"{self.start}-{self.end}"
        return "!".join((*self.container, where or ""))


@dataclass(frozen=True, slots=True)
class Message:
    """Any communication, in the one form that every later step reads."""

    id: MessageId
    kind: MessageKind
    platform: str
    variant: str
    seq: int
    provenance: Provenance
    sender: Party | None = None
    conversation: Conversation | None = None
    recipients: tuple[Party, ...] = ()
    times: tuple[MessageTime, ...] = ()
    content: tuple[Content, ...] = ()
    subject: str | None = None
    direction: str = "unknown"  # in|out|system|unknown
    direction_basis: str = ""
    native_id: str | None = None
    native_thread_id: str | None = None
    native_parent_id: str | None = None
    mentions: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    forwarded: Forwarded | None = None
    attachments: tuple[Attachment, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    edits: tuple[Edit, ...] = ()
    state: MessageState = MessageState.CURRENT
    call: Call | None = None
    system: SystemEvent | None = None
    delivery: str | None = None
    labels: tuple[str, ...] = ()
    location: str | None = None
    poll: str | None = None
    contact_card: str | None = None
    payment: Payment | None = None
    extra: tuple[tuple[str, str], ...] = ()
    same_as: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """All bodies that can be read as text, joined by blank lines."""
        return "\n\n".join(part.text for part in self.content if part.text)

    @property
    def sent(self) -> MessageTime | None:
        """The time the source gives for sending, else its first time."""
        for time in self.times:
            if time.role == "sent":
                return time
        return self.times[0] if self.times else None
