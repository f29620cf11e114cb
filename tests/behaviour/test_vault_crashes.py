"""Killed at any moment, several writers at once, a full disk, a medium that cannot be written."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.file_vault import PASSPHRASE, blob_files, keep, new_vault, reopened, write_note
from tests.fakes.vault_kills import judge, kill_at_chance, writer
from upstander.adapters.file_vault import FileVault
from upstander.adapters.file_vault.write_lock import FileLock
from upstander.model.entry import Act
from upstander.model.errors import DiskFull, ReadOnlyMedium, VaultBusy

KILLS = [("file", 1), ("files", 2), ("note", 3), ("capture", 4), ("private", 5), ("slot", 6)]
KILLS += [("mixed", 7), ("mixed", 8)]


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return new_vault(tmp_path / "vault")


@pytest.mark.parametrize(("what", "seed"), KILLS)
def test_nothing_promised_is_lost_when_killed(vault: FileVault, what: str, seed: int) -> None:
    judge(vault, kill_at_chance(vault, str(seed), what))


def test_four_processes_write_fifty_entries_each(vault: FileVault) -> None:
    writers = [writer(vault, f"w{number}", "note", 50) for number in range(4)]
    for process in writers:
        process.communicate(timeout=100)

    assert [process.returncode for process in writers] == [0] * 4
    assert vault.ledger.head().length == 1 + 200
    assert Act.TAIL_REPAIR not in {entry.act for entry in vault.ledger.entries()}
    assert vault.check(full=True).ok


def test_two_open_vaults_in_one_process_take_turns(vault: FileVault) -> None:
    other = reopened(vault)
    for number in range(5):
        assert write_note(vault, "here").seq == 1 + 2 * number
        assert write_note(other, "there").seq == 2 + 2 * number

    assert reopened(vault).check().ok


def test_says_when_another_writer_does_not_let_go(vault: FileVault) -> None:
    impatient = FileLock(vault.layout.lock, patience=0.05)
    with vault.write_lock.hold(), pytest.raises(VaultBusy), impatient.hold():
        pass


def test_the_lock_is_free_after_a_failure(vault: FileVault) -> None:
    with pytest.raises(ZeroDivisionError), vault.write_lock.hold():
        _ = 1 / 0

    assert write_note(vault, "x").seq == 1


# --- a full disk ------------------------------------------------------------------------------


class FailingWrites:
    """Lets some calls through and then fails each as the disk would."""

    def __init__(self, real: Callable[..., Any], allowed: int, number: int) -> None:
        self.real, self.left, self.number = real, allowed, number

    def __call__(self, *args: Any, **more: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise OSError(self.number, os.strerror(self.number))
        return self.real(*args, **more)


@pytest.mark.parametrize("call", ["write", "fsync", "link"])
@pytest.mark.parametrize("allowed", range(6))
def test_a_disk_that_fills_at_any_step_loses_nothing(
    vault: FileVault, monkeypatch: pytest.MonkeyPatch, call: str, allowed: int
) -> None:
    blob, _ = keep(vault, b"kept before")
    monkeypatch.setattr(os, call, FailingWrites(getattr(os, call), allowed, errno.ENOSPC))
    kept = 0
    with pytest.raises(DiskFull, match="Free some space"):
        for number in range(10):
            keep(vault, b"%d" % number * 200_000)
            kept += 1
    monkeypatch.undo()

    assert vault.blobs.open(blob.digest).read() == b"kept before"
    imports = [entry for entry in vault.ledger.entries() if entry.act is Act.IMPORT]
    assert len(imports) >= 1 + kept
    keep(vault, b"goes on when there is room")
    assert vault.check(full=True).ok
    assert reopened(vault).check(full=True).ok


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(place)], capture_output=True
    )
    if made.returncode:
        pytest.skip("NOT RUN: a small file system cannot be mounted here (needs root)")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.needs("mount")
def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    vault = new_vault(small_disk / "vault")
    kept = []
    with pytest.raises(DiskFull):
        for number in range(1000):
            blob, _ = keep(vault, b"%d " % number * 20_000)
            kept.append(blob.digest)

    assert len(kept) > 5
    for digest in kept:
        assert vault.blobs.open(digest).read(1)
    again = reopened(vault)
    stray = [step for step in again.check(full=True).steps if step.ok is False]
    assert [step.title for step in stray] in ([], ["No entry lies beyond the end of the record"])
    vault.blobs.erase(kept[0])
    write_note(again, "there is room again")


@pytest.mark.needs("mount")
def test_a_medium_that_cannot_be_written_can_still_be_read(small_disk: Path) -> None:
    vault = new_vault(small_disk / "vault")
    blob, _ = keep(vault, b"kept")
    vault.lock()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        again = FileVault.unlock(small_disk / "vault", PASSPHRASE)
        assert again.blobs.open(blob.digest).read() == b"kept"
        assert again.check(full=True).ok
        with pytest.raises(ReadOnlyMedium, match="read and check"):
            write_note(again, "x")
        with pytest.raises(ReadOnlyMedium):
            again.blobs.receive()
        again.lock()
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)


def test_a_refused_write_says_that_reading_still_works(
    vault: FileVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", FailingWrites(os.open, 0, errno.EROFS))
    with pytest.raises(ReadOnlyMedium, match="Copy the vault to another place"):
        write_note(vault, "x")
    monkeypatch.undo()

    assert len(list(vault.ledger.entries())) == 1


def test_unfinished_files_are_swept_after_a_day(vault: FileVault) -> None:
    sink = vault.blobs.receive()
    sink.write(b"never finished")
    unfinished = set(vault.layout.tmp.iterdir())
    (vault.layout.tmp / "torn-3-X").write_bytes(b"kept for ever")

    reopened(vault)
    assert unfinished <= set(vault.layout.tmp.iterdir())

    from datetime import timedelta

    from tests.fakes.clock import FakeClock
    from upstander.adapters.clock import SystemClock

    reopened(vault, FakeClock(SystemClock().now().utc + timedelta(days=2)))
    assert [path.name for path in vault.layout.tmp.iterdir()] == ["torn-3-X"]


def test_nothing_is_left_of_an_abandoned_original(vault: FileVault) -> None:
    sink = vault.blobs.receive()
    sink.write(b"x" * 100_000)
    sink.abandon()

    assert list(vault.layout.tmp.iterdir()) == []
    assert blob_files(vault) == []


def test_a_check_while_another_process_writes_is_clean(vault: FileVault) -> None:
    process = writer(vault, "busy", "note", 60)
    checks = []
    while process.poll() is None:
        checks.append(vault.check())
    process.communicate(timeout=100)

    assert checks
    assert [check.verdict for check in checks if not check.ok] == []
