"""Open the content of an item: the only door to the bytes."""

from __future__ import annotations

from typing import BinaryIO

from upstander.application.add_original import refuse_unless_may_copy
from upstander.application.possible_pictures import refuse_possible_pictures
from upstander.application.record import record
from upstander.application.services import Services
from upstander.application.someone_elses import refuse_if_locked
from upstander.model.actor import Actor, Role
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import NotFound
from upstander.model.evidence import EvidenceItem, ItemState
from upstander.model.ids import ItemId

_HIDDEN = (ItemState.SEALED, ItemState.ERASED)


def open_item(services: Services, *, actor: Actor, item: ItemId) -> BinaryIO:
    """Give the original bytes as a seekable stream.

    Raises NotFound, OriginalChanged, KeptLocked for someone else's that stays locked, and
    MustNotCopy where it may be a sexual picture of somebody under 18.

    Where an organisation holds the vault the view is written down before the bytes come.
    """
    kept = _may_open(services, actor, item)
    if not kept.has_bytes or kept.digest is None:
        raise NotFound()
    return services.blobs.open(kept.digest)


def open_attachment(services: Services, *, actor: Actor, item: ItemId, member: str) -> bytes:
    """Give one member of an archive or one part of a mail, within the limits of the child."""
    kept = _may_open(services, actor, item)
    if not kept.has_bytes or kept.digest is None:
        raise NotFound()
    with services.blobs.open(kept.digest) as stream:
        return services.isolation.member(stream, name=kept.name, member=member)


def preview_picture(
    services: Services,
    *,
    actor: Actor,
    item: ItemId,
    member: str | None = None,
    max_px: int = 480,
    grey: bool = True,
) -> bytes:
    """Give a small clean JPEG of a picture, grey by default, made in the limited child.

    Raises MustNotCopy where the case may hold a sexual picture of somebody under 18.
    """
    refuse_unless_may_copy(services, services.index.item(item).case)
    if member is not None:
        raw = open_attachment(services, actor=actor, item=item, member=member)
    else:
        with open_item(services, actor=actor, item=item) as stream:
            raw = stream.read()
    return services.isolation.picture(raw, max_px=max_px, grey=grey)


def _may_open(services: Services, actor: Actor, item: ItemId) -> EvidenceItem:
    kept = services.index.item(item)
    if kept.state in _HIDDEN:
        raise NotFound()
    if actor.role is not Role.OWNER:
        record(services, EntryDraft(Act.OPEN, actor, case=kept.case, item=item))
    refuse_if_locked(services, kept)
    refuse_possible_pictures(services, services.index.case(kept.case), [kept])
    return kept
