"""Copy the vault, still encrypted, to another place; what is sealed stays out of it."""

from __future__ import annotations

from pathlib import Path

from upstander.application.ports import VaultFiles
from upstander.application.record import catch_up
from upstander.application.services import Services
from upstander.model.actor import Actor, Role
from upstander.model.errors import AccessDenied


def backup_vault(
    services: Services,
    vault: VaultFiles,
    *,
    actor: Actor,
    dest: Path,
) -> None:
    """Write a checked copy to ``dest``, or bring an older one there up to date.

    Raises AccessDenied for anyone but the owner, VaultExists, Forked, OriginalChanged, DiskFull.
    The vault records the backup in its ledger itself.
    """
    if actor.role is not Role.OWNER:
        raise AccessDenied()
    vault.backup(dest)
    catch_up(services)
