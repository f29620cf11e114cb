"""Drives the real program in a process of its own, as a person's shell would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from upstander.adapters.agent import end_agent, start_agent

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "lantern orchard velvet canyon ribbon"

Shell = Callable[..., "subprocess.CompletedProcess[str]"]


def run_program(
    *arguments: str, secret: str | None = None, given: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program; a secret goes through a pipe, as ``--passphrase-fd`` promises."""
    reading, writing = os.pipe()
    try:
        if secret is not None:
            os.write(writing, secret.encode() + b"\n")
            arguments = (*arguments, "--passphrase-fd", str(reading))
        os.close(writing)
        return subprocess.run(
            [sys.executable, "-m", "upstander.cli.main", *arguments],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            pass_fds=(reading,),
            env={**os.environ, **environment},
            timeout=100,
        )
    finally:
        os.close(reading)


@pytest.fixture
def shell() -> Shell:
    return run_program


@pytest.fixture(scope="session")
def example_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from upstander.cli.example import FOLDER, chat_zip

    path = tmp_path_factory.mktemp("example") / "chat.zip"
    path.write_bytes(chat_zip(FOLDER / "whatsapp"))
    return path


@pytest.fixture(scope="session")
def fresh_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """One empty vault with its master key, made once; tests work on copies of it."""
    from upstander.adapters.file_vault import FileVault

    path = tmp_path_factory.mktemp("fresh") / "vault"
    made, _ = FileVault.create(path, passphrase=PASSPHRASE)
    key = made.master_key()
    made.lock()
    return path, key


@pytest.fixture
def vault(
    tmp_path: Path, fresh_vault: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A vault of this test's own, unlocked by an agent."""
    path = tmp_path / "vault"
    shutil.copytree(fresh_vault[0], path)
    monkeypatch.setenv("UPSTANDER_VAULT", str(path))
    start_agent(path, fresh_vault[1])
    yield path
    end_agent(path)
