"""The ways to reach a body as a page shows them: a link only where it was seen in a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from upstander.directory.body import Body, Contact
from upstander.directory.review import can_lead, contact_needs_check
from upstander.directory.routes import ActWay
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.report.routing.showing import EMERGENCY_ACT

_NAMES = {
    "phone": "Call",
    "textphone": "Textphone",
    "text": "Text",
    "web": "Website",
    "email": "E-mail",
    "app": "App",
    "video": "Video call",
    "post": "Post",
}


@dataclass(frozen=True, slots=True)
class Reach:
    """One way. ``href`` is empty for what was not seen: it is shown as plain words."""

    way: str
    value: str
    note: str
    href: str
    check_first: bool


def reach_of(slug: str) -> tuple[Reach, ...]:
    """The ways to a body of the directory; none for an act or an unknown id."""
    if slug == EMERGENCY_ACT:
        numbers = shipped().emergency(None).numbers
        return tuple(Reach("Call", n.number, n.where, f"tel:{n.number}", False) for n in numbers)
    acts = (act for topic in shipped().routes() for act in topic.acts)
    if act := next((each for each in acts if each.step == slug), None):
        return tuple(reach for way in act.ways for reach in _in_one_place(way))
    try:
        return ways_of(shipped().body(slug))
    except DirectoryError:
        return ()


def _in_one_place(way: ActWay) -> Iterator[Reach]:
    """The seen phone numbers of what an act means in one place, each with where it works."""
    for each in reach_of(way.body):
        if each.href.startswith("tel:"):
            yield replace(each, note=way.where)


def ways_of(body: Body) -> tuple[Reach, ...]:
    """All ways of a body, those that were seen first."""
    ordered = sorted(body.contacts, key=lambda each: not can_lead(each, body))
    return tuple(_reach(each, body) for each in ordered)


def _reach(contact: Contact, body: Body) -> Reach:
    seen = can_lead(contact, body)
    return Reach(
        way=_NAMES[contact.way],
        value=contact.value,
        note=contact.note,
        href=_href(contact) if seen else "",
        check_first=contact_needs_check(contact, body, date.today()),
    )


def _href(contact: Contact) -> str:
    if contact.way == "web":
        return contact.value if contact.value.startswith("https://") else ""
    if contact.way == "phone" and contact.value.replace(" ", "").isdecimal():
        return "tel:" + contact.value.replace(" ", "")
    return ""
