"""From 100,000 imported messages to the first screen: rules, first stage, patterns, cards.

Run: ``PYTHONPATH=src:. python benchmarks/recognise_case.py [--messages 100000]``

The messages are in the index already. What is timed is what stands between that and the first
screen: reading them from the index, looking at each, keeping what was found, patterns, and the
screen itself. Then a second view of the same screen, and how fast the classifier goes on behind.
Target: under 30 s. Seconds are wall time; CPU seconds of this process stand beside them.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import pstats
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import filled_vault as filling
from whatsapp_read import NAMES, SEED

from upstander.application.recognise_case import recognise_deep, recognise_quick
from upstander.application.triage import triage
from upstander.bootstrap import engine
from upstander.model.errors import Interrupted

TARGET = 30.0
TALK = (
    "are you coming home on the bus or shall i pick you up",
    "lol never again, that was the worst film",
    "ok",
    "can you get milk and bread on the way",
    "haha yes",
    "what time does it start tomorrow",
    "i'll be there about 6",
    "did you see the match last night",
    "happy birthday! hope you have a lovely day",
    "running late, sorry, traffic is bad",
    "no worries",
    "that's so funny i can't stop laughing",
    "need to finish this report by friday then i'm free",
    "mum says dinner is at 7",
)
RARE = (
    "i know where you live and i'm coming round tonight with a knife",
    "you are pathetic and everyone hates you",
    "send me £200 by friday or i post the pictures",
    "stop messaging me please",
    "his number is 07700 900417, ring him all night",
)


def chat(messages: int) -> bytes:
    """An invented family chat in which one message in two hundred is not ordinary."""
    chance = random.Random(SEED)  # noqa: S311  invented data, not a secret
    at = datetime(2023, 1, 13, 8, 0, 0)
    lines = []
    for _ in range(messages):
        at += timedelta(seconds=chance.randint(1, 900))
        words = " ".join(chance.sample(TALK, chance.choice((1, 1, 1, 2))))
        said = chance.choice(RARE) if chance.random() < 0.005 else words
        lines.append(f"[{at:%d/%m/%Y, %H:%M:%S}] {chance.choice(NAMES)}: {said}\n")
    return "".join(lines).encode()


def timed(what: str, work: Callable[[], Any]) -> tuple[Any, float]:
    start, cpu = time.perf_counter(), time.process_time()
    made = work()
    took = time.perf_counter() - start
    print(f"{what}: {took:.2f} s ({time.process_time() - cpu:.2f} s CPU)", flush=True)
    return made, took


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--messages", type=int, default=100_000)
    reader.add_argument("--deep", type=int, default=10, help="seconds to let the classifier read")
    reader.add_argument("--profile", action="store_true")
    options = reader.parse_args()
    filling.export = chat  # type: ignore[attr-defined]  # another chat than its own
    with tempfile.TemporaryDirectory() as name:
        measure(filling.filled_vault(Path(name), options.messages), options)


def measure(filled: filling.Filled, options: argparse.Namespace) -> None:
    services, actor, case = filled.session.services, filled.session.actor, filled.case.id
    looks, _ = timed("loading the engine", engine)
    print(looks.without_model or f"with the classifier, {looks.version[:40]}")
    asked: dict[str, Any] = {"actor": actor, "case": case}
    profile = cProfile.Profile()
    if options.profile:
        profile.enable()
    _, quick = timed(
        "rules, first stage and patterns", lambda: recognise_quick(services, looks, **asked)
    )
    shown, screen = timed("the first screen", lambda: triage(services, **asked))
    profile.disable()
    timed("the same screen again", lambda: triage(services, **asked))
    timed("looking again at what is known", lambda: recognise_quick(services, looks, **asked))
    total = shown.progress.total
    verdict = "within" if quick + screen <= TARGET else "OVER"
    print(
        f"{total:,} messages to the first screen: {quick + screen:.1f} s ({verdict} {TARGET:.0f} s)"
    )
    print(
        f"{len(shown.cards)} cards, {shown.folded:,} folded, {shown.quiet:,} quiet, "
        f"{shown.progress.waiting:,} wait, {len(shown.patterns)} patterns"
    )
    go_deep(services, looks, asked, options.deep)
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    if options.profile:
        told = io.StringIO()
        pstats.Stats(profile, stream=told).sort_stats("cumulative").print_stats(35)
        print(told.getvalue())
    filled.session.lock()


def go_deep(services: Any, looks: Any, asked: dict[str, Any], seconds: int) -> None:
    before, start = services.index.look_state(asked["case"]).waiting, time.perf_counter()
    with contextlib.suppress(Interrupted):
        recognise_deep(services, looks, **asked, stop=lambda: time.perf_counter() - start > seconds)
    read = before - services.index.look_state(asked["case"]).waiting
    if read:
        took = time.perf_counter() - start
        rate = f"{read / took:.0f} a second"
        print(f"classifier behind it: {read:,} of {before:,} in {took:.1f} s, {rate}")


if __name__ == "__main__":
    main()
