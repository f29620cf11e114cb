"""What every record of the directory carries, and the records of emergencies and guidance.

Every record is one TOML file. It names its sources and says when it was last checked and when
it has to be checked again. Records are strict: an unknown field, a wrong type or a missing
source refuses the whole file.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

T = TypeVar("T")

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
BODY_ID = r"^[a-z]+(\.[a-z0-9_]+)+$"
WORLDWIDE = "INT"
"""Stands in a record for a service that works everywhere."""

_NATIONS = {"ENG": "GB-ENG", "WLS": "GB-WLS", "SCT": "GB-SCT", "NIR": "GB-NIR"}
_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?\Z")


class Quality(StrEnum):
    """How far a fact was checked."""

    TESTED = "tested"  # somebody used it and it worked
    VERIFIED = "verified"  # compared with the body's own page on the date given
    IMPORTED = "imported"  # taken from a public page; nobody has rung or opened it for us
    UNCONFIRMED = "unconfirmed"  # remembered or from one weak page


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _as_quality(value: object) -> object:
    return Quality(value) if isinstance(value, str) else value


def place_code(text: str) -> str:
    """Give the ISO 3166 code for what was written; ``ENG`` is ``GB-ENG``. ``ValueError``.

    ``INT``, for a service that works everywhere, is given back as it is.
    """
    code = _NATIONS.get(text, text)
    if code != WORLDWIDE and not _PLACE.match(code):
        raise ValueError(f"'{text}' is not an ISO 3166 place")
    return code


def _as_place(value: object) -> object:
    return place_code(value) if isinstance(value, str) else value


Many = Annotated[tuple[T, ...], BeforeValidator(_as_tuple)]
"""A TOML list, kept as a tuple so that a record can never be changed."""

Slug = Annotated[str, Field(pattern=SLUG)]
BodyId = Annotated[str, Field(pattern=BODY_ID)]
"""The id of a body, such as ``uk.999`` or ``platform.snapchat``."""
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
Place = Annotated[str, BeforeValidator(_as_place)]
"""An ISO 3166 code such as ``GB`` or ``GB-ENG``; ``ENG`` is accepted. ``EU`` is Europe, ``ZZ``
means that the place is not known, ``INT`` that the service works everywhere."""
Checked = Annotated[Quality, BeforeValidator(_as_quality)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Source(_Strict):
    """Where a fact was read. ``page_date`` is the page's own date; empty when it shows none."""

    title: Words
    address: Annotated[str, Field(pattern=r"^https?://\S+$")]
    page_date: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")] = ""


class Record(_Strict):
    """What every record carries."""

    slug: Slug
    name: Words
    jurisdictions: Annotated[Many[Place], Field(min_length=1)]
    sources: Annotated[Many[Source], Field(min_length=1)]
    verified_on: date
    review_by: date
    quality: Checked


class EmergencyNumber(_Strict):
    """A number to ring now, and where it works."""

    number: Annotated[str, Field(pattern=r"^[0-9][0-9 ]{1,14}$")]
    where: Words


class OtherWay(_Strict):
    """Another way to emergency help, for people who cannot speak or hear on a call."""

    slug: Slug
    title: Words
    text: Words


class Emergency(Record):
    """The emergency facts of one place. ``ZZ`` is the record for "place not known"."""

    lead: Words  # the one sentence that must be right when nothing else is read
    numbers: Annotated[Many[EmergencyNumber], Field(min_length=1)]
    say: Annotated[Many[str], Field(min_length=3)]  # what to read out, in this order
    other_ways: Many[OtherWay] = ()
    not_urgent: str = ""
    bodies: Many[BodyId] = ()


class GuidanceHead(Record):
    """The TOML head of a guidance page; the words follow it in Markdown."""

    bodies: Many[BodyId] = ()  # bodies whose contacts are shown under the words
    see_also: Many[Slug] = ()  # other guidance pages
