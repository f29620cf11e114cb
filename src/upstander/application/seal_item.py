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

    The encrypted bytes are left where they are: the program does not delete by itself, and the
    police may need the device as it is.
    """
    kept = services.index.item(item)
    if kept.state is not ItemState.SEALED:
        record(
            services,
            EntryDraft(Act.SEAL, actor, case=kept.case, item=item, reason=reason.strip()),
        )
    return services.index.item(item)
