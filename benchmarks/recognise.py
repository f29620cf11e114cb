"""Speed, start and memory of recognising, on one core, beside bare runs of its two parts.

Run: ``PYTHONPATH=src python benchmarks/recognise.py [--messages 20000]``. The messages come from
our own ordinary rows, seeded, so every run reads the same. Promises: everything before the model at
least 20,000 messages a second, the model at least 200, both together at least 2,000; start under
1 s; memory under 300 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from upstander.model.finding import Said
from upstander.recognise.engine import load_engine

ROWS = Path(__file__).resolve().parent.parent / "training" / "authored" / "rows"


def harmless(count: int) -> list[Said]:
    """So many ordinary messages, drawn from our own rows of ordinary talk."""
    texts = [
        row["text"]
        for path in sorted(ROWS.glob("ord_*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if row.get("twin") == "ordinary"
    ]
    chance = random.Random(7)  # noqa: S311 - the same messages every time
    return [Said(str(at), chance.choice(texts)) for at in range(count)]


def rate(work: Callable[[], object], count: int, times: int = 3) -> float:
    """The best of a few runs, in messages a second."""
    best = 0.0
    for _ in range(times):
        started = time.perf_counter()
        work()
        best = max(best, count / (time.perf_counter() - started))
    return best


def start() -> tuple[float, float]:
    """Seconds and megabytes of the whole command on one message, as a person meets it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "upstander.cli.main", "recognise", "-", "--json"],
        input=b'{"id": "1", "text": "i am outside your door"}\n',
        stdout=subprocess.DEVNULL,
        env=dict(os.environ),
        check=True,
    )
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, max(before.ru_maxrss, after.ru_maxrss) / 1024


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    given = parser.parse_args()
    seconds, megabytes = min(start() for _ in range(3))
    print(f"start to last line: {seconds:.2f} s (under 1), {megabytes:.0f} MB (under 300)")
    engine = load_engine()
    said = harmless(given.messages)
    list(engine.quick(said[:500]))
    quick = rate(lambda: list(engine.quick(said)), len(said))
    print(f"everything before the model: {quick:,.0f} messages/s (at least 20,000)")
    if engine.without_model:
        print(engine.without_model)
        return 1
    some = said[: max(2000, given.messages // 4)]
    both = rate(lambda: list(engine.full(some)), len(some), 1)
    print(f"cascade on ordinary talk: {both:,.0f} messages/s (at least 2,000)")
    model = rate(lambda: list(engine.full(said[:600], clear=False)), 600, 1)
    print(f"the model on every message: {model:,.0f} messages/s (at least 200)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
