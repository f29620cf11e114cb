"""What is known about names in links: short links, services and their addresses, known names.

None of it is ever opened. A record says what a link of a service tells by its form alone: whose
account it names, what it invites to, when a numbered thing was made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import BodyId, Many, Record, Words

Host = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
_LATEST_MS = 253_402_300_800_000  # the year 10000, where a date of Python ends


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Shortener(Record):
    """A service of short links. ``preview`` says how its own site shows where one goes."""

    hosts: Annotated[Many[Host], Field(min_length=1)]
    preview: str = ""
    logs_openers: bool = False  # made to record who opens a link
    closed: str = ""  # since when it makes or follows no more links


class IdTime(_Part):
    """How a number of a service tells when it was made: bits above ``shift`` are a clock."""

    epoch_ms: Annotated[int, Field(ge=0)]
    shift: Annotated[int, Field(ge=0, le=48)]
    per_second: Literal[1, 1000]

    def time_of(self, number: int) -> datetime | None:
        """The time (aware UTC); ``None`` for a number that cannot be one of the service."""
        ticks = number >> self.shift
        ms = self.epoch_ms + ticks * (1000 // self.per_second)
        if not ticks or ms >= _LATEST_MS:
            return None
        return datetime.fromtimestamp(ms / 1000, UTC)


class LinkShape(_Part):
    """One form of address of a service: what stands in its path and what that is.

    ``match`` is searched at the beginning of path and query; its group ``value`` is what is told.
    """

    gives: Literal["handle", "profile-id", "invite", "phone", "post"]
    match: Annotated[str, Field(pattern=r"^/.*\(\?P<value>")]
    says: str = ""
    dated: bool = False  # the value is a number that tells when it was made

    @field_validator("match")
    @classmethod
    def _compiles(cls, match: str) -> str:
        re.compile(match)  # re.error is a ValueError's sort of news for pydantic
        return match


class PlatformLinks(Record):
    """The addresses of one service. ``platform`` is its id in the directory of bodies."""

    platform: BodyId | Literal[""] = ""  # empty: not in the directory
    hosts: Many[Host] = ()
    sources_called: Many[str] = ()  # how importers call it in a message
    words: Many[str] = ()  # how people call it beside an account's name
    shapes: Many[LinkShape] = ()
    not_handles: Many[str] = ()  # words of the service itself in the place of a name
    share_marks: Many[str] = ()  # names in a query that may tell which account shared it
    id_time: IdTime | None = None


class KnownHost(_Part):
    """A well-known name that others imitate."""

    host: Host
    name: Words


class KnownHosts(Record):
    """Well-known names, to say of another name that it looks like one and is not the same."""

    hosts: Annotated[Many[KnownHost], Field(min_length=1)]


class LinkMarks(Record):
    """Names in the query of a link that tell where or to whom it was sent.

    ``says`` is one sentence; ``{marks}`` in it stands for what was found.
    """

    names: Annotated[Many[str], Field(min_length=1)]  # ``utm_*`` is a beginning
    says: Annotated[str, Field(pattern=r"\{marks\}")]


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """All of it, ready to be asked by the name in a link (ASCII, small letters)."""

    shorteners: Mapping[str, Shortener]
    platforms: Mapping[str, PlatformLinks]
    known: Mapping[str, str]  # registered name -> whose it is
    marks: tuple[LinkMarks, ...]
    services: tuple[PlatformLinks, ...]

    def shortener(self, host: str) -> Shortener | None:
        """The service of short links behind a name."""
        return self.shorteners.get(host.removeprefix("www."))

    def platform(self, host: str) -> PlatformLinks | None:
        """The service behind a name or behind a name above it (``m.``, ``www.``)."""
        labels = host.split(".")
        for at in range(max(1, len(labels) - 1)):
            found = self.platforms.get(".".join(labels[at:]))
            if found is not None:
                return found
        return None

    def called(self, source: str) -> PlatformLinks | None:
        """The service that an importer calls so."""
        return next((each for each in self.services if source in each.sources_called), None)


def read_link_facts(root: Path = DATA) -> LinkFacts:
    """Read all records; a refused one does not take the others with it."""
    shorteners, _ = read_folder(root / "shorteners", Shortener)
    platforms, _ = read_folder(root / "platform-links", PlatformLinks)
    known, _ = read_folder(root / "known-hosts", KnownHosts)
    marks, _ = read_folder(root / "link-marks", LinkMarks)
    names = {each.host: each.name for record in known.values() for each in record.hosts}
    own = {host: each.name for each in platforms.values() for host in each.hosts}
    return LinkFacts(
        {host: each for each in shorteners.values() for host in each.hosts},
        {host: each for each in platforms.values() for host in each.hosts},
        {**names, **{host: name for host, name in own.items() if host not in names}},
        tuple(marks.values()),
        tuple(platforms.values()),
    )


@cache
def link_facts() -> LinkFacts:
    """The records that ship with the program, read once."""
    return read_link_facts()
