"""``read``: stateless, JSON lines, report first."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.cli.conftest import ROOT, Shell


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_report_comes_first_and_then_one_line_an_item(shell: Shell, example_zip: Path) -> None:
    done = shell("read", str(example_zip), "--json")

    report, *items = lines(done.stdout)
    assert done.returncode == 0 and report["type"] == "report"
    assert {item["type"] for item in items} == {"item"}
    assert len(items) == 21
    assert report["sha256"] == hashlib.sha256(example_zip.read_bytes()).hexdigest()


def test_every_byte_of_a_letter_is_accounted_for(shell: Shell) -> None:
    report, item = lines(shell("read", str(ROOT / "examples/letter.eml"), "--json").stdout)

    assert report["bytes_covered"] == report["bytes_total"] and report["bytes_leftover"] == 0
    assert item["subject"] == "last chance – answer me"


def test_names_the_photo_that_is_missing_and_the_one_that_is_there(
    shell: Shell, example_zip: Path
) -> None:
    report = lines(shell("read", str(example_zip), "--json").stdout)[0]

    assert report["attachments_present"] == ["00000016-PHOTO-2026-09-24-12-06-58.jpg"]
    assert report["attachments_missing"] == ["00000017-PHOTO-2026-09-24-12-07-31.jpg"]


def test_an_unknown_file_is_shown_as_not_read(shell: Shell, tmp_path: Path) -> None:
    strange = tmp_path / "strange.bin"
    strange.write_bytes(bytes(range(256)) * 8)

    done = shell("read", str(strange), "--json")
    assert lines(done.stdout)[0]["status"] == "kept-not-read"


def test_a_missing_file_has_its_own_exit_status_and_says_what_to_do(shell: Shell) -> None:
    done = shell("read", "/nonexistent/chat.zip", "--json")

    assert done.returncode == 11 and "Check the name" in done.stderr
    assert json.loads(done.stdout)["code"] == "file-missing"


def test_words_from_a_file_cannot_steer_the_terminal(shell: Shell, tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("25/12/2025, 10:00 - \x1b]0;owned\x07Eve: hi\n25/12/2025, 10:01 - Bo: yo\n")

    assert "\x1b" not in shell("read", str(chat)).stdout
