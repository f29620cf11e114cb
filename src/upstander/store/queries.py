"""Lists for screens: the actor comes first, frozen rows come out.

This is the one door for access control: whoever may not see a thing gets :class:`NotFound`, as
for a thing that is not there. So far only the owner of a vault sees anything.
"""

from __future__ import annotations

import json

from upstander.model.actor import Actor, Role
from upstander.model.entry import Act
from upstander.model.errors import NotFound
from upstander.model.evidence import (
    Case,
    DiaryNote,
    EvidenceItem,
    ItemKind,
    ItemState,
    PackRecord,
)
from upstander.model.ids import CaseId, ItemId
from upstander.model.reading import Question, ReadReport
from upstander.model.timeline import LedgerRow, TimelinePage, TimelineQuery
from upstander.store import models
from upstander.store.codec import from_text
from upstander.store.index import DjangoIndex
from upstander.store.sentences import sentence
from upstander.store.timeline import timeline_page

_READABLE = frozenset({ItemKind.ORIGINAL, ItemKind.PARTIAL_COPY})


def list_cases(actor: Actor, *, using: str = "default") -> tuple[Case, ...]:
    """All cases the actor may see, oldest first."""
    return DjangoIndex(using=using).cases() if _may_see(actor) else ()


def timeline(actor: Actor, query: TimelineQuery, *, using: str = "default") -> TimelinePage:
    """One page of a case in time order; ``query.text`` searches. Never raises for odd words.

    Facets give what is in the whole case, or in ``query.item``; their values may be put into
    addresses, they hold no names. NotFound for a case the actor may not see.
    """
    return timeline_page(using, _case(actor, query.case, using), query)


def items(actor: Actor, case: CaseId, *, using: str = "default") -> tuple[EvidenceItem, ...]:
    """What is in sight, in the order it was added; erased things stay as a tombstone."""
    return _in_states(actor, case, using, {ItemState.KEPT, ItemState.ERASED})


def hidden_items(actor: Actor, case: CaseId, *, using: str = "default") -> tuple[EvidenceItem, ...]:
    """What was moved out of sight and can be brought back. Sealed things are nowhere."""
    return _in_states(actor, case, using, {ItemState.WITHDRAWN})


def item(actor: Actor, item: ItemId, *, using: str = "default") -> EvidenceItem:
    """One item; NotFound also for a sealed one."""
    _require(actor)
    found = DjangoIndex(using=using).item(item)
    if found.state is ItemState.SEALED:
        raise NotFound()
    return found


def note_versions(
    actor: Actor, item_id: ItemId, *, using: str = "default"
) -> tuple[DiaryNote, ...]:
    """All versions of a note, the first one first."""
    found = item(actor, item_id, using=using)
    rows = models.NoteVersion.objects.using(using).filter(item_no=found.ledger_seq)
    return tuple(from_text(DiaryNote, row.noun) for row in rows.order_by("no"))


def reports(
    actor: Actor, case: CaseId, *, using: str = "default"
) -> tuple[tuple[EvidenceItem, ReadReport | None], ...]:
    """The originals in sight, each with what reading it gave (``None`` while unread)."""
    index = DjangoIndex(using=using)
    kept = _in_states(actor, case, using, {ItemState.KEPT})
    return tuple((each, index.report(each.id)) for each in kept if each.kind in _READABLE)


def questions(
    actor: Actor, case: CaseId, *, using: str = "default"
) -> tuple[tuple[EvidenceItem, Question], ...]:
    """What only a person can answer, for the originals in sight."""
    return tuple(
        (each, question)
        for each, report in reports(actor, case, using=using)
        if report is not None
        for question in report.questions
    )


def packs(actor: Actor, case: CaseId, *, using: str = "default") -> tuple[PackRecord, ...]:
    """The packs of a case, oldest first."""
    _case(actor, case, using)
    return DjangoIndex(using=using).packs(case)


def ledger(
    actor: Actor,
    *,
    case: CaseId | None = None,
    item: ItemId | None = None,
    page: int = 1,
    per_page: int = 50,
    using: str = "default",
) -> tuple[tuple[LedgerRow, ...], int]:
    """Ledger entries in plain words, oldest first, and how many there are in all.

    The entries of a sealed thing stay in the list, without its name.
    """
    _require(actor)
    entries = models.LedgerEntry.objects.using(using).order_by("no")
    if case is not None:
        entries = entries.filter(case_key=case)
    if item is not None:
        entries = entries.filter(item_key=item)
    start = (max(page, 1) - 1) * per_page
    shown = list(entries[start : start + per_page])
    things = _things(using, {entry.item_key for entry in shown if entry.item_key})
    return tuple(_ledger_row(entry, things.get(entry.item_key)) for entry in shown), entries.count()


def _ledger_row(entry: models.LedgerEntry, thing: EvidenceItem | None) -> LedgerRow:
    act = Act(entry.act)
    sealed = thing is not None and thing.state is ItemState.SEALED
    name = thing.name if thing is not None and not sealed else ""
    said = sentence(act, json.loads(entry.data), name)
    return LedgerRow(
        seq=entry.no,
        at=entry.at,
        zone=entry.zone,
        act=entry.act,
        sentence=f"{said} Reason: {entry.reason}" if entry.reason and not sealed else said,
        commit=entry.commit,
        case=CaseId(entry.case_key) if entry.case_key else None,
        item=ItemId(entry.item_key) if entry.item_key and not sealed else None,
    )


def _things(using: str, keys: set[str]) -> dict[str, EvidenceItem]:
    rows = models.Item.objects.using(using).filter(key__in=keys)
    return {row.key: from_text(EvidenceItem, row.noun) for row in rows}


def _in_states(
    actor: Actor, case: CaseId, using: str, states: set[ItemState]
) -> tuple[EvidenceItem, ...]:
    _case(actor, case, using)
    return tuple(each for each in DjangoIndex(using=using).items(case) if each.state in states)


def _case(actor: Actor, case: CaseId, using: str) -> models.Case:
    _require(actor)
    row = models.Case.objects.using(using).filter(key=case).first()
    if row is None:
        raise NotFound()
    return row


def _require(actor: Actor) -> None:
    if not _may_see(actor):
        raise NotFound()


def _may_see(actor: Actor) -> bool:
    return actor.role is Role.OWNER
