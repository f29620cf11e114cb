"""``make check``: every quick check, one line each; the whole text only where one fails.

Run as ``python -m tests.architecture.gates [NAME...]``. The slow type check runs beside the rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
TREES = [name for name in ("src", "tests", "benchmarks", "training") if (ROOT / name).is_dir()]


@dataclass(frozen=True)
class Gate:
    """One check: a name, a command, and the path without which it has nothing to look at."""

    name: str
    command: tuple[str, ...]
    wants: str = "."


GATES = (
    Gate("types", (PYTHON, "-m", "mypy", *TREES)),
    Gate("format", (PYTHON, "-m", "ruff", "format", "--check", *TREES)),
    Gate("lint", (PYTHON, "-m", "ruff", "check", "--no-cache", *TREES)),
    Gate("layers", (str(Path(PYTHON).with_name("lint-imports")),)),
    Gate(
        "records",
        (PYTHON, "-m", "upstander.cli.main", "directory", "check"),
        "src/upstander/cli/commands/directory.py",
    ),
    Gate(
        "migrations",
        (PYTHON, "-m", "tests.architecture.migrations_drift"),
        "src/upstander/store/migrations",
    ),
    Gate("reference", (PYTHON, "-m", "upstander.cli.reference", "--check")),
    Gate("house rules", (PYTHON, "-m", "pytest", "tests/architecture", "-p", "no:cacheprovider")),
)


def main(wanted: list[str]) -> int:
    """Run the gates named (all without a name); gives 0 only when each one passed."""
    chosen = [gate for gate in GATES if (not wanted or gate.name in wanted)]
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(run, chosen))
    print(f"{sum(results)} of {len(results)} checks passed in {time.monotonic() - started:.0f} s")
    return 0 if results and all(results) else 1


def run(gate: Gate) -> bool:
    """Run one gate and print its line."""
    if not (ROOT / gate.wants).exists():
        print(f"--   {gate.name}: {gate.wants} is not there yet", flush=True)
        return True
    started = time.monotonic()
    done = subprocess.run(
        gate.command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    mark = "ok  " if done.returncode == 0 else "FAIL"
    print(f"{mark} {gate.name} {time.monotonic() - started:.1f} s", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def environment() -> dict[str, str]:
    """Give the environment of a check: this checkout's code, no vault of the person's."""
    return dict(os.environ) | {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "upstander.web.settings",
        "COLUMNS": "100",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
