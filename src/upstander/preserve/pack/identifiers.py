"""Accounts, handles, numbers and addresses, exactly as the exhibits show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from upstander.model.message import Message
from upstander.preserve.pack.contents import PackRequest


@dataclass(slots=True)
class Identifier:
    """One value as shown, with where and when it was seen. Never says who a person is."""

    kind: str  # phone|email|user_id|username|display_name|link|...
    value: str
    as_written: str
    platform: str
    seen_as: set[str] = field(default_factory=set)  # sender|recipient|mentioned|link|diary
    exhibits: set[str] = field(default_factory=set)
    times: int = 0
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Sighting:
    kind: str
    value: str
    as_written: str
    role: str


def identifiers(request: PackRequest) -> list[Identifier]:
    """Collect all identifiers of a pack, most often seen first."""
    found: dict[tuple[str, str, str], Identifier] = {}
    for number, exhibit in request.numbered():
        for message in exhibit.messages:
            for sighting in _in_message(message):
                _count(found, sighting, number, message)
        if exhibit.note and (exhibit.note.who_handle or exhibit.note.who_shown):
            shown = exhibit.note.who_shown or exhibit.note.who_handle
            value = exhibit.note.who_handle or shown
            kind = "handle" if exhibit.note.who_handle else "display_name"
            _count(found, _Sighting(kind, value, shown, "diary"), number, None)
    return sorted(found.values(), key=lambda each: (-each.times, each.kind, each.value))


def _in_message(message: Message) -> Iterator[_Sighting]:
    if message.sender and message.sender.as_written:
        who = message.sender
        yield _Sighting(who.handle_kind, who.handle or who.as_written, who.as_written, "sender")
    for who in message.recipients:
        yield _Sighting(who.handle_kind, who.handle or who.as_written, who.as_written, "recipient")
    for name in message.mentions:
        yield _Sighting("username", name, name, "mentioned")
    for link in message.links:
        yield _Sighting("link", link.target or link.as_written, link.as_written, "link")


def _count(
    found: dict[tuple[str, str, str], Identifier],
    sighting: _Sighting,
    number: str,
    message: Message | None,
) -> None:
    platform = message.platform if message else ""
    key = (sighting.kind, sighting.value, platform)
    new = Identifier(sighting.kind, sighting.value, sighting.as_written, platform)
    known = found.setdefault(key, new)
    known.seen_as.add(sighting.role)
    known.exhibits.add(number)
    known.times += 1
    utc = message.sent.utc if message and message.sent else None
    if utc:
        known.first = min(known.first or utc, utc)
        known.last = max(known.last or utc, utc)
