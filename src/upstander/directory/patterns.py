"""The records of the patterns over time: what is counted, from how many on, and in which words.

A pattern is counting, not learning. The code counts; from how many on something is shown, the
words it is shown in and where the idea comes from stand in ``data/patterns``, one file each, with
a date. A sentence holds names in braces: a name under ``counts`` becomes a number with its noun
("1 message", "7 messages"), a name under ``takes`` a text the code fills in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Many, Record, Words
from upstander.directory.urgency import ClassName, Letter
from upstander.model.errors import DirectoryError

PLACE = re.compile(r"\{([a-z_]+)\}")
"""A place in a sentence that is filled in."""

PatternSlug = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Threshold(_Part):
    """A number that decides, with its unit and the reason for it."""

    name: ClassName
    value: Annotated[int, Field(ge=0, le=1_000_000)]
    unit: Words
    why: Words


class Count(_Part):
    """How a number is said: ``{n}`` in ``many`` is the number. ``none`` may be nothing."""

    name: ClassName
    one: Words
    many: Annotated[str, Field(pattern=r"\{n\}")]
    none: str = ""


class Sentence(_Part):
    """One way to say the pattern; the code chooses by name."""

    name: ClassName
    text: Words


class Phrase(_Part):
    """A short text for one value that the code knows by name."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9_.]+$")]
    text: Words


class PatternRecord(Record):
    """One pattern. ``jurisdictions`` are those its sources speak of; counting knows no place."""

    slug: PatternSlug
    rule: Annotated[str, Field(pattern=r"^(U([1-9]|1\d|20))?$")] = ""
    level: Letter | None = None
    asks: str = ""
    most: Annotated[int, Field(ge=1, le=1000)] = 20  # more than this are folded into one
    thresholds: Many[Threshold] = ()
    counts: Many[Count] = ()
    takes: Many[ClassName] = ()
    sentences: Annotated[Many[Sentence], Field(min_length=1)]
    phrases: Many[Phrase] = ()
    leaves_out: Many[ClassName] = ()  # message labels that do not count towards this pattern

    @field_validator("sentences")
    @classmethod
    def _every_place_is_known(
        cls, sentences: tuple[Sentence, ...], info: ValidationInfo
    ) -> tuple[Sentence, ...]:
        known = {count.name for count in info.data.get("counts", ())}
        known |= set(info.data.get("takes", ()))
        for sentence in sentences:
            for place in PLACE.findall(sentence.text):
                if place not in known:
                    raise ValueError(f"'{place}' stands in '{sentence.name}' and nowhere else")
        return sentences

    def number(self, name: str) -> int:
        """One threshold; raises :class:`DirectoryError` where the record has none so called."""
        for threshold in self.thresholds:
            if threshold.name == name:
                return threshold.value
        raise DirectoryError(f"{self.slug}: there is no threshold '{name}'.")

    def sentence(self, name: str) -> str:
        """One sentence as written; raises :class:`DirectoryError` where there is none."""
        for sentence in self.sentences:
            if sentence.name == name:
                return sentence.text
        raise DirectoryError(f"{self.slug}: there is no sentence '{name}'.")

    def phrase(self, name: str) -> str:
        """The words for a value; the name itself, without its signs, where there are none."""
        for phrase in self.phrases:
            if phrase.name == name:
                return phrase.text
        return re.sub(r"[^\w]+|_", " ", name).strip()

    @property
    def basis(self) -> str:
        """The sources in one line, with their dates and the date they were looked at."""
        read = (
            f"{source.title} ({source.page_date})" if source.page_date else source.title
            for source in self.sources
        )
        return f"{'; '.join(read)}. Looked at on {self.verified_on.isoformat()}"


def read_patterns(
    root: Path = DATA,
) -> tuple[Mapping[str, PatternRecord], tuple[DirectoryError, ...]]:
    """Read all pattern records; a refused one does not take the others with it."""
    return read_folder(root / "patterns", PatternRecord)


@cache
def _shipped() -> Mapping[str, PatternRecord]:
    return read_patterns()[0]


def pattern_record(slug: str) -> PatternRecord:
    """One shipped pattern; raises :class:`DirectoryError` when there is no good record of it."""
    try:
        return _shipped()[slug]
    except KeyError:
        raise DirectoryError(f"There is no good record of the pattern '{slug}'.") from None
