"""A phrase that people say belongs to one kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.kinds import Kind, plain_phrase


class SynonymsUnique(DirectoryCheck):
    """Where two kinds claim the same words, a person's own words would lead nowhere clear."""

    slug = "synonyms-unique"
    title = "Each phrase belongs to one kind, once"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Compare the phrases of a kind with each other and with those of all kinds."""
        kind = located.record
        if not isinstance(kind, Kind):
            return
        mine = [plain_phrase(each) for each in kind.synonyms]
        for phrase in sorted({each for each in mine if mine.count(each) > 1}):
            yield f"the phrase '{phrase}' stands here twice"
        if "" in mine:
            yield "a phrase holds no word"
        for slug, record in known.records.get("kinds", {}).items():
            if slug != kind.slug:
                theirs = {plain_phrase(each) for each in cast(Kind, record).synonyms}
                for phrase in sorted(theirs.intersection(mine)):
                    yield f"the phrase '{phrase}' is also one of '{slug}'"


PLUGIN = SynonymsUnique()
