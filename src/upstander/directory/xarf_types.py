"""The records of XARF report types: what each is for, and what has to be known to use it truly.

XARF (eXtended Abuse Reporting Format, version 4) has types for spam, phishing, fraud, exposed
data and break-in attempts. It has none for harassment, threats or stalking, and none is bent to
fit. Types for pictures of children are no records here: they are never made.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Many, Record, Slug, Words

Need = Literal["page", "password-page", "number", "mail", "mail-from", "address", "port", "sign-in"]
Category = Literal["messaging", "content", "connection"]


class FixedField(BaseModel):
    """A field that always has the same value in reports of this type."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    value: Words
    many: bool = False  # the value stands in a list


class XarfType(Record):
    """One type. ``kinds`` are ours that it truly fits; ``needs`` is what must be known."""

    category: Category
    type: Literal["spam", "phishing", "fraud", "exposed_data", "login_attack"]
    rank: Annotated[int, Field(ge=1, le=99)]  # the lower one is tried first
    kinds: Annotated[Many[Slug], Field(min_length=1)]
    needs: Annotated[Many[Need], Field(min_length=1)]
    channels: Many[Words] = ()  # how people name the way it came; none: any way
    fields: Many[FixedField] = ()


@cache
def shipped_xarf_types(root: Path = DATA) -> tuple[XarfType, ...]:
    """All good records, the first to try first."""
    records, _ = read_folder(root / "xarf-types", XarfType)
    return tuple(sorted(records.values(), key=lambda each: (each.rank, each.slug)))
