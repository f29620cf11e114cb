"""What commands say to the agent."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from upstander.adapters.agent.guard import peer_uid
from upstander.adapters.agent.place import IDLE_SECONDS, socket_path
from upstander.model.errors import AdapterError

_PATIENCE = 2.0  # seconds to wait for an answer
_START_PATIENCE = 15.0  # seconds to wait for a new agent


def ask_key(vault: Path) -> bytes | None:
    """Get the master key from a vault's agent; ``None`` when there is no agent."""
    answer = _say(vault, b"key\n")
    if answer is None or not answer.startswith(b"key "):
        return None
    return bytes.fromhex(answer[4:].strip().decode("ascii"))


def end_agent(vault: Path) -> bool:
    """Tell a vault's agent to end; gives whether there was one. Returns once it is gone."""
    if _say(vault, b"lock\n") is None:
        return False
    path = socket_path(vault)
    until = time.monotonic() + _PATIENCE
    while path.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return True


def start_agent(vault: Path, key: bytes, *, idle_seconds: float = IDLE_SECONDS) -> None:
    """Start an agent that outlives this command; the key travels through a pipe.

    Raises :class:`AdapterError` when it does not start.
    """
    end_agent(vault)
    agent = subprocess.Popen(
        [sys.executable, "-m", "upstander.adapters.agent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        close_fds=True,
        cwd="/",
        env=_own_environment(),
    )
    order = {"vault": str(vault.resolve()), "key": key.hex(), "idle": idle_seconds}
    said, _ = _converse(agent, json.dumps(order).encode() + b"\n")
    if said.strip() != b"ready":
        raise AdapterError("The unlocked state could not be kept in the background.")


def _converse(agent: subprocess.Popen[bytes], order: bytes) -> tuple[bytes, None]:
    assert agent.stdin is not None and agent.stdout is not None  # noqa: S101  # both are pipes
    with contextlib.suppress(BrokenPipeError):
        agent.stdin.write(order)
        agent.stdin.close()
    said = agent.stdout.readline()
    agent.stdout.close()
    agent.returncode = 0  # it lives on; nobody waits for it
    return said, None


def _own_environment() -> dict[str, str]:
    wanted = ("PATH", "PYTHONPATH", "XDG_RUNTIME_DIR", "TMPDIR", "HOME", "LANG")
    return {name: os.environ[name] for name in wanted if name in os.environ} | {
        "PYTHONPATH": str(Path(__file__).resolve().parents[3])
    }


def _say(vault: Path, wish: bytes) -> bytes | None:
    if not hasattr(socket, "AF_UNIX"):
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_PATIENCE)
        try:
            line.connect(str(socket_path(vault)))
            if peer_uid(line) not in (None, os.getuid()):
                return None
            line.sendall(wish)
            return line.recv(256)
        except OSError:
            return None
