"""Seal an item found later to be a possible sexual picture of someone under 18."""

from __future__ import annotations

from upstander.application.record import record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.evidence import EvidenceItem, ItemState
from upstander.model.ids import ItemId


def seal_item(services: Services, *, actor: Actor, item: ItemId, reason: str = "") -> EvidenceItem:
    """Take the item out of view, search, packs and backups, in one step that is not undone here.

    Every item with the same bytes, in every case, is sealed with it. The encrypted bytes are
    left where they are: the program does not delete by itself, and the police may need the
    device as it is.
    """
    kept = services.index.item(item)
    for each in _same_bytes(services, kept):
        if each.state is not ItemState.SEALED:
            seal = EntryDraft(Act.SEAL, actor, case=each.case, item=each.id, reason=reason.strip())
            record(services, seal)
    return services.index.item(item)


def _same_bytes(services: Services, item: EvidenceItem) -> list[EvidenceItem]:
    everywhere = [each for case in services.index.cases() for each in services.index.items(case.id)]
    copies = [each for each in everywhere if each.digest and each.digest == item.digest]
    return [item, *(each for each in copies if each.id != item.id)]
