"""Print what a check found: numbered steps with the exact reason, never a bare OK."""

from __future__ import annotations

from dataclasses import asdict

from upstander.cli.terminal import Terminal
from upstander.model.verification import Verification

MARKS = {True: "ok", False: "REFUSED", None: "?"}


def show_check(found: Verification, terminal: Terminal, *, as_json: bool = False) -> None:
    """Print every step and the verdict."""
    if as_json:
        terminal.record({"type": "verification", "ok": found.ok, **asdict(found)})
        return
    for step in found.steps:
        terminal.say(f"{step.number:>2}. [{MARKS[step.ok]}] {step.title}: {step.detail}")
    terminal.say(found.verdict)
