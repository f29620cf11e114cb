"""Which party of an answer takes reports of abuse, how strong that is, and what it can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from upstander.model.lead import AbuseContact, ContactStrength
from upstander.trace._rdap_parties import Party

_ABUSE, _REGISTRAR = "abuse", "registrar"
_WEAK_OF_A_NETWORK = ("noc", "technical", "registrant", "administrative")
_WEAK_OF_A_NAME = ("registrar", "technical", "registrant", "administrative")
_DOMAIN = "domain"

_CAN_NETWORK = "can stop the computer or the line behind this number"
_CAN_REGISTRAR = "can suspend the name"
_CAN_NAME = "can pass it on to whoever runs the name"
_MAY_BE_SENDER = (
    "The name may belong to the sender. Do not write here if the sender must not know of it."
)
_GUESS = (
    "By custom a name has this mailbox for reports, but the register does not name it. "
    + _MAY_BE_SENDER
)


def contacts_of(kind: str, parties: Sequence[Party]) -> tuple[AbuseContact, ...]:
    """The contacts of one network, number or name: those named for abuse first, then weak ones."""
    named = sorted((each for each in parties if _ABUSE in each.roles), key=lambda each: each.depth)
    roles = _WEAK_OF_A_NAME if kind == _DOMAIN else _WEAK_OF_A_NETWORK
    weak = (
        (role, party)
        for role in roles
        for party in parties
        if role in party.roles and party.depth == 0 and not party.is_person
    )
    return each_once(
        [
            *(contact for party in named for contact in _named(kind, party)),
            *(contact for role, party in weak for contact in _weak(kind, role, party)),
        ]
    )


def as_parent(contacts: Iterable[AbuseContact]) -> Iterator[AbuseContact]:
    """The same contacts as those of the larger network around; weak ones are not taken over."""
    for contact in contacts:
        if contact.strength is ContactStrength.NAMED:
            why = "It is named for reports of abuse at the larger network around this one."
            yield replace(contact, strength=ContactStrength.PARENT, why=why)


def guess_for(name: str) -> AbuseContact:
    """The mailbox that a name has by custom (RFC 2142); ``name`` is as the register wrote it."""
    return AbuseContact(
        f"abuse@{name}", name, "guess", ContactStrength.GUESS, _GUESS, can=_CAN_NAME
    )


def forwarded(contacts: Iterable[AbuseContact], forwarder: str) -> tuple[AbuseContact, ...]:
    """Say at each contact that a company stands in front of the real host."""
    more = f" {forwarder} stands in front of the real host: it passes reports on to it."
    return tuple(replace(each, why=each.why + more) for each in contacts)


def each_once(contacts: Iterable[AbuseContact]) -> tuple[AbuseContact, ...]:
    """Keep each address once, where it is strongest."""
    kept: dict[str, AbuseContact] = {}
    for contact in contacts:
        kept.setdefault(contact.address.lower(), contact)
    return tuple(kept.values())


def _named(kind: str, party: Party) -> Iterator[AbuseContact]:
    registrar = kind == _DOMAIN and _REGISTRAR in party.inside | party.roles
    if registrar:
        role, why = "registrar abuse", "The company that sold the name takes reports of abuse here."
    else:
        role, why = _ABUSE, "The register names this address for reports of abuse."
    by_name = _CAN_REGISTRAR if registrar else _CAN_NAME
    can = by_name if kind == _DOMAIN else _CAN_NETWORK
    for address in party.emails:
        yield AbuseContact(
            address=address,
            holder=party.around or party.name,
            role=role,
            strength=ContactStrength.NAMED,
            why=why,
            can=can,
            phone=next(iter(party.phones), ""),
        )


def _weak(kind: str, role: str, party: Party) -> Iterator[AbuseContact]:
    why = f"The register gives this as {role} contact, not for abuse."
    if kind == _DOMAIN and role != _REGISTRAR:
        why += " " + _MAY_BE_SENDER
    for address in party.emails:
        yield AbuseContact(address, party.name, role, ContactStrength.WEAK, why)
