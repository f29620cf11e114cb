"""All leads of a text, of a message, of what a phone showed, of what a file says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from upstander.directory.lead_notes import lead_note
from upstander.model.lead import Lead
from upstander.model.message import Message
from upstander.plugins import load_family
from upstander.trace.leads import finders
from upstander.trace.leads._file import file_leads, name_leads
from upstander.trace.leads._interface import LeadFinder, Page, page_of
from upstander.trace.leads._message import (
    around_text,
    bare_name,
    is_own,
    link_leads,
    names_of,
    own_names,
    parts_of,
    payment_leads,
    quoted_parts,
    service_of,
)
from upstander.trace.leads._sender import sender_lead

_FIGURE = re.compile(r"\d")

__all__ = [
    "bare_name", "file_leads", "link_leads", "message_leads", "name_leads", "names_of", "once",
    "sender_lead", "text_leads",
]  # fmt: skip


def text_leads(text: str, *, source: str, where: str = "", service: str = "") -> tuple[Lead, ...]:
    """Find the leads in a text, in its order.

    ``source`` and ``where`` go into each span, whose unit is the character; ``service`` is the
    service that the text comes from, in words. The same value is given once, where it first
    stands. Nothing is looked up or opened. Never raises for any text.
    """
    page = page_of(text, source=source, where=where, service=service)
    return tuple(sorted(once(_found(page)), key=lambda lead: (lead.span.start, -lead.span.end)))


def message_leads(message: Message) -> tuple[Lead, ...]:
    """Find the leads of a message: sender, words, words it quotes, links, calls, files.

    What the person who keeps the case sent gives no leads about others: only its payments do.
    Their own account, number and address are no lead either, where the message says which.
    """
    paid = tuple(payment_leads(message))
    if is_own(message):
        return paid
    service = service_of(message)
    found: list[Lead] = []
    for where, text in parts_of(message):
        found += text_leads(text, source=message.id, where=where, service=service)
    for where, text in quoted_parts(message):
        for lead in text_leads(text, source=message.id, where=where, service=service):
            found.append(replace(lead, notes=(lead_note("words", "quoted"), *lead.notes)))
    known = {lead.value for lead in found}
    all_leads = (*around_text(message, known), *paid, *found)
    own = own_names(message)
    return tuple(once(lead for lead in all_leads if not own & names_of(lead)))


@cache
def all_finders() -> tuple[LeadFinder, ...]:
    """The family of finders, those of the lowest rank first."""
    family = load_family(finders, LeadFinder)  # type: ignore[type-abstract]  # a family is named by its base
    return tuple(sorted((each.part for each in family.values()), key=lambda one: one.rank))


def _found(page: Page) -> Iterator[Lead]:
    """What an earlier finder took, a later one leaves alone, unless it reads anywhere."""
    taken = bytearray(len(page.text))
    for link in page.links:
        taken[link.start : link.end] = b"\1" * (link.end - link.start)
    has_figures = bool(_FIGURE.search(page.text))
    for finder in all_finders():
        if finder.figures and not has_figures:
            continue
        mine = [
            lead
            for lead in finder.leads(page)
            if finder.anywhere or not any(taken[lead.span.start : lead.span.end])
        ]
        for lead in mine:
            start, end = lead.span.start, lead.span.end
            taken[start:end] = b"\1" * (end - start)
        yield from mine


def once(leads: Iterable[Lead]) -> Iterator[Lead]:
    """Each value of a kind once, where it first stands."""
    seen: set[tuple[str, str, str]] = set()
    for lead in leads:
        key = (lead.kind, lead.value, lead.plain)
        if key not in seen:
            seen.add(key)
            yield lead
