"""What limits an internet address that stands in a mail, in words."""

from __future__ import annotations

from upstander.language.net_address import AddressSort, read_net_address

_SORTS = {
    AddressSort.DOCUMENTATION: "This address is kept for examples: no outside holder.",
    AddressSort.PRIVATE: "This address is used inside homes and offices: no outside holder.",
    AddressSort.LOOPBACK: "This address is the computer itself: no outside holder.",
    AddressSort.LINK_LOCAL: "This address counts on one network only: no outside holder.",
    AddressSort.SHARED: "Many share this address behind one provider: no outside holder without"
    " the exact second and the port.",
    AddressSort.MULTICAST: "No single computer has this address: no outside holder.",
    AddressSort.RESERVED: "Nobody has this address: no outside holder.",
    AddressSort.AMBIGUOUS: "This address can be read in two ways: no outside holder.",
}


def address_notes(ip: str) -> tuple[str, ...]:
    """What limits an address: no outside holder, or another one carried inside it."""
    read = read_net_address(ip) if ip else None
    if read is None:
        return ()
    notes = [_SORTS[read.sort]] if read.sort in _SORTS else []
    if read.inner:
        notes.append(f"It carries {read.inner} inside ({read.wrapping}).")
    return tuple(notes)
