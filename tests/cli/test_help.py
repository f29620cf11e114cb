"""Emergency help and ``--help``."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT, Shell
from upstander.cli.main import build_parser, family, inner_parsers


def test_help_now_says_whom_to_call_and_what_to_read_out(shell: Shell) -> None:
    said = shell("help-now").stdout

    assert "999 in the UK, 112 elsewhere in Europe, or your local number" in said
    assert "What to read out" in said and "has not told anyone" in said


def test_help_now_prints_its_built_in_card_when_everything_else_is_broken() -> None:
    code = (
        "import sys; sys.modules['upstander.learn.emergency'] = None\n"
        "sys.modules['upstander.cli.commands.add'] = None; sys.modules['pydantic'] = None\n"
        "from upstander.cli.main import main; sys.exit(main(['help-now']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0 and "Call 999 in the UK" in done.stdout


def test_the_launcher_gives_help_at_once_before_anything_is_set_up() -> None:
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "upstander"), "help-now"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "UPSTANDER_VENV": "/nonexistent"},
    )

    assert done.returncode == 0 and "Call 999 in the UK" in done.stdout


def test_the_list_of_commands_names_emergency_help(shell: Shell) -> None:
    said = shell().stdout
    assert "help-now" in said and "999 in the UK" in said


@pytest.mark.parametrize("name", sorted(family()))
def test_every_command_explains_itself_and_each_of_its_arguments(name: str) -> None:
    parser = inner_parsers(build_parser(family()))[name]

    unexplained = [
        action.dest for action in parser._actions if not action.help and action.dest != "what"
    ]
    assert not unexplained
    assert len(parser.description or "") > 60


def test_a_word_that_is_no_command_is_wrong_usage(shell: Shell) -> None:
    assert shell("frobnicate").returncode == 2
