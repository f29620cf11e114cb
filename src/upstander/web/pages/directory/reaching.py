"""The ways to reach a body as a page shows them: a link only where it was seen in a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from upstander.directory.body import Body, Contact
from upstander.directory.review import can_lead, contact_needs_check
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
    try:
        return ways_of(shipped().body(slug))
    except DirectoryError:
        return ()


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
