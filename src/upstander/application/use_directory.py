"""Use a signed release of the directory instead of the list that ships with the program.

The list that ships is trusted as part of the program. Any other has to be signed by a key that
the operator installed, and is checked whole before it is put beside. When anything fails, what
was in use stays in use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from upstander.directory.read import DATA
from upstander.directory.release import Release, check_age, check_seal, verify_release
from upstander.model.errors import DirectoryError


class ReleaseShelf(Protocol):
    """The place of this machine for one release, beside the list that ships."""

    @property
    def root(self) -> Path:
        """The folder of the records that are held."""
        ...

    def files(self) -> dict[str, bytes] | None:
        """All files that are held, by name; ``None`` when no release is."""
        ...

    def keys(self) -> dict[str, bytes]:
        """The keys that were installed, by name, in SSH's own form."""
        ...

    def put(self, release: Release, key: bytes) -> None:
        """Hold a release that was checked, and its key, in place of the one before."""
        ...

    def clear(self) -> bool:
        """Hold none from now on; says whether there was one."""
        ...


@dataclass(frozen=True, slots=True)
class InUse:
    """Which records are read. ``release`` is ``None`` for the list that ships."""

    root: Path = DATA
    release: Release | None = None
    why_not: str = ""  # why a release that is held is not used


def use_directory(
    shelf: ReleaseShelf, *, files: Mapping[str, bytes], keys: Mapping[str, bytes], today: date
) -> Release:
    """Check a release whole and put it in use. Raises DirectoryError with the exact reason."""
    release = verify_release(files, keys, today=today, in_use=held_release(shelf))
    shelf.put(release, keys[release.key])
    return release


def held_release(shelf: ReleaseShelf) -> Release | None:
    """The release that is held, its seal checked, ended or not; ``None`` when there is no good one.

    One that was changed on this machine counts as none: it may be replaced by any that is good.
    """
    try:
        files = shelf.files()
        return check_seal(files, shelf.keys()) if files is not None else None
    except DirectoryError:
        return None


def directory_in_use(shelf: ReleaseShelf, today: date) -> InUse:
    """Say which records are read on a day. The seal is checked each time; never raises for it."""
    try:
        files = shelf.files()
        if files is None:
            return InUse()
        release = check_seal(files, shelf.keys())
        check_age(release, today)
    except DirectoryError as fault:
        return InUse(why_not=fault.detail)
    return InUse(shelf.root, release)
