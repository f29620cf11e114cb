"""Changing all keys: what still opens, what no longer does, and a crash in between."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fakes.file_vault import PASSPHRASE, blob_files, keep, new_vault, reopened, write_note
from upstander.adapters.file_vault import FileVault, key_changes
from upstander.adapters.file_vault.layout import Layout
from upstander.model.entry import Act
from upstander.model.errors import WrongSecret
from upstander.preserve.slots import FLOOR


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return new_vault(tmp_path / "vault")


def test_everything_kept_before_is_still_there(vault: FileVault) -> None:
    before, _ = keep(vault, b"before")
    code = vault.rotate(PASSPHRASE, kdf=FLOOR)
    after, _ = keep(vault, b"after")

    for secret in (PASSPHRASE, code):
        again = FileVault.unlock(vault.path, secret, watch=False)
        assert again.blobs.open(before.digest).read() == b"before"
        assert again.blobs.open(after.digest).read() == b"after"
        assert again.check(full=True).ok
    assert next(reversed(list(vault.ledger.entries()))).act is Act.IMPORT
    assert Act.KEY_ROTATE in [entry.act for entry in vault.ledger.entries()]


def test_the_same_bytes_after_a_change_are_still_kept_once(vault: FileVault) -> None:
    keep(vault, b"same")
    vault.rotate(PASSPHRASE, kdf=FLOOR)
    keep(vault, b"same", "SECOND")

    assert len(blob_files(vault)) == 1


def test_old_keys_and_codes_no_longer_open(tmp_path: Path) -> None:
    vault, code = FileVault.create(tmp_path / "v", passphrase=PASSPHRASE, kdf=FLOOR, watch=False)
    master, database = vault.master_key(), vault.keys.database_key()
    vault.rotate(PASSPHRASE, new="quite another five words", kdf=FLOOR)

    for secret in (PASSPHRASE, code):
        with pytest.raises(WrongSecret):
            FileVault.unlock(vault.path, secret, watch=False)
    with pytest.raises(WrongSecret):
        FileVault.unlock_with_master_key(vault.path, master, watch=False)
    assert vault.keys.database_key() != database


def test_a_paper_key_made_before_is_shown_as_stale(vault: FileVault) -> None:
    paper = vault.paper_key()
    vault.rotate(PASSPHRASE, kdf=FLOOR)

    assert [(slot.kind, slot.stale) for slot in vault.slots()][2] == ("paper-key", True)
    with pytest.raises(WrongSecret, match="changed after this paper key"):
        FileVault.unlock(vault.path, paper, watch=False)
    fresh = vault.paper_key()
    assert fresh != paper
    assert FileVault.unlock(vault.path, fresh, watch=False).id == vault.id


def test_captures_go_to_the_new_key(vault: FileVault) -> None:
    old = vault._room.outside.card.recipient
    vault.rotate(PASSPHRASE, kdf=FLOOR)
    sink = FileVault.locked_inbox(vault.path).receive({})
    sink.write(b"captured after")
    sink.finish()

    assert vault._room.outside.card.recipient != old
    assert vault.inbox.open(vault.inbox.pending()[0].ref).read() == b"captured after"


def test_the_list_under_the_old_key_is_removed_to_be_made_again(vault: FileVault) -> None:
    for name in ("index.db", "index.db-wal", "index.db-shm"):
        (vault.path / name).write_bytes(b"under the old key")
    vault.rotate(PASSPHRASE, kdf=FLOOR)

    assert list(vault.path.glob("index.db*")) == []


def test_needs_the_passphrase(vault: FileVault) -> None:
    with pytest.raises(WrongSecret):
        vault.rotate("not the passphrase", kdf=FLOOR)


@pytest.mark.parametrize("moved", range(6))
def test_a_change_that_was_cut_short_is_finished_at_the_next_opening(
    vault: FileVault, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    write_note(vault, "before")
    vault.paper_key()
    monkeypatch.setattr(key_changes, "finish_rotation", _stop_after(moved))
    with pytest.raises(Stopped):
        vault.rotate(PASSPHRASE, new="quite another five words", kdf=FLOOR)
    monkeypatch.undo()

    again = FileVault.unlock(vault.path, "quite another five words", watch=False)

    assert again.check(full=True).ok
    assert not again.layout.decided.exists()
    assert [slot.stale for slot in again.slots()] == [False, False, True]


def test_a_change_that_was_never_decided_changes_nothing(vault: FileVault) -> None:
    vault.layout.staged.mkdir()
    (vault.layout.staged / "keyring.bin").write_bytes(b"half")

    assert FileVault.unlock(vault.path, PASSPHRASE, watch=False).check().ok
    vault.rotate(PASSPHRASE, kdf=FLOOR)
    assert reopened(vault).check().ok


@pytest.mark.needs("age")
def test_the_stock_program_reads_originals_and_entries_with_the_paper_key(
    vault: FileVault, tmp_path: Path
) -> None:
    blob, entry = keep(vault, b"an original " * 20_000)
    identity = tmp_path / "paper.txt"
    identity.write_text(vault.paper_key() + "\n")

    original = _age(identity, blob_files(vault)[0])
    assert int.from_bytes(original[-8:], "big") == blob.size
    assert original[: blob.size] == b"an original " * 20_000
    body = _age(identity, vault.layout.entry(entry.seq))
    assert body[: int.from_bytes(body[-8:], "big")] == entry.body


class Stopped(Exception):
    """The process ended here."""


def _stop_after(moves: int) -> object:
    def finish(layout: Layout) -> bool:
        staged = sorted(layout.decided.iterdir())
        for path in staged[:moves]:
            shutil.move(path, key_changes._place(layout, path.name))
        raise Stopped

    return finish


def _age(identity: Path, sealed: Path) -> bytes:
    program = shutil.which("age") or "age"
    done = subprocess.run(
        [program, "-d", "-i", str(identity), str(sealed)], capture_output=True, check=True
    )
    return done.stdout
