"""What a message tells beside its words: who is shown as its sender, its links, its files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from upstander.directory.lead_notes import lead_note
from upstander.directory.link_facts import PlatformLinks, link_facts
from upstander.language.web_address import read_web_address
from upstander.model.lead import Lead
from upstander.model.message import Attachment, Link, Message, MessageKind, Party, Payment
from upstander.trace.leads._account_names import looks_like_account
from upstander.trace.leads._file import name_leads
from upstander.trace.leads._interface import Page, PlacedLink
from upstander.trace.leads._sender import sender_lead
from upstander.trace.leads.finders import links, mail_addresses
from upstander.trace.leads.finders.invites import UNKNOWN_SERVICE
from upstander.trace.leads.finders.profile_ids import made_at

_CALLS = (MessageKind.CALL, MessageKind.VOICEMAIL)
_BY_PHONE = ("sms", "mms", "call", "phone")


def is_own(message: Message) -> bool:
    """Whether whoever keeps the case sent it."""
    return message.direction == "out" or bool(message.sender and message.sender.is_self)


def own_names(message: Message) -> frozenset[str]:
    """How the message calls whoever keeps the case: accounts, numbers, addresses."""
    own = (each for each in message.recipients if each.is_self)
    names = (name for each in own for name in (each.handle, each.as_written, each.normalised))
    return frozenset(bare_name(name) for name in names if name.strip())


def names_of(lead: Lead) -> frozenset[str]:
    """What a lead that names an account, a number or an address is called."""
    if lead.kind not in ("handle", "profile-id", "phone", "mail-address"):
        return frozenset()
    return frozenset((bare_name(lead.value), bare_name(lead.plain or lead.value)))


def bare_name(name: str) -> str:
    """One form for "is it the same account, number or address"."""
    bare = name.strip().casefold().removeprefix("@")
    digits = re.sub(r"[ ().-]", "", bare)
    return digits if digits.removeprefix("+").isdigit() else bare


def service_of(message: Message) -> str:
    """The service that the message came by, in words, or an empty string."""
    platform = _platform(message)
    return platform.name if platform else ""


def parts_of(message: Message) -> Iterator[tuple[str, str]]:
    """The texts of a message with the words for where they stand; never its place on a map."""
    for where, text in (
        ("subject", message.subject),
        ("text", message.text),
        ("payment", _words_of(message.payment)),
        ("contact card", message.contact_card),
        *((f"words with file {at}", each.caption) for at, each in _files(message)),
    ):
        if text:
            yield where, text


def around_text(message: Message, known: Collection[str]) -> Iterator[Lead]:
    """The leads beside the words. ``known`` are the values that the words gave already."""
    if message.sender:
        yield from _sender(message, message.sender)
    for at, link in enumerate(message.links, 1):
        yield from _link(message, link, f"link {at}", known)
    for at, file in _files(message):
        yield from name_leads(file.native_name, source=message.id, where=f"name of file {at}")
        if file.url and file.url not in known:
            yield from _link(message, Link(file.url, file.url), f"address of file {at}", known)


def payment_leads(message: Message) -> Iterator[Lead]:
    """The reference of a payment; the payee is a name, and a name is no lead."""
    payment = message.payment
    if isinstance(payment, Payment) and payment.ref.strip():
        page = Page(payment.ref, message.id, "payment, reference")
        yield page.lead("payment-ref", 0, len(payment.ref))


def _words_of(payment: Payment | str | None) -> str:
    return payment if isinstance(payment, str) else ""


def _files(message: Message) -> Iterator[tuple[int, Attachment]]:
    return enumerate(message.attachments, 1)


def _platform(message: Message) -> PlatformLinks | None:
    return link_facts().called(message.platform)


def _sender(message: Message, party: Party) -> Iterator[Lead]:
    written = party.handle or party.as_written
    by_phone = message.kind in _CALLS or message.platform.startswith(_BY_PHONE)
    if by_phone or party.handle_kind == "phone":
        is_text = message.kind not in _CALLS and party.handle_kind != "display_name"
        lead = sender_lead(written, source=message.id, is_text=is_text)
        yield from (lead,) if lead else ()
        return
    page = Page(written, message.id, "sender, as shown", service_of(message))
    if party.handle_kind == "email":
        yield from (_as_sender(each) for each in mail_addresses.PLUGIN.leads(page))
        return
    if party.handle_kind in ("display_name", "none") and not looks_like_account(written):
        lead = sender_lead(written, source=message.id)  # a chat may show a number for a name
        yield from (lead,) if lead and lead.kind == "phone" else ()
        return
    if written:
        yield _account(message, party, page)


def _account(message: Message, party: Party, page: Page) -> Lead:
    platform = _platform(message)
    notes = [lead_note("account", "as-sender")]
    fixed = party.handle_kind == "user_id"
    if fixed and platform:
        notes += made_at(platform, page.text)
    return page.lead(
        "profile-id" if fixed else "handle",
        0,
        len(page.text),
        host=page.service or UNKNOWN_SERVICE,
        plain=page.text if fixed else page.text.lower().lstrip("@"),
        notes=notes,
    )


def _as_sender(lead: Lead) -> Lead:
    return replace(lead, notes=(lead_note("account", "as-sender"), *lead.notes))


def _link(message: Message, link: Link, where: str, known: Collection[str]) -> Iterator[Lead]:
    service = service_of(message)
    yield from link_leads(link, source=message.id, where=where, service=service, known=known)


def link_leads(
    link: Link, *, source: str, where: str, known: Collection[str], service: str = ""
) -> Iterator[Lead]:
    """The leads of where a link goes, with a note where it shows another place.

    One whose target is ``known`` from the words gives none, unless it misleads.
    """
    target = read_web_address(link.target)
    shown = read_web_address(link.as_written)
    misleads = bool(
        target.host and shown.registered and shown.host != target.host and " " not in shown.written
    )
    if link.target in known and not misleads:
        return
    note = lead_note("link", "shows-other", shown=link.as_written, host=target.host or "it")
    placed = (PlacedLink(0, len(link.target), target),)
    page = Page(link.target, source, where, service, placed)
    for lead in links.PLUGIN.leads(page):
        is_whole = lead.kind in ("link", "short-link")
        yield replace(lead, notes=(note, *lead.notes)) if misleads and is_whole else lead


def quoted_parts(message: Message) -> Iterator[tuple[str, str]]:
    """The words of others that a message quotes or sends on, and where they stand."""
    own = own_names(message)
    for at, quoted in enumerate(message.quoted, 1):
        if quoted.text and bare_name(quoted.sender or "") not in own:
            yield f"quoted words {at}", quoted.text
