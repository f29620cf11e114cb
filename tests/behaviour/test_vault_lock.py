"""Locking: at once, everywhere, for good; what is on disk says nothing in plain form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.file_vault import MARKER, keep, new_vault, reopened, write_note
from upstander.adapters import vault_sessions
from upstander.adapters.file_vault import FileVault
from upstander.adapters.vault_sessions import LockWatch, holders, lock_everywhere
from upstander.model.digest import Digest
from upstander.model.errors import AdapterError, VaultLocked

HOLDER = """
import sys, time
from pathlib import Path
from upstander.adapters.file_vault import FileVault
vault = FileVault.unlock_with_master_key(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()))
print("open", flush=True)
while not vault.locked:
    time.sleep(0.01)
print("locked", flush=True)
"""


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return new_vault(tmp_path / "vault", FakeClock())


def test_after_locking_nothing_can_be_done(vault: FileVault) -> None:
    blob, _ = keep(vault, b"secret")
    sink = vault.blobs.receive()
    digest = blob.digest
    tries: list[Callable[[], object]] = [
        lambda: write_note(vault, "x"),
        lambda: list(vault.ledger.entries()),
        vault.ledger.head,
        lambda: vault.blobs.open(digest),
        lambda: vault.blobs.has(digest),
        vault.blobs.receive,
        lambda: sink.write(b"more"),
        vault.inbox.pending,
        vault.private_notes.all,
        lambda: vault.private_notes.add("x"),
        vault.keys.database_key,
        lambda: vault.keys.sign_p256(b"x"),
        lambda: vault.keys.sign_ssh(b"x", "n"),
        vault.keys.fingerprint,
        vault.master_key,
        vault.paper_key,
        vault.new_recovery_code,
        vault.check,
        lambda: vault.copy_to(vault.path.with_name("b")),
    ]
    vault.lock()
    for use in tries:
        with pytest.raises(VaultLocked):
            use()


def test_captures_are_taken_while_locked(vault: FileVault) -> None:
    again = reopened(vault)
    vault.lock()
    sink = vault.inbox.receive({"what": "text posted after the lock"})
    sink.write(b"never lost")
    sink.finish()

    assert again.inbox.open(again.inbox.pending()[0].ref).read() == b"never lost"


def test_an_open_original_stops_at_the_lock(vault: FileVault) -> None:
    blob, _ = keep(vault, b"x" * 1_000_000)
    stream = vault.blobs.open(blob.digest)
    stream.read(10)
    vault.lock()

    for use in (stream.read, stream.readline, lambda: stream.readinto(bytearray(4))):  # type: ignore[attr-defined]  # BufferedReader has it
        with pytest.raises(VaultLocked):
            use()


def test_keys_are_overwritten(vault: FileVault) -> None:
    keys = vault._keys
    held = [keys._master, keys._database, keys._name, keys._chain]
    identity = keys._keyring.identities[0]
    vault.lock()

    assert all(key == bytearray(32) for key in held)
    assert identity.secret() == bytes(32)


def test_locking_is_quick_and_may_be_said_twice(vault: FileVault) -> None:
    told: list[str] = []
    vault.on_lock(lambda: told.append("locked"))
    start = time.perf_counter()
    vault.lock()
    vault.lock()

    assert time.perf_counter() - start < 1
    assert told == ["locked"]


def test_locking_during_an_import_does_not_wait_for_it(tmp_path: Path) -> None:
    vault = new_vault(tmp_path / "vault")
    stopped: list[BaseException] = []
    kept: list[Digest] = []

    def importing() -> None:
        try:
            for number in range(10_000):
                blob, _ = keep(vault, b"%d " % number * 1000)
                kept.append(blob.digest)
        except BaseException as error:  # the test looks at what it was
            stopped.append(error)

    master = vault.master_key()
    thread = threading.Thread(target=importing)
    thread.start()
    while len(kept) < 3:
        time.sleep(0.005)
    start = time.perf_counter()
    vault.lock()
    took = time.perf_counter() - start
    thread.join()

    again = FileVault.unlock_with_master_key(vault.path, master, watch=False)
    assert took < 1
    assert isinstance(stopped[0], VaultLocked)
    assert all(again.blobs.has(digest) for digest in kept)
    write_note(again, "goes on")
    assert again.check(full=True).ok


def _holder(vault: FileVault) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(vault.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout
    process.stdin.write(vault.master_key().hex() + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "open\n"
    return process


def test_one_request_locks_every_process(vault: FileVault) -> None:
    others = [_holder(vault) for _ in range(2)]
    here = FileVault.unlock_with_master_key(vault.path, vault.master_key())

    start = time.perf_counter()
    confirmed = lock_everywhere(vault.path)
    took = time.perf_counter() - start

    assert (confirmed, here.locked) == (3, True)
    assert took < 1
    assert [process.communicate(timeout=10)[0] for process in others] == ["locked\n"] * 2
    assert holders(vault.path) == {}


def test_a_process_that_was_killed_is_not_waited_for(vault: FileVault) -> None:
    process = _holder(vault)
    process.kill()
    process.wait()

    assert lock_everywhere(vault.path) == 0
    assert list((vault.path / "sessions").glob("*.holder")) == []


def test_a_new_process_with_an_old_number_is_not_waited_for(vault: FileVault) -> None:
    stale = vault.path / "sessions" / f"{os.getpid()}-abc.holder"
    stale.write_text(json.dumps({"pid": os.getpid(), "start": "1"}))

    assert holders(vault.path) == {}
    assert not stale.exists()


def test_a_process_that_does_not_answer_is_told_of(
    vault: FileVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_sessions, "PATIENCE", 0.3)
    stuck = threading.Event()

    def never_locks() -> None:
        stuck.wait(5)

    watch = LockWatch(vault.path, never_locks)

    with pytest.raises(AdapterError, match="did not lock"):
        lock_everywhere(vault.path)
    stuck.set()
    watch.stop()


def test_opening_again_after_a_lock_stays_open(vault: FileVault) -> None:
    lock_everywhere(vault.path)
    again = FileVault.unlock_with_master_key(vault.path, vault.master_key())
    time.sleep(0.3)

    assert not again.locked
    again.lock()
    assert holders(vault.path) == {}


def test_words_are_never_on_disk_in_plain_form(tmp_path: Path) -> None:
    vault = new_vault(tmp_path / "vault")
    keep(vault, MARKER * 30_000)
    sink = vault.blobs.receive()
    sink.write(MARKER * 30_000)  # not finished
    write_note(vault, MARKER.decode())
    vault.private_notes.add(MARKER.decode())
    capture = vault.inbox.receive({"name": MARKER.decode()})
    capture.write(MARKER)
    capture.finish()
    vault.copy_to(tmp_path / "stick")

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert [path for path in files if MARKER in path.read_bytes()] == []
    assert [path for path in tmp_path.rglob("*") if MARKER.decode() in path.name] == []


def test_only_the_owner_may_look_whatever_the_umask(tmp_path: Path) -> None:
    for mask in (0o000, 0o777):
        before = os.umask(mask)
        try:
            vault = new_vault(tmp_path / f"vault{mask}")
            keep(vault, b"x")
            vault.private_notes.add("y")
        finally:
            os.umask(before)
        for path in [vault.path, *vault.path.rglob("*")]:
            mode = path.stat().st_mode & 0o777
            assert mode in ((0o700,) if path.is_dir() else (0o400, 0o600)), path


def test_file_times_say_only_the_birthday(vault: FileVault) -> None:
    keep(vault, b"x")
    vault.private_notes.add("y")
    vault.inbox.receive({}).finish()

    sealed = [*vault.path.rglob("*.age"), *vault.path.glob("blobs/*/*"), vault.layout.chain]
    assert len(sealed) > 4
    assert {time.gmtime(path.stat().st_mtime)[:6] for path in sealed} == {(2026, 11, 22, 0, 0, 0)}


def test_sizes_are_padded(vault: FileVault) -> None:
    keep(vault, b"a" * 10)
    keep(vault, b"b" * 900)

    assert len({path.stat().st_size for path in vault.path.glob("blobs/*/*")}) == 1


def test_names_do_not_tell_which_file_is_kept(vault: FileVault, tmp_path: Path) -> None:
    other = new_vault(tmp_path / "other")
    blob, _ = keep(vault, b"a picture he has too")
    keep(other, b"a picture he has too")

    names = {path.name for path in (*vault.path.glob("blobs/*/*"), *other.path.glob("blobs/*/*"))}
    assert len(names) == 2
    assert blob.digest.hex not in names


def test_wiping_leaves_nothing(vault: FileVault) -> None:
    keep(vault, b"x")
    vault.lock()
    FileVault.wipe(vault.path)

    assert not vault.path.exists()
