"""What the working sheets are filled from: claims, look-alike profiles, copies, exposed data.

A row says what was seen and where; it never says who did it, nor whether a claim is true. All
fields may be empty: empty means not told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that was said about the person, as it stands there (needs S12).

    ``true_or_false`` is what the one named in ``by`` says of it, never a verdict of ours.
    """

    text: str
    where: str = ""  # service, group, noticeboard
    address: str = ""  # of the post, as written; never opened
    account: str = ""  # as shown
    reach: str = ""  # as seen: "46 shares", "the whole class"
    true_or_false: str = ""  # "" not asked | true | false | partly | unsure
    by: str = ""
    seen_at: datetime | None = None
    repost_group: str = ""  # a name that the person gave; empty: grouped by likeness
    picture: str = ""  # SHA-256 of the picture, where there is one
    look: str = ""  # 32 hex digits of the picture's look (128-bit difference hash)
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile as it was seen. Nothing says who uses it."""

    account: str = ""  # the handle, exactly
    service: str = ""
    id: str = ""  # stable id, where seen
    address: str = ""  # as written
    shown_name: str = ""
    about: str = ""  # its own words about itself
    picture: str = ""  # SHA-256 of its picture
    followers: str = ""  # as shown
    started: str = ""  # as shown
    seen_at: datetime | None = None
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class ProfilePair:
    """A profile that poses as another, beside the one it is like (needs S23)."""

    fake: Profile
    real: Profile = field(default_factory=Profile)
    copied: tuple[str, ...] = ()  # items that the person saw are the same
    different: tuple[str, ...] = ()  # items that the person saw differ


@dataclass(frozen=True, slots=True)
class Repost:
    """One row about a film of an attack: the attack itself, or one copy on the net (S24)."""

    address: str = ""  # as written; never opened
    found_at: datetime | None = None
    account: str = ""
    report_ref: str = ""
    kind: str = "posting"  # attack | posting
    marks: str = ""  # typed marks in the film: "00:07-00:19"
    reported_to: str = ""
    answer: str = ""
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class Exposed:
    """Something private that others may have now (needs S25, S26).

    ``what`` is a word such as card, bank-account, password, passport, identity-number, phone,
    email, birth-date, address, school, workplace, or the person's own word.
    """

    what: str
    where: str = ""  # where it stands, or how it got away
    account: str = ""  # which account it opens
    done: str = ""  # what was done already
    number: str = ""  # only its end is ever shown
    address: str = ""  # of the page, as written
    seen_at: datetime | None = None
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class ToWarn:
    """Somebody who has to hear of it: who, why, and how they can be reached with care."""

    who: str
    why: str = ""
    how: str = ""
    told_at: str = ""


@dataclass(frozen=True, slots=True)
class Intrusion:
    """A sign that somebody was in an account or a device (needs S30)."""

    what: str  # as seen
    sort: str = ""  # sign-in | forwarding | look-alike | software | device | other
    where: str = ""  # which account or device
    when: str = ""  # as shown there
    utc: datetime | None = None
    source: str = ""  # internet address, as shown
    port: int = 0  # source port; 0: not shown
    protocol: str = ""  # tcp | udp, where a log shows it
    exhibit: str = ""
    kept: str = ""  # how the log was kept; empty: not kept yet


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A form of an authority that somebody filled in with the person; kept apart, not copied."""

    name: str
    by: str = ""  # name of the adviser or officer
    role: str = ""
    day: str = ""  # when it was filled in
    exhibit: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a working sheet as the person wrote it; ``fields`` are pairs of name and text."""

    sheet: str  # slug of the form it belongs to
    id: str
    fields: tuple[tuple[str, str], ...] = ()
    at: datetime | None = None
