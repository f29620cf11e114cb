"""Whatever a record points to is there."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.records import Body, Emergency, GuidanceHead


class QuotedSlugsExist(DirectoryCheck):
    """A link to a body or page that is not there would end a search for help in nothing."""

    slug = "quoted-slugs-exist"
    title = "Every quoted record exists"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look each quoted slug up in its family."""
        for family, slug in _quoted(located):
            if slug not in known.slugs.get(family, frozenset()):
                yield f"'{slug}' is not in {family}"


def _quoted(located: Located) -> Iterator[tuple[str, str]]:
    record = located.record
    if isinstance(record, Body):
        yield from (("bodies", slug) for slug in record.instead)
    elif isinstance(record, Emergency):
        yield from (("bodies", slug) for slug in record.bodies)
    elif isinstance(record, GuidanceHead):
        yield from (("bodies", slug) for slug in record.bodies)
        yield from (("guidance", slug) for slug in record.see_also)


PLUGIN = QuotedSlugsExist()
