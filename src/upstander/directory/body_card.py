"""What a screen, a print or the shell shows of a body: ready words, with every doubt marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from upstander.directory.body import ALWAYS, Body, Contact, Way
from upstander.directory.body_old import OldBody
from upstander.directory.opening_hours import open_by_way, open_now
from upstander.directory.records import Quality, Source
from upstander.directory.review import (
    can_lead,
    checked_line,
    contact_needs_check,
    hours_need_check,
    needs_check,
)

WAY_WORDS: dict[Way, str] = {
    "phone": "Phone",
    "textphone": "Textphone",
    "text": "Text message",
    "web": "Web",
    "email": "E-mail",
    "app": "App",
    "video": "Video",
    "post": "Letter",
}
_LINKS: dict[Way, str] = {"phone": "tel:", "text": "sms:", "web": "", "email": "mailto:"}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to reach a body. ``link`` is empty for what may not be one."""

    way: Way
    label: str
    value: str
    note: str
    check_first: bool
    link: str


@dataclass(frozen=True, slots=True)
class BodyCard:
    """One body, ready to show. ``doubtful`` names the fields that were not seen in a source."""

    id: str
    name: str
    does: str
    lines: tuple[ContactLine, ...]
    fill_in: str
    hours: str
    hours_check: bool
    now: str
    cost: str
    have_ready: tuple[str, ...]
    not_for: tuple[str, ...]
    privacy: str
    notes: tuple[str, ...]
    languages: tuple[str, ...]
    formerly: tuple[str, ...]
    instead: tuple[str, ...]
    doubtful: frozenset[str]
    check_first: bool
    checked: str
    status: str
    sources: tuple[Source, ...]


def body_card(body: Body, today: date, *, at: datetime | None = None) -> BodyCard:
    """Make the card of a body for a day, with how it stands now where a moment is given."""
    return BodyCard(
        id=body.slug,
        name=body.name,
        does=body.does,
        lines=tuple(_line(contact, body, today) for contact in body.contacts),
        fill_in=body.fill_in,
        hours=body.hours,
        hours_check=bool(body.hours) and hours_need_check(body, today),
        now=_now(body, at) if at else "",
        cost=body.cost,
        have_ready=body.have_ready,
        not_for=body.not_for,
        privacy=body.privacy,
        notes=body.notes,
        languages=body.languages,
        formerly=body.formerly,
        instead=body.instead,
        doubtful=frozenset(body.unconfirmed),
        check_first=_check_first(body, today),
        checked=_checked(body, today),
        status=body.status,
        sources=body.sources,
    )


def old_line(old: OldBody) -> str:
    """Say what became of an old name; unconfirmed changes say so."""
    doubt = " Please check first." if old.quality is Quality.UNCONFIRMED else ""
    return f"{old.reason}{doubt}"


def _now(body: Body, at: datetime) -> str:
    """Say "open", or way by way where the phone has other hours than the web."""
    found = open_by_way(body, at)
    if len(set(found.values())) < 2:
        return open_now(body, at)
    return ", ".join(f"{WAY_WORDS[way].lower()} {state}" for way, state in found.items())


def _line(contact: Contact, body: Body, today: date) -> ContactLine:
    return ContactLine(
        way=contact.way,
        label=WAY_WORDS[contact.way],
        value=contact.value,
        note=contact.note,
        check_first=contact_needs_check(contact, body, today),
        link=_link(contact) if can_lead(contact, body) else "",
    )


def _link(contact: Contact) -> str:
    if contact.way not in _LINKS:
        return ""
    value = contact.value if contact.way in ("web", "email") else contact.value.replace(" ", "")
    return _LINKS[contact.way] + value


def _emergency(body: Body) -> bool:
    return any(contact.value in ALWAYS for contact in body.contacts)


def _check_first(body: Body, today: date) -> bool:
    """A body that may have moved; 999, 112, 101 and 18000 are never dimmed by age."""
    if body.status == "check":
        return True
    return needs_check(body, body.verified_on if _emergency(body) else today)


def _checked(body: Body, today: date) -> str:
    return checked_line(body, body.verified_on if _emergency(body) else today)
