"""The answer of a register about an internet number or a name (RDAP, RFC 9083), read with care.

Pure: bytes in, values out; no link inside an answer is ever followed. What is a private person's
is left out. Nothing of a case goes in here, so no contact can come out of a case.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from upstander.directory.rdap_services import Address, ContactWords, contact_words
from upstander.model.errors import InvalidAnswer
from upstander.model.lead import AbuseContact, ContactStrength
from upstander.trace._rdap_contacts import (
    as_parent,
    contacts_of,
    each_once,
    forwarded,
    guess_for,
)
from upstander.trace._rdap_json import NotReadable, Thing, clean, read_json, thing, things
from upstander.trace._rdap_parties import Party, parties_of

NETWORK, NUMBER, NAME, ERROR = "ip network", "autnum", "domain", "error"
_KINDS = {"startAddress": NETWORK, "startAutnum": NUMBER, "ldhName": NAME}
_LISTS = ("ipSearchResults", "domainSearchResults", "autnumSearchResults")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_STRONG = {ContactStrength.NAMED, ContactStrength.PARENT}


@dataclass(frozen=True, slots=True)
class RdapAnswer:
    """What a register says. All of it may be empty; ``warnings`` are whole plain sentences."""

    kind: str  # ip network | autnum | domain | entity | error
    name: str = ""  # of the network, or the name itself in ASCII
    handle: str = ""
    first: str = ""  # first and last address or AS number of the range
    last: str = ""
    country: str = ""  # where the network is registered; not where anybody is
    parent: str = ""  # handle of the larger network
    holder: str = ""  # organisation; empty where it is held back or a private person
    registrar: str = ""
    registered: str = ""  # date, as written
    changed: str = ""
    nameservers: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()  # what was held back, by name (RFC 9537)
    forwarder: str = ""  # the company in front of the real host, where one is seen
    contacts: tuple[AbuseContact, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def range(self) -> str:
        """The range in words; empty where there is none."""
        return f"{self.first} - {self.last}" if self.first else ""


def parse_rdap(data: bytes, *, source: str = "", checked: datetime | None = None) -> RdapAnswer:
    """Read an answer. Of several networks in it the smallest counts, the others are around it.

    Args:
        data: the bytes that the register sent, or that a person pasted.
        source: which server answered, for the contacts.
        checked: when, for the contacts.

    Raises:
        InvalidAnswer: the bytes are no such answer.
    """
    try:
        held = read_json(data)
    except NotReadable as wrong:
        raise InvalidAnswer(f"This is not the answer of a register: {wrong}.") from None
    objects = sorted(_objects(held), key=lambda each: (_kind(each) == ERROR, _size(each)))
    if not objects:
        raise InvalidAnswer("This is not the answer of a register.")
    answer = _answer(objects[0], objects[1:], contact_words())
    marked = (replace(each, source=source, checked=checked) for each in answer.contacts)
    return replace(answer, contacts=tuple(marked))


def concerns(answer: RdapAnswer, kind: str, value: str) -> bool:
    """Say whether an answer is about what was asked (``kind``: ip, asn, domain)."""
    if kind == "domain":
        return answer.kind == NAME and answer.name == value.lower()
    if kind == "asn":
        return answer.kind == NUMBER and _between(answer, int(value))
    return answer.kind == NETWORK and _around(answer, ipaddress.ip_address(value))


def _objects(held: object) -> Iterator[Thing]:
    """The networks, numbers or names in what was read: one, a list, or the result of a search."""
    if isinstance(held, list):
        yield from (each for each in things(held) if _kind(each))
        return
    one = thing(held)
    results = [each for name in _LISTS for each in things(one.get(name)) if _kind(each)]
    if results:
        yield from results
    elif _kind(one):
        yield one


def _kind(held: Thing) -> str:
    if "errorCode" in held:
        return ERROR
    told = clean(held.get("objectClassName")).lower()
    return told or next((kind for field, kind in _KINDS.items() if field in held), "")


def _size(held: Thing) -> int:
    """How many addresses a network has; 0 for anything else."""
    first, last = _address(held.get("startAddress")), _address(held.get("endAddress"))
    return int(last) - int(first) + 1 if first and last else 0


def _answer(held: Thing, around: Sequence[Thing], words: ContactWords) -> RdapAnswer:
    kind = _kind(held)
    parties = parties_of(held, words, of_a_name=kind == NAME)
    answer = RdapAnswer(
        kind=kind,
        name=_name(held, kind),
        handle=clean(held.get("handle")),
        country=clean(held.get("country")).upper()[:2],
        parent=clean(held.get("parentHandle")),
        holder=_first_name(parties, "registrant"),
        registrar=_first_name(parties, "registrar"),
        registered=_event(held, "registration"),
        changed=_event(held, "last changed"),
        nameservers=tuple(_nameservers(held)),
        redacted=tuple(_redacted(held)),
    )
    answer = _with_range(answer, held)
    return _with_contacts(answer, parties, around, words)


def _with_range(answer: RdapAnswer, held: Thing) -> RdapAnswer:
    if answer.kind == NETWORK:
        first, last = _address(held.get("startAddress")), _address(held.get("endAddress"))
        return replace(answer, first=str(first), last=str(last)) if first and last else answer
    if answer.kind == NUMBER:
        numbers = clean(held.get("startAutnum")), clean(held.get("endAutnum"))
        if all(each.isdecimal() for each in numbers):
            return replace(answer, first=numbers[0], last=numbers[1])
    return answer


def _with_contacts(
    answer: RdapAnswer, parties: Sequence[Party], around: Sequence[Thing], words: ContactWords
) -> RdapAnswer:
    found = contacts_of(answer.kind, parties)
    larger = (
        contact
        for each in around
        for contact in as_parent(contacts_of(answer.kind, parties_of(each, words, of_a_name=False)))
    )
    contacts = _in_order(found, larger)
    if answer.kind == NAME and answer.name and not _STRONG & {each.strength for each in contacts}:
        contacts = (*contacts, guess_for(answer.name))
    forwarder = _forwarder(answer, words)
    if forwarder:
        contacts = forwarded(contacts, forwarder)
    warnings = tuple(_warnings(answer, parties, contacts))
    return replace(answer, contacts=contacts, forwarder=forwarder, warnings=warnings)


def _in_order(
    found: Iterable[AbuseContact], larger: Iterable[AbuseContact]
) -> tuple[AbuseContact, ...]:
    order = list(ContactStrength)
    return tuple(sorted(each_once([*found, *larger]), key=lambda each: order.index(each.strength)))


def _warnings(
    answer: RdapAnswer, parties: Sequence[Party], contacts: Sequence[AbuseContact]
) -> Iterator[str]:
    if answer.kind == ERROR:
        yield "The register sent an error in place of an answer."
        return
    if not _STRONG & {each.strength for each in contacts}:
        yield "The register names nobody for reports of abuse."
    if answer.redacted:
        yield "The register holds back who registered it. That is usual."
    if any(party.refused for party in parties):
        yield "An address in the answer leads to nobody who can act. It was left out."
    if any(party.is_person and "abuse" not in party.roles for party in parties):
        yield "Details of a private person were left out."


def _name(held: Thing, kind: str) -> str:
    if kind != NAME:
        return clean(held.get("name"))
    name = clean(held.get("ldhName")).lower().rstrip(".")
    return name if _HOST.fullmatch(name) else ""


def _first_name(parties: Sequence[Party], role: str) -> str:
    named = (each.name for each in parties if role in each.roles and each.depth == 0 and each.name)
    return next(named, "")


def _event(held: Thing, action: str) -> str:
    for event in things(held.get("events")):
        if clean(event.get("eventAction")).lower() == action:
            return clean(event.get("eventDate"))[:40]
    return ""


def _nameservers(held: Thing) -> Iterator[str]:
    for server in things(held.get("nameservers")):
        name = clean(server.get("ldhName")).lower().rstrip(".")
        if _HOST.fullmatch(name):
            yield name


def _redacted(held: Thing) -> Iterator[str]:
    for each in things(held.get("redacted")):
        name = thing(each.get("name"))
        said = clean(name.get("description")) or clean(name.get("type"))
        if said:
            yield said


def _forwarder(answer: RdapAnswer, words: ContactWords) -> str:
    """Who stands in front, by the network's own name and holder, or by a name's servers."""
    seen = "" if answer.kind == NAME else f"{answer.name} {answer.holder} {answer.handle}".lower()
    for each in words.forwarders:
        serves = any(
            server == end or server.endswith("." + end)
            for server in answer.nameservers
            for end in each.nameservers
        )
        if serves or any(mark in seen for mark in each.marks):
            return each.name
    return ""


def _address(value: object) -> Address | None:
    try:
        return ipaddress.ip_address(clean(value))
    except ValueError:
        return None


def _around(answer: RdapAnswer, address: Address) -> bool:
    first, last = _address(answer.first), _address(answer.last)
    if first is None or last is None or first.version != address.version:
        return False
    return int(first) <= int(address) <= int(last)


def _between(answer: RdapAnswer, number: int) -> bool:
    return answer.first.isdecimal() and int(answer.first) <= number <= int(answer.last)
