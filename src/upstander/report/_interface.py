"""What a form promises: from facts told once to a document for one receiver."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from upstander.model.report import Document, ReportFacts


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom and when a form is written.

    ``to`` is the directory id of the receiver, or empty for one that is not in it; ``address``
    an address out of the directory or of a look-up, never out of a case. ``now`` is aware UTC.
    """

    now: datetime
    to: str = ""
    receiver: str = ""  # its name for people
    address: str = ""
    shares: frozenset[str] = frozenset()  # ticked on top of what the form always shares
    large: bool = False  # large print
    chosen: bool = False  # the facts hold only what the person chose: all of it may be named
    law: tuple[str, ...] = ()  # pointers out of the directory that "may be relevant"
    reason: str = ""  # why it is against the law or a rule of the service, in the person's words
    about: str = ""  # the id of an earlier report that this one follows
    earlier: str = ""  # its text, where this receiver has it already
    callers: frozenset[str] | None = None  # whose calls go along; None: not chosen
    payees: frozenset[str] | None = None  # payments to whom go along; None: all


class ReportForm(ABC):
    """One form. Pure and deterministic; works on empty facts; sends nothing."""

    slug: str
    title: str
    group: str = "other"
    """Where a person looks for it: police, platform, network, money, care, keep, follow,
    trusted, sheets, other. ``rank`` sorts within a group, the smallest first."""
    rank: int = 50
    about: str
    """One plain sentence: when this form is the right one."""
    receivers: tuple[str, ...]
    """Directory ids, or kinds of bodies such as ``platform``, that take it."""
    shares: frozenset[str] = frozenset()
    """Which private things (see :class:`ReportFacts`) the receiver gets; others are left out."""
    rows: frozenset[str] = frozenset()
    """Which rows of tables the form tells of: ``calls``, ``payments``, ``texts``."""
    of_things: bool = True
    """Whether it tells of kept things at all, so that a person can choose among them."""

    @abstractmethod
    def write(self, facts: ReportFacts, asked: Asked) -> Document:
        """Write it; never raises for facts that are missing, they are listed instead."""
