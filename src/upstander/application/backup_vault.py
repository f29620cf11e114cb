"""Copy the vault, still encrypted, to another place; what is sealed stays out of it."""

from __future__ import annotations

from pathlib import Path

from upstander.application.ports import VaultFiles
from upstander.application.record import record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.digest import Digest
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import NotFound
from upstander.model.ids import ItemId


def backup_vault(services: Services, vault: VaultFiles, *, actor: Actor, dest: Path) -> None:
    """Write a backup to ``dest``. Raises VaultExists, DiskFull, OriginalChanged.

    The entry is written first, so that the copy knows of itself.
    """
    record(services, EntryDraft(Act.BACKUP, actor))
    vault.backup(dest, leave_out=sealed_digests(services))


def sealed_digests(services: Services) -> frozenset[Digest]:
    """Digests of sealed items that no visible item shares."""
    sealed = {
        entry.item
        for entry in services.ledger.entries()
        if entry.act is Act.SEAL and entry.item is not None
    }
    visible = {
        item.digest for case in services.index.cases() for item in services.index.items(case.id)
    }
    return frozenset(
        digest for item in sealed if (digest := _digest(services, item)) and digest not in visible
    )


def _digest(services: Services, item: ItemId) -> Digest | None:
    try:
        return services.index.item(item).digest
    except NotFound:
        return None
