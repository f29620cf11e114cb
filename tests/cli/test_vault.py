"""The vault in the shell: made, unlocked by an agent, locked at once."""

from __future__ import annotations

import re
import stat
import time
from pathlib import Path

from tests.cli.conftest import PASSPHRASE, Shell


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
    from upstander.adapters.agent import ask_key
    from upstander.bootstrap import lock_everywhere

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
