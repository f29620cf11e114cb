"""What a file says about itself, and how far it could be looked into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LookedInto(StrEnum):
    """How far a file was looked into."""

    READ = "read"
    BROKEN = "broken"  # what stands before the break is given
    UNKNOWN = "unknown"  # no file of a kind that is known here


@dataclass(frozen=True, slots=True)
class FileSays:
    """Tags are pairs of ``group:name``, as ExifTool calls it, and the value as it stands."""

    looked: LookedInto
    tags: tuple[tuple[str, str], ...] = ()
