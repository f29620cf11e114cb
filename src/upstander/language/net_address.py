"""Internet addresses (RFC 791, RFC 4291): what sort one is, and whether anybody outside holds it.

The special ranges are those of the IANA registries (RFC 6890 and its successors). An IPv4
address that an IPv6 address carries inside (mapped, NAT64, 6to4, Teredo) is taken out, because
that is the one somebody can be asked about. Nothing here says where a computer or a person is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from upstander.language.figures import figures


class AddressSort(StrEnum):
    """What an address is for."""

    PUBLIC = "public"
    PRIVATE = "private"  # inside a home or an office (RFC 1918, RFC 4193)
    SHARED = "shared"  # behind a phone or net company's own sharing (RFC 6598, CGNAT)
    LOOPBACK = "loopback"  # the computer itself
    LINK_LOCAL = "link-local"  # one cable or one wireless network
    DOCUMENTATION = "documentation"  # kept for examples (RFC 5737, RFC 3849, RFC 9637)
    MULTICAST = "multicast"  # to many at once, never one sender
    RESERVED = "reserved"  # not in use on the net
    AMBIGUOUS = "ambiguous"  # written with leading zeros: programs read it in two ways


_RANGES: tuple[tuple[str, AddressSort], ...] = (
    ("10.0.0.0/8", AddressSort.PRIVATE),
    ("172.16.0.0/12", AddressSort.PRIVATE),
    ("192.168.0.0/16", AddressSort.PRIVATE),
    ("100.64.0.0/10", AddressSort.SHARED),
    ("127.0.0.0/8", AddressSort.LOOPBACK),
    ("169.254.0.0/16", AddressSort.LINK_LOCAL),
    ("192.0.2.0/24", AddressSort.DOCUMENTATION),
    ("198.51.100.0/24", AddressSort.DOCUMENTATION),
    ("203.0.113.0/24", AddressSort.DOCUMENTATION),
    ("0.0.0.0/8", AddressSort.RESERVED),
    ("192.0.0.0/24", AddressSort.RESERVED),
    ("198.18.0.0/15", AddressSort.RESERVED),
    ("224.0.0.0/4", AddressSort.MULTICAST),
    ("240.0.0.0/4", AddressSort.RESERVED),
    ("::1/128", AddressSort.LOOPBACK),
    ("fc00::/7", AddressSort.PRIVATE),
    ("fec0::/10", AddressSort.PRIVATE),
    ("64:ff9b:1::/48", AddressSort.PRIVATE),
    ("fe80::/10", AddressSort.LINK_LOCAL),
    ("2001:db8::/32", AddressSort.DOCUMENTATION),
    ("3fff::/20", AddressSort.DOCUMENTATION),
    ("ff00::/8", AddressSort.MULTICAST),
)
_NETWORKS = tuple((ip_network(text), sort) for text, sort in _RANGES)
_GLOBAL_V6 = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")

_DOT = r"(?:\.|\[\.\]|\(\.\))"
_QUAD = re.compile(rf"(?<![\w.])(?<!\d[-/:])\d{{1,3}}(?:{_DOT}\d{{1,3}}){{3}}(?![\w]|{_DOT}\d)")
_COLONS = re.compile(
    r"(?<![\w:.])(?>(?:[0-9A-Fa-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4}))"
    r"(?:%\w{1,15})?(?![\w:]|\.\d)"
)
_VERSION = re.compile(
    r"(?:\b(?:version|ver|v|build|release|firmware|update|patch|rev|section|chapter|clause)\.? ?"
    r"|[A-Za-z]/)\Z",
    re.IGNORECASE,
)
_LEADING_ZERO = re.compile(r"(?:\A|\.)0\d")


@dataclass(frozen=True, slots=True)
class NetAddress:
    """One address.

    Attributes:
        written: as it stands in the text.
        plain: in the usual form (RFC 5952 for IPv6); empty for an ambiguous one.
        sort: what it is for; that of the inner address where one is carried inside.
        version: 4 or 6.
        wrapping: how it carries another: mapped, nat64, 6to4, teredo; else empty.
        inner: the carried IPv4 address, else empty.
    """

    written: str
    plain: str
    sort: AddressSort
    version: int
    wrapping: str = ""
    inner: str = ""

    @property
    def has_outside_holder(self) -> bool:
        """Whether somebody outside can be asked who used it."""
        return self.sort is AddressSort.PUBLIC

    @property
    def to_ask_about(self) -> str:
        """The address that a network can answer for."""
        return self.inner or self.plain


def read_net_address(text: str) -> NetAddress | None:
    """Read one address, also in ``[...]`` or made harmless as ``192[.]0[.]2[.]1``.

    Gives ``None`` for anything else. Never raises.
    """
    bare = re.sub(r"\[\.\]|\(\.\)", ".", text.strip()[:80])
    bare = bare.removeprefix("[").removesuffix("]").partition("%")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return _ambiguous(text, bare)
    wrapping, inner = _inside(address)
    sort = _sort(inner or address)
    return NetAddress(
        text, str(address), sort, address.version, wrapping, str(inner) if inner else ""
    )


def find_net_addresses(text: str) -> Iterator[tuple[int, int, NetAddress]]:
    """Find addresses with their places in the text as given; numbers of versions are none."""
    form = figures(text)
    plain = form.text
    taken = bytearray(len(plain))  # the IPv4 address inside an IPv6 one is no second address
    places: list[tuple[int, int, NetAddress]] = []
    for pattern in (_COLONS, _QUAD):
        for match in pattern.finditer(plain):
            found = None if taken[match.start()] else _found(plain, match)
            if found is not None:
                taken[match.start() : match.end()] = b"\1" * len(match[0])
                places.append((*form.span(*match.span()), found))
    yield from sorted(places, key=lambda place: (place[2].version, place[0]))


def _found(plain: str, match: re.Match[str]) -> NetAddress | None:
    if match.re is _COLONS and not _like_ipv6(match[0]):
        return None
    if _VERSION.search(plain, max(0, match.start() - 12), match.start()):
        return None
    return read_net_address(match[0])


def _like_ipv6(text: str) -> bool:
    """Times such as 12::30 and words such as ``bad::fad`` are none."""
    if text.count(":") < 2 or not any(each.isdigit() for each in text):
        return False
    first = text.partition(":")[0]
    return not first or len(first) >= 3 or text.count(":") >= 3


def _ambiguous(text: str, bare: str) -> NetAddress | None:
    parts = bare.split(".")
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if not _LEADING_ZERO.search(bare) or any(len(part) > 3 or int(part) > 255 for part in parts):
        return None
    return NetAddress(text, "", AddressSort.AMBIGUOUS, 4)


def _inside(address: IPv4Address | IPv6Address) -> tuple[str, IPv4Address | None]:
    if isinstance(address, IPv4Address):
        return "", None
    if address.ipv4_mapped:
        return "mapped", address.ipv4_mapped
    if address.sixtofour:
        return "6to4", address.sixtofour
    if address.teredo:
        return "teredo", address.teredo[1]  # the client; the first is only the relay
    if address in _NAT64:
        return "nat64", IPv4Address(int(address) & 0xFFFFFFFF)
    return "", None


def _sort(address: IPv4Address | IPv6Address) -> AddressSort:
    for network, sort in _NETWORKS:
        if address.version == network.version and address in network:
            return sort
    if address.version == 6 and address not in _GLOBAL_V6:
        return AddressSort.RESERVED
    return AddressSort.PUBLIC
