"""Which register answers for which internet number or name, and which contacts are none.

The records follow the bootstrap files of IANA (RFC 9224): the longest fitting range or ending
wins. They were read from public copies, so each row says how far it was checked, and what is not
in them has no known service: nothing is guessed and nobody else is asked.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Checked, Many, Quality, Record, Words
from upstander.model.errors import DirectoryError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

NO_HOSTS = ("example", "example.com", "example.net", "example.org", "invalid", "localhost")
"""Names set aside by RFC 2606 and RFC 6761: mail to them reaches nobody."""

Host = Annotated[str, Field(pattern=r"^[a-z0-9.-]+\.[a-z0-9-]+$")]
Ending = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$")]
Range = Annotated[str, Field(pattern=r"^\d+-\d+$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Service(_Part):
    """One server and what it answers for. ``{tld}`` in ``base`` stands for the ending asked."""

    base: Annotated[str, Field(pattern=r"^https://[a-z0-9.{}-]+(/[A-Za-z0-9_.{}-]+)*/$")]
    operator: Words
    quality: Checked
    tlds: Many[Ending] = ()
    ipv4: Many[str] = ()
    ipv6: Many[str] = ()
    asn: Many[Range] = ()

    @field_validator("ipv4", "ipv6")
    @classmethod
    def _are_networks(cls, blocks: tuple[str, ...]) -> tuple[str, ...]:
        for block in blocks:
            ipaddress.ip_network(block)  # ValueError is what pydantic wants
        return blocks

    def networks(self) -> tuple[Network, ...]:
        """The blocks of addresses."""
        return tuple(ipaddress.ip_network(block) for block in (*self.ipv4, *self.ipv6))

    def numbers(self) -> tuple[tuple[int, int], ...]:
        """The ranges of AS numbers, both ends inside."""
        pairs = (each.partition("-") for each in self.asn)
        return tuple((int(first), int(last)) for first, _, last in pairs)


class RdapRecord(Record):
    """The servers of one register. ``also`` are other hosts that they may send us on to."""

    services: Annotated[Many[Service], Field(min_length=1)]
    also: Many[Host] = ()
    note: str = ""


class Forwarder(_Part):
    """A company in front of the real host, and by what a register's answer shows it."""

    name: Words
    marks: Annotated[Many[Words], Field(min_length=1)]  # parts of network names, in small letters
    nameservers: Many[Ending] = ()  # ends of the names of name servers


class ContactWords(Record):
    """What in an answer is no contact: words, whole addresses and first parts."""

    words: Annotated[Many[Words], Field(min_length=1)]
    addresses: Many[str] = ()
    local_parts: Many[str] = ()
    forwarders: Many[Forwarder] = ()

    def is_placeholder(self, text: str) -> bool:
        """Say whether a text stands where something was taken out."""
        lowered = " ".join(text.lower().split())
        return any(word in lowered for word in self.words)

    def is_no_contact(self, address: str) -> bool:
        """Say whether nobody who could act reads mail at this address."""
        lowered = address.lower()
        local, _, host = lowered.rpartition("@")
        inside = any(host == each or host.endswith("." + each) for each in NO_HOSTS)
        return (
            inside
            or lowered in self.addresses
            or local in self.local_parts
            or self.is_placeholder(lowered)
        )


@dataclass(frozen=True, slots=True)
class Register:
    """The service that answers for one number or name, and how far that was checked."""

    base: str
    operator: str
    quality: Quality
    verified_on: date
    review_by: date

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self.base).hostname or ""


class Registers:
    """All registers of a folder of records."""

    def __init__(self, records: Mapping[str, RdapRecord]) -> None:
        self._records = tuple(records.values())
        self._blocks = tuple(self._all_blocks())
        self._endings = dict(self._all_endings())

    def for_ip(self, address: Address) -> Register | None:
        """The register of the narrowest block around an address, if one is known."""
        fitting = [each for each in self._blocks if _holds(each[0], address)]
        return max(fitting, key=lambda each: each[0].prefixlen)[1] if fitting else None

    def for_asn(self, number: int) -> Register | None:
        """The register of an AS number, if one is known."""
        for record in self._records:
            for service in record.services:
                if any(first <= number <= last for first, last in service.numbers()):
                    return _register(record, service)
        return None

    def for_name(self, name: str) -> Register | None:
        """The register of the longest known ending of a name in ASCII, if one is known."""
        labels = name.lower().rstrip(".").split(".")
        endings = (".".join(labels[at:]) for at in range(1, len(labels)))
        return next((self._endings[each] for each in endings if each in self._endings), None)

    def hosts(self) -> frozenset[str]:
        """Every host that a look-up may talk to; a redirect to any other is refused."""
        own = {each.host for each in self._endings.values()}
        own |= {each.host for _, each in self._blocks}
        return frozenset(own.union(*(record.also for record in self._records)))

    def endings(self) -> frozenset[str]:
        """The endings of names that are known."""
        return frozenset(self._endings)

    def _all_blocks(self) -> Iterator[tuple[Network, Register]]:
        for record in self._records:
            for service in record.services:
                for network in service.networks():
                    yield network, _register(record, service)

    def _all_endings(self) -> Iterator[tuple[str, Register]]:
        for record in self._records:
            for service in record.services:
                for tld in service.tlds:
                    yield tld, _register(record, service, tld)


def _holds(network: Network, address: Address) -> bool:
    return network.version == address.version and address in network


def _register(record: RdapRecord, service: Service, tld: str = "") -> Register:
    return Register(
        service.base.replace("{tld}", tld),
        service.operator,
        service.quality,
        record.verified_on,
        record.review_by,
    )


def read_registers(root: Path = DATA) -> tuple[Registers, tuple[DirectoryError, ...]]:
    """Read all records of registers; a refused one does not take the others with it."""
    records, problems = read_folder(root / "rdap", RdapRecord)
    return Registers(records), problems


@cache
def registers() -> Registers:
    """The registers that ship with the program, read once."""
    return read_registers()[0]


@cache
def contact_words() -> ContactWords:
    """What is no contact; raises :class:`DirectoryError` when there is no good record of it."""
    records, _ = read_folder(DATA / "rdap-words", ContactWords)
    try:
        return records["contact-words"]
    except KeyError:
        raise DirectoryError("There is no good record of what is no contact.") from None
