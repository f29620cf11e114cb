"""Whatever a record points to is there."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.body import Body
from upstander.directory.body_old import OldBody
from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.kinds import Kind, Label, Vocabulary
from upstander.directory.records import Emergency, GuidanceHead


class QuotedSlugsExist(DirectoryCheck):
    """A link to a body or page that is not there would end a search for help in nothing."""

    slug = "quoted-slugs-exist"
    title = "Every quoted record exists"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look each quoted slug up in its family."""
        for family, slug in _quoted(located):
            if slug not in _slugs(family, known):
                yield f"'{slug}' is not in {family}"


def _quoted(located: Located) -> Iterator[tuple[str, str]]:
    record = located.record
    if isinstance(record, Body):
        yield from (("bodies", slug) for slug in record.instead)
    elif isinstance(record, OldBody):
        yield from (("bodies", slug) for slug in record.heirs)
    elif isinstance(record, Emergency):
        yield from (("bodies", slug) for slug in record.bodies)
    elif isinstance(record, GuidanceHead):
        yield from (("bodies", slug) for slug in record.bodies)
        yield from (("guidance", slug) for slug in record.see_also)
    elif isinstance(record, Kind):
        yield "guidance", record.guidance
        yield from (("labels", slug) for slug in record.labels)
        yield from (("directory kinds", slug) for slug in record.directory_kinds)
    elif isinstance(record, Label):
        yield "kinds", record.kind
        yield from (("directory kinds", slug) for slug in record.directory_kinds)


def _slugs(family: str, known: Known) -> frozenset[str]:
    """The slugs of a family; the directory kinds stand together in one record."""
    if family != "directory kinds":
        return known.slugs.get(family, frozenset())
    heads = known.records.get("taxonomy", {}).values()
    return frozenset(
        each.slug for head in heads if isinstance(head, Vocabulary) for each in head.directory_kinds
    )


PLUGIN = QuotedSlugsExist()
