"""What the killed processes hand in: every file and note says ZEBRA-LANTERN, each only once."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

MARKER = "ZEBRA-LANTERN"
LENGTHS = (40, 40, 150, 400, 3000)
"""Messages in an exported chat; the longest takes several batches to read."""

_START = datetime(2026, 10, 3, 8, 0, 0)  # an export says no zone
_SAID = ("where are you", "WHERE ARE YOU", "please stop", "saw your car at Brook Lane", "ha ha")


def name_of(run: str, number: str, nth: int) -> str:
    """A file name; ``run`` is new in each run, so that a find cannot come from anything else."""
    return f"{MARKER}-{run}-{number}-{nth}.txt"


def text_of(run: str, number: str, nth: int) -> str:
    """The words of a note."""
    return f"He said {MARKER} {run} {number} {nth}. It was late."


def length_of(name: str) -> int:
    """How many messages the chat of this name has."""
    return _chance(name).choice(LENGTHS)


def chat_of(name: str) -> bytes:
    """A WhatsApp export, the same for the same name."""
    chance = _chance(name)
    moment = _START
    rows = []
    for row in range(chance.choice(LENGTHS)):
        moment += timedelta(seconds=chance.randint(1, 900))
        sender = chance.choice(("Dan", "Maya R"))
        said = f"{chance.choice(_SAID)} {MARKER} {name} {row}"
        rows.append(f"[{moment:%d/%m/%Y, %H:%M:%S}] {sender}: {said}\r\n")
    return "".join(rows).encode()


def _chance(name: str) -> random.Random:
    number_and_nth = name.removesuffix(".txt").rsplit("-", 2)[1:]
    return random.Random("-".join(number_and_nth))  # noqa: S311  # chance, not secrecy
