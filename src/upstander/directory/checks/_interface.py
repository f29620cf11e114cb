"""What a meaning check promises: it looks at one record and says what is wrong, in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from upstander.directory.records import Record


@dataclass(frozen=True, slots=True)
class Located:
    """A record and the file it came from, with the words under a guidance head."""

    record: Record
    file_stem: str
    body_text: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What exists, by family, such as ``bodies`` or ``kinds``: the slugs, and the records."""

    slugs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)


class DirectoryCheck(ABC):
    """One rule about what a record means. Pure: no files, no clock, no network."""

    slug: str
    title: str

    @abstractmethod
    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Give one sentence for each thing that is wrong; nothing when all is well."""
