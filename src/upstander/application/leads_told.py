"""The leads that a report may tell of, where each was seen, and the mail that they are out of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.application.mail_incidents import looks_forged
from upstander.application.places_seen import place_of
from upstander.application.services import Services
from upstander.application.trace_case import CaseTrace, mail_bytes
from upstander.application.whose_words import Whose
from upstander.model.evidence import EvidenceItem
from upstander.model.lead import Lead, LeadSource


def leads_told(trace: CaseTrace, whose: Whose) -> Iterator[Lead]:
    """The leads of the case, without those out of the person's own words and forged senders.

    Whoever is shown as the sender of a mail that looks forged may know nothing of it: a report
    points nobody to them.
    """
    own = {each.message.id for each in trace.traced if whose.is_own(each.message)}
    forged = {
        (each.message.id, shown.address.casefold())
        for each in trace.traced
        if each.is_mail and looks_forged(each, ())
        for shown in each.sheet.froms
        if shown.field in ("From", "Sender")
    }
    return (
        each
        for each in trace.asked
        if each.span.source not in own
        and (each.span.source, (each.plain or each.value).casefold()) not in forged
    )


def sources_of(trace: CaseTrace, whose: Whose) -> Iterator[LeadSource]:
    """Where the traced messages were seen, and whether the case is about whoever wrote them."""
    for each in trace.traced:
        yield LeadSource(each.message.id, place_of(each.message), whose.may_be_about(each))


def raw_mail(services: Services, trace: CaseTrace, whose: Whose) -> bytes:
    """The first mail with a sign, as received, for the abuse desk of a network.

    Where the person said whom the case is about: the first that may be by them.
    """
    for each in trace.traced:
        if each.is_mail and (not whose.about or whose.may_be_about(each)):
            return mail_bytes(services, services.index.item(each.item), each.message)
    return b""


def stands_in(items: Iterable[EvidenceItem], trace: CaseTrace) -> Iterator[tuple[str, str]]:
    """In which kept thing each traced message stands, as a receiver can find it."""
    named = {item.id: item.exhibit or item.name for item in items}
    for each in trace.traced:
        if each.item in named:
            yield each.message.id, named[each.item]
