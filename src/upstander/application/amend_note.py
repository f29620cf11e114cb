"""Amend a note with a reason; what was written first stays in the ledger."""

from __future__ import annotations

from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.application.write_note import as_data, ready
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import InvalidAnswer, NotFound
from upstander.model.evidence import DiaryNote, EvidenceItem, ItemKind
from upstander.model.ids import ItemId


def amend_note(
    services: Services, *, actor: Actor, item: ItemId, note: DiaryNote, reason: str
) -> EvidenceItem:
    """Write a correction that supersedes the note. Raises InvalidAnswer without a reason."""
    kept = services.index.item(item)
    if kept.kind is not ItemKind.NOTE:
        raise NotFound()
    if not reason.strip():
        raise InvalidAnswer("Say in a few words why it changes. The first version is kept too.")
    record(
        services,
        EntryDraft(
            Act.CORRECT,
            actor,
            case=kept.case,
            item=item,
            data=data(note=as_data(ready(note))),
            reason=reason.strip(),
            supersedes=kept.ledger_seq,
        ),
    )
    return services.index.item(item)
