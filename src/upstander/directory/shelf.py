"""The directory as the program uses it: all families of records, the last good version kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Body, Emergency, place_code
from upstander.model.errors import DirectoryError


class Directory:
    """Bodies and emergency facts, by slug. ``problems`` says which files were refused and why."""

    def __init__(self, root: Path = DATA) -> None:
        self._root = root
        self._bodies: dict[str, Body] = {}
        self._emergency: dict[str, Emergency] = {}
        self.problems: tuple[DirectoryError, ...] = ()
        self.reload()

    def reload(self) -> tuple[DirectoryError, ...]:
        """Read everything again; a record that is refused keeps its last good version."""
        bodies, first = read_folder(self._root / "bodies", Body, last_good=self._bodies)
        places, second = read_folder(self._root / "emergency", Emergency, last_good=self._emergency)
        self._bodies, self._emergency = bodies, places
        self.problems = first + second
        return self.problems

    def body(self, slug: str) -> Body:
        """One body; raises :class:`DirectoryError` when there is no good record of it."""
        try:
            return self._bodies[slug]
        except KeyError:
            raise DirectoryError(f"There is no good record called '{slug}'.") from None

    def bodies(self) -> tuple[Body, ...]:
        """All bodies, by slug."""
        return tuple(self._bodies.values())

    def bodies_for(self, place: str) -> tuple[Body, ...]:
        """The bodies that serve an ISO 3166 place; ``GB`` gives those of all its nations.

        Raises ``ValueError`` for what is no place.
        """
        return tuple(body for body in self._bodies.values() if _serves(body, place))

    def emergency(self, place: str | None) -> Emergency:
        """The emergency facts of a place; the record for "not known" when there is none.

        Raises :class:`DirectoryError` when even that one is missing or refused.
        """
        country = _country(place)
        for record in self._emergency.values():
            if country in record.jurisdictions:
                return record
        try:
            return self._emergency["unknown"]
        except KeyError:
            raise DirectoryError("There is no good record of the emergency numbers.") from None


def _country(place: str | None) -> str:
    """Give the country of a place; ``ZZ`` for none, or for words that are no place."""
    try:
        return place_code((place or "ZZ").strip().upper())[:2]
    except ValueError:
        return "ZZ"


def _serves(body: Body, place: str) -> bool:
    wanted = place_code(place.upper())
    return any(
        wanted == held or held.startswith(wanted + "-") or wanted.startswith(held + "-")
        for held in body.jurisdictions
    )


@cache
def shipped() -> Directory:
    """The directory that ships with the program, read once."""
    return Directory()
