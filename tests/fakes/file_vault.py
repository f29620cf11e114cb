"""Real vaults on disk with the cheapest key stretching that is allowed."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from upstander.adapters.file_vault import FileVault
from upstander.application.ports import Clock, Ids, StoredBlob
from upstander.model.entry import Act, Entry, EntryDraft, Json
from upstander.model.ids import CaseId, ItemId
from upstander.preserve.slots import FLOOR

PASSPHRASE = "plum orbit cactus ladder wren"
MARKER = b"ZEBRA-LANTERN"


def new_vault(path: Path, clock: Clock | None = None, ids: Ids | None = None) -> FileVault:
    """Make an open vault that no other process is told about."""
    vault, _code = FileVault.create(
        path, passphrase=PASSPHRASE, kdf=FLOOR, clock=clock, ids=ids, watch=False
    )
    return vault


def reopened(vault: FileVault, clock: Clock | None = None) -> FileVault:
    """Open the same folder again, as another process would."""
    return FileVault.unlock_with_master_key(
        vault.path, vault.master_key(), clock=clock, watch=False
    )


def keep(vault: FileVault, data: bytes, item: str = "") -> tuple[StoredBlob, Entry]:
    """Keep bytes and say so in the ledger, as adding a file does."""
    sink = vault.blobs.receive()
    sink.write(data)
    blob = sink.finish()
    entry = note_import(vault, blob, item or f"I{blob.digest.short}")
    return blob, entry


def note_import(vault: FileVault, blob: StoredBlob, item: str) -> Entry:
    """Write the entry of an original."""
    fields: dict[str, Json] = {"sha256": blob.digest.hex, "size": blob.size, "name": "a file"}
    draft = EntryDraft(
        Act.IMPORT, vault.actor, case=CaseId("C"), item=ItemId(item), data=MappingProxyType(fields)
    )
    return vault.ledger.append([draft])[0]


def write_note(vault: FileVault, text: str) -> Entry:
    """Write one short entry."""
    draft = EntryDraft(
        Act.NOTE, vault.actor, item=ItemId("N"), data=MappingProxyType({"text": text})
    )
    return vault.ledger.append([draft])[0]


def blob_files(vault: FileVault) -> list[Path]:
    """All originals on disk."""
    return sorted(vault.layout.blobs.glob("*/*"))


def flip(path: Path, at: int = -1) -> None:
    """Damage one byte on disk: XOR, as overwriting may change nothing one time in 256."""
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.chmod(0o600)
    path.write_bytes(data)
