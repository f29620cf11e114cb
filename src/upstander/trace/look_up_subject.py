"""What of a lead can be looked up: an internet address, an AS number, a name, or a key's place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

from publicsuffixlist import PublicSuffixList

from upstander.language.net_address import AddressSort, read_net_address
from upstander.language.web_address import RESERVED_ENDINGS, read_web_address
from upstander.model.errors import InvalidAnswer

IP, ASN, DOMAIN, TXT = "ip", "asn", "domain", "txt"
KINDS = (IP, ASN, DOMAIN, TXT)
_NAMED = frozenset({
    DOMAIN, "dkim-domain", "spf-domain", "mail-domain", "host", "link", "web-address", "address",
    "email", "message-id",
})  # fmt: skip
_LAST_ASN = 4_294_967_295
_ASN = re.compile(r"(?:AS)?\s?([0-9]{1,10})", re.IGNORECASE)
_KEY_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,30}[a-z][a-z0-9-]{0,62}")
_INSIDE = RESERVED_ENDINGS | {"internal", "lan", "home", "arpa"}
_WHY = {
    AddressSort.PRIVATE: "It is used inside a home or an office.",
    AddressSort.SHARED: "A phone or net company uses it inside its own network.",
    AddressSort.LOOPBACK: "It means the computer itself.",
    AddressSort.LINK_LOCAL: "It is used on one cable or one wireless network.",
    AddressSort.DOCUMENTATION: "It is kept for examples.",
    AddressSort.MULTICAST: "It goes to many at once and is never one sender.",
    AddressSort.RESERVED: "It is not in use on the net.",
    AddressSort.AMBIGUOUS: "It can be read in two ways.",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked up. ``no_holder`` says why nobody outside can be asked; empty: one can."""

    kind: str  # ip | asn | domain | txt
    value: str  # in normal form: this and nothing else is sent
    no_holder: str = ""


def subject_of(kind: str, value: str) -> Subject:
    """Give what can be looked up for a lead of a kind, such as ``ip``, ``link`` or ``address``.

    A link or a mail address gives only the name that somebody registered: what stands before
    and behind it, and the rest of the host, are never sent.

    Raises:
        InvalidAnswer: the value is none of its kind, or the kind cannot be looked up.
    """
    given = value.strip()[:8000]
    if kind == IP:
        return _of_address(given)
    if kind == ASN:
        return _of_number(given)
    if kind == TXT:
        return _of_key(given)
    if kind in _NAMED:
        return _of_name(given)
    raise InvalidAnswer(
        "This cannot be looked up.",
        next_step="Internet addresses, AS numbers, names and keys of mail signatures can.",
    )


def _of_address(given: str) -> Subject:
    read = read_net_address(given)
    if read is None:
        raise InvalidAnswer("This is no internet address.")
    if not read.has_outside_holder:
        return Subject(IP, read.plain or given[:80], _WHY[read.sort])
    return Subject(IP, str(ip_address(read.to_ask_about)))


def _of_number(given: str) -> Subject:
    match = _ASN.fullmatch(given)
    if match is None or int(match[1]) > _LAST_ASN:
        raise InvalidAnswer("This is no AS number.")
    number = int(match[1])
    kept = number in (0, 23456, 65535, _LAST_ASN) or 64496 <= number <= 65551
    kept = kept or number >= 4_200_000_000  # RFC 6996, RFC 5398
    return Subject(ASN, str(number), "It is kept for examples or private use." if kept else "")


def _of_key(given: str) -> Subject:
    name = given.lower().rstrip(".")
    if len(name) > 253 or not _KEY_NAME.fullmatch(name):
        raise InvalidAnswer("This is no name that a key can stand under.")
    return Subject(TXT, name, _inside(name))


def _of_name(given: str) -> Subject:
    rest = given if "/" in given else given.rpartition("@")[2]
    read = read_web_address(rest.strip("<>[]. "))
    if read.is_number:
        return _of_address(read.host)
    if not read.host:
        raise InvalidAnswer("This is no name on the net.")
    if inside := _inside(read.host):
        return Subject(DOMAIN, read.host, inside)
    name = _suffixes().privatesuffix(read.host.rstrip("."))
    if not name:
        raise InvalidAnswer("This is no name that somebody can register.")
    return Subject(DOMAIN, name)


def _inside(name: str) -> str:
    kept = name.rpartition(".")[2] in _INSIDE
    return "Such a name is never registered on the net." if kept else ""


@cache
def _suffixes() -> PublicSuffixList:
    """The endings under which registers sell names, without those that companies lend out."""
    return PublicSuffixList(accept_unknown=False, only_icann=True)
