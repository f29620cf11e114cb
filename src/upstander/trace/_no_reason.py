"""What two accounts may share without it telling anything: listed contacts, shared computers."""

from __future__ import annotations

import ipaddress
from functools import cache

from upstander.directory.providers import shipped_mail_services, shipped_providers
from upstander.directory.shelf import shipped
from upstander.language.net_address import AddressSort, read_net_address
from upstander.language.web_address import registered_name
from upstander.trace.leads._phone_notes import public_numbers

_ASKABLE = (AddressSort.PUBLIC, AddressSort.DOCUMENTATION)


def is_listed(value: str) -> bool:
    """Whether a number (E.164) or a mail address is one of a body in our directory."""
    return value in public_numbers() or value.strip().casefold() in _listed_addresses()


def is_shared_computer(ip: str, host: str) -> bool:
    """Whether very many people send their mail by this computer, or no outside one is meant.

    A large mail provider or a service that sends for others; but not a line of one customer.
    """
    address = read_net_address(ip)
    if address is None or address.sort not in _ASKABLE:
        return True
    name = host.strip().rstrip(".").lower()
    if any(_is_under(name, line) for line in _customers()):
        return False
    return registered_name(name) in _senders() or _is_in_blocks(address.to_ask_about)


def _is_under(name: str, ending: str) -> bool:
    return name == ending or name.endswith(f".{ending}")


def _is_in_blocks(ip: str) -> bool:
    number = ipaddress.ip_address(ip)
    return any(
        number.version == block.version and number in block
        for profile in shipped_providers().values()
        for block in profile.blocks()
    )


@cache
def _listed_addresses() -> frozenset[str]:
    contacts = (contact for body in shipped().bodies() for contact in body.contacts)
    return frozenset(each.value.strip().casefold() for each in contacts if each.way == "email")


@cache
def _customers() -> tuple[str, ...]:
    return tuple(line for each in shipped_providers().values() for line in each.customers)


@cache
def _senders() -> frozenset[str]:
    """The registered names of providers and of services that send for others."""
    names = {name for each in shipped_providers().values() for name in each.servers + each.domains}
    names |= {name for each in shipped_mail_services() for name in each.hosts}
    return frozenset(filter(None, map(registered_name, names)))
