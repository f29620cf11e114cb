"""A body says what it helps with in the words of the directory; so do wordings what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.body import EVERYONE, Body
from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.kinds import Vocabulary
from upstander.directory.told import ToldKind


class VocabularyKnown(DirectoryCheck):
    """A word that no kind leads to would hide a service from those who need it."""

    slug = "vocabulary-known"
    title = "Bodies and wordings use the words of the directory"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look each word up; a directory without a vocabulary is not judged."""
        record = located.record
        heads = known.records.get("taxonomy", {}).values()
        words = {
            each.slug
            for head in heads
            if isinstance(head, Vocabulary)
            for each in head.directory_kinds
        }
        if isinstance(record, Body) and words:
            for slug in record.directory_kinds:
                if slug != EVERYONE and slug not in words:
                    yield f"'{slug}' is not a word of the directory"
        if isinstance(record, ToldKind) and words:
            ruled_out = (slug for each in record.wordings for slug in each.rules_out)
            for slug in {record.kind, *ruled_out} - words:
                yield f"'{slug}' is not a word of the directory"


PLUGIN = VocabularyKnown()
