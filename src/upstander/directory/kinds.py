"""The records of the taxonomy: the kinds of eCRIME, the message labels, and the directory's words.

A kind is what a person says happened ("someone is pretending to be me"). A label is what can be
said of one message. Directory kinds are the words by which bodies say what they help with. All
three are open lists: a new kind is a new file. K1 to K19 are the kinds of the project's brief.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from upstander.directory.records import Many, Record, Slug, Words

_NUMBER = r"^(K([1-9]|1\d))?$"
_LABEL = r"^[a-z]+(_[a-z]+)*$"
_WORD = re.compile(r"[^\W_]+")

LabelSlug = Annotated[str, Field(pattern=_LABEL)]
"""A message label such as ``image_abuse``, as the classifier writes it."""

DirectoryKindSlug = Annotated[str, Field(pattern=_LABEL)]
"""One of the words by which a body says what it helps with, such as ``nuisance_calls``."""

ProvisionSlug = Annotated[str, Field(pattern=r"^[a-z]{2,4}(\.[A-Za-z0-9]+)+$")]
"""A pointer to a law or duty that may be relevant, such as ``ew.pha1997.s2A``."""


class Kind(Record):
    """One kind of eCRIME. ``provisions`` "may be relevant" as of a day, and say nothing more."""

    number: Annotated[str, Field(pattern=_NUMBER)] = ""  # of the brief; empty for a local kind
    what_it_is: Words
    what_it_is_not: Annotated[Many[Words], Field(min_length=1)]
    synonyms: Annotated[Many[Words], Field(min_length=3)]  # how people say it
    signs: Annotated[Many[Words], Field(min_length=1)]  # what to look for
    labels: Many[LabelSlug] = ()  # the message labels it covers
    directory_kinds: Annotated[Many[DirectoryKindSlug], Field(min_length=1)]
    guidance: Slug
    provisions: Many[ProvisionSlug] = ()
    provisions_as_of: Annotated[date | None, Field(validate_default=True)] = None

    @field_validator("provisions_as_of")
    @classmethod
    def _dates_the_law(cls, day: date | None, info: ValidationInfo) -> date | None:
        if bool(info.data.get("provisions")) != bool(day):
            raise ValueError("provisions have a date, and the date has provisions")
        return day

    @property
    def place_in_list(self) -> tuple[int, str]:
        """For sorting: K1 first, then local kinds by slug, and "other" last."""
        if self.number:
            return int(self.number[1:]), self.slug
        return (999 if self.slug == OTHER else 500), self.slug


class Label(Record):
    """What can be said of one message. ``kind`` is the one that it speaks for first."""

    slug: LabelSlug
    words: Words  # for the screen: suggests, never accuses
    what_it_is: Words
    what_it_is_not: Words
    kind: Slug
    directory_kinds: Annotated[Many[DirectoryKindSlug], Field(min_length=1)]


class DirectoryKind(BaseModel):
    """One word of the directory, and how a screen says it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    slug: DirectoryKindSlug
    words: Words


class Vocabulary(Record):
    """The version of the taxonomy, and the words that the directory knows."""

    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{2}\.\d{1,3}$")]
    directory_kinds: Annotated[Many[DirectoryKind], Field(min_length=1)]


OTHER = "other"
"""The kind for what no other kind says."""


@lru_cache(maxsize=4096)
def plain_phrase(phrase: str) -> str:
    """Give a phrase as it is compared: its words in lower case, without apostrophes."""
    return " ".join(_WORD.findall(re.sub("['\u2019]", "", phrase).casefold()))
