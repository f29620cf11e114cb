"""Measure the recogniser on everything it never trained on, with 95 % intervals.

``make evaluate`` (``--quick`` leaves out speed and the large ordinary sets). Each run on the
evaluation sets is written to ``training/evaluation-log.jsonl``, with what was measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from training import measures, peers, speed
from training.calibrate import first_half, ordinary_half
from training.corpus import authored
from training.exam import functional, idioms, urgency
from training.heads import LABELS
from training.held_out import SHARED, shared_rows
from training.measures import Array, figure
from training.runs import Run
from training.spans import span_f1

HERE = Path(__file__).parent
LOG = HERE / "evaluation-log.jsonl"
Section = Callable[[Run, bool], None]


def rows(name: str, split: str = "") -> list[dict[str, object]]:
    """The rows of a shared set, or of one split of it."""
    return [row for row in shared_rows(name) if not split or row["split"] == split]


def truth(of: Sequence[dict[str, object]], label: str) -> Array:
    """The gold answers."""
    return np.array([float(row["labels"][label]) for row in of])  # type: ignore[index]


def texts(of: Sequence[dict[str, object]]) -> list[str]:
    """Their texts."""
    return [str(row["text"]) for row in of]


def hatecheck(run: Run, _quick: bool) -> None:
    """HateCheck (Roettger et al. 2021): the label "hate" at one half."""
    for name, goals in (("hatecheck", True), ("hatemojicheck", False)):
        held = rows(name)
        gold, odds = truth(held, "hate"), run.label(texts(held), "hate")
        run.say(
            f"{name}: accuracy",
            figure(measures.accuracy, gold, odds),
            ">= .78" if goals else ">= .75",
        )
        run.say(
            f"{name}: macro-F1", figure(measures.macro_f1, gold, odds), ">= .72" if goals else ""
        )
        for side, wanted in (("hateful", 1.0), ("non-hateful", 0.0)):
            inside = gold == wanted
            goal = ">= .65" if goals and not wanted else ""
            run.say(f"{name}: {side}", figure(measures.accuracy, gold[inside], odds[inside]), goal)
        run.say(f"{name}: AUC", figure(measures.auc, gold, odds), "")
        if goals:
            _by(run, held, gold, odds, "func")
            _by(run, [r for r in held if r["target"]], *_targets(held, gold, odds), "target")


def _targets(held: list[dict[str, object]], gold: Array, odds: Array) -> tuple[Array, Array]:
    at = [place for place, row in enumerate(held) if row["target"]]
    return gold[at], odds[at]


def _by(run: Run, held: list[dict[str, object]], gold: Array, odds: Array, key: str) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(held):
        groups[str(row[key])].append(place)
    parts = {name: measures.accuracy(gold[at], odds[at]) for name, at in sorted(groups.items())}
    run.note(f"by {key}: " + ", ".join(f"{name} {value:.2f}" for name, value in parts.items()))


def offensive(run: Run, _quick: bool) -> None:
    """OLID, HateXplain, toxic spans: the answer "abuse"."""
    held = rows("olid", "test")
    gold, odds = truth(held, "abuse"), run.abuse(texts(held))
    run.say("OLID test: macro-F1", figure(measures.macro_f1, gold, odds), ">= .73 (goal .77)")
    run.say("OLID test: AUC", figure(measures.auc, gold, odds), "")
    held = rows("hatexplain", "test")
    gold, odds = truth(held, "abuse"), run.abuse(texts(held))
    run.say("HateXplain test: AUC of abuse", figure(measures.auc, gold, odds), ">= .82")
    run.say("toxic spans test: character F1", span_f1(run, rows("toxic_spans", "test")), "reported")


def smishing(run: Run, _quick: bool) -> None:
    """Smishing (Mishra and Soni): the label "fraud", never trained on these messages."""
    held = rows("smishing5971", "test")
    gold, odds = truth(held, "fraud"), run.label(texts(held), "fraud")
    run.say("smishing: AUC", figure(measures.auc, gold, odds), ">= .95")
    run.say("smishing: F1", figure(measures.f1, gold, odds), ">= .70 (goal .85)")


def ordinary(run: Run, quick: bool) -> None:
    """Ordinary talk that is flagged at the shipped threshold, rules included."""
    sets = [("SMS (second half of NUS)", ordinary_half(1), "<= .005")]
    sets.append(("daily chat (DialogSum)", texts(rows("dialogsum")), "<= .005"))
    sets.append(("open chat (Topical-Chat)", texts(rows("topicalchat")), ""))
    sets.append(("TV banter (MELD)", texts(rows("meld_friends")), "<= .015"))
    for name, held, goal in sets:
        some = held[:3000] if quick else held
        flagged = run.flagged(some)
        run.say(f"flagged: {name}", figure(measures.share, np.zeros(len(some)), flagged), goal)
        run.note(
            "e.g. " + " | ".join(t[:90] for t, f in zip(some, flagged, strict=True) if f)[:600]
        )


def calibrated(run: Run, _quick: bool) -> None:
    """Calibration error of each label on the held-out half of the development voices."""
    held = [row for row in authored(dev=True) if not first_half(row)]
    scores = run.scores([row.text for row in held])
    worst = 0.0
    for label in ("abuse", *LABELS):
        gold = np.array([float(row.answers[label]) for row in held])
        odds = scores[:, run.at(label)]
        error = measures.calibration_error(gold, odds)
        worst = max(worst, error)
        area, positive = measures.auc(gold, odds), int(gold.sum())
        run.note(f"{label}: calibration error {error:.3f}, AUC {area:.3f}, n+={positive}")
    run.say("worst calibration error of a label", worst, "<= .03")


def fairness(run: Run, _quick: bool) -> None:
    """False alarms on our held-out harmless rows, by variety of English and by sort."""
    held = [row for row in authored(dev=True) if not row.answers["abuse"]]
    flagged = run.scores_flag([row.text for row in held])
    for key in ("variety", "twin", "age"):
        groups: dict[str, list[float]] = defaultdict(list)
        for row, flag in zip(held, flagged, strict=True):
            groups[str(row.about.get(key, ""))].append(flag)
        parts = [f"{name} {np.mean(v):.3f} (n={len(v)})" for name, v in sorted(groups.items())]
        run.note(f"harmless rows flagged by {key}: " + ", ".join(parts))


SECTIONS: dict[str, Section] = {
    "hatecheck": hatecheck,
    "offensive": offensive,
    "smishing": smishing,
    "functional": functional,
    "urgency": urgency,
    "idioms": idioms,
    "ordinary": ordinary,
    "calibration": calibrated,
    "fairness": fairness,
    "speed": speed.section,
    "peers": peers.section,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections asked for, print them, and log what was seen."""
    parser = argparse.ArgumentParser(prog="make evaluate", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], help="all by default")
    parser.add_argument("--quick", action="store_true", help="smaller ordinary sets, no speed")
    parser.add_argument("--model", type=Path, help="another model folder than the shipped one")
    parser.add_argument("--why", default="", help="why this run was made, for the log")
    given = parser.parse_args(arguments)
    if not SHARED.is_dir():
        print(f"The evaluation sets are not here ({SHARED.name}); nothing was measured.")
        return 3
    run = Run(given.model)
    for name in given.sections or SECTIONS:
        run.head(name)
        SECTIONS[name](run, given.quick)
    _log(run, given.why, given.quick)
    return 0


def _log(run: Run, why: str, quick: bool) -> None:
    entry = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "model": run.version,
        "network": run.digest[:16],
        "quick": quick,
        "why": why,
        "figures": run.figures,
    }
    with LOG.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def frozen(folder: Path) -> None:
    """Refuse an examination that is not the frozen one."""
    for line in (folder / "FROZEN.sha256").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split()
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
            raise SystemExit(f"{name} is not the frozen examination; nothing was measured.")


if __name__ == "__main__":
    sys.exit(main())
