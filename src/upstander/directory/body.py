"""The record of a body: a service or authority that a person can turn to, and how to reach it.

An id such as ``uk.999`` or ``platform.snapchat`` is the slug and the name of the file. The first
part says who answers: a nation, ``uk``, ``int`` for a service for the whole world, ``platform``
for a site or an app, ``any`` for whoever a lookup finds.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from upstander.directory.records import BodyId, Checked, Many, Quality, Record, Source, Words

EVERYONE = "*"
"""Stands for every audience, or for every kind."""

ALWAYS = frozenset({"999", "112", "101", "18000"})
"""The numbers that are never dimmed because a record has grown old."""

BodyKind = Literal[
    "charity",
    "emergency",
    "fraud_line",
    "helpline",
    "hotline",
    "isp",
    "local_role",
    "mobile",
    "ombudsman",
    "platform",
    "police",
    "registry",
    "regulator",
]
Audience = Literal[
    "*",
    "child",
    "young_person",
    "adult",
    "parent_carer",
    "school",
    "professional",
    "employer",
    "employee",
    "older_person",
    "bystander",
]
Way = Literal["phone", "textphone", "text", "web", "email", "app", "video", "post"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Fact = Literal["does", "have_ready", "not_for", "privacy", "cost", "notes", "status"]

DAYS: tuple[Day, ...] = get_args(Day)
AUDIENCES: tuple[str, ...] = tuple(each for each in get_args(Audience) if each != EVERYONE)
KINDS: tuple[str, ...] = get_args(BodyKind)
WAYS: tuple[str, ...] = get_args(Way)

HelpsWith = Annotated[str, Field(pattern=r"^(\*|[a-z]+(_[a-z]+)*)$")]
"""A word of the directory's vocabulary such as ``image_abuse``; ``*`` for all of them."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Contact(_Strict):
    """One way to reach a body. ``quality`` is its own: a good record may hold one weak address."""

    way: Way
    value: Words
    note: str = ""
    quality: Checked

    @property
    def never_dimmed(self) -> bool:
        """Whether it is a number that stays plain however old its record is."""
        return self.value in ALWAYS


class Open(_Strict):
    """Hours of some days, in the body's own zone. ``to`` at or before ``from`` is the next day.

    From midnight to midnight is the whole day. ``ways`` names what the hours are for; empty:
    for every way.
    """

    days: Annotated[Many[Day], Field(min_length=1)]
    opens: Annotated[time, Field(alias="from")]
    closes: Annotated[time, Field(alias="to")]
    ways: Many[Way] = ()


class Body(Record):
    """A service or authority that a person can turn to.

    ``unconfirmed`` names the fields that were not seen in a source; contacts and hours say so
    themselves. ``found_by`` is for a body without an address of its own: ``person`` asks the
    one who uses the program, ``rdap`` is looked up for each network.
    """

    slug: BodyId
    sources: Many[Source] = ()  # none only while everything in it is unconfirmed
    kind: BodyKind
    audiences: Annotated[Many[Audience], Field(min_length=1)]
    directory_kinds: Annotated[Many[HelpsWith], Field(min_length=1)]
    status: Literal["active", "check", "closed"] = "active"
    urgency: Literal["", "immediate"] = ""
    does: Words
    contacts: Many[Contact] = ()
    found_by: Literal["", "person", "rdap"] = ""
    fill_in: str = ""  # in plain words, where to find the number or address
    hours: str = ""
    hours_quality: Checked = Quality.UNCONFIRMED
    open: Many[Open] = ()
    zone: str = ""  # of the opening hours, such as Europe/London
    cost: str = ""
    have_ready: Many[Words] = ()
    not_for: Many[Words] = ()
    privacy: str = ""  # what happens when a person tells them
    notes: Many[Words] = ()
    languages: Many[Words] = ()
    formerly: Many[Words] = ()  # older names, by which people still look
    looked_for: Many[Words] = ()  # other words by which people look, never shown
    instead: Many[BodyId] = ()  # other bodies for what this one does not take
    unconfirmed: Many[Fact] = ()

    @field_validator("zone")
    @classmethod
    def _knows_the_zone(cls, zone: str) -> str:
        try:
            return zone and ZoneInfo(zone).key
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("not a time zone such as Europe/London") from None

    @field_validator("unconfirmed")
    @classmethod
    def _names_a_field_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) != len(names):
            raise ValueError("each field is named once")
        return names

    @model_validator(mode="after")
    def _can_be_reached(self) -> Body:
        if not self.contacts and not self.fill_in:
            raise ValueError("contacts, or words in fill_in on where to find one")
        if bool(self.found_by) != bool(self.fill_in):
            raise ValueError("found_by and fill_in go together")
        if self.open and not (self.zone and self.hours_quality is not Quality.UNCONFIRMED):
            raise ValueError("open is for hours that were seen, and has a zone")
        if not self.sources and self.quality is not Quality.UNCONFIRMED:
            raise ValueError("a record without sources is unconfirmed")
        return self
