"""Wherever there is an emergency record, everybody finds emergency help and somebody to talk to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from upstander.directory.body import AUDIENCES, EVERYONE, Body
from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.records import WORLDWIDE, Emergency
from upstander.directory.review import body_can_lead

NEEDED = ("emergency", "helpline")
NOWHERE = "ZZ"


class HelpForEveryone(DirectoryCheck):
    """A place or an age without a seen number would be sent away with nothing."""

    slug = "help-for-everyone"
    title = "Every place and audience has an emergency service and a helpline that were seen"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look at each part of the country that an emergency record is for."""
        record = located.record
        if not isinstance(record, Emergency) or NOWHERE in record.jurisdictions:
            return
        bodies = [each for each in known.records.get("bodies", {}).values() if _leads(each)]
        for place in _parts(record, bodies):
            for audience in AUDIENCES:
                for kind in NEEDED:
                    if not any(_is_for(body, kind, audience, place) for body in bodies):
                        yield f"no {kind} for '{audience}' in {place} whose number was seen"


def _leads(record: object) -> bool:
    return isinstance(record, Body) and body_can_lead(record)


def _parts(record: Emergency, bodies: Sequence[object]) -> tuple[str, ...]:
    """The places of a record, or the nations that bodies name within them."""
    held = {code for body in bodies if isinstance(body, Body) for code in body.jurisdictions}
    found: dict[str, None] = {}
    for place in record.jurisdictions:
        parts = sorted(code for code in held if code.startswith(place + "-"))
        found.update(dict.fromkeys(parts or (place,)))
    return tuple(found)


def _is_for(body: object, kind: str, audience: str, place: str) -> bool:
    return (
        isinstance(body, Body)
        and body.kind == kind
        and bool({audience, EVERYONE} & set(body.audiences))
        and any(code in (place, place[:2], WORLDWIDE) for code in body.jurisdictions)
    )


PLUGIN = HelpForEveryone()
