"""Tables in the shell: how they are read, and how to say it otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

PAID = "day,what,how much\n17/11/2026,Carl,50.00\n17/11/2026,Carl,50.00\n"
SAID = "when=A,payee=B,amount=C;kind=payments;currency=GBP"


@pytest.fixture
def paid(tmp_path: Path) -> str:
    path = tmp_path / "paid.csv"
    path.write_text(PAID, encoding="utf-8")
    return str(path)


def test_shows_what_each_column_was_taken_for_and_how_to_change_it(shell: Shell, paid: str) -> None:
    said = shell("read", paid).stdout

    assert "column A, day: When it was (17/11/2026)" in said
    assert "to change that: --columns 'when=A," in said
    assert "to answer: What do the columns of this table mean?" in said


def test_reads_a_table_as_it_is_told_to(shell: Shell, paid: str) -> None:
    done = shell("read", paid, "--json", "--columns", SAID, "--repeats", "3")

    report, first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert report["table"]["kind"] == "payments"
    assert (first["payment"]["hundredths"], first["payment"]["currency"]) == (5000, "GBP")
    assert second["payment"]["counted"] and second["payment"]["confirmed"]


def test_columns_that_cannot_be_are_refused_before_anything_is_kept(
    shell: Shell, vault: Path, paid: str
) -> None:
    done = shell("add", paid, "--under18", "no", "--columns", "mood=A")

    assert done.returncode == 16 and "A column cannot mean this: mood" in done.stderr
    assert "paid.csv" not in shell("case", "show").stdout


def test_a_kept_table_is_read_again_with_an_answer(shell: Shell, vault: Path, paid: str) -> None:
    shell("add", paid, "--under18", "no", "--columns", SAID)
    waiting = shell("timeline").stdout
    answered = shell("answer", "paid.csv", "--repeats", "yes")

    assert "not counted: same as row 2" in waiting
    assert answered.returncode == 0 and "2 payments" in answered.stdout
    assert "not counted" not in shell("timeline").stdout


def test_an_answer_about_no_kept_file_says_so(shell: Shell, vault: Path) -> None:
    shell("case", "new", "Door")
    done = shell("answer", "nothing.csv", "--zone", "Europe/London")

    assert done.returncode != 0 and "No kept file of this case is called that." in done.stderr


def test_an_answer_without_anything_said_asks_for_one(shell: Shell, vault: Path) -> None:
    assert "--zone Europe/London" in shell("answer", "paid.csv").stderr
