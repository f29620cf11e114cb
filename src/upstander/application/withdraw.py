"""Move an item out of sight, and back. Nothing is deleted."""

from __future__ import annotations

from upstander.application.record import record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import NotFound
from upstander.model.evidence import EvidenceItem, ItemState
from upstander.model.ids import ItemId


def withdraw(services: Services, *, actor: Actor, item: ItemId, reason: str = "") -> EvidenceItem:
    """Take an item out of the timeline, search and new packs. It stays in the case."""
    return _move(services, actor, item, Act.WITHDRAW, ItemState.KEPT, reason)


def show_again(services: Services, *, actor: Actor, item: ItemId) -> EvidenceItem:
    """Bring a withdrawn item back into sight."""
    return _move(services, actor, item, Act.RESTORE_VIEW, ItemState.WITHDRAWN, "")


def _move(
    services: Services, actor: Actor, item: ItemId, act: Act, wanted: ItemState, reason: str
) -> EvidenceItem:
    kept = services.index.item(item)
    if kept.state in (ItemState.SEALED, ItemState.ERASED):
        raise NotFound()
    if kept.state is wanted:
        record(services, EntryDraft(act, actor, case=kept.case, item=item, reason=reason.strip()))
    return services.index.item(item)
