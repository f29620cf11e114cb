"""Contact cards inside an answer: jCard (RFC 7095) and JSContact (RFC 9553)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from upstander.trace._rdap_json import MOST_ITEMS, Thing, clean, texts, thing

_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@"
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]",
    re.IGNORECASE,
)
_POINTED = re.compile(r"<([^<>]+)>")
_PHONE = re.compile(r"\+?[0-9][0-9 ().\-]{3,30}(?:;ext=[0-9]{1,8})?")


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says. ``kind``: individual, org, group, as it says of itself, or nothing."""

    name: str = ""
    organisation: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    postal: str = ""
    kind: str = ""


def card_of(entity: Thing) -> Card:
    """Read the card of an entity; an empty one where there is none that can be read."""
    held = entity.get("vcardArray")
    if isinstance(held, list) and len(held) > 1 and isinstance(held[1], list):
        return _jcard(held[1])
    for name in ("jscard", "jscontact_card", "jscontact"):
        if isinstance(entity.get(name), dict):
            return _jscontact(thing(entity[name]))
    return Card()


def mail_addresses(text: str) -> tuple[str, ...]:
    """Give the mail addresses of a text, in plain ASCII only.

    A text that holds anything else beside them gives none, but for ``Name <address>``.
    """
    pointed = _POINTED.search(text)
    bare = pointed[1] if pointed else text
    parts = [each for each in re.split(r"[,;\s]+", bare.removeprefix("mailto:")) if each]
    return tuple(parts) if all(map(_is_address, parts)) else ()


def _is_address(text: str) -> bool:
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def _jcard(lines: list[Any]) -> Card:
    values: dict[str, list[tuple[Thing, Any]]] = {}
    for line in lines[:MOST_ITEMS]:
        if isinstance(line, list) and len(line) > 3 and isinstance(line[0], str):
            values.setdefault(line[0].lower(), []).append((thing(line[1]), line[3]))
    return Card(
        name=_first(values.get("fn")),
        organisation=_first(values.get("org")),
        emails=tuple(_mails(values.get("email", []))),
        phones=tuple(_phones(values.get("tel", []))),
        postal=next(map(_postal, values.get("adr", [])), ""),
        kind=_first(values.get("kind")).lower(),
    )


def _first(found: list[tuple[Thing, Any]] | None) -> str:
    said = (text for _, value in found or () for text in texts(value))
    return next(said, "")


def _mails(found: list[tuple[Thing, Any]]) -> Iterator[str]:
    for _, value in found:
        for text in texts(value):
            yield from mail_addresses(text)


def _phones(found: list[tuple[Thing, Any]]) -> Iterator[str]:
    for _, value in found:
        for text in texts(value):
            if number := _phone(text):
                yield number


def _phone(text: str) -> str:
    """The number of a ``tel:`` address or of plain text; empty where it is none."""
    number = text.removeprefix("tel:").strip()
    return number if _PHONE.fullmatch(number) else ""


def _postal(line: tuple[Thing, Any]) -> str:
    """One line: the label as the register wrote it, or the parts of the address."""
    parameters, value = line
    label = clean(parameters.get("label"))
    parts = value if isinstance(value, list) else []
    return label or ", ".join(text for part in parts[:7] for text in texts(part))


def _jscontact(card: Thing) -> Card:
    name = thing(card.get("name"))
    organisations = thing(card.get("organizations")).values()
    mails = (clean(thing(each).get("address")) for each in thing(card.get("emails")).values())
    phones = (clean(thing(each).get("number")) for each in thing(card.get("phones")).values())
    posts = thing(card.get("addresses")).values()
    return Card(
        name=clean(name.get("full")),
        organisation=next((clean(thing(each).get("name")) for each in organisations), ""),
        emails=tuple(each for text in mails for each in mail_addresses(text)),
        phones=tuple(number for text in phones if (number := _phone(text))),
        postal=next((clean(thing(each).get("full")) for each in posts), ""),
        kind=clean(card.get("kind")).lower(),
    )
