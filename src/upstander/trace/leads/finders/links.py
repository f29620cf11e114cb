"""Links: where they go, who runs that, whose account they name; none of them is ever opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.directory.lead_notes import lead_note
from upstander.directory.link_facts import LinkFacts, link_facts
from upstander.language.net_address import read_net_address
from upstander.language.web_address import RESERVED_ENDINGS, WebAddress, host_span
from upstander.model.lead import Lead
from upstander.trace.leads._interface import LeadFinder, Page, PlacedLink
from upstander.trace.leads._link_notes import link_notes
from upstander.trace.leads._link_shapes import shape_leads
from upstander.trace.leads.finders.net_addresses import net_lead


class Links(LeadFinder):
    """A link, the name or number in it, and what its form tells about an account."""

    slug = "links"
    rank = 20
    anywhere = True

    def leads(self, page: Page) -> Iterable[Lead]:
        """First the link as a whole, then what is in it."""
        facts = link_facts()
        once = {link.address.written: link for link in reversed(page.links)}
        for link in reversed(once.values()):
            yield _whole(page, link, facts)
            yield from _host(page, link, facts)
            yield from shape_leads(page, link, facts)


def _whole(page: Page, link: PlacedLink, facts: LinkFacts) -> Lead:
    address = link.address
    shortener = facts.shortener(address.host)
    service = shortener or facts.platform(address.host)
    return page.lead(
        "short-link" if shortener else "link",
        link.start,
        link.end,
        host=service.name if service else address.shown or "that page",
        plain=address.plain,
        notes=link_notes(address, facts),
    )


def _host(page: Page, link: PlacedLink, facts: LinkFacts) -> Iterator[Lead]:
    address = link.address
    first, last = host_span(address.written)
    place = link.start + first, link.start + last
    if not address.host or last <= first:
        return
    if address.is_number:
        number = read_net_address(address.host)
        if number:
            yield net_lead(page, *place, number, notes=(lead_note("net-address", "in-link"),))
        return
    if address.registered and not _is_service(address.host, facts):
        yield _name(page, place, address)


def _name(page: Page, place: tuple[int, int], address: WebAddress) -> Lead:
    ending = address.host.rpartition(".")[2]
    return page.lead(
        "kept-name" if ending in RESERVED_ENDINGS else "written-domain",
        *place,
        kind="domain",
        host=address.registered,
        plain=address.registered,
        notes=tuple(_ending_notes(ending)),
    )


def _ending_notes(ending: str) -> Iterator[str]:
    if ending == "onion":
        yield lead_note("link", "onion")
    elif ending in RESERVED_ENDINGS:
        yield lead_note("link", "kept-ending", ending=ending)


def _is_service(host: str, facts: LinkFacts) -> bool:
    """A service or short link says itself whom to ask; its own name is no lead."""
    return facts.shortener(host) is not None or facts.platform(host) is not None


PLUGIN = Links()
