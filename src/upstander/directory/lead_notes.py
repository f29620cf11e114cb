"""Sentences about leads that hold only sometimes: limits, oddities, what was not done.

A kind of lead has words that always hold; these are the ones that depend on what was found. They
are records too, because they speak of the world: numbers move, names are kept for examples.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Many, Record, Words
from upstander.model.errors import DirectoryError

_PLACE = re.compile(r"\{([a-z_]+)\}")


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Note(_Part):
    """One sentence; names in braces are filled in. ``why`` is for whoever keeps the record."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    text: Words
    why: str = ""


class LeadNotes(Record):
    """The sentences about one sort of thing."""

    notes: Annotated[Many[Note], Field(min_length=1)]

    def text(self, name: str) -> str:
        """One sentence as written; raises :class:`DirectoryError` where there is none."""
        for note in self.notes:
            if note.name == name:
                return note.text
        raise DirectoryError(f"{self.slug}: there is no note '{name}'.")


def filled(template: str, values: Mapping[str, str]) -> str:
    """Fill in a sentence once; braces in a value stay what they are."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), template)


def read_lead_notes(
    root: Path = DATA,
) -> tuple[Mapping[str, LeadNotes], tuple[DirectoryError, ...]]:
    """Read all records; a refused one does not take the others with it."""
    return read_folder(root / "lead-notes", LeadNotes)


@cache
def _shipped() -> Mapping[str, LeadNotes]:
    return read_lead_notes()[0]


def lead_note(about: str, which: str, **values: str) -> str:
    """One shipped sentence, filled in. Raises :class:`DirectoryError` where there is none."""
    try:
        record = _shipped()[about]
    except KeyError:
        raise DirectoryError(f"There is no good record of notes about '{about}'.") from None
    return filled(record.text(which), values)
