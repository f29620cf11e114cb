"""Backups: ciphertext copied and compared; two histories are shown, never merged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.fakes.file_vault import (
    PASSPHRASE,
    blob_files,
    flip,
    keep,
    new_vault,
    reopened,
    write_note,
)
from upstander.adapters.file_vault import FileVault
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import Forked, LedgerChanged, OriginalChanged, VaultExists, VaultMissing
from upstander.preserve.vault_check import raise_if_failed


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    vault = new_vault(tmp_path / "vault")
    keep(vault, b"an original " * 1000)
    write_note(vault, "note")
    vault.private_notes.add("for me")
    return vault


def _open(path: Path) -> FileVault:
    return FileVault.unlock(path, PASSPHRASE, watch=False)


def test_a_backup_restores_to_the_same_vault(vault: FileVault, tmp_path: Path) -> None:
    copied = vault.copy_to(tmp_path / "stick")

    head = FileVault.restore(tmp_path / "stick", tmp_path / "again")
    again = _open(tmp_path / "again")

    assert head == copied.head
    assert again.check(full=True, head=copied.head).ok
    assert [note.text for note in again.private_notes.all()] == ["for me"]
    assert [entry.act for entry in again.ledger.entries()][-1] is Act.RESTORE


def test_a_backup_is_in_the_record(vault: FileVault, tmp_path: Path) -> None:
    head = vault.ledger.head()
    vault.backup(tmp_path / "stick")

    last = list(vault.ledger.entries())[-1]
    assert (last.act, last.data["head"], last.data["length"]) == (
        Act.BACKUP,
        head.digest,
        head.length,
    )


def test_captures_in_the_inbox_go_along(vault: FileVault, tmp_path: Path) -> None:
    sink = vault.inbox.receive({"name": "x"})
    sink.write(b"captured")
    sink.finish()
    vault.copy_to(tmp_path / "stick")

    FileVault.restore(tmp_path / "stick", tmp_path / "again")
    again = _open(tmp_path / "again")

    assert again.inbox.open(again.inbox.pending()[0].ref).read() == b"captured"


def test_a_later_backup_brings_the_same_folder_up_to_date(vault: FileVault, tmp_path: Path) -> None:
    first = vault.copy_to(tmp_path / "stick")
    blob, _ = keep(vault, b"added later")
    second = vault.copy_to(tmp_path / "stick")

    assert second.head.length > first.head.length
    assert second.bytes < first.bytes
    FileVault.restore(tmp_path / "stick", tmp_path / "again")
    assert _open(tmp_path / "again").blobs.open(blob.digest).read() == b"added later"


def test_a_sealed_original_goes_into_no_backup(vault: FileVault, tmp_path: Path) -> None:
    _, entry = keep(vault, b"sealed later", "SEALED")
    vault.ledger.append([EntryDraft(Act.SEAL, vault.actor, item=entry.item)])

    copied = vault.copy_to(tmp_path / "stick")
    FileVault.restore(tmp_path / "stick", tmp_path / "again")

    assert copied.left_out == 1
    again = _open(tmp_path / "again")
    assert len(blob_files(again)) == len(blob_files(vault)) - 1
    assert again.check(full=True).ok


def test_the_index_and_unfinished_files_do_not_go_along(vault: FileVault, tmp_path: Path) -> None:
    vault.layout.index.write_bytes(b"the index")
    (vault.layout.tmp / "UNFINISHED").write_bytes(b"x")
    vault.copy_to(tmp_path / "stick")

    names = {path.name for path in (tmp_path / "stick").rglob("*")}
    assert not names & {"index.db", "UNFINISHED", "LOCK"}


def test_a_backup_does_not_copy_over_something_else(vault: FileVault, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    other = new_vault(tmp_path / "other")

    for place in (tmp_path / "photos", other.path):
        with pytest.raises(VaultExists):
            vault.copy_to(place)


def test_a_damaged_backup_is_not_restored(vault: FileVault, tmp_path: Path) -> None:
    vault.copy_to(tmp_path / "stick")
    entry = tmp_path / "stick" / "entries" / "000" / "00000001.age"
    entry.unlink()

    with pytest.raises(LedgerChanged, match="Entry 1"):
        FileVault.restore(tmp_path / "stick", tmp_path / "again")


def test_a_missing_original_stops_a_restore_at_the_check(vault: FileVault, tmp_path: Path) -> None:
    vault.copy_to(tmp_path / "stick")
    flip(next((tmp_path / "stick" / "blobs").glob("*/*")))

    FileVault.restore(tmp_path / "stick", tmp_path / "again")
    check = _open(tmp_path / "again").check(full=True)
    assert not check.ok
    with pytest.raises(OriginalChanged):
        raise_if_failed(check)


def test_there_is_nothing_to_restore_from_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        FileVault.restore(tmp_path, tmp_path / "again")


def test_a_restore_does_not_replace_a_vault(vault: FileVault, tmp_path: Path) -> None:
    vault.copy_to(tmp_path / "stick")

    with pytest.raises(VaultExists):
        FileVault.restore(tmp_path / "stick", vault.path)


def _forked(vault: FileVault, tmp_path: Path) -> FileVault:
    """An old backup restored and written to, while the first vault went on too."""
    vault.copy_to(tmp_path / "stick")
    FileVault.restore(tmp_path / "stick", tmp_path / "old")
    write_note(vault, "went on here")
    old = _open(tmp_path / "old")
    write_note(old, "went on there")
    return old


def test_two_histories_are_refused_and_both_are_shown(vault: FileVault, tmp_path: Path) -> None:
    old = _forked(vault, tmp_path)

    with pytest.raises(Forked) as told:
        vault.copy_to(old.path)
    assert old.ledger.head().digest[:12] in told.value.detail
    with pytest.raises(Forked):
        FileVault.restore(old.path, vault.path)
    assert old.check(full=True).ok
    assert vault.check(full=True).ok


def test_another_history_put_in_place_is_noticed(vault: FileVault, tmp_path: Path) -> None:
    old = _forked(vault, tmp_path)
    write_note(old, "and on, past the length of the first")
    shutil.rmtree(vault.layout.entries)
    shutil.copytree(old.layout.entries, vault.layout.entries)
    shutil.copy(old.layout.chain, vault.layout.chain)

    fresh = reopened(vault)

    assert "Another history" in fresh.check().verdict
    with pytest.raises(Forked):
        write_note(fresh, "more")
    with pytest.raises(Forked):
        raise_if_failed(fresh.check(head=vault.ledger.seen()))


def test_a_person_can_decide_to_go_on_and_that_is_recorded(
    vault: FileVault, tmp_path: Path
) -> None:
    chain = vault.layout.chain.read_bytes()
    write_note(vault, "lost with the old disk")
    seen = vault.ledger.head()
    vault.layout.chain.write_bytes(chain)
    fresh = reopened(vault)

    entry = fresh.accept_history("the newer part was on the broken disk")

    assert entry.act is Act.FORK
    assert entry.data["seen"] == seen.digest
    assert write_note(fresh, "goes on").seq == entry.seq + 1
    assert fresh.check(full=True).ok


def test_an_older_backup_is_not_written_over_a_newer_one(vault: FileVault, tmp_path: Path) -> None:
    vault.copy_to(tmp_path / "early")
    write_note(vault, "later")
    vault.copy_to(tmp_path / "stick")
    FileVault.restore(tmp_path / "early", tmp_path / "old")
    old = FileVault.unlock_with_master_key(tmp_path / "old", vault.master_key(), watch=False)

    with pytest.raises((Forked, VaultExists)):
        old.copy_to(tmp_path / "stick")
