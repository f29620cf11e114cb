"""Accounts that share something: asked as a question with its reason, and never put together.

A shared number, mail address, wallet, payment or fixed account number, nearly the same words, or
the same hand-over point can be a reason to ask. A name on a screen is none, because anybody can
take it. What very many share, what our own directory lists, and the computers of the large mail
services are none either. Nobody is named, and the person who keeps the case decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from upstander.model.lead import HandOver, Lead, PossibleLink
from upstander.trace._no_reason import is_listed, is_shared_computer
from upstander.trace._same_words import alike_texts

MOST_SHARING = 5
"""A value that more accounts than this share says nothing about any two of them."""
QUOTED = "quoted"
"""Leads whose place begins so are somebody else's words inside a message, and are left out."""

_SHORTEST = 4
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Sighting:
    """One message or mail of one account, with what it showed.

    Attributes:
        account: the account as written; two that are written the same are one.
        item: the id of the message.
        leads: what tracing it gave.
        text: its own words, without those it quotes.
        handover: where it was handed over, for a mail.
    """

    account: str
    item: str
    leads: tuple[Lead, ...] = ()
    text: str = ""
    handover: HandOver | None = None


@dataclass(frozen=True, slots=True)
class _Reason:
    """What two sightings may share: ``key`` is compared, ``value`` is shown as written."""

    shares: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of reason: what is shared, in the list of links and in the question."""

    shares: str
    asked: str


_PAID = _Sort("same payment number", "Both gave the payment number {value}.")
_ADDRESS = _Sort("same mail address", "Both gave the mail address {value}.")
_SORTS = {
    "phone": _Sort("same number", "Both gave the number {value}."),
    "address": _ADDRESS,
    "mail-address": _ADDRESS,
    "written-address": _ADDRESS,
    "reply-address": _ADDRESS,
    "return-path": _ADDRESS,
    "wallet": _Sort("same wallet", "Both gave the wallet {value}."),
    "payment-ref": _PAID,
    "bank-account": _Sort("same bank account", "Both gave the bank account {value}."),
    "profile-id": _Sort("same account number", "Both showed the account number {value}."),
}
_TEXT = _Sort("same text", "Both wrote the same words or nearly the same: {value}.")
_PLACE = _Sort(
    "same hand-over point",
    "Mails of both were handed over by the same computer, {value}. Many people can share one.",
)
_ASKED = {each.shares: each.asked for each in (*_SORTS.values(), _TEXT, _PLACE)}
_DECIDE = "Could it be the same person? You decide."


def possible_links(
    sightings: Iterable[Sighting], *, own: Collection[str] = ()
) -> tuple[PossibleLink, ...]:
    """Ask about each two accounts that share something, in the order in which they were seen.

    ``own`` are values of the person the case is about (a number, an address): several may spread
    them, so they are no reason. The same two accounts get one question for each thing they share.
    """
    seen = tuple(each for each in sightings if each.account.strip())
    left_out = {_folded(value) for value in own}
    groups: dict[tuple[str, str], list[tuple[Sighting, str]]] = {}
    for sighting in seen:
        for reason in _reasons(sighting):
            if not {reason.key, _folded(reason.value)} & left_out:
                groups.setdefault((reason.shares, reason.key), []).append((sighting, reason.value))
    by_value = (_pairs(shares, group) for (shares, _), group in groups.items())
    found = [*(link for links in by_value for link in links), *_by_words(seen)]
    places = {account: at for at, account in reversed([*enumerate(_accounts(seen))])}
    return tuple(sorted(found, key=lambda link: (places[link.first], places[link.second])))


def _reasons(sighting: Sighting) -> Iterator[_Reason]:
    for lead in sighting.leads:
        sort = _SORTS.get(lead.kind)
        key = _key(lead) if sort else ""
        if sort and len(key) >= _SHORTEST and not lead.span.where.startswith(QUOTED):
            yield _Reason(sort.shares, key, lead.value)
    handover = sighting.handover
    if handover and not is_shared_computer(handover.ip, handover.host):
        yield _Reason(_PLACE.shares, _folded(handover.ip), handover.ip)


def _key(lead: Lead) -> str:
    """What is compared; empty where the value is no reason."""
    plain = lead.plain or lead.value
    if lead.kind == "phone":
        return "" if not plain.startswith("+") or is_listed(plain) else plain
    if lead.kind == "profile-id":
        return f"{lead.holder}\n{plain}"  # the same figures mean another account elsewhere
    if lead.kind == "wallet":
        return plain  # capital and small letters may be different wallets
    if "@" in plain:
        return "" if is_listed(plain) else _folded(plain)
    return re.sub(r"[\W_]", "", plain).casefold()


def _folded(value: str) -> str:
    return value.strip().strip("<>").casefold()


def _pairs(shares: str, group: list[tuple[Sighting, str]]) -> Iterator[PossibleLink]:
    """The questions of one shared value; none where very many share it."""
    values: dict[str, str] = {}
    items: dict[str, list[str]] = {}
    for sighting, value in group:
        values.setdefault(sighting.account, value)
        items.setdefault(sighting.account, []).append(sighting.item)
    if len(items) <= MOST_SHARING:
        for first, second in combinations(items, 2):
            yield _link(shares, first, second, values[first], items[first] + items[second])


def _link(shares: str, first: str, second: str, value: str, items: list[str]) -> PossibleLink:
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]} ..."
    asked = f"{_ASKED[shares].replace('{value}', shown)} {_DECIDE}"
    return PossibleLink(first, second, shares, value, asked, tuple(dict.fromkeys(items)))


def _accounts(seen: tuple[Sighting, ...]) -> list[str]:
    return [each.account for each in seen]


def _by_words(seen: tuple[Sighting, ...]) -> Iterator[PossibleLink]:
    """The questions about words: one for each two accounts, with the first words they share."""
    asked: set[frozenset[str]] = set()
    for group in alike_texts([each.text for each in seen]):
        accounts = {seen[at].account for at in group.crowd}
        if len(accounts) > MOST_SHARING:
            continue
        for one, other in combinations(group.members, 2):
            first, second = seen[one], seen[other]
            pair = frozenset((first.account, second.account))
            if len(pair) == 2 and pair not in asked:
                asked.add(pair)
                items = [first.item, second.item]
                yield _link(_TEXT.shares, first.account, second.account, first.text.strip(), items)
