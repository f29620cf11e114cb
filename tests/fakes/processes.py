"""Looking at the processes of this machine, as a task list does."""

from __future__ import annotations

import os
import time
from pathlib import Path


def below(pid: int) -> list[str]:
    """Every process that a process has started, with its start, so that no number is mistaken."""
    parents = {each: _parent(each) for each in map(int, filter(str.isdigit, os.listdir("/proc")))}
    found = {pid}
    while more := {each for each, parent in parents.items() if parent in found} - found:
        found |= more
    return [_born(each) for each in found - {pid}]


def gone(processes: list[str], patience: float = 5.0) -> bool:
    """Say whether they end by themselves."""
    end = time.monotonic() + patience
    while left := [each for each in processes if _born(int(each.split("@")[0])) == each]:
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
        processes = left
    return True


def _parent(pid: int) -> int:
    return int((_stat(pid) or ["", "0"])[1])


def _born(pid: int) -> str:
    """A process and its start; empty when it is gone or only waits to be taken note of."""
    stat = _stat(pid)
    return f"{pid}@{stat[19]}" if stat and stat[0] != "Z" else ""


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []
