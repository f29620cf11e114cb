"""``run``: the main job from end to end, in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, ROOT, run_program


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """A place of its own for ``run/``: the same code, seen from another folder."""
    place = tmp_path / "checkout"
    (place / "src").mkdir(parents=True)
    (place / "pyproject.toml").touch()
    shutil.copytree(ROOT / "examples", place / "examples")
    shutil.copytree(
        ROOT / "src/upstander", place / "src/upstander", ignore=shutil.ignore_patterns("*.pyc")
    )
    yield place


def run(
    place: Path, *arguments: str, secret: str | None = None
) -> subprocess.CompletedProcess[str]:
    return run_program("run", *arguments, secret=secret, PYTHONPATH=str(place / "src"))


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_example_is_kept_read_packed_and_checked_twice(checkout: Path) -> None:
    done = run(checkout, "--serve", "0")

    assert done.returncode == 0, done.stderr
    assert "20 messages" in done.stdout and "1 attachment missing" in done.stdout
    assert done.stdout.count("Unchanged since sealed by key") == 2
    assert "REFUSED" not in done.stdout


def test_the_example_tells_where_the_printable_pdf_is(checkout: Path) -> None:
    said = run(checkout, "--serve", "0").stdout

    line = next(line for line in said.splitlines() if line.startswith("The printable PDF: "))
    pdf = Path(line.removeprefix("The printable PDF: "))
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_file_without_a_passphrase_leaves_nothing_behind(checkout: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.eml"
    mine.write_bytes((ROOT / "examples/letter.eml").read_bytes())

    done = run(checkout, str(mine), "--serve", "0", "--under18", "no")

    assert done.returncode == 0, done.stderr
    assert "are removed at the end" in done.stderr and "were removed" in done.stdout
    assert list((checkout / "run").iterdir()) == [] and mine.exists()


def test_takes_no_file_before_the_one_question_is_answered(checkout: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.eml"
    mine.write_bytes((ROOT / "examples/letter.eml").read_bytes())

    done = run(checkout, str(mine), "--serve", "0")

    assert done.returncode == 45
    assert "under 18" in done.stderr and "--under18 no" in done.stderr
    assert list((checkout / "run").iterdir()) == [] and mine.exists()


def test_a_file_with_a_passphrase_is_kept_encrypted_and_no_plain_pack_stays(
    checkout: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("25/12/2025, 10:00 - Eve: ZEBRA-LANTERN\n25/12/2025, 10:01 - Bo: no\n")

    done = run(checkout, str(mine), "--serve", "0", "--under18", "no", secret=PASSPHRASE)

    assert done.returncode == 0, done.stderr
    left = everything_in(checkout / "run")
    assert left and b"ZEBRA-LANTERN" not in left and b"%PDF" not in left
    assert b"PK\x03\x04" not in left


def test_serves_the_case_at_a_loopback_address_until_ctrl_c(checkout: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "upstander.cli.main", "run", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(checkout / "src")},
    )
    assert program.stdout is not None
    address = next(
        line.rsplit(" ", 1)[1].strip() for line in program.stdout if "http://127.0.0.1" in line
    )
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(address, timeout=20) as page:
        assert b"An invented example" in page.read()

    program.send_signal(signal.SIGINT)
    started = time.monotonic()
    assert program.wait(timeout=20) == 0 and time.monotonic() - started < 5
    program.stdout.close()
