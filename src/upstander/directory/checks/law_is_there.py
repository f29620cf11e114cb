"""Every provision that a kind names exists, and uses the words of the directory."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.kinds import Kind, Vocabulary
from upstander.directory.law import Provision


class LawIsThere(DirectoryCheck):
    """A pointer to a law that nobody wrote down leads a person nowhere."""

    slug = "law-is-there"
    title = "Every law that a kind points to is there"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look up what kinds name in the law, and what law names in the words of the directory."""
        record = located.record
        if isinstance(record, Kind):
            there = known.slugs.get("law", frozenset())
            yield from (
                f"'{slug}' is not in law" for slug in record.provisions if slug not in there
            )
        elif isinstance(record, Provision):
            words = _words(known)
            yield from (
                f"'{slug}' is not a word of the directory"
                for slug in record.directory_kinds
                if slug not in words
            )


def _words(known: Known) -> frozenset[str]:
    heads = known.records.get("taxonomy", {}).values()
    return frozenset(
        each.slug for head in heads if isinstance(head, Vocabulary) for each in head.directory_kinds
    )


PLUGIN = LawIsThere()
