"""Changing slots and keys on disk, so that a crash leaves the old ones or the new ones.

A rotation is prepared in ``rotation/``, decided by renaming that folder to ``rotation.ready``,
and then moved into place; whoever opens the vault next finishes a move that was cut short.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from upstander.adapters.file_vault import disk
from upstander.adapters.file_vault.layout import Layout
from upstander.adapters.file_vault.room import Outside, birthday_seconds
from upstander.model.errors import IntegrityError, VaultMissing, WrongSecret
from upstander.preserve import slots
from upstander.preserve.age_keys import IDENTITY_PREFIX, Identity
from upstander.preserve.recovery_code import read_code
from upstander.preserve.vault_format import VaultCard


def read_card(layout: Layout) -> VaultCard:
    """Read ``vault.json``; :class:`VaultMissing`, :class:`IntegrityError`."""
    try:
        return VaultCard.read(layout.card.read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise VaultMissing() from error
    except OSError as error:
        raise disk.as_ours(error) from error


def open_master(layout: Layout, card: VaultCard, secret: str) -> bytearray:
    """Get the master key by passphrase, recovery code or paper key; :class:`WrongSecret`."""
    text = secret.strip()
    if text.lower().startswith(IDENTITY_PREFIX):
        return _by_paper(layout, text)
    if read_code(text) is not None:
        try:
            return slots.open_recovery(_slot(layout, slots.RECOVERY), card.id, text)
        except (WrongSecret, IntegrityError):
            pass  # a passphrase may look like a code
    return slots.open_passphrase(_slot(layout, slots.PASSPHRASE), card.id, text)


def list_slots(layout: Layout) -> tuple[slots.SlotInfo, ...]:
    """What ways there are to open the vault; needs no keys."""
    found = []
    for number in slots.KINDS:
        path = layout.slot(number)
        if path.exists():
            found.append(slots.describe_slot(number, path.read_bytes()))
    return tuple(found)


def write_slot(outside: Outside, number: int, slot: bytes) -> None:
    """Put one slot in place of the one before."""
    with disk.translated():
        disk.replace(
            outside.layout.slot(number),
            slot,
            temporary=outside.temporary(),
            birthday=outside.birthday,
        )


def stage(outside: Outside, files: dict[str, bytes]) -> None:
    """Write all files of a rotation and decide it; nothing has changed before the last step."""
    layout = outside.layout
    with disk.translated():
        shutil.rmtree(layout.staged, ignore_errors=True)
        disk.make_folder(layout.staged)
        for name, data in files.items():
            disk.write_new(layout.staged / name, data, birthday=outside.birthday)
        disk.flush_folder(layout.staged)
        os.rename(layout.staged, layout.decided)
        disk.flush_folder(layout.root)


def finish_rotation(layout: Layout) -> bool:
    """Move a decided rotation into place; says whether there was one. Needs no keys."""
    if not layout.decided.exists():
        return False
    with disk.translated():
        for path in sorted(layout.decided.iterdir()):
            os.replace(path, _place(layout, path.name))
        for part in ("", "-wal", "-shm"):  # its key is gone; it is made again from the record
            disk.remove(layout.root / (layout.index.name + part))
        disk.flush_folder(layout.slots)
        disk.flush_folder(layout.root)
        layout.decided.rmdir()
        disk.flush_folder(layout.root)
        disk.set_time(layout.root, birthday_seconds(read_card(layout)))
    return True


def staged_name(number: int) -> str:
    """The name of a slot while a rotation is prepared."""
    return f"slot-{number}.json"


def _place(layout: Layout, name: str) -> Path:
    if name.startswith("slot-"):
        return layout.slots / name.removeprefix("slot-")
    return layout.root / name


def _by_paper(layout: Layout, text: str) -> bytearray:
    try:
        identity = Identity.parse(text)
    except ValueError as error:
        raise WrongSecret() from error
    path = layout.slot(slots.PAPER)
    if not path.exists():
        raise WrongSecret("This vault has no paper key slot.")
    return slots.open_paper(path.read_bytes(), identity)


def _slot(layout: Layout, number: int) -> bytes:
    try:
        return layout.slot(number).read_bytes()
    except OSError as error:
        raise WrongSecret(
            "The key slot for this is missing.",
            next_step="Try your recovery code, your paper key, or a backup of the vault.",
        ) from error
