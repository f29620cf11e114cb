"""The owner's erasure: the bytes go, the commitment and a tombstone stay."""

from __future__ import annotations

from upstander.application.record import record
from upstander.application.services import Services
from upstander.model.actor import Actor, Role
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import AccessDenied, InvalidAnswer, NotFound
from upstander.model.evidence import EvidenceItem, ItemState
from upstander.model.ids import ItemId


def erase_item(services: Services, *, actor: Actor, item: ItemId, reason: str) -> EvidenceItem:
    """Erase the kept bytes of one item; the evidence is lost and the record says so.

    Raises AccessDenied for anyone but the owner, InvalidAnswer without a reason, NotFound for a
    thing that has no bytes. The tombstone is written first: a crash in between leaves bytes that
    the next check names, never a silent gap.
    """
    kept = services.index.item(item)
    if actor.role is not Role.OWNER:
        raise AccessDenied()
    if not reason.strip():
        raise InvalidAnswer("Say in a few words why. This is kept in the record.")
    if not kept.has_bytes or kept.digest is None:
        raise NotFound()
    draft = EntryDraft(Act.ERASE_TOMBSTONE, actor, case=kept.case, item=item, reason=reason.strip())
    record(services, draft)
    if not _used_elsewhere(services, kept):
        services.blobs.erase(kept.digest)
    return services.index.item(item)


def _used_elsewhere(services: Services, erased: EvidenceItem) -> bool:
    return any(
        other.digest == erased.digest and other.id != erased.id
        for case in services.index.cases()
        for other in services.index.items(case.id)
        if other.state is not ItemState.ERASED
    )
