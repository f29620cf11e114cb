"""How fast WhatsApp exports are read, and how much memory that takes.

Run: ``PYTHONPATH=src python benchmarks/whatsapp_read.py [--messages 200000] [--runs 3]``

Times are CPU seconds of one process on one core, so that a busy machine does not tell lies.

Beside it, if a folder with whatstk is given: whatstk is GPL-3 and never a dependency here. Make a
throw-away environment and name its site-packages:

    python3 -m venv /tmp/whatstk && /tmp/whatstk/bin/pip install whatstk
    PYTHONPATH=src python benchmarks/whatsapp_read.py \
        --whatstk /tmp/whatstk/bin/python
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from upstander.intake.read import read_original
from upstander.intake.sources._whatsapp_survey import survey
from upstander.intake.text import blocks, detect
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings

WORDS = [
    "you",
    "ratio",
    "cope",
    "lol",
    "why",
    "never",
    "again",
    "home",
    "bus",
    "late",
    "ok",
    "photo",
]
NAMES = ["Dan", "Maya R", "~K", "Jayden 9B", "+44 7700 900417", "Tröll"]
SEED = 20261122


def export(messages: int) -> bytes:
    """Make an invented export: mostly words, some media, deletions and longer texts."""
    chance = random.Random(SEED)  # noqa: S311 - invented data, not a secret
    at = datetime(2023, 1, 13, 8, 0, 0)
    lines = []
    for number in range(messages):
        at += timedelta(seconds=chance.randint(1, 900))
        head = f"[{at:%d/%m/%Y, %H:%M:%S}] {chance.choice(NAMES)}: "
        kind = chance.random()
        if kind < 0.03:
            body = f"\u200e<attached: {number:08d}-PHOTO-{at:%Y-%m-%d-%H-%M-%S}.jpg>"
        elif kind < 0.06:
            body = chance.choice(["\u200eimage omitted", "\u200eThis message was deleted."])
        elif kind < 0.12:
            body = "\n".join(" ".join(chance.choices(WORDS, k=12)) for _ in range(3))
        else:
            body = " ".join(chance.choices(WORDS, k=chance.randint(1, 28))) + chance.choice("😂é. ")
        lines.append(head + body + "\n")
    return "".join(lines).encode()


def scan(path: Path) -> tuple[int, float]:
    """Run the header scan alone."""
    start = time.process_time()
    with path.open("rb") as stream:
        charset = detect(stream.read(65536))
        stream.seek(0)
        found = survey(blocks(stream, charset), charset.line_end)
    return found.rows, time.process_time() - start


def full(path: Path, zone: str) -> tuple[ReadReport, int, float]:
    """Read the file into full records, one at a time."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    start = time.process_time()
    count, report = 0, None
    with path.open("rb") as stream:
        settings = ReadSettings(zone=zone)
        for event in read_original(stream, name=path.name, sha256=digest, settings=settings):
            if isinstance(event, Message):
                count += 1
            else:
                report = event
    assert report is not None
    return report, count, time.process_time() - start


def peak_mb() -> float:
    """Peak resident memory of this process in MiB (``ru_maxrss`` would hold the parent's)."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


PEER = """
import json, sys, time
start = time.process_time()
from whatstk import WhatsAppChat
loaded = time.process_time()
chat = WhatsAppChat.from_source(filepath=sys.argv[1])
print(json.dumps({"rows": len(chat.df), "seconds": time.process_time() - loaded,
    "import_seconds": loaded - start,
    "peak_mb": int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) / 1024}))
"""


def beside(python: str, path: Path) -> dict[str, float] | None:
    """Read the same file with whatstk in its own interpreter."""
    done = subprocess.run(
        [python, "-c", PEER, str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print("whatstk did not run:", done.stderr.strip().splitlines()[-1:])
        return None
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def measure(messages: int, path: Path, mode: str) -> None:
    """Child: one measurement in a fresh process, so that its memory is its own."""
    if mode == "scan":
        rows, seconds = scan(path)
    else:
        _report, rows, seconds = full(path, "Europe/London" if mode == "zone" else "")
    print(json.dumps({"rows": rows, "seconds": seconds, "peak_mb": peak_mb()}))
    assert rows == messages, f"{rows} rows, {messages} written"


def main() -> None:
    """Generate, measure in fresh processes, print medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--whatstk", metavar="PYTHON", help="a Python that can import whatstk")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        measure(chosen.messages, Path(chosen.child[1]), chosen.child[0])
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "WhatsApp Chat with Demo.txt"
        path.write_bytes(export(chosen.messages))
        print(f"file: {chosen.messages} messages, {path.stat().st_size / 1e6:.1f} MB, seed {SEED}")
        for mode, title in (
            ("scan", "header scan alone"),
            ("plain", "full records, zone open"),
            ("zone", "full records, zone said"),
        ):
            results = [_child(chosen.messages, path, mode) for _ in range(chosen.runs)]
            rate = statistics.median(each["rows"] / each["seconds"] for each in results)
            memory = max(each["peak_mb"] for each in results)
            print(f"{title}: {rate:,.0f}/s (median of {chosen.runs}), peak {memory:.0f} MB")
        if chosen.whatstk:
            peer = beside(chosen.whatstk, path)
            if peer:
                rate = peer["rows"] / peer["seconds"]
                print(
                    f"whatstk: {peer['rows']} rows of {chosen.messages}, {rate:,.0f} messages/s,"
                    f" peak {peer['peak_mb']:.0f} MB"
                )


def _child(messages: int, path: Path, mode: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--messages", str(messages), "--child", mode, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    main()
