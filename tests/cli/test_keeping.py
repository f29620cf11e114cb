"""From files to a timeline, a pack and a check, in the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pyrage
import pytest

from tests.cli.conftest import PASSPHRASE, ROOT, Shell
from tests.support.files_that_say import photo

LETTER = str(ROOT / "examples/letter.eml")


def test_asks_about_pictures_of_children_before_the_first_file(shell: Shell, vault: Path) -> None:
    done = shell("add", LETTER)

    assert done.returncode == 45 and "under 18" in done.stderr
    assert "letter" not in shell("case", "show").stdout


def test_yes_or_unsure_shows_the_stop_card_and_keeps_nothing(shell: Shell, vault: Path) -> None:
    done = shell("add", LETTER, "--under18", "unsure")

    assert done.returncode == 17 and "Nothing was read, copied or kept" in done.stderr
    assert "letter" not in shell("case", "show").stdout


def test_a_bad_file_is_told_and_the_rest_is_kept(shell: Shell, vault: Path) -> None:
    done = shell("add", "/nonexistent/a.zip", LETTER, "--under18", "no", "--json")

    assert done.returncode == 11
    assert json.loads(done.stdout)["name"] == "letter.eml"


def test_a_letter_and_a_note_stand_in_one_timeline(shell: Shell, vault: Path) -> None:
    shell("case", "new", "Door", "--under18", "no", "--zone", "Europe/London")
    shell("add", LETTER)
    shell("note", "--from", str(ROOT / "examples/note.toml"))

    said = shell("timeline").stdout
    assert "still get my post" in said and "photo of my front door" in said
    assert "red door" in shell("timeline", "--find", "red door").stdout


def test_words_are_found_and_others_are_not(shell: Shell, vault: Path) -> None:
    shell("add", LETTER, "--under18", "no")

    assert "still get my post" in shell("timeline", "--find", "sorry").stdout
    assert "still get my post" not in shell("timeline", "--find", "zebra").stdout


def test_a_note_takes_no_words_from_arguments(shell: Shell, vault: Path) -> None:
    done = shell("note", "--from", "-", given='summary = "He rang at three."')

    assert done.returncode == 0 and "He rang at three." in shell("timeline").stdout


def test_a_private_note_is_in_no_timeline_and_no_preview(shell: Shell, vault: Path) -> None:
    shell("add", LETTER, "--under18", "no")
    shell("note", "--private", "--from", "-", given="staying at QUINCE-HARBOUR")

    everything = shell("timeline").stdout + shell("pack", "--preview").stdout
    assert "QUINCE-HARBOUR" not in everything


def test_a_pack_taken_out_is_checked_and_a_changed_one_refused(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    shell("add", LETTER, "--under18", "no")
    pack = tmp_path / "pack.zip"
    assert shell("pack", "--out", str(pack)).returncode == 0
    assert shell("verify", str(pack)).returncode == 0

    data = bytearray(pack.read_bytes())
    data[data.index(Path(LETTER).read_bytes()[:60]) + 10] ^= 1
    pack.write_bytes(data)

    done = shell("verify", str(pack))
    assert done.returncode == 23 and "REFUSED" in done.stdout


def test_a_pack_stays_in_the_vault_unless_it_is_taken_out(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    shell("add", LETTER, "--under18", "no")
    before = set(tmp_path.iterdir())

    assert shell("pack").returncode == 0
    assert set(tmp_path.iterdir()) == before


def test_the_vault_is_verified_with_its_head(shell: Shell, vault: Path) -> None:
    assert shell("verify", str(vault), "--full").returncode == 0
    assert shell("verify", str(vault), "--head", "0" * 64).returncode == 20


def test_a_backup_restores_to_the_same_timeline(shell: Shell, vault: Path, tmp_path: Path) -> None:
    shell("add", LETTER, "--under18", "no")
    lived = shell("timeline").stdout
    copy, second = str(tmp_path / "copy"), str(tmp_path / "second")

    assert shell("backup", copy).returncode == 0
    assert shell("restore", copy, "--vault", second).returncode == 0
    assert shell("timeline", "--vault", second, secret=PASSPHRASE).stdout == lived


def test_rebuilding_shows_the_same_timeline(shell: Shell, vault: Path) -> None:
    shell("add", LETTER, "--under18", "no")
    lived = shell("timeline").stdout

    assert shell("rebuild").returncode == 0
    assert shell("timeline").stdout == lived


def test_a_locked_pack_opens_only_with_the_printed_words(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    shell("add", LETTER, "--under18", "no")
    copy = tmp_path / "papers.age"
    done = shell("pack", "--locked", "--out", str(copy), "--to", "PC Adams")
    words = done.stdout.split("do not send it along: ")[1].splitlines()[0]

    assert len(words.split()) == 5
    assert pyrage.passphrase.decrypt(copy.read_bytes(), words).startswith(b"PK")
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(copy.read_bytes(), f"{words}s")
    plain = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert len(plain) > 5 and not any(words.encode() in each.read_bytes() for each in plain)


def test_locked_without_a_file_says_what_is_missing(shell: Shell, vault: Path) -> None:
    done = shell("pack", "--locked")

    assert done.returncode == 16 and "--out FILE.age" in done.stderr


def test_tells_whom_a_case_is_about_and_what_was_blocked(shell: Shell, vault: Path) -> None:
    shell("case", "new", "Door", "--zone", "Europe/London")

    done = shell("case", "tell", "--about", "Priya", "--blocked", "Dan", "2026-10-03T21:30")
    wrong = shell("case", "tell", "--blocked", "Dan", "yesterday")

    assert (done.returncode, wrong.returncode) == (0, 16)
    assert "2026-10-03T21:30" in wrong.stderr


def test_a_pack_says_which_files_stay_where_one_may_be_of_a_young_person(
    shell: Shell, vault: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(photo())
    shell("add", LETTER, str(picture), "--under18", "no")
    shell("add", LETTER, "--under18", "unsure")

    done = shell("pack")

    assert done.returncode == 0
    assert "These stay" in done.stderr and "- a.jpg" in done.stderr
