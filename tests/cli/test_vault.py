"""The vault in the shell: made, unlocked by an agent, locked at once."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.conftest import PASSPHRASE, Shell
from upstander.adapters.agent import ask_key
from upstander.bootstrap import lock_everywhere


def test_shows_the_recovery_code_once_and_the_code_opens_the_vault(
    shell: Shell, tmp_path: Path
) -> None:
    place = str(tmp_path / "vault")
    made = shell("vault", "create", "--vault", place, secret=PASSPHRASE)

    code = re.search(r"^(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}$", made.stdout, re.M)
    assert code
    assert shell("case", "list", "--vault", place, secret=code.group()).returncode == 0


def test_a_wrong_passphrase_has_its_own_exit_status(shell: Shell, vault: Path) -> None:
    shell("vault", "lock")

    done = shell("case", "list", secret="not the passphrase at all")
    assert done.returncode == 41 and "recovery code also works" in done.stderr


def test_without_terminal_or_descriptor_it_says_how_to_give_the_passphrase(
    shell: Shell, vault: Path
) -> None:
    shell("vault", "lock")

    done = shell("case", "list")
    assert done.returncode == 45 and "--passphrase-fd" in done.stderr


def test_unlocked_once_the_next_commands_ask_for_nothing(shell: Shell, vault: Path) -> None:
    assert shell("case", "list").returncode == 0


def test_locking_ends_the_agent_within_a_second(shell: Shell, vault: Path) -> None:
    started = time.monotonic()
    ended = lock_everywhere(vault)

    assert ended == 1 and time.monotonic() - started < 1
    assert ask_key(vault) is None


def test_there_is_no_second_vault_at_the_same_place(shell: Shell, vault: Path) -> None:
    assert shell("vault", "create", secret=PASSPHRASE).returncode == 54


def test_a_place_without_a_vault_is_named_as_such(shell: Shell, tmp_path: Path) -> None:
    done = shell("timeline", "--vault", str(tmp_path / "nothing"), secret=PASSPHRASE)
    assert done.returncode == 53 and "vault create" in done.stderr


def test_the_vault_is_for_its_owner_alone(vault: Path) -> None:
    assert stat.S_IMODE(vault.stat().st_mode) == 0o700


def test_locking_ends_a_running_import_and_reading_goes_on_after_unlock(
    shell: Shell, vault: Path, tmp_path: Path, fresh_vault: tuple[Path, bytes]
) -> None:
    shell("case", "new", "--under18", "no", "--zone", "Europe/London")
    importing = subprocess.Popen(
        [sys.executable, "-m", "upstander.cli.main", "add", str(long_chat(tmp_path))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for("Reading", importing)

    started = time.monotonic()
    assert lock_everywhere(vault) >= 2  # the agent and the import
    assert time.monotonic() - started < 1.5
    assert importing.wait(timeout=20) == 42

    assert shell("vault", "unlock", secret=PASSPHRASE).returncode == 0
    assert "of 240, 12000 in all" in shell("timeline").stdout


def long_chat(folder: Path) -> Path:
    path = folder / "long.txt"
    lines = (
        f"25/12/2025, {at // 60 % 24:02}:{at % 60:02} - {'Eve' if at % 2 else 'Bo'}: words {at}"
        for at in range(12000)
    )
    path.write_text("\n".join(lines) + "\n")
    return path


def wait_for(word: str, program: subprocess.Popen[str]) -> None:
    assert program.stderr is not None
    for line in program.stderr:
        if word in line:
            return
