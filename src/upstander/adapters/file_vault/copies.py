"""Backup and restore: ciphertext is copied and compared, never opened on the way.

What goes: vault file, slots, keyring, ledger, entries, originals, inbox, private notes. What does
not: the index (it can be made again), ``tmp``, sessions, locks, and sealed originals.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from upstander.adapters.file_vault import disk
from upstander.adapters.file_vault.key_changes import read_card
from upstander.adapters.file_vault.layout import SHARD, Layout
from upstander.adapters.file_vault.ledger import bodies_on_disk
from upstander.application.ports import Progress, silent
from upstander.model.entry import Head
from upstander.model.errors import (
    AdapterError,
    LedgerChanged,
    OriginalChanged,
    VaultExists,
    VaultMissing,
)
from upstander.preserve.backup import Standing, compare
from upstander.preserve.ledger import complete_lines, walk_chain

_PART = 1 << 20
_GROUP = 200


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy took along."""

    head: Head
    files: int
    bytes: int
    left_out: int  # sealed originals


def copy_vault(
    source: Layout,
    target: Layout,
    chain: bytes,
    *,
    leave_out: Collection[str] = (),
    birthday: float,
    progress: Progress = silent,
) -> Copied:
    """Copy what ``chain`` (complete lines) commits to, and all else that belongs to it.

    An older backup at ``target`` is brought up to date. Raises :class:`Forked` when the target
    went another way, :class:`VaultExists` for another vault or a newer copy there, and
    :class:`OriginalChanged` when a copied file does not read back the same.
    """
    with disk.translated():
        head = _fit(source, target, chain)
        plan = [*_plan(source, len(list(walk_chain(chain))), leave_out)]
        for folder in target.folders():
            disk.make_folder(folder)
        size = _copy_all(source.root, target.root, plan, birthday, progress)
        _write_small(source, target, chain, birthday)
        for folder in target.folders():
            disk.set_time(folder, birthday)
        disk.flush_group(plan_paths(target, plan), target.folders())
    left_out = sum(1 for name in leave_out if source.blob(name).exists())
    return Copied(head, len(plan), size, left_out)


def check_copy(layout: Layout) -> Head:
    """Check a copy as far as that goes without keys: chain, and a body for every line."""
    chain = complete_lines(_chain(layout))[0]
    length = len(list(walk_chain(chain)))
    missing = sorted(set(range(length)) - set(bodies_on_disk(layout.entries)))
    if missing:
        raise LedgerChanged(f"Entry {missing[0]}: the entry is missing.")
    return compare(chain, chain).first


def complete_chain(layout: Layout) -> bytes:
    """The complete lines of a copy's chain."""
    return complete_lines(_chain(layout))[0]


def refuse_existing(source: Layout, target: Layout) -> None:
    """Refuse to restore over a vault: :class:`Forked` naming both, else :class:`VaultExists`."""
    if read_card(source).id == read_card(target).id:
        compare(_chain(source), _chain(target)).refuse_fork()
    raise VaultExists()


def plan_paths(target: Layout, plan: list[Path]) -> list[Path]:
    """Where the planned files lie in the target."""
    return [target.root / path for path in plan]


def _fit(source: Layout, target: Layout, chain: bytes) -> Head:
    head = compare(chain, chain).first
    if not target.root.exists() or not any(target.root.iterdir()):
        return head
    try:
        other = read_card(target)
    except VaultMissing as error:
        raise VaultExists("There is something else in that folder.") from error
    if other.id != read_card(source).id:
        raise VaultExists("Another vault is there.")
    comparison = compare(chain, _chain(target))
    comparison.refuse_fork()
    if comparison.standing is Standing.AHEAD:
        raise VaultExists(
            f"The copy there is newer: {comparison.second.length} entries, here "
            f"{comparison.first.length}.",
            next_step="Check which one to go on with. Nothing was changed.",
        )
    return head


def _plan(source: Layout, length: int, leave_out: Collection[str]) -> Iterator[Path]:
    for seq in range(length):
        yield source.entry(seq).relative_to(source.root)
    for path in sorted(source.blobs.glob("*/*")):
        if path.name not in leave_out:
            yield path.relative_to(source.root)
    for folder in (source.inbox, source.private / "notes"):
        for path in sorted(folder.glob("*.age")):
            yield path.relative_to(source.root)


def _copy_all(
    source: Path, target: Path, plan: list[Path], birthday: float, progress: Progress
) -> int:
    size = 0
    for done, path in enumerate(plan, 1):
        disk.make_folder((target / path).parent)
        size += _copy_file(source / path, target / path, birthday)
        if done % _GROUP == 0 or done == len(plan):
            progress("files", done, len(plan))
    return size


def _copy_file(source: Path, target: Path, birthday: float) -> int:
    """Copy one sealed file and read it back; one that is there already is compared."""
    wanted = _hash(source)
    if target.exists():
        if _hash(target) == wanted:
            return 0
        disk.remove(target)
    descriptor = disk.open_new(target)
    try:
        with source.open("rb") as file:
            while part := file.read(_PART):
                disk.write_all(descriptor, part)
        disk.set_time(descriptor, birthday)
    finally:
        os.close(descriptor)
    if _hash(target) != wanted:
        raise OriginalChanged(f"The copy of {target.name} is not the same.")
    return target.stat().st_size


def _write_small(source: Layout, target: Layout, chain: bytes, birthday: float) -> None:
    """Write the small files, the chain last: it makes the copy a whole one."""
    small = [source.card, source.keyring, *sorted(source.slots.glob("*.json"))]
    private = source.private / "notes.chain"
    small += [private] if private.exists() else []
    for path in small:
        goal = target.root / path.relative_to(source.root)
        disk.replace(goal, path.read_bytes(), temporary=_beside(goal), birthday=birthday)
    stale = {path.name for path in target.slots.glob("*.json")} - {path.name for path in small}
    for name in stale:
        disk.remove(target.slots / name)
    disk.replace(target.chain, chain, temporary=_beside(target.chain), birthday=birthday)
    target.chain.chmod(disk.WRITABLE_MODE)


def _beside(path: Path) -> Path:
    fresh = path.with_name(path.name + ".new")
    disk.remove(fresh)
    return fresh


def _hash(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except FileNotFoundError as error:
        kind = LedgerChanged if path.suffix == ".age" and _is_entry(path) else OriginalChanged
        raise kind(f"{path.name} is missing.") from error
    except OSError as error:
        raise AdapterError(error.strerror or "") from error


def _is_entry(path: Path) -> bool:
    return path.stem.isdigit() and int(path.stem) // SHARD == int(path.parent.name or -1)


def _chain(layout: Layout) -> bytes:
    try:
        return layout.chain.read_bytes()
    except OSError as error:
        raise LedgerChanged("The record itself, ledger.chain, is missing.") from error
