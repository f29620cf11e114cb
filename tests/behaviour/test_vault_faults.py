"""What is told when a kept thing is damaged, gone, swapped or cut. Nothing is ever repaired."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.file_vault import blob_files, flip, keep, new_vault, reopened, write_note
from upstander.adapters.file_vault import FileVault
from upstander.model.digest import EMPTY, Digest
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import Forked, LedgerChanged, OriginalChanged
from upstander.model.ids import ItemId
from upstander.model.verification import Step, Verification
from upstander.preserve.vault_check import raise_if_failed


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    """Five entries: made, two originals of one size, two notes."""
    vault = new_vault(tmp_path / "vault", FakeClock())
    keep(vault, b"first original " * 100)
    keep(vault, b"other original " * 100)
    write_note(vault, "one")
    write_note(vault, "two")
    return vault


def _failed(check: Verification) -> Step:
    return next(step for step in check.steps if step.ok is False)


def _edit_chain(vault: FileVault, change: Callable[[list[bytes]], list[bytes]]) -> None:
    lines = vault.layout.chain.read_bytes().splitlines(keepends=True)
    vault.layout.chain.write_bytes(b"".join(change(lines)))


def test_an_untouched_vault_is_found_whole(vault: FileVault) -> None:
    for full in (False, True):
        check = reopened(vault).check(full=full, head=vault.ledger.head())
        assert check.ok
        assert all(step.ok for step in check.steps)


def test_says_what_it_cannot_know(vault: FileVault) -> None:
    check = vault.check(full=True)

    unknown = [step for step in check.steps if step.ok is None]
    assert check.ok
    assert "Compare with paper" in unknown[0].detail
    assert "cannot be known" in check.verdict


@pytest.mark.parametrize("at", [0, 30, 150, 300, 900, -1])
def test_bit_rot_in_an_original_is_found(vault: FileVault, at: int) -> None:
    flip(blob_files(vault)[0], at)

    check = reopened(vault).check(full=True)

    assert "is damaged" in _failed(check).detail or "cannot be read" in _failed(check).detail
    with pytest.raises(OriginalChanged):
        raise_if_failed(check)


def test_a_damaged_original_does_not_open(vault: FileVault) -> None:
    flip(blob_files(vault)[0])
    fresh = reopened(vault)

    opened = []
    for data in (b"first original " * 100, b"other original " * 100):
        try:
            opened.append(fresh.blobs.open(Digest.of(data)).read())
        except OriginalChanged:
            opened.append(b"refused")
    assert opened.count(b"refused") == 1


def test_a_quick_check_sees_a_missing_original(vault: FileVault) -> None:
    blob_files(vault)[0].unlink()

    check = reopened(vault).check()

    assert "it is missing" in _failed(check).detail
    with pytest.raises(OriginalChanged, match="missing"):
        raise_if_failed(check)


def test_a_quick_check_sees_an_original_cut_to_nothing(vault: FileVault) -> None:
    path = blob_files(vault)[0]
    path.chmod(0o600)
    os.truncate(path, 0)

    assert "0 bytes on the disk" in _failed(reopened(vault).check()).detail
    assert "cannot be read" in _failed(reopened(vault).check(full=True)).detail


def test_swapped_originals_are_found_and_do_not_open(vault: FileVault) -> None:
    first, second = blob_files(vault)
    first.rename(first.with_name("aside"))
    second.rename(first)
    first.with_name("aside").rename(second)

    fresh = reopened(vault)

    assert "holds other bytes" in _failed(fresh.check(full=True)).detail
    with pytest.raises(OriginalChanged, match="other bytes"):
        fresh.blobs.open(Digest.of(b"first original " * 100))


def test_a_swap_while_the_vault_is_open_is_noticed(vault: FileVault) -> None:
    digest = Digest.of(b"first original " * 100)
    vault.blobs.open(digest).close()
    first, second = blob_files(vault)
    os.replace(second, first.with_name("x"))
    os.replace(first, second)
    os.replace(first.with_name("x"), first)

    with pytest.raises(OriginalChanged):
        vault.blobs.open(digest)


@pytest.mark.parametrize("seq", [0, 2, 4])
def test_bit_rot_in_an_entry_is_found(vault: FileVault, seq: int) -> None:
    flip(vault.layout.entry(seq))

    check = reopened(vault).check()

    assert _failed(check).detail == f"Entry {seq}: the entry is damaged."
    with pytest.raises(LedgerChanged):
        list(reopened(vault).ledger.entries())


def test_a_missing_entry_is_named(vault: FileVault) -> None:
    vault.layout.entry(3).unlink()

    assert _failed(reopened(vault).check()).detail == "Entry 3: the entry is missing."


def test_swapped_entries_are_found(vault: FileVault) -> None:
    third, fourth = vault.layout.entry(3), vault.layout.entry(4)
    third.rename(third.with_name("aside"))
    fourth.rename(third)
    third.with_name("aside").rename(fourth)

    assert "is not the one in the chain" in _failed(reopened(vault).check()).detail


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [lines[0], *lines[2:]], "Line 1: it is numbered 2."),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "Line 0: it is numbered 1."),
        (lambda lines: [*lines[:2], lines[1], *lines[2:]], "Line 2: it is numbered 1."),
        (lambda lines: [lines[0].replace(b"0", b"1", 2), *lines[1:]], "Line 0"),
        (lambda lines: [*lines[:2], b"nonsense\n", *lines[2:]], "not of the form"),
    ],
    ids=["deleted", "reordered", "doubled", "edited", "planted"],
)
def test_an_edited_record_is_found(
    vault: FileVault, change: Callable[[list[bytes]], list[bytes]], told: str
) -> None:
    _edit_chain(vault, change)

    check = reopened(vault).check()

    assert told in _failed(check).detail
    with pytest.raises(LedgerChanged):
        list(reopened(vault).ledger.entries())


def test_a_record_cut_in_haste_is_found_by_what_lies_beyond(vault: FileVault) -> None:
    _edit_chain(vault, lambda lines: lines[:3])

    details = [step.detail for step in reopened(vault).check().steps if step.ok is False]

    assert "2 from entry 3 on" in details[0]
    assert details[1] == "Cut: it has 3 lines, 5 are known."


def test_nothing_is_written_to_a_record_that_was_cut(vault: FileVault) -> None:
    _edit_chain(vault, lambda lines: lines[:3])
    fresh = reopened(vault)

    with pytest.raises(LedgerChanged, match="last seen with 5"):
        write_note(fresh, "more")
    assert fresh.layout.entry(4).exists()


def test_a_clean_cut_is_found_by_the_last_seen_head(vault: FileVault) -> None:
    _edit_chain(vault, lambda lines: lines[:4])
    vault.layout.entry(4).unlink()

    assert _failed(reopened(vault).check()).detail == "Cut: it has 4 lines, 5 are known."


def test_a_clean_cut_is_found_by_the_head_on_paper(vault: FileVault) -> None:
    head = vault.ledger.head()
    _edit_chain(vault, lambda lines: lines[:4])
    vault.layout.entry(4).unlink()
    vault.layout.seen.unlink()

    assert reopened(vault).check().ok  # and it says that it cannot know
    for paper in (head, f"{head.length}:{head.digest}", head.digest.upper()):
        check = reopened(vault).check(head=paper)
        assert not check.ok
        with pytest.raises((LedgerChanged, Forked)):
            raise_if_failed(check)


def test_an_older_head_on_paper_still_fits(vault: FileVault) -> None:
    head = vault.ledger.head()
    write_note(vault, "later")

    assert vault.check(head=head).ok
    assert vault.check(head=head.digest).ok


def test_a_missing_record_is_named_and_not_begun_again(vault: FileVault) -> None:
    vault.layout.chain.unlink()
    fresh = reopened(vault)

    assert "ledger.chain, is missing" in _failed(fresh.check()).detail
    with pytest.raises(LedgerChanged, match="missing"):
        write_note(fresh, "x")
    with pytest.raises(LedgerChanged, match="missing"):
        list(fresh.ledger.entries())
    assert not vault.layout.chain.exists()


def test_a_torn_last_line_is_kept_aside_and_told(vault: FileVault) -> None:
    with vault.layout.chain.open("ab") as chain:
        chain.write(b"5 abcdef")
    fresh = reopened(vault)
    assert len(list(fresh.ledger.entries())) == 5

    note = write_note(fresh, "goes on")

    repair = list(fresh.ledger.entries())[5]
    assert (repair.act, note.seq) == (Act.TAIL_REPAIR, 6)
    assert repair.data["torn_bytes"] == 8
    assert (fresh.layout.tmp / str(repair.data["kept_as"])).read_bytes() == b"5 abcdef"
    assert fresh.check(full=True).ok


def test_an_entry_without_a_line_is_set_aside_and_kept(vault: FileVault) -> None:
    stray = vault.layout.entry(5)
    shutil.copy(vault.layout.entry(4), stray)

    fresh = reopened(vault)
    assert "1 from entry 5 on" in _failed(fresh.check()).detail
    note = write_note(fresh, "goes on")

    assert note.seq == 6
    assert [path.name[:8] for path in fresh.layout.tmp.iterdir()] == ["stray-5-"]
    assert fresh.check(full=True).ok


def test_the_clock_set_back_is_shown(tmp_path: Path) -> None:
    clock = FakeClock()
    vault = new_vault(tmp_path / "v", clock)
    write_note(vault, "before")
    clock.set_back(days=2)
    write_note(reopened(vault, clock), "after")

    clock_step = next(step for step in vault.check().steps if step.title == "Clock")
    assert clock_step.detail == "It went back 1 times; each has an entry."


def test_the_same_content_twice_is_one_file_and_two_entries(vault: FileVault) -> None:
    before = len(blob_files(vault))
    keep(vault, b"first original " * 100, "ANOTHER")

    assert len(blob_files(vault)) == before
    assert vault.ledger.head().length == 6
    assert vault.check(full=True).ok


def test_adding_a_damaged_original_again_keeps_both(vault: FileVault) -> None:
    flip(blob_files(vault)[0])
    fresh = reopened(vault)
    for data in (b"first original " * 100, b"other original " * 100):
        keep(fresh, data, "AGAIN")

    assert fresh.check(full=True).ok
    assert [path.name[:8] for path in fresh.layout.tmp.iterdir()] == ["damaged-"]


def test_an_erased_original_is_not_missed(vault: FileVault) -> None:
    blob, entry = keep(vault, b"to be erased")
    vault.ledger.append([EntryDraft(Act.ERASE_TOMBSTONE, vault.actor, item=entry.item)])
    vault.blobs.erase(blob.digest)

    assert vault.check(full=True).ok


def test_an_empty_original_has_the_well_known_digest(vault: FileVault) -> None:
    blob, _ = keep(vault, b"")

    assert blob.digest == EMPTY
    assert str(blob.digest).endswith("b855")
    assert vault.check(full=True).ok


def test_an_entry_of_another_vault_is_refused(vault: FileVault, tmp_path: Path) -> None:
    other = new_vault(tmp_path / "other")
    foreign = other.ledger.body(0)
    path = vault.layout.entry(0)
    path.chmod(0o600)
    path.write_bytes(vault._room.seal(foreign))

    with pytest.raises(LedgerChanged, match="Entry 0"):
        list(vault.ledger.entries())


def test_a_swapped_public_key_is_noticed(vault: FileVault, tmp_path: Path) -> None:
    other = new_vault(tmp_path / "other")
    card = vault.layout.card
    text = card.read_text()
    mine = vault._room.outside.card.recipient
    card.chmod(0o600)
    card.write_text(text.replace(mine, other._room.outside.card.recipient))

    assert "names other keys" in _failed(reopened(vault).check()).detail


def test_a_damaged_private_note_is_named(vault: FileVault) -> None:
    vault.private_notes.add("for me only")
    flip(next((vault.layout.private / "notes").glob("*.age")))

    assert _failed(reopened(vault).check()).detail == "A private note is damaged."


def test_a_damaged_capture_is_named(vault: FileVault) -> None:
    sink = vault.inbox.receive({"item": ItemId("x")})
    sink.write(b"capture")
    sink.finish()
    for path in vault.layout.inbox.glob("*.note.age"):
        flip(path)

    assert "is damaged" in _failed(reopened(vault).check()).detail


def test_a_vault_copied_while_open_reads_up_to_where_it_was(
    vault: FileVault, tmp_path: Path
) -> None:
    chain = vault.layout.chain.read_bytes()
    write_note(vault, "written while the copy was being made")
    copy = tmp_path / "copy"
    shutil.copytree(vault.path, copy, copy_function=shutil.copy)
    (copy / "ledger.chain").write_bytes(chain + b"5 half a li")
    (copy / "ledger.seen").unlink()

    opened = FileVault.unlock_with_master_key(copy, vault.master_key(), watch=False)
    assert len(list(opened.ledger.entries())) == 5
    write_note(opened, "goes on")
    assert opened.check(full=True).ok
