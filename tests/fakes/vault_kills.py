"""Starting a writing process, killing it at a moment of chance, and judging what is left."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.fakes.file_vault import MARKER, write_note
from upstander.adapters.file_vault import FileVault
from upstander.model.digest import Digest

ROOT = Path(__file__).resolve().parents[2]


def writer(vault: FileVault, seed: str, what: str, count: int) -> subprocess.Popen[str]:
    """Start a process that writes; it is open when this returns."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.vault_writer", str(vault.path), seed, what, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdin and process.stdout
    process.stdin.write(vault.master_key().hex() + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "open\n"
    return process


def kill_at_chance(vault: FileVault, seed: str, what: str) -> list[list[str]]:
    """Let a process write for a short while of chance, ``kill -9`` it; what it had promised."""
    process = writer(vault, seed, what, 100_000)
    promised: list[list[str]] = []

    def listen() -> None:
        assert process.stdout
        promised.extend(line.split() for line in process.stdout if line.endswith("\n"))

    listener = threading.Thread(target=listen)
    listener.start()
    time.sleep(random.Random(seed).uniform(0.0, 0.4))  # noqa: S311  # chance, not secrecy
    process.kill()
    process.wait()
    listener.join()
    return promised


def judge(vault: FileVault, promised: list[list[str]]) -> None:
    """Nothing promised is lost, the vault checks clean and goes on, nothing lies in plain form."""
    again = FileVault.unlock_with_master_key(vault.path, vault.master_key(), watch=False)
    captures = {item.blob.digest.hex for item in again.inbox.pending()}
    private = {note.id for note in again.private_notes.all()}
    length = again.ledger.head().length
    for kind, *facts in promised:
        if kind == "kept":
            assert again.blobs.open(Digest(facts[0])).read(1)
        if kind in ("kept", "note"):
            assert int(facts[-1]) < length
        assert kind != "capture" or facts[0] in captures
        assert kind != "private" or facts[0] in private
    write_note(again, "goes on")
    check = again.check(full=True)
    assert check.ok, check.verdict
    assert plain_files(vault.path) == []


def plain_files(folder: Path) -> list[Path]:
    """Files under a folder that hold the marker in plain form, or bear it in their name."""
    return [
        path
        for path in folder.rglob("*")
        if MARKER.decode() in path.name or (path.is_file() and MARKER in path.read_bytes())
    ]
