"""Registers and name servers in memory, which remember what they were asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from upstander.application.network_ports import Fetched, Lookups, TextRecords, Trouble
from upstander.model.lead import LookOutcome

OFFLINE = Fetched(LookOutcome.FAILED, trouble=Trouble.NO_NETWORK)


class FakeFetcher:
    """Gives the answer kept for an address; an address that is not known is offline."""

    def __init__(self, answers: dict[str, Fetched] | None = None) -> None:
        self.answers = answers or {}
        self.asked: list[str] = []

    def fetch(self, address: str, *, hosts: frozenset[str]) -> Fetched:
        parts = urlsplit(address)
        if parts.scheme != "https":
            return Fetched(LookOutcome.FAILED, trouble=Trouble.NOT_SECURE)
        if parts.netloc not in hosts:
            return Fetched(LookOutcome.FAILED, trouble=Trouble.AWAY)
        self.asked.append(address)
        return self.answers.get(address, OFFLINE)


class FakeResolver:
    """Gives the texts kept for a name; a name that is not known is absent."""

    def __init__(self, answers: dict[str, TextRecords] | None = None) -> None:
        self.answers = answers or {}
        self.asked: list[str] = []

    def txt(self, name: str) -> TextRecords:
        self.asked.append(name)
        return self.answers.get(name, TextRecords(LookOutcome.ABSENT))


class Network:
    """Both, joined; ``asked`` is everything that would have left this computer."""

    def __init__(self) -> None:
        self.fetcher = FakeFetcher()
        self.resolver = FakeResolver()
        self.lookups = Lookups(self.resolver, self.fetcher)

    @property
    def asked(self) -> list[str]:
        return [*self.fetcher.asked, *self.resolver.asked]

    def answer(self, address: str, data: bytes) -> None:
        """Let a register answer."""
        host = urlsplit(address).netloc
        self.fetcher.answers[address] = Fetched(LookOutcome.FOUND, data, hosts=(host,))

    def fail(self, address: str, trouble: Trouble) -> None:
        """Let a register fail."""
        host = urlsplit(address).netloc
        self.fetcher.answers[address] = Fetched(LookOutcome.FAILED, trouble=trouble, hosts=(host,))
