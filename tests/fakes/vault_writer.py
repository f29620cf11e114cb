"""A process that adds to a vault and says what was acknowledged, until it is killed.

Started as ``python -m tests.fakes.vault_writer PATH SEED WHAT COUNT`` with the master key in hex
on standard input. Each acknowledged thing is one line on standard output.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from tests.fakes.file_vault import MARKER, keep, note_import, write_note
from upstander.adapters.file_vault import FileVault
from upstander.preserve.slots import FLOOR


def main(path: str, seed: str, what: str, count: str) -> None:
    vault = FileVault.unlock_with_master_key(
        Path(path), bytes.fromhex(sys.stdin.readline()), watch=False
    )
    chance = random.Random(seed)  # noqa: S311  # chance, not secrecy
    print("open", flush=True)
    for number in range(int(count)):
        text = f"{seed}/{number} "
        data = text.encode() + MARKER * chance.choice([0, 10, 6_000, 60_000])
        _WAYS[what if what != "mixed" else chance.choice(list(_WAYS))](vault, data, text)


def _say(kind: str, *facts: object) -> None:
    print(kind, *facts, flush=True)


def _one_file(vault: FileVault, data: bytes, text: str) -> None:
    blob, entry = keep(vault, data, text)
    _say("kept", blob.digest.hex, entry.seq)


def _some_files(vault: FileVault, data: bytes, text: str) -> None:
    blobs = []
    for part in range(6):
        sink = vault.blobs.receive()
        sink.write(b"%d" % part + data)
        blobs.append(sink.finish(durable=False))
    vault.blobs.sync()
    for part, blob in enumerate(blobs):
        _say("kept", blob.digest.hex, note_import(vault, blob, f"{text}{part}").seq)


def _note(vault: FileVault, _data: bytes, text: str) -> None:
    _say("note", write_note(vault, text + MARKER.decode()).seq)


def _capture(vault: FileVault, data: bytes, text: str) -> None:
    sink = vault.inbox.receive({"name": text})
    sink.write(data)
    _say("capture", sink.finish().digest.hex)


def _private(vault: FileVault, _data: bytes, text: str) -> None:
    _say("private", vault.private_notes.add(text + MARKER.decode()).id)


def _slot(vault: FileVault, _data: bytes, _text: str) -> None:
    vault.set_passphrase("five unrelated words each time", kdf=FLOOR)
    _say("slot")


_WAYS = {
    "file": _one_file,
    "files": _some_files,
    "note": _note,
    "capture": _capture,
    "private": _private,
    "slot": _slot,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
