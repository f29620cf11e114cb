"""After unlocking, fold in what was captured meanwhile. A capture's ref is its item's id."""

from __future__ import annotations

import json
from collections.abc import Mapping

from upstander.application.add_original import add_captured
from upstander.application.ports import InboxItem
from upstander.application.record import data
from upstander.application.services import Services
from upstander.application.start_case import start_case
from upstander.application.write_note import note_from, write_note
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import MustNotCopy, NotFound, NothingToKeep
from upstander.model.evidence import EvidenceItem
from upstander.model.ids import CaseId, ItemId

HELD = "held"
"""Meta flag of an archive that waits for its text members to be ticked."""


def fold_inbox(services: Services, *, actor: Actor) -> tuple[EvidenceItem, ...]:
    """Record every finished capture under its case; a note or file without a case gets one.

    What may not be copied stays in the inbox, encrypted, until the person decides. Folding twice
    adds nothing: a capture whose id is known is only removed.
    """
    folded: list[EvidenceItem] = []
    for capture in services.inbox.pending():
        if capture.meta.get(HELD):
            continue
        item = _known(services, ItemId(capture.ref))
        if item is not None:
            services.inbox.discard(capture.ref)
            continue
        kept = _fold(services, actor, capture)
        if kept is not None:
            folded.append(kept)
    return tuple(folded)


def _fold(services: Services, actor: Actor, capture: InboxItem) -> EvidenceItem | None:
    case = _case(services, actor, capture.meta)
    is_note = capture.meta.get("what") == "note"
    when = EntryDraft(
        Act.INBOX_FOLD,
        actor,
        case=case,
        item=ItemId(capture.ref),
        data=data(captured_at=capture.captured_at.isoformat()),
    )
    try:
        return (_note if is_note else _file)(services, actor, case, capture.ref, when)
    except MustNotCopy:
        return None


def _file(
    services: Services, actor: Actor, case: CaseId, ref: str, when: EntryDraft
) -> EvidenceItem:
    return add_captured(services, actor=actor, case=case, ref=ref, also=(when,)).item


def _note(
    services: Services, actor: Actor, case: CaseId, ref: str, when: EntryDraft
) -> EvidenceItem:
    with services.inbox.open(ref) as stream:
        note = note_from(json.loads(stream.read()))
    if note.is_empty():
        raise NothingToKeep()
    kept = write_note(services, actor=actor, case=case, note=note, item=ItemId(ref), also=(when,))
    services.inbox.discard(ref)
    return kept


def _case(services: Services, actor: Actor, meta: Mapping[str, Json]) -> CaseId:
    named = CaseId(str(meta.get("case", "")))
    try:
        return services.index.case(named).id
    except NotFound:
        return start_case(services, actor=actor).id


def _known(services: Services, item: ItemId) -> EvidenceItem | None:
    try:
        return services.index.item(item)
    except NotFound:
        return None
