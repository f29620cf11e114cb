"""Walk the Received lines from the top: which are the recipient's own, and who handed over.

The rule is that of SpamAssassin's trusted networks: the border server of the recipient's own
provider can be believed about the address it saw, and about nothing else. Every line below it
was there when the mail came, so the sender's side may have written it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from upstander.directory.providers import (
    Network,
    ProviderProfile,
    provider_of,
    shipped_providers,
)
from upstander.model.lead import HandOver, Hop, Strength
from upstander.trace import _walk_words as words
from upstander.trace._address_notes import address_notes
from upstander.trace._alignment import organisation
from upstander.trace._clocks import with_clocks
from upstander.trace._customer_names import is_customers_line
from upstander.trace._own_network import is_here, is_in, is_outside, is_own_network
from upstander.trace.received import Received


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of the recipient's provider. Names are ends of host names, lower case.

    ``sure`` is false where the provider was only guessed from the topmost line.
    """

    names: tuple[str, ...] = ()
    networks: tuple[Network, ...] = ()
    customers: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    sure: bool = True
    why: str = ""
    results_below: bool = False  # it writes its results right below its own Received line

    def has(self, host: str) -> bool:
        """Whether a server of this name, or at this address, is the provider's own."""
        name = host.lower().rstrip(".")
        if not name or any(_under(name, each) for each in self.customers):
            return False
        return any(_under(name, each) for each in self.names) or self.holds(name)

    def holds(self, ip: str) -> bool:
        """Whether an address is in a block of the provider's own machines."""
        if not self.networks or not _LIKE_ADDRESS.match(ip):
            return False  # most are names, and to find that out by failing is slow
        return is_in(ip, self.networks)

    @property
    def trusted(self) -> frozenset[str]:
        """Names whose Authentication-Results count."""
        return frozenset((*self.names, *self.writes))


@dataclass(frozen=True, slots=True)
class Walk:
    """The lines with what each is worth.

    ``border`` is where the line of the hand-over ends. Where that line may be made up, it is where
    the lines end that are the provider's for sure, and ``doubtful`` is true.
    """

    hops: tuple[Hop, ...]
    handover: HandOver | None
    border: int | None
    recipient: Recipient
    warnings: tuple[str, ...] = ()
    claimed: tuple[Received, ...] = ()
    doubtful: bool = False


@dataclass(slots=True)
class _Found:
    handover: HandOver | None = None
    at: int | None = None
    warnings: list[str] = field(default_factory=list)
    typed_in: bool = False  # a line above says that a program of the server put the mail in
    own: int = 0  # how many lines from the top are the provider's own, without a hand-over
    doubts: list[str] = field(default_factory=list)  # why lines may be made up
    sure_to: int | None = None  # from this line on they may be

    def doubt(self, why: str, number: int) -> None:
        """Lines from this one on may be made up."""
        if why not in self.doubts:
            self.doubts.append(why)
        self.sure_to = number if self.sure_to is None else self.sure_to


_LIKE_ADDRESS = re.compile(r"[0-9A-Fa-f.:]+(?:%\w+)?\Z")


def walk(lines: Sequence[Received], recipient: Recipient) -> Walk:
    """Walk from the top to the hand-over. Without lines, or without a border, there is none."""
    found = _border(lines, recipient)
    last_own = found.at if found.at is not None else found.own - 1
    sure_to = len(lines) if found.sure_to is None else found.sure_to
    hops = tuple(
        _hop(line, _worth(number, last_own, sure_to, recipient))
        for number, line in enumerate(lines)
    )
    if found.at is not None:
        note = " ".join((words.TOOK_IT, *address_notes(lines[found.at].ip)))
        border = replace(hops[found.at], inside=False, note=note)
        hops = (*hops[: found.at], border, *hops[found.at + 1 :])
    return Walk(
        hops=with_clocks(hops, found.handover),
        handover=found.handover,
        border=_border_end(lines, found),
        recipient=recipient,
        warnings=tuple(found.warnings),
        claimed=tuple(lines[last_own + 1 :]),
        doubtful=found.sure_to is not None,
    )


def _worth(number: int, last_own: int, sure_to: int, recipient: Recipient) -> Strength:
    if number > last_own:
        return Strength.CLAIMED
    return Strength.PROVEN if recipient.sure and number < sure_to else Strength.INFERRED


def _border_end(lines: Sequence[Received], found: _Found) -> int | None:
    """Where the lines end that only the provider can have written."""
    if found.at is None:
        return None
    if found.sure_to is None:
        return lines[found.at].span.end
    return lines[found.sure_to - 1].span.end if found.sure_to else None


def recipient_of(
    lines: Sequence[Received], addresses: Iterable[str], named: Sequence[str] = ()
) -> Recipient:
    """Say whose servers are inside.

    Args:
        lines: Received lines, topmost first.
        addresses: the recipient's addresses, the surest first.
        named: servers or domains that the person named; then nothing is guessed.
    """
    known = tuple(addresses)
    top = next((line.by for line in lines if line.by and not line.local), "")
    top = top or next((line.by for line in lines if line.by), "")
    sure = _by_profile(top, known) or _by_address(top, known)
    names = tuple(each.lower().strip(". ") for each in named if each.strip(". "))
    if names:
        base = sure or Recipient(why="You named the servers of your mail provider.")
        return replace(base, names=(*names, *base.names))
    return sure or _by_top_line(top)


def _by_profile(top: str, addresses: Iterable[str]) -> Recipient | None:
    """A profile of the provider of the address, or of the server that took the mail last."""
    profiles = [provider_of(each.rpartition("@")[2]) for each in addresses]
    profiles += [each for each in shipped_providers().values() if each.slug != "home-server"]
    for profile in profiles:
        if profile is None:
            continue
        known = _served_by(profile)
        if known.has(top):
            return known
    return None


@cache
def _served_by(profile: ProviderProfile) -> Recipient:
    """What a profile says of whose servers are inside; the profiles are few and never change."""
    return Recipient(
        names=profile.servers,
        networks=profile.blocks(),
        customers=profile.customers,
        writes=profile.writes,
        results_below=profile.results == "below",
        why=f"Your mail provider is {profile.name}, by the name of its server.",
    )


def _by_address(top: str, addresses: Iterable[str]) -> Recipient | None:
    for address in addresses:
        domain = organisation(address.rpartition("@")[2])
        if domain and _under(top.lower().rstrip("."), domain):
            why = f"The server is under {domain}, as your own address is."
            return Recipient((domain,), why=why)
    return None


def _by_top_line(top: str) -> Recipient:
    domain = organisation(top) or top.lower()
    if not domain:
        return Recipient(sure=False, why="No line names a server that took the mail in.")
    why = (
        f"It is not known which mail provider is yours. Probably it is {domain}, because its "
        "server wrote the topmost line."
    )
    return Recipient((domain,), sure=False, why=why)


def _border(lines: Sequence[Received], recipient: Recipient) -> _Found:
    """Find the first line of an own server whose other side is not its own."""
    found = _Found()
    for number, line in enumerate(lines):
        if line.unread:
            found.doubt(words.UNREAD_ABOVE, number)
            continue
        said = _stops(lines, number, recipient)
        if said:
            found.warnings.append(said)
            found.own = number + recipient.has(line.by)
            break
        if not (line.local or _passed_on(lines, number, recipient)):
            found.at = number
            found.handover = _handover(line, recipient, found)
            break
        found.typed_in = found.typed_in or line.typed_in or (line.local and line.web)
        if passed_how := _only_by_name(lines, number, recipient):
            found.doubt(passed_how, number + 1)
    else:
        found.own = len(lines)
        found.warnings.append(words.nothing_left(lines))
    found.warnings += [words.UNREAD_WARNING if each == words.UNREAD_ABOVE else each
                       for each in found.doubts]  # fmt: skip
    return found


def _only_by_name(lines: Sequence[Received], number: int, recipient: Recipient) -> str:
    """Say it where a line was passed for its looked-up name, and that alone is not enough.

    Whoever has the address may have set the name, and may have made up the line below. So the line
    below has to be by that name, and the address in a block of the provider, where those are known.
    """
    line = lines[number]
    if line.local or recipient.holds(line.ip) or is_own_network(line.ip):
        return ""
    if is_outside(line.ip, recipient.networks) and line.rdns.lower() not in recipient.names:
        return words.other_block(line)
    for below in lines[number + 1 :]:
        if below.by.lower() == line.rdns.lower():
            return ""
        if not below.local:
            return words.other_name(line, below)
    return ""


def _stops(lines: Sequence[Received], number: int, recipient: Recipient) -> str:
    """Why the walk ends at a line without a hand-over; empty where it does not end so."""
    line = lines[number]
    first = all(each.unread for each in lines[:number])
    if line.local:
        own = not line.by or recipient.has(line.by) or is_here(line.by) or first
        if not own:
            return words.breaks(line, first=first)
        inside = line.web and not _put_in_box(lines, number, recipient)
        return words.from_inside(line) if inside else ""
    if not recipient.has(line.by):
        top = all(each.local for each in lines[:number])
        passed = top and _passed_on(lines, number, recipient)
        return "" if passed else words.breaks(line, first=first)
    if _passed_on(lines, number, recipient):
        return ""
    if not line.ip:
        return words.no_address(line)
    own_network = is_own_network(line.ip) and not line.signed_in
    return words.from_own_network(line) if own_network else ""


def _put_in_box(lines: Sequence[Received], number: int, recipient: Recipient) -> bool:
    """Whether a provider's own computer put a mail into the mailbox over HTTP, as Yahoo's do."""
    following = next((each for each in lines[number + 1 :] if not each.local), None)
    own = following is not None and recipient.has(following.by)
    return bool(lines[number].ip) and not lines[number].login and own


def _passed_on(lines: Sequence[Received], number: int, recipient: Recipient) -> bool:
    """Whether the other side is inside too: by its looked-up name or address, and its own line.

    A name that was looked up can be set by whoever has the address. So it must not be one of a
    customer's line, and the next line has to be an own server's as well; else this computer is
    where the mail came in. Where somebody signed in, nothing below is a server's own word. Over
    HTTP (Outlook puts mail into mailboxes so) the other side has to be in the provider's own public
    blocks: any other may be a person's.
    """
    line = lines[number]
    if not line.ip or line.login or (line.signed_in and not line.web):
        return False
    held = recipient.holds(line.ip)
    if line.web:
        inside = held and not is_own_network(line.ip)
    else:
        inside = held or _is_named(lines, number, recipient) or is_own_network(line.ip)
    following = next((each for each in lines[number + 1 :] if not each.local), None)
    return inside and following is not None and recipient.has(following.by)


def _is_named(lines: Sequence[Received], number: int, recipient: Recipient) -> bool:
    """Whether the looked-up name is that of a server of the provider, not of a customer's line.

    A name by which the provider's own lines above were written is a server's, whatever it is.
    """
    line = lines[number]
    if not line.checked or not recipient.has(line.rdns):
        return False
    name = line.rdns.lower()
    wrote = any(each.by.lower() == name for each in lines[: number + 1])
    return wrote or not is_customers_line(name, line.ip, recipient.names)


def _handover(line: Received, recipient: Recipient, found: _Found) -> HandOver:
    """Make the hand-over. A name is given only where it leads back to the address."""
    doubts = list(found.doubts)
    if not line.seen:
        doubts.append("It may have copied the address from what that computer said.")
    if found.typed_in:
        doubts.append("A program put the mail in again on the way, so lines may have been added.")
    if line.signed_in:
        doubts.append("Somebody signed in there to send it. Your provider can say which account.")
    certain = recipient.sure and line.seen and not found.typed_in and not found.doubts
    wrote = f"{line.by} wrote that {line.ip} gave it the mail."
    basis = " ".join((wrote, *doubts, recipient.why))
    return HandOver(
        ip=line.ip,
        host=line.rdns if line.checked else "",
        strength=Strength.PROVEN if certain else Strength.INFERRED,
        basis=basis if certain else f"Probably: {basis}",
        time_utc=line.date.utc,
        span=line.span,
    )


def _hop(line: Received, strength: Strength) -> Hop:
    own = strength is not Strength.CLAIMED and not line.unread
    notes = [words.UNREAD] if line.unread else []
    if own:
        notes.append(words.INSIDE)
    elif strength is Strength.CLAIMED:
        notes.append(words.NOT_TO_RELY_ON)
    return Hop(
        by=line.by,
        from_ip=line.ip,
        from_rdns=line.rdns,
        helo=line.helo,
        time_utc=line.date.utc,
        strength=strength if own else Strength.CLAIMED,
        note=" ".join((*notes, *address_notes(line.ip))),
        span=line.span,
        time_raw=line.date.raw,
        protocol=line.protocol,
        inside=own,
    )


def _under(name: str, end: str) -> bool:
    return bool(end) and (name == end or name.endswith(f".{end}"))
