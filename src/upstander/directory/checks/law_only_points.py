"""A provision asks and points: it never accuses, and it says for which place and since when."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.checks._banned_words import ACCUSES
from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.law import Provision

_PARTS = frozenset({"GB"})
"""Places that have law in parts: a provision names the parts."""


class LawOnlyPoints(DirectoryCheck):
    """Wrong legal advice does harm: to who is told it, and to who is accused."""

    slug = "law-only-points"
    title = "Law is asked about, never stated of a person"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look at the questions, at words that accuse, at places and at the days."""
        record = located.record
        if isinstance(record, Provision):
            yield from _words(record)
            yield from _place_and_days(record)


def _words(record: Provision) -> Iterator[str]:
    for question in record.elements:
        if "?" not in question:
            yield f"'{question}' is no question"
    for words in _shown(record):
        if found := ACCUSES.search(words):
            yield f"'{found[0]}' accuses or promises"
    if record.needs_two and not any("two" in each for each in record.elements):
        yield "needs_two is set, and no question asks for two times"


def _place_and_days(record: Provision) -> Iterator[str]:
    for place in sorted(_PARTS & set(record.jurisdictions)):
        yield f"'{place}' has law in parts: name them"
    begun, ended = record.in_force_from, record.in_force_until
    if begun and ended and ended < begun:
        yield f"in_force_until {ended} is before in_force_from {begun}"


def _shown(record: Provision) -> Iterator[str]:
    yield from (record.name, record.in_force_note, record.max_penalty, record.time_limit)
    yield from (*record.elements, *record.indicators, *record.notes)


PLUGIN = LawOnlyPoints()
