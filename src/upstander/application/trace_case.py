"""Trace a message or a whole case: who holds the answer, and what to ask them to keep.

Nothing here goes to a network. A lead is what the evidence itself shows, with its exact place.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO

from upstander.application.look_up import recorded_keys
from upstander.application.looks import Glance
from upstander.application.ports import Index
from upstander.application.services import Services
from upstander.application.someone_elses import is_locked, refuse_if_locked
from upstander.model.actor import Actor
from upstander.model.entry import Json
from upstander.model.errors import IntakeError, NotFound, UpstanderError
from upstander.model.evidence import EvidenceItem, ItemState
from upstander.model.finding import Level
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.lead import Lead, PossibleLink, TraceSheet
from upstander.model.message import Message, MessageKind
from upstander.model.report import Told
from upstander.trace.leads.find import bare_name, message_leads, names_of
from upstander.trace.linking import Sighting, possible_links

MOST = 200
"""How many messages of a case are traced at once: those with signs come first."""

_NOT_TRACED = "This message could not be traced. It is kept as it is."
_NO_WAY = "The way of this mail could not be read. What its words show is below."


@dataclass(frozen=True, slots=True)
class Traced:
    """One message with what its way and its words show."""

    message: Message
    item: ItemId
    sheet: TraceSheet
    is_mail: bool


@dataclass(frozen=True, slots=True)
class CaseTrace:
    """What the messages of a case show together. ``left`` messages were not traced."""

    traced: tuple[Traced, ...] = ()
    links: tuple[PossibleLink, ...] = ()
    left: int = 0
    asked: tuple[Lead, ...] = field(default=())  # every lead once, the strongest first


def trace_message(
    services: Services, *, actor: Actor, message: MessageId, case: CaseId | None = None
) -> Traced:
    """Trace one message in sight, of one case where that is said.

    Raises:
        NotFound: no such message in sight.
        KeptLocked: it is someone else's, and stays locked.
    """
    item, found = services.index.message(message, case=case)
    kept = services.index.item(item)
    refuse_if_locked(services, kept)
    return _traced(services, kept, found, keys=recorded_keys(services, kept.case).as_json())


def trace_case(
    services: Services, *, actor: Actor, case: CaseId, recipient_mx: Sequence[str] = ()
) -> CaseTrace:
    """Trace the messages of a case: first those with signs, then mails, at most :data:`MOST`.

    What cannot be opened is left out of the trace, never of the case. Raises NotFound.
    """
    items = {
        each.id: each
        for each in services.index.items(case)
        if each.state is ItemState.KEPT and not is_locked(services, each)
    }
    chosen, left = _chosen(services.index, case, items)
    keys = recorded_keys(services, case).as_json()
    traced = tuple(_each(services, items, chosen, tuple(recipient_mx), keys))
    own = own_details(services.index.case(case).told)
    return CaseTrace(traced, tuple(_links(traced, own)), left, _once(traced))


def _each(
    services: Services,
    items: dict[ItemId, EvidenceItem],
    chosen: Iterable[tuple[ItemId, Message]],
    recipient_mx: tuple[str, ...],
    keys: Mapping[str, Json],
) -> Iterator[Traced]:
    for item, message in chosen:
        try:
            yield _traced(services, items[item], message, recipient_mx, keys=keys)
        except UpstanderError:
            continue


def _traced(
    services: Services,
    item: EvidenceItem,
    message: Message,
    recipient_mx: tuple[str, ...] = (),
    *,
    keys: Mapping[str, Json],
) -> Traced:
    own = frozenset(map(bare_name, own_details(services.index.case(item.case).told)))
    try:
        found = _read(services, item, message, recipient_mx, keys)
        leads = tuple(
            each if each.at or each.is_connection else replace(each, at=_recorded_at(found))
            for each in found.sheet.leads
            if not own & names_of(each)
        )
        return replace(found, sheet=replace(found.sheet, leads=leads))
    except UpstanderError:
        raise
    except Exception:  # a fault of ours in one message must not take the others and the plan
        sheet = TraceSheet(message.id, warnings=(_NOT_TRACED,))
        return Traced(message, item.id, sheet, message.kind is MessageKind.MAIL)


def _read(
    services: Services,
    item: EvidenceItem,
    message: Message,
    recipient_mx: tuple[str, ...],
    keys: Mapping[str, Json],
) -> Traced:
    raw = mail_bytes(services, item, message) if message.kind is MessageKind.MAIL else b""
    if not raw:
        return Traced(message, item.id, TraceSheet(message.id, leads=message_leads(message)), False)
    try:
        sheet = services.isolation.trace(
            BytesIO(raw), source=message.id, recipient_mx=recipient_mx, keys=keys
        )
    except IntakeError as fault:  # its words were read before, so the rest goes on
        warnings = (_NO_WAY, fault.explain())
        sheet = TraceSheet(message.id, leads=message_leads(message), warnings=warnings)
    return Traced(message, item.id, sheet, True)


def _recorded_at(found: Traced) -> datetime | None:
    """When a message came, by whom that can be relied on: for a mail only its provider."""
    if found.is_mail:
        return found.sheet.handover.time_utc if found.sheet.handover else None
    sent = found.message.sent
    return sent.utc if sent else None


def mail_bytes(services: Services, item: EvidenceItem, message: Message) -> bytes:
    """The mail as received: its span in the original, or the whole of a file that is one mail."""
    span = message.provenance
    if item.digest is None or span.container:
        return b""
    with services.blobs.open(item.digest) as stream:
        if span.start is None or span.end is None:
            return stream.read()
        stream.seek(span.start)
        return stream.read(span.end - span.start)


def _chosen(
    index: Index, case: CaseId, items: dict[ItemId, EvidenceItem]
) -> tuple[list[tuple[ItemId, Message]], int]:
    """The messages to trace, and how many more there are; a long chat is not read for it."""
    chosen: dict[MessageId, tuple[ItemId, Message]] = {}
    for glance in sorted(index.glances(case), key=_urgent_first):
        if glance.item in items and glance.marks and len(chosen) < MOST:
            with suppress(NotFound):  # a note stands for itself, it is no message
                item, message = index.message(MessageId(glance.about), case=case)
                if item not in items:
                    continue
                chosen.setdefault(message.id, (item, message))
    mail_items = [each for each in items if _holds_mail(index, each)]
    for item, message in index.messages(case, items=mail_items) if mail_items else ():
        if len(chosen) >= MOST:
            break
        chosen.setdefault(message.id, (item, message))
    return list(chosen.values()), max(0, index.look_state(case).total - len(chosen))


def _urgent_first(glance: Glance) -> tuple[int, int]:
    levels = [mark.level.rank for mark in glance.marks if mark.level is not None]
    return min(levels, default=len(Level)), glance.sort_us


def _holds_mail(index: Index, item: ItemId) -> bool:
    report = index.report(item)
    return report is not None and any(kind == "mail" for kind, _ in report.counts)


def _once(traced: Iterable[Traced]) -> tuple[Lead, ...]:
    """Each lead once, as first seen, the strongest first; none that is shown only when asked."""
    order = ("proven", "signed", "claimed", "inferred")
    found: dict[tuple[str, str], Lead] = {}
    for each in traced:
        for lead in each.sheet.leads:
            if lead.asked_only:
                continue
            key = (lead.kind, lead.plain or lead.value)
            known = found.get(key)
            if known is None or order.index(lead.strength) < order.index(known.strength):
                found[key] = lead
    return tuple(sorted(found.values(), key=lambda lead: order.index(lead.strength)))


def within(trace: CaseTrace, items: Container[ItemId]) -> CaseTrace:
    """What the messages of these items alone show; possible links stay out."""
    traced = tuple(each for each in trace.traced if each.item in items)
    return CaseTrace(traced=traced, left=trace.left, asked=_once(traced))


def own_details(told: Told) -> tuple[str, ...]:
    """What belongs to the person: that others wrote it is no reason to ask."""
    private = (word for sort, word in told.private if sort in ("phone", "email"))
    mine = (told.own_number, told.reporter.email, told.reporter.phone, *told.own_accounts, *private)
    return tuple(word for word in mine if word)


def _links(traced: Iterable[Traced], own: tuple[str, ...]) -> Iterator[PossibleLink]:
    sightings = (
        Sighting(
            account=_account(each.message),
            item=each.message.id,
            leads=each.sheet.leads,
            text=each.message.text,
            handover=each.sheet.handover,
        )
        for each in traced
        if _account(each.message)
    )
    yield from possible_links(sightings, own=own)


def _account(message: Message) -> str:
    sender = message.sender
    if sender is None or sender.is_self:
        return ""
    return sender.handle or sender.as_written
