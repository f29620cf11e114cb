"""What an address says of whose network it is on: the server's own one, or the net outside."""

from __future__ import annotations

from functools import cache
from ipaddress import ip_address

from upstander.directory.providers import Network
from upstander.language.net_address import AddressSort, read_net_address

_OWN = (
    AddressSort.PRIVATE,
    AddressSort.SHARED,
    AddressSort.LOOPBACK,
    AddressSort.LINK_LOCAL,
)
"""A border server that sees such an address sees its own network."""
_OUTSIDE = (AddressSort.PUBLIC, AddressSort.DOCUMENTATION)


def is_own_network(text: str) -> bool:
    """Whether a text is an address of a server's own network."""
    address = read_net_address(text) if text else None
    return address is not None and address.sort in _OWN


def is_here(name: str) -> bool:
    """Whether a server calls itself by a name that means the computer itself."""
    return name.lower() in ("localhost", "localhost.localdomain") or is_own_network(name)


def is_in(ip: str, networks: tuple[Network, ...]) -> bool:
    """Whether an address is in one of the blocks."""
    try:
        address = ip_address(ip)
    except ValueError:
        return False
    return any(address.version == block.version and address in block for block in networks)


def is_outside(ip: str, networks: tuple[Network, ...]) -> bool:
    """Whether an address of the net is in none of the blocks, and blocks of its sort are known.

    Some profiles hold blocks of inner networks alone, or of one version: nothing follows then.
    """
    read = read_net_address(ip) if networks else None
    if read is None or read.sort not in _OUTSIDE:
        return False
    asked = read.to_ask_about
    known = ip_address(asked).version in _versions(networks)
    return known and not is_in(asked, networks)


@cache
def _versions(networks: tuple[Network, ...]) -> frozenset[int]:
    """Of which versions blocks on the net are known."""
    first = ((each.version, read_net_address(str(each.network_address))) for each in networks)
    return frozenset(version for version, at in first if at and at.sort in _OUTSIDE)
