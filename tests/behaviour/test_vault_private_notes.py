"""Private safety notes on disk: apart from the evidence, and gone when erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.file_vault import new_vault, reopened
from upstander.adapters.file_vault import FileVault
from upstander.model.errors import LedgerChanged
from upstander.preserve import age


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    vault = new_vault(tmp_path / "vault")
    for text in ("first", "second", "third"):
        vault.private_notes.add(text)
    return vault


def _files(vault: FileVault) -> list[Path]:
    return sorted((vault.layout.private / "notes").iterdir())


def test_they_are_there_after_reopening(vault: FileVault) -> None:
    assert [note.text for note in reopened(vault).private_notes.all()] == [
        "first",
        "second",
        "third",
    ]


def test_an_erased_note_leaves_neither_file_nor_line_nor_entry(vault: FileVault) -> None:
    head = vault.ledger.head()
    vault.private_notes.erase(vault.private_notes.all()[1].id)

    assert len(_files(vault)) == 2
    chain = (vault.layout.private / "notes.chain").read_text().splitlines()
    assert [line.split()[0] for line in chain] == ["0", "1"]
    assert vault.ledger.head() == head
    assert reopened(vault).check(full=True).ok


def test_the_evidence_key_does_not_open_them(vault: FileVault) -> None:
    sealed = _files(vault)[0].read_bytes()

    with pytest.raises(age.AgeError, match="not for these keys"):
        vault._room.unseal(sealed)


def test_a_note_written_but_not_committed_is_swept(vault: FileVault) -> None:
    stray = _files(vault)[0]
    (stray.parent / ("0" * 32 + ".age")).write_bytes(stray.read_bytes())
    vault.private_notes.add("fourth")

    assert len(_files(vault)) == 4
    assert len(vault.private_notes.all()) == 4


def test_a_missing_note_or_record_is_named(vault: FileVault) -> None:
    _files(vault)[0].unlink()
    with pytest.raises(LedgerChanged, match="is missing"):
        vault.private_notes.all()
    (vault.layout.private / "notes.chain").unlink()
    with pytest.raises(LedgerChanged, match="record of private notes is missing"):
        vault.private_notes.all()
