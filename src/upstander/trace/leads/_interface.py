"""What a finder of leads promises, and the page of text that it reads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field

from upstander.directory.lead_kinds import lead_kind
from upstander.language.web_address import WebAddress, find_web_addresses
from upstander.model.lead import Lead, Span, Strength


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A web address and where it stands."""

    start: int
    end: int
    address: WebAddress


@dataclass(frozen=True, slots=True)
class Page:
    """One text of one source, with the links in it already read.

    ``service`` is the service that the text comes from, in words; empty where nobody knows.
    """

    text: str
    source: str
    where: str = ""
    service: str = ""
    links: tuple[PlacedLink, ...] = field(default=())

    def lead(
        self,
        record: str,
        start: int,
        end: int,
        *,
        strength: Strength = Strength.CLAIMED,
        host: str = "",
        kind: str = "",
        plain: str = "",
        why: str = "",
        notes: Iterable[str] = (),
    ) -> Lead:
        """Make a lead of what stands at a place; its words come from the record."""
        value = self.text[start:end]
        return lead_kind(record).lead(
            value,
            strength=strength,
            span=Span(self.source, start, end, "char", self.where),
            host=host,
            kind=kind,
            plain="" if plain == value else plain,
            why=why,
            notes=tuple(notes),
        )


def page_of(text: str, *, source: str, where: str = "", service: str = "") -> Page:
    """Read the links of a text once, for all finders."""
    links = (PlacedLink(*found) for found in find_web_addresses(text))
    return Page(text, source, where, service, tuple(links))


class LeadFinder(ABC):
    """Finds one sort of lead in a text. Pure: it asks nobody and opens nothing.

    The same text gives the same leads. It never raises; odd, empty, huge or hostile text is text.
    The time grows with the length of the text and no faster.
    """

    slug: str
    version: str = "1"
    rank: int
    """Who comes first: what a finder of a lower rank has taken, a later one leaves alone."""
    figures: bool = False
    """Whether all that it finds holds a figure: a text without one need not be read."""
    anywhere: bool = False
    """Whether it also reads what others have taken: a wallet in a link is still a wallet."""

    @abstractmethod
    def leads(self, page: Page) -> Iterable[Lead]:
        """Give the leads; each value is exactly ``page.text[start:end]`` of its span."""
