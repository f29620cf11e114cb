"""Mail providers as data: how their servers call themselves, and which machines are their own.

A profile says which names a provider's servers write after ``by`` in a Received line. What is not
known is left out: a mail is then traced all the same, and its hand-over is called probable.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, field_validator

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Many, Record, Words
from upstander.model.errors import DirectoryError

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

Host = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$")]
NameWord = Annotated[str, Field(pattern=r"^[a-z]{2,}$")]
HeaderName = Annotated[str, Field(pattern=r"^[a-z0-9-]+\*?$")]


class ProviderProfile(Record):
    """One mail provider as a receiver of mail.

    Attributes:
        domains: what stands after the @ in the addresses it serves.
        servers: ends of names of its servers, in ``by`` and as the names of its own machines.
        networks: blocks of addresses of its own machines only, never of its customers.
        customers: ends of names of its customers' lines; such a computer is outside.
        line_words: words in names of customers' lines, wherever they stand in front of its domain.
        mail_words: words in names of mail servers; a part of a name with one is no customer's.
        writes: the names it uses in Authentication-Results, where they are others.
        results: where it writes the results of its checks: above its own Received line, as most
            do, or right below it.
        as_sender: what is known about mail that is sent with it; one sentence, or empty.
        note: for whoever keeps the record.
    """

    domains: Many[Host] = ()
    servers: Many[Host] = ()
    networks: Many[str] = ()
    customers: Many[Host] = ()
    line_words: Many[NameWord] = ()
    mail_words: Many[NameWord] = ()
    writes: Many[Host] = ()
    results: Literal["above", "below"] = "above"
    as_sender: str = ""
    note: str = ""

    @field_validator("networks")
    @classmethod
    def _are_networks(cls, blocks: tuple[str, ...]) -> tuple[str, ...]:
        for block in blocks:
            ipaddress.ip_network(block)  # ValueError is what pydantic wants
        return blocks

    def blocks(self) -> tuple[Network, ...]:
        """The blocks of addresses."""
        return tuple(ipaddress.ip_network(block) for block in self.networks)


class MailService(Record):
    """A service that sends mail for its customers, and the lines by which it knows which one.

    ``headers`` are names in small letters; a star at the end stands for any ending.
    """

    headers: Annotated[Many[HeaderName], Field(min_length=1)]
    hosts: Many[Host] = ()
    can: Words  # what the service can tell from the line

    def wrote(self, name: str) -> bool:
        """Say whether a line of this name is one of the service's."""
        lowered = name.lower()
        return any(
            lowered.startswith(each[:-1]) if each.endswith("*") else lowered == each
            for each in self.headers
        )


def read_providers(
    root: Path = DATA,
) -> tuple[Mapping[str, ProviderProfile], tuple[DirectoryError, ...]]:
    """Read all profiles by slug; a refused one does not take the others with it."""
    return read_folder(root / "providers", ProviderProfile)


def read_mail_services(
    root: Path = DATA,
) -> tuple[Mapping[str, MailService], tuple[DirectoryError, ...]]:
    """Read all services that send for others, by slug."""
    return read_folder(root / "mail-services", MailService)


@cache
def shipped_providers() -> Mapping[str, ProviderProfile]:
    """The profiles that ship with the program, read once."""
    return read_providers()[0]


@cache
def line_words() -> frozenset[str]:
    """Words that say in a computer's name that it is a customer's line."""
    return frozenset(word for each in shipped_providers().values() for word in each.line_words)


@cache
def mail_words() -> frozenset[str]:
    """Words that say in a computer's name that it is a mail server."""
    return frozenset(word for each in shipped_providers().values() for word in each.mail_words)


@cache
def shipped_mail_services() -> tuple[MailService, ...]:
    """The services that ship with the program, read once."""
    return tuple(read_mail_services()[0].values())


@cache
def provider_of(domain: str) -> ProviderProfile | None:
    """The profile that serves the addresses of a domain, if one is known."""
    lowered = domain.lower().rstrip(".")
    found = shipped_providers().values()
    return next((each for each in found if lowered in each.domains), None)
