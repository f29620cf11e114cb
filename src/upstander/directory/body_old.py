"""The record of a body of some years ago: renamed, merged or closed, and who does its work now.

Leaflets, lessons and search results go on naming bodies for years. A search for an old name or
an old number ends at the heir, with one sentence that says so.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from upstander.directory.records import BodyId, Many, Record, Words


class OldBody(Record):
    """A name that people still look for. ``ended`` is a year, month or day; empty: not known."""

    change: Literal["renamed", "merged", "closed", "moved", "new number"]
    also: Many[Words] = ()  # other names and spellings
    ended: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")] = ""
    reason: Words  # one sentence: "Action Fraud is now Report Fraud."
    heirs: Annotated[Many[BodyId], Field(min_length=1)]
    old_contacts: Many[Words] = ()  # not to be used any more
