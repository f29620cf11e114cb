"""The records of what people say first: wordings of a told sentence, by word of the directory.

A person types "a man rings me sixty times a day and hangs up". The kinds of eCRIME have phrases
of everyday for that (:mod:`upstander.directory.kinds`); these records hear what no phrase can,
because it lies in how words stand together, and they lead to the narrower words of the directory:
hate, calls that are not wanted, a partner who spies.

A wording is a regular expression over words in lower case with single spaces, without apostrophes
and marks; a sentence ends with " . ". ``{picture}`` stands for a class of ``data/told-words``.
Every repetition is bounded.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from upstander.directory.records import Many, Record, Slug, Words


class ToldWording(BaseModel):
    """One way to say it.

    ``match`` has to stand there, one of ``also`` too where there are some, none of ``unless``.
    ``of_child`` asks that it is about somebody under 18: by who asks, by an age, or by the words.
    ``rules_out`` names words of the directory that the same sentence would suggest wrongly; with
    ``only_rules_out`` the wording does nothing else ("hacked off").
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    says: Words
    of_child: bool = False
    match: Annotated[Many[Words], Field(min_length=1)]
    also: Many[Words] = ()
    unless: Many[Words] = ()
    rules_out: Many[Words] = ()
    only_rules_out: bool = False


class ToldKind(Record):
    """What people say of one word of the directory (``kind``)."""

    slug: Slug
    kind: Words
    wordings: Annotated[Many[ToldWording], Field(min_length=1)]
    examples_for: Annotated[Many[Words], Field(min_length=6)]
    examples_against: Annotated[Many[Words], Field(min_length=4)]
