"""The parties of an answer: its entities, also those inside others, in the order of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from upstander.directory.rdap_services import ContactWords
from upstander.trace._rdap_cards import Card, card_of
from upstander.trace._rdap_json import Thing, clean, texts, things

MOST_DEEP = 8  # entities inside entities; registers use two or three
MOST_PARTIES = 500
_PRIVATE = frozenset({"registrant", "technical", "administrative", "billing"})


@dataclass(frozen=True, slots=True)
class Party:
    """One entity. ``name`` is that of an organisation or a role, never of a private person."""

    roles: frozenset[str]
    name: str
    handle: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    is_person: bool
    depth: int
    inside: frozenset[str]  # roles of the entities around it
    around: str  # name of the nearest entity around it that has one
    refused: bool  # an address stood there that is no contact


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the answer an entity stands."""

    of_a_name: bool
    depth: int = 0
    inside: frozenset[str] = frozenset()
    around: str = ""


def parties_of(answer: Thing, words: ContactWords, *, of_a_name: bool) -> tuple[Party, ...]:
    """Walk the entities of an answer; those beyond the limits are left out.

    Names are often held by private people, so in the answer about a name whoever is not said to
    be an organisation is taken for a person.
    """
    found: list[Party] = []
    for party in _walk(answer, words, _Place(of_a_name)):
        found.append(party)
        if len(found) == MOST_PARTIES:
            break
    return tuple(found)


def _walk(holder: Thing, words: ContactWords, place: _Place) -> Iterator[Party]:
    if place.depth == MOST_DEEP:
        return
    for entity in things(holder.get("entities")):
        party = _party(entity, words, place)
        yield party
        inner = _Place(
            place.of_a_name,
            place.depth + 1,
            place.inside | party.roles,
            party.name or place.around,
        )
        yield from _walk(entity, words, inner)


def _party(entity: Thing, words: ContactWords, place: _Place) -> Party:
    card = card_of(entity)
    good = tuple(each for each in card.emails if not words.is_no_contact(each))
    roles = frozenset(text.lower() for text in texts(entity.get("roles")))
    is_person = _is_person(card, roles, place)
    name = card.organisation or ("" if is_person else card.name)
    return Party(
        roles=roles,
        name="" if words.is_placeholder(name) else name,
        handle=clean(entity.get("handle")),
        emails=good,
        phones=card.phones,
        is_person=is_person,
        depth=place.depth,
        inside=place.inside,
        around=place.around,
        refused=len(good) < len(card.emails),
    )


def _is_person(card: Card, roles: frozenset[str], place: _Place) -> bool:
    if card.kind == "individual":
        return True
    shown = card.organisation or card.kind in ("org", "group", "application")
    return place.of_a_name and bool(roles & _PRIVATE) and not shown
