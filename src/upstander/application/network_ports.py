"""The two ports that lead out to the network. They are not in ``Services``.

Only a look-up that a person asked for is given them (:class:`Lookups`); a test proves that no
other use case can have them. Adapters and fakes keep the same contract tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from upstander.model.lead import LookOutcome


class Trouble(StrEnum):
    """Why a look-up gave no answer; each has its own calm words."""

    NO_NETWORK = "no-network"  # not connected, or the server cannot be reached
    SLOW = "slow"
    BUSY = "busy"  # the server asks to come back later (429, 503)
    CLOSED = "closed"  # the server does not answer us (401, 403)
    SERVER = "server"  # the server said that it failed
    TOO_BIG = "too-big"
    NOT_AN_ANSWER = "not-an-answer"  # a web page, broken data, another form
    AWAY = "away"  # it sends us on to a server that is not known
    LOOP = "loop"  # it sends us round, or too often
    NOT_SECURE = "not-secure"  # the connection cannot be trusted
    OTHER = "other"  # the answer is about something else


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a register sent, or why nothing came. ``hosts`` were asked, in this order."""

    outcome: LookOutcome
    data: bytes = b""
    trouble: Trouble | None = None
    hosts: tuple[str, ...] = ()


class Fetcher(Protocol):
    """Asks one register once. Not in ``Services``: only a look-up that was asked for has it."""

    def fetch(self, address: str, *, hosts: frozenset[str]) -> Fetched:
        """Ask over https; a redirect is followed only to one of ``hosts``. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class TextRecords:
    """The TXT records of one name, each joined from its parts, or why none came."""

    outcome: LookOutcome
    texts: tuple[bytes, ...] = ()
    trouble: Trouble | None = None


class Resolver(Protocol):
    """Asks the name servers of this computer. Not part of ``Services``, like ``Fetcher``."""

    def txt(self, name: str) -> TextRecords:
        """Ask for the TXT records of a name. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Lookups:
    """The only way out to the network, joined by ``bootstrap.lookups``."""

    resolver: Resolver
    fetcher: Fetcher
