"""How many messages a second, on one core, and how much memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import numpy as np

from training.calibrate import ordinary_half
from training.held_out import exam_rows, shared_rows
from training.runs import Run, said_of


def _rate(work: Callable[[], object], count: int) -> float:
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


def section(run: Run, quick: bool) -> None:
    """Speed and memory; the share the first stage sends on; what the cascade keeps of the flags."""
    ordinary = ordinary_half(1)[: 4000 if quick else 12_000]
    said = said_of(ordinary)
    list(run.engine.quick(said[:500]))
    quick_rate = max(_rate(lambda: list(run.engine.quick(said)), len(said)) for _ in range(3))
    run.say("everything before the model, messages a second", quick_rate, ">= 20000")
    looked = [each for each, _ in run.engine.looks(said)]
    sent = np.mean([not run.engine.cleared(each) for each in looked])
    run.say("share of ordinary messages sent to the model", float(sent), "printed")
    full_rate = _rate(lambda: list(run.engine.full(said)), len(said))
    run.say("cascade on ordinary messages a second", full_rate, ">= 2000")
    plain = [each.plain.text for each in looked[:800]]
    run.say(
        "model alone, messages a second",
        _rate(lambda: run.classifier.answers(plain), 800),
        ">= 200",
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    run.note(f"peak memory of this whole run: {peak:.0f} MB (alone: make bench)")
    mixed = [str(row["text"]) for row in exam_rows("functional")]
    mixed += [str(row["text"]) for row in list(shared_rows("hatecheck"))[:1500]] + ordinary[:4000]
    mixed += [str(row["text"]) for row in shared_rows("olid") if row["split"] == "test"]
    whole = run.scores_flag(mixed) > 0
    kept = run.flagged(mixed) > 0
    run.say("cascade keeps of the full model's flags", float(kept[whole].mean()), ">= .995")
