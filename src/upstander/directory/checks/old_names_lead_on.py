"""A body of years ago leads to bodies that are there, and its old numbers are used by none."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.body import Body
from upstander.directory.body_old import OldBody
from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.kinds import plain_phrase


class OldNamesLeadOn(DirectoryCheck):
    """An heir that has closed, or an old number that is still given out, helps nobody."""

    slug = "old-names-lead-on"
    title = "Old names lead to bodies that are there"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look at the heirs, the old numbers, and the names that another old record has."""
        old = located.record
        if not isinstance(old, OldBody):
            return
        bodies = {
            slug: each
            for slug, each in known.records.get("bodies", {}).items()
            if isinstance(each, Body)
        }
        for slug in old.heirs:
            if slug in bodies and bodies[slug].status == "closed":
                yield f"the heir '{slug}' has closed"
        given = {contact.value for body in bodies.values() for contact in body.contacts}
        for number in sorted(given.intersection(old.old_contacts)):
            yield f"'{number}' is old here and given out elsewhere"
        yield from _doubles(old, known)


def _doubles(old: OldBody, known: Known) -> Iterator[str]:
    mine = {plain_phrase(name) for name in (old.name, *old.also)}
    for slug, other in known.records.get("obsolete", {}).items():
        if isinstance(other, OldBody) and slug != old.slug:
            for name in sorted(mine & {plain_phrase(each) for each in (other.name, *other.also)}):
                yield f"the name '{name}' is also one of '{slug}'"


PLUGIN = OldNamesLeadOn()
