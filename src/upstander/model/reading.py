"""What reading one original gave: the report that stands first in ``read --json``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """The person's answers that steer reading; an empty value means "not answered"."""

    zone: str = ""  # IANA name, for wall times without a zone
    date_order: str = ""  # dmy|mdy|ymd
    self_name: str = ""  # which of the names is "you"
    password: str = ""
    members: tuple[str, ...] | None = None  # only these archive members may be opened
    columns: str = ""  # what the columns of a table mean, such as "when=0,number=1;kind=calls"
    repeats: str = ""  # which repeated rows did happen: yes, no, or row numbers such as "4,7"

    def recorded(self) -> tuple[tuple[str, str], ...]:
        """What goes into provenance: answers only, never the password."""
        pairs = (
            ("zone", self.zone),
            ("date_order", self.date_order),
            ("self", self.self_name),
            ("columns", self.columns),
            ("repeats", self.repeats),
        )
        return tuple(pair for pair in pairs if pair[1])


@dataclass(frozen=True, slots=True)
class Leftover:
    """Bytes of the source that belong to no message, and why."""

    start: int
    end: int
    reason: str
    container: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the importer decided, with its reason."""

    about: str  # date-order|zone|charset|...
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can know. ``slug`` is a field of :class:`ReadSettings`."""

    slug: str  # date_order|zone|self_name|password|columns|repeats
    prompt: str
    options: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """A gap or a doubt, in plain words."""

    code: str
    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class TablePreview:
    """How a table is read: its first rows, and the column of each meaning, from 0."""

    kind: str  # calls|payments|messages
    names: tuple[str, ...]  # of the columns
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, int], ...]  # meaning and column
    columns: str  # the same as an answer: see ReadSettings.columns
    unsure: tuple[str, ...] = ()  # plain sentences
    currency: str = ""  # of amounts that name none


@dataclass(frozen=True, slots=True)
class Coverage:
    """Declares the size of the text that the spans must add up to, and bytes covered by rows."""

    bytes_total: int
    bytes_covered: int
    container: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probe:
    """How sure a source is that it can read these bytes (0 no, 100 certain), and why."""

    confidence: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """The outcome of reading one original. ``bytes_covered + bytes_leftover == bytes_total``."""

    source: str  # slug of the source, or "unknown"
    importer_version: str
    sha256: str
    status: str  # read|partly|kept-not-read|refused|empty
    why: str
    bytes_total: int
    bytes_covered: int
    bytes_leftover: int
    counts: tuple[tuple[str, int], ...] = ()
    senders: tuple[tuple[str, int], ...] = ()
    first_utc: datetime | None = None
    last_utc: datetime | None = None
    attachments_present: tuple[str, ...] = ()
    attachments_missing: tuple[str, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[Warned, ...] = ()
    table: TablePreview | None = None  # where it is a table
