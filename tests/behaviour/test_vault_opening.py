"""Ways into a vault, and what keeps others out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fakes.file_vault import PASSPHRASE, keep, new_vault
from upstander.adapters.file_vault import FileVault
from upstander.model.errors import (
    IntegrityError,
    VaultExists,
    VaultMissing,
    WeakSecret,
    WrongSecret,
)
from upstander.preserve.slots import FLOOR, Argon2id


@pytest.fixture
def made(tmp_path: Path) -> tuple[FileVault, str]:
    return FileVault.create(tmp_path / "v", passphrase=PASSPHRASE, kdf=FLOOR, watch=False)


def _opens(path: Path, secret: str) -> FileVault:
    return FileVault.unlock(path, secret, watch=False)


def test_opens_with_the_passphrase(made: tuple[FileVault, str]) -> None:
    vault, _ = made
    blob, _ = keep(vault, b"kept before locking")
    vault.lock()

    again = _opens(vault.path, f" {PASSPHRASE} \n")

    assert again.blobs.open(blob.digest).read() == b"kept before locking"


def test_opens_with_the_recovery_code_as_people_type_it(made: tuple[FileVault, str]) -> None:
    vault, code = made
    typed = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")

    assert _opens(vault.path, typed).id == vault.id


def test_opens_with_the_paper_key(made: tuple[FileVault, str]) -> None:
    vault, _ = made
    paper = vault.paper_key()

    assert paper.startswith("AGE-SECRET-KEY-1")
    assert len(paper) == 74
    assert _opens(vault.path, paper).id == vault.id


@pytest.mark.parametrize(
    "secret", ["wrong horse battery", "", "0" * 32, "AGE-SECRET-KEY-1QQQQ", "x" * 10_000, "\udc80"]
)
def test_refuses_a_wrong_secret(made: tuple[FileVault, str], secret: str) -> None:
    with pytest.raises(WrongSecret):
        _opens(made[0].path, secret)


def test_refuses_a_paper_key_when_none_was_made(
    made: tuple[FileVault, str], tmp_path: Path
) -> None:
    other = new_vault(tmp_path / "other")
    with pytest.raises(WrongSecret):
        _opens(made[0].path, other.paper_key())


def test_refuses_the_paper_key_of_another_vault(
    made: tuple[FileVault, str], tmp_path: Path
) -> None:
    made[0].paper_key()
    with pytest.raises(WrongSecret):
        _opens(made[0].path, new_vault(tmp_path / "other").paper_key())


def test_a_lost_passphrase_slot_leaves_the_recovery_code(made: tuple[FileVault, str]) -> None:
    vault, code = made
    vault.layout.slot(1).unlink()

    with pytest.raises(WrongSecret, match="slot for this is missing"):
        _opens(vault.path, PASSPHRASE)
    assert _opens(vault.path, code).id == vault.id


def test_a_new_passphrase_replaces_the_old_one(made: tuple[FileVault, str]) -> None:
    vault, code = made
    with pytest.raises(WrongSecret):
        vault.set_passphrase("another five words for this", old="not it", kdf=FLOOR)
    vault.set_passphrase("another five words for this", old=PASSPHRASE, kdf=FLOOR)

    assert _opens(vault.path, "another five words for this").id == vault.id
    assert _opens(vault.path, code).id == vault.id
    with pytest.raises(WrongSecret):
        _opens(vault.path, PASSPHRASE)


def test_a_new_recovery_code_replaces_the_old_one(made: tuple[FileVault, str]) -> None:
    vault, old = made
    new = vault.new_recovery_code()

    assert _opens(vault.path, new).id == vault.id
    with pytest.raises(WrongSecret):
        _opens(vault.path, old)


def test_every_change_of_a_slot_is_in_the_record(made: tuple[FileVault, str]) -> None:
    vault, _ = made
    vault.new_recovery_code()
    vault.paper_key()

    acts = [(entry.act.value, entry.data.get("slot")) for entry in vault.ledger.entries()]
    assert acts == [("vault.create", None), ("key.slot", 2), ("key.slot", 3)]


def test_lists_the_ways_in(made: tuple[FileVault, str]) -> None:
    made[0].paper_key()

    assert [slot.kind for slot in made[0].slots()] == ["passphrase", "recovery-code", "paper-key"]


def test_weakened_slot_parameters_do_not_open(made: tuple[FileVault, str]) -> None:
    path = made[0].layout.slot(1)
    slot = json.loads(path.read_text())
    slot["kdf"]["time"] = 2
    path.chmod(0o600)
    path.write_text(json.dumps(slot))

    with pytest.raises(WrongSecret):
        _opens(made[0].path, PASSPHRASE)


def test_a_slot_under_the_floor_is_refused(made: tuple[FileVault, str]) -> None:
    path = made[0].layout.slot(1)
    slot = json.loads(path.read_text())
    slot["kdf"]["memory_kib"] = 1024
    path.chmod(0o600)
    path.write_text(json.dumps(slot))

    with pytest.raises(WeakSecret):
        _opens(made[0].path, PASSPHRASE)
    with pytest.raises(WeakSecret):
        Argon2id(memory_kib=1024)


def test_a_damaged_slot_is_named(made: tuple[FileVault, str]) -> None:
    path = made[0].layout.slot(1)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:40])

    with pytest.raises(IntegrityError, match="slot 1 is damaged"):
        _opens(made[0].path, PASSPHRASE)


def test_refuses_a_passphrase_of_few_characters(tmp_path: Path) -> None:
    with pytest.raises(WeakSecret):
        FileVault.create(tmp_path / "v", passphrase="short", kdf=FLOOR, watch=False)
    assert list(tmp_path.iterdir()) == []


def test_does_not_make_a_vault_over_something(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "photo.jpg").write_bytes(b"mine")

    with pytest.raises(VaultExists):
        new_vault(tmp_path / "v")
    assert (tmp_path / "v" / "photo.jpg").read_bytes() == b"mine"


def test_makes_a_vault_in_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()

    assert new_vault(tmp_path / "v").path == tmp_path / "v"


def test_says_when_there_is_no_vault(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(VaultMissing):
            _opens(path, PASSPHRASE)
        with pytest.raises(VaultMissing):
            FileVault.locked_inbox(path)
