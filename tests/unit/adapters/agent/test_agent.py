"""The unlocked agent: a real background process behind a real socket."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from upstander.adapters.agent import ask_key, end_agent, socket_path, start_agent
from upstander.adapters.agent.guard import wipe
from upstander.adapters.agent.place import runtime_folder
from upstander.model.errors import AccessDenied

KEY = bytes(range(32))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "vault"
    folder.mkdir()
    yield folder
    end_agent(folder)


def test_gives_the_key_to_the_same_user(vault: Path) -> None:
    start_agent(vault, KEY)

    assert ask_key(vault) == KEY


def test_there_is_no_key_without_an_agent(vault: Path) -> None:
    assert ask_key(vault) is None


def test_locking_ends_the_agent_within_a_second(vault: Path) -> None:
    start_agent(vault, KEY)

    started = time.monotonic()
    ended = end_agent(vault)

    assert ended and time.monotonic() - started < 1
    assert ask_key(vault) is None and not socket_path(vault).exists()


def test_ends_by_itself_when_nobody_asks(vault: Path) -> None:
    start_agent(vault, KEY, idle_seconds=0.5)
    assert ask_key(vault) == KEY

    time.sleep(1.5)

    assert ask_key(vault) is None and not socket_path(vault).exists()


def test_asking_starts_the_idle_time_anew(vault: Path) -> None:
    start_agent(vault, KEY, idle_seconds=2)

    for _ in range(4):
        time.sleep(0.8)
        assert ask_key(vault) == KEY


def test_the_socket_is_for_this_user_alone(vault: Path) -> None:
    start_agent(vault, KEY)

    socket = socket_path(vault)
    assert stat.S_IMODE(socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700


def test_the_process_list_shows_neither_key_nor_vault_nor_name(vault: Path) -> None:
    start_agent(vault, KEY)

    shown = [line for line in command_lines() if KEY.hex() in line or "upstander" in line]
    mine = [line for line in shown if "agent" in line or str(vault) in line]
    assert not mine


def test_a_second_agent_takes_the_place_of_the_first(vault: Path) -> None:
    start_agent(vault, KEY)
    start_agent(vault, b"\x07" * 32)

    assert ask_key(vault) == b"\x07" * 32


def test_a_left_over_socket_file_is_no_agent(vault: Path) -> None:
    socket_path(vault).touch()

    assert ask_key(vault) is None
    start_agent(vault, KEY)
    assert ask_key(vault) == KEY


def test_refuses_a_runtime_folder_that_others_can_enter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with tempfile.TemporaryDirectory() as short:
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        runtime_folder().chmod(0o755)

        with pytest.raises(AccessDenied):
            runtime_folder()


def test_wiping_leaves_only_zeros() -> None:
    secret = bytearray(KEY)
    wipe(secret)
    assert secret == bytearray(32)


def command_lines() -> list[str]:
    lines = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(place.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return [line for line in lines if f"pytest {os.getpid()}" not in line]
