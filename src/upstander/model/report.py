"""What a report is made from and what it becomes: facts told once, statements, documents.

Facts, inferences and opinions are three things (needs S8): who targeted, by which technology,
with what effect are facts that a person tells; intent stays the reporter's opinion.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from upstander.model.lead import Lead, LeadSource
from upstander.model.worksheets import (
    Claim,
    Exposed,
    Intrusion,
    OfficialForm,
    ProfilePair,
    Repost,
    ToWarn,
)


class AgeBand(StrEnum):
    """How old the person targeted is, as far as it changes words and routes."""

    UNDER_13 = "under-13"
    TEEN = "13-15"
    OLDER_TEEN = "16-17"
    ADULT = "adult"
    UNKNOWN = "unknown"

    @property
    def is_child(self) -> bool:
        """Whether the law protects the person as a child. Unknown is decided by the caller."""
        return self in (AgeBand.UNDER_13, AgeBand.TEEN, AgeBand.OLDER_TEEN)

    @classmethod
    def of_years(cls, years: int) -> AgeBand:
        """The band that a number of years is among."""
        for below, band in ((13, cls.UNDER_13), (16, cls.TEEN), (18, cls.OLDER_TEEN)):
            if years < below:
                return band
        return cls.ADULT


class Consent(StrEnum):
    """What the person targeted said about being helped; never invented."""

    YES = "yes"
    REFUSED = "refused"
    UNABLE = "unable"
    NOT_ASKED = "not asked"


class HelperRole(StrEnum):
    """As what somebody keeps the case."""

    SELF = "self"
    PARENT = "parent"
    FRIEND = "friend"
    TEACHER = "teacher"
    MANAGER = "manager"
    PROFESSIONAL = "professional"
    BYSTANDER = "bystander"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Helping:
    """Who helps whom, asked once; the defaults mean "not told" and give the safer route."""

    role: HelperRole = HelperRole.SELF
    relation: str = ""
    age: AgeBand = AgeBand.UNKNOWN
    other_ages: tuple[AgeBand, ...] = ()  # contradictory answers; the younger one counts
    protects_self: str = ""  # "" not asked | yes | no | unsure
    consent: Consent = Consent.NOT_ASKED
    wants: str = ""  # what the person wants, in their words
    reason: str = ""  # why someone else's export is kept (H7)

    @property
    def youngest(self) -> AgeBand:
        """The age that counts: of answers that contradict each other, the younger one."""
        order = (AgeBand.UNDER_13, AgeBand.TEEN, AgeBand.OLDER_TEEN, AgeBand.ADULT)
        told = {self.age, *self.other_ages}
        return next((each for each in order if each in told), AgeBand.UNKNOWN)


class Nature(StrEnum):
    """What sort of statement it is."""

    FACT = "fact"  # seen, heard or done by the one who says it
    INFERENCE = "inference"  # worked out from facts that are named
    OPINION = "opinion"  # believed; never stated as more


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a person said, by whom and when; an opinion never fills a "who" field."""

    nature: Nature
    text: str
    by: str = ""
    at: datetime | None = None
    about: str = ""  # technology | targeted | effect | intent | who | other


@dataclass(frozen=True, slots=True)
class Incident:
    """One dated thing for a report, in the words of the evidence. ``utc`` is aware."""

    when: str  # local time with offset and how sure, for people
    what: str  # exact words, or what was done
    account: str = ""  # as shown; never a person
    where: str = ""  # service, address of the post, phone line
    utc: datetime | None = None
    certainty: str = "exact"  # exact | about | unsure
    item: str = ""  # exhibit number or item id
    level: str = ""  # A to E of a sign in it; empty when none
    message: str = ""  # message id
    note: str = ""  # whose word the sender and the time are; whole sentences
    thing: str = ""  # item id of the kept thing that it stands in
    about: bool = False  # by an account that the person said the case is about


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """One kept original, as a receiver can check it."""

    exhibit: str
    name: str
    sha256: str
    size: int
    kept_at: datetime | None = None
    grade: str = ""
    thing: str = ""  # item id
    holds: tuple[str, ...] = ()  # "calls", "payments": the rows of a table that was read


@dataclass(frozen=True, slots=True)
class SubjectAccount:
    """An account whose conduct is looked at, as shown; who uses it is not said."""

    name: str
    service: str = ""
    id: str = ""  # stable profile id, where seen
    address: str = ""  # of the profile, as written
    number: str = ""
    first: datetime | None = None
    last: datetime | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One row of a call log. ``duration_s`` in seconds; ``doubt`` says why a row is doubtful."""

    when: str
    number: str  # as written; "withheld" stays so
    direction: str  # in | out | missed | unknown
    duration_s: int | None = None
    utc: datetime | None = None
    doubt: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class LossRow:
    """One payment. ``pence`` is in hundredths of ``currency``; a doubtful row is not summed.

    ``confirmed``: the person said that it is a payment of its own, although it looks like
    another row.
    """

    when: str
    payee: str
    ref: str
    pence: int
    currency: str = "GBP"
    day: date | None = None
    method: str = ""
    doubt: str = ""
    counted: bool = True
    row: int = 0
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach whoever reports. ``safe`` says which way and when is safe."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    safe: str = ""


@dataclass(frozen=True, slots=True)
class DoneBefore:
    """A report that was made before: to whom, when, with which reference and answer.

    ``to`` is the receiver's name for people, ``body`` its id in the directory, ``report`` the id
    of the submission. ``brief``: a receiver is told no more of it than stands here.
    """

    to: str
    when: str
    channel: str = ""
    reference: str = ""
    answer: str = ""
    next_date: date | None = None
    report: str = ""
    form: str = ""
    body: str = ""
    outcome: str = ""  # whether they do what was asked, as the person understood it
    brief: bool = False


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything told once, from which every form is filled. All of it may be empty.

    ``private`` holds words that only some receivers get, by what they are: ``name``,
    ``address``, ``postcode``, ``phone``, ``email``, ``school``, ``child``, ``witness``,
    ``other-person``, ``password``, ``police-reference``. A form names the ones it shares.
    ``seen_names`` are pairs of the same sort that nobody told: the names of people who take part
    in the kept conversations and are not what the report is about.
    """

    case_ref: str = ""
    what_happened: str = ""
    target_name: str = ""
    at_risk_now: str = ""
    place: str = ""  # GB-ENG and the like; empty: not told
    address: str = ""  # where the person at risk is now
    helping: Helping = field(default_factory=Helping)
    reporter: Contact = field(default_factory=Contact)
    kinds: tuple[str, ...] = ()
    platform: str = ""  # directory id such as platform.snapchat; empty: not told
    addresses: tuple[str, ...] = ()  # of posts and pages, as written; never opened
    accounts: tuple[SubjectAccount, ...] = ()
    incidents: tuple[Incident, ...] = ()
    worst: Incident | None = None
    effect: str = ""
    fear: str = ""
    told_to_stop: str = ""
    statements: tuple[Statement, ...] = ()
    evidence: tuple[KeptEvidence, ...] = ()
    leads: tuple[Lead, ...] = ()
    stands_in: tuple[tuple[str, str], ...] = ()  # message id of a lead, and the kept thing
    sources: tuple[LeadSource, ...] = ()  # of the leads; what is not in it is not known
    calls: tuple[CallRecord, ...] = ()
    losses: tuple[LossRow, ...] = ()
    witnesses: tuple[str, ...] = ()
    before: tuple[DoneBefore, ...] = ()
    wants: str = ""  # what is asked of the receiver, in the person's words
    police_reference: str = ""
    school: str = ""
    employer: str = ""
    bank: str = ""
    own_number: str = ""
    own_accounts: tuple[str, ...] = ()
    private: tuple[tuple[str, str], ...] = ()
    seen_names: tuple[tuple[str, str], ...] = ()
    hidden_names: tuple[str, ...] = ()  # witnesses who did not agree to be named: for nobody
    about: tuple[str, ...] = ()  # accounts that the person said the case is about
    unsure: tuple[str, ...] = ()  # what is missing or not sure, in words
    zone: str = ""
    raw_mail: bytes = b""  # the original mail that a network report is about
    last_seen: datetime | None = None  # of anything by another account, urgent or not; aware UTC
    claims: tuple[Claim, ...] = ()
    profiles: tuple[ProfilePair, ...] = ()
    reposts: tuple[Repost, ...] = ()
    exposed: tuple[Exposed, ...] = ()
    to_warn: tuple[ToWarn, ...] = ()
    intrusions: tuple[Intrusion, ...] = ()
    official_forms: tuple[OfficialForm, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a person told about the whole case, once, for every plan and report.

    Empty means not told. ``private`` holds pairs as in :class:`ReportFacts`. Yes and no are
    written ``yes``, ``no`` or ``unsure``.
    """

    helping: Helping = field(default_factory=Helping)
    what_happened: str = ""
    at_risk_now: str = ""
    danger_now: str = ""
    target_name: str = ""
    place: str = ""
    address: str = ""
    effect: str = ""
    fear: str = ""
    technology: str = ""
    told_to_stop: str = ""
    wants: str = ""
    kinds: tuple[str, ...] = ()
    platform: str = ""
    addresses: tuple[str, ...] = ()
    money_moved: str = ""
    police_first: str = ""  # "" not asked | police | platform
    school: str = ""
    employer: str = ""
    bank: str = ""
    own_number: str = ""
    own_accounts: tuple[str, ...] = ()
    police_reference: str = ""
    reporter: Contact = field(default_factory=Contact)
    private: tuple[tuple[str, str], ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back to a report, as the person wrote it down; ``item`` is a kept original."""

    at: str
    text: str
    by: str = ""
    item: str = ""
    outcome: str = ""  # whether they do what was asked: yes | partly | no; empty: not said

    @property
    def outcome_words(self) -> str:
        """Whether they do it, as a sentence; empty where it was not said."""
        return {
            "yes": "They will do what was asked.",
            "partly": "They will do part of what was asked.",
            "no": "They will not do what was asked.",
        }.get(self.outcome, "")


@dataclass(frozen=True, slots=True)
class Submission:
    """A report that was made here, and what became of it. Nobody but the person sends it."""

    id: str
    form: str
    to: str  # directory id; empty for a receiver that is not in it
    receiver: str
    title: str
    made_at: datetime
    sha256: str  # of the text as it was made, which is kept
    size: int = 0
    left_out: tuple[str, ...] = ()
    sent_at: str = ""  # as the person wrote it; empty: not sent yet
    sent_how: str = ""
    reference: str = ""
    officer: str = ""
    next_date: str = ""  # ISO date; empty: none
    answers: tuple[Answered, ...] = ()
    closed: str = ""  # why nothing more is expected


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document: a heading, a paragraph, a list or a table with a head row."""

    kind: str  # heading | paragraph | list | numbered | table | quote
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file that goes with a document. ``name`` is ours and says nothing private."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A finished form: blocks that become text and print, and its files."""

    form: str
    title: str
    blocks: tuple[Block, ...]
    files: tuple[FilePart, ...] = ()
    name: str = "report"  # stem of the file name; neutral
    subject: str = ""  # for a mail draft
    to: str = ""  # an address of the directory, or empty: never one out of a case
    missing: tuple[str, ...] = ()  # what the receiver will ask for and is not there yet
    who_learns: tuple[str, ...] = ()  # who may come to know of it
    left_out: tuple[str, ...] = ()  # what was left out for this receiver, by what it is
    names_left_out: tuple[str, ...] = ()  # for the person's own eyes: which names of people
    things: tuple[str, ...] = ()  # item ids of the kept things that the receiver is told of
    next_steps: tuple[str, ...] = ()  # what happens next, and when to ask again
    generic: bool = False  # no form of this receiver is known: a letter that says so
    made_at: datetime | None = None  # when it was written, aware
