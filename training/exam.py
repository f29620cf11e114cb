"""Our own frozen examination: person-directed eCRIME, planted urgency signs, idioms."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from training import measures
from training.held_out import EXAM, exam_rows
from training.measures import figure
from training.runs import Run

ABUSE_SHARE, BENIGN_SHARE = 0.5, 0.92


def check_frozen() -> None:
    """Refuse an examination that is not the frozen one."""
    from training.evaluate import frozen

    frozen(EXAM)


def functional(run: Run, _quick: bool) -> None:
    """Is a text flagged: by function, overall, abuse and benign."""
    check_frozen()
    held = exam_rows("functional")
    flags = run.scores_flag([str(row["text"]) for row in held])
    gold = np.array([float(row["expected"] == "abuse") for row in held])
    run.say("functional: overall", figure(measures.accuracy, gold, flags), ">= .85")
    for side, wanted, goal in (("abuse", 1.0, ""), ("benign", 0.0, f">= {BENIGN_SHARE}")):
        inside = gold == wanted
        run.say(f"functional: {side}", figure(measures.accuracy, gold[inside], flags[inside]), goal)
    by: dict[str, list[bool]] = defaultdict(list)
    for row, flag, is_so in zip(held, flags, gold, strict=True):
        by[str(row["function"])].append(flag == is_so)
    shares = {name: float(np.mean(right)) for name, right in by.items()}
    abuse = {str(row["function"]) for row in held if row["expected"] == "abuse"}
    run.say("functional: weakest abuse function", min(shares[name] for name in abuse), ">= .50")
    run.note(
        ", ".join(f"{name} {shares[name]:.1f}" for name in sorted(shares, key=shares.__getitem__))
    )


def urgency(run: Run, _quick: bool) -> None:
    """Are the planted signs found at their level or a more urgent one, and quoted exactly."""
    check_frozen()
    held = exam_rows("urgency")
    found = run.findings([str(row["text"]) for row in held])
    for level, goal in (("A", "all"), ("B", ">= .97")):
        inside = [
            (row, each) for row, each in zip(held, found, strict=True) if row["expected"] == level
        ]
        right = np.array(
            [float(each.level is not None and each.level.value <= level) for _, each in inside]
        )
        run.say(f"urgency: {level} found", figure(measures.share, right, right), goal)
        missed: dict[str, int] = defaultdict(int)
        for (row, _), hit in zip(inside, right, strict=True):
            missed[str(row["rule"])] += not hit
        run.note("missed by rule: " + ", ".join(f"{k} {v}" for k, v in sorted(missed.items()) if v))
    exact = all(
        str(row["text"])[sign.start : sign.end] == sign.quote
        for row, each in zip(held, found, strict=True)
        for sign in each.signs
    )
    run.say("urgency: every sign quotes exact words", float(exact), "1")


def idioms(run: Run, _quick: bool) -> None:
    """Harmless sayings that raise level A (or B)."""
    check_frozen()
    found = run.findings([str(row["text"]) for row in exam_rows("idioms")])
    for level, goal in (("A", "<= .02"), ("AB", "")):
        wrong = np.array(
            [float(each.level is not None and each.level.value in level) for each in found]
        )
        run.say(f"idioms: false {' or '.join(level)}", figure(measures.share, wrong, wrong), goal)
