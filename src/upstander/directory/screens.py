"""The record of what a picture of a whole screen is like: its shapes, and what takes it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Many, Record, Words
from upstander.model.errors import DirectoryError

_NEAR = 0.02  # of the ratio: bars that are cut off by the system itself stay inside
_ONLY_A_VERSION = re.compile(r"[\d.]+\Z")


class Shape(BaseModel):
    """The long side of a screen to its short side."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    long: Annotated[int, Field(ge=1, le=100)]
    short: Annotated[int, Field(ge=1, le=100)]


class Screens(Record):
    """Shapes of whole screens; programs are parts of names, in small letters."""

    least_dots: Annotated[int, Field(ge=1, le=2000)]  # of the short side
    shapes: Annotated[Many[Shape], Field(min_length=1)]
    screen_programs: Annotated[Many[Words], Field(min_length=1)]

    def is_whole(self, width: int, height: int) -> bool:
        """Whether a picture of so many dots has the shape of a whole screen, either way up."""
        long, short = max(width, height), min(width, height)
        return short >= self.least_dots and any(
            abs(long / short - each.long / each.short) <= _NEAR * each.long / each.short
            for each in self.shapes
        )

    def takes_screens(self, program: str) -> bool:
        """Whether a program only takes pictures of screens; a bare version is a phone's system."""
        small = program.strip().casefold()
        if _ONLY_A_VERSION.match(small):
            return True
        return any(each in small for each in self.screen_programs)


@cache
def screens(root: Path = DATA) -> Screens:
    """The record that ships; raises :class:`DirectoryError` without a good one."""
    records, _ = read_folder(root / "screens", Screens)
    try:
        return records["screens"]
    except KeyError:
        raise DirectoryError("There is no good record of screens.") from None
