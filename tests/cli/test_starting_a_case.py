"""A case is started in the shell with a name, one sentence, or nothing."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell

SENTENCE = "He waits outside with my spare key."


def test_one_sentence_at_the_start_is_in_the_report_and_the_name_is_not(
    shell: Shell, vault: Path
) -> None:
    shell("case", "new", "my ex Tom", "--happened", SENTENCE)

    shown = shell("report", "show", "police-report")

    assert SENTENCE in shown.stdout
    assert "my ex Tom" not in shown.stdout + shown.stderr
    assert "my ex Tom" in shell("case", "list").stdout


def test_a_case_with_a_name_only_says_what_is_not_told_yet(shell: Shell, vault: Path) -> None:
    shell("case", "new", "my ex Tom")

    shown = shell("report", "show", "police-report")

    assert "Not told yet: what happened" in shown.stderr
    assert "my ex Tom" not in shown.stdout
