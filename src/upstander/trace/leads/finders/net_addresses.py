"""Internet addresses written in a text: which network holds them, or why nobody outside does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.directory.lead_notes import lead_note
from upstander.language.net_address import AddressSort, NetAddress, find_net_addresses
from upstander.model.lead import Lead, Strength
from upstander.trace.leads._interface import LeadFinder, Page


class NetAddresses(LeadFinder):
    """Finds addresses; numbers of versions and times are left alone."""

    slug = "net-addresses"
    rank = 50

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each address."""
        for start, end, address in find_net_addresses(page.text):
            yield net_lead(page, start, end, address)


def net_lead(
    page: Page,
    start: int,
    end: int,
    address: NetAddress,
    *,
    notes: tuple[str, ...] = (),
    strength: Strength = Strength.CLAIMED,
) -> Lead:
    """The lead of one address, with the words that its sort asks for."""
    return page.lead(
        "written-ip" if address.has_outside_holder else "no-holder-ip",
        start,
        end,
        kind="ip",
        strength=strength,
        host=address.to_ask_about,
        plain=address.plain,
        notes=(*notes, *_notes(address)),
    )


def _notes(address: NetAddress) -> Iterator[str]:
    if address.wrapping:
        yield lead_note("net-address", address.wrapping, inner=address.inner)
    if address.sort is not AddressSort.PUBLIC:
        yield lead_note("net-address", address.sort.value)


PLUGIN = NetAddresses()
