"""Calibrate each answer and set the thresholds; writes the manifest that pins the files.

``python -m training.calibrate FOLDER VERSION``. Platt scaling (Platt 1999) on one half of the
development voices (the other half is what is reported); the threshold is set on that half and on
the first half of the ordinary messages, and never on an evaluation set.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from training.corpus import CLEAN, Example, authored, public
from training.gate import BITS
from training.heads import AT, HEADS, LABELS, SIGNS
from training.held_out import shared_rows
from training.network_answers import Teacher
from upstander.recognise.first_stage import FirstStage
from upstander.recognise.scan import Scan

Array = npt.NDArray[np.float64]
FILES = ("recogniser.onnx", "vocabulary.txt", "first_stage.bin")
ORDINARY_SHARE = 0.003
"""How much of the first half of the ordinary messages may be flagged."""
RECALL = 0.997
_PUBLIC_DEV = 1500


def first_half(row: Example) -> bool:
    """Which half of the development voices a row belongs to."""
    voice = str(row.about.get("voice", row.group))
    return hashlib.sha256(b"half" + voice.encode()).digest()[0] % 2 == 0


def ordinary_half(which: int) -> list[str]:
    """One half of the real ordinary messages: 0 sets the threshold, 1 is reported."""
    rows = (str(row["text"]) for row in shared_rows("nus_sms"))
    return [t for t in rows if hashlib.sha256(b"nus" + t.encode()).digest()[0] % 2 == which]


def platt(logits: Array, truth: Array) -> tuple[float, float]:
    """Scale and shift that fit the answers best; held near 1 and 0 where there is little to see."""

    def loss(held: Array) -> float:
        z = logits * held[0] + held[1]
        near = 0.5 * ((held[0] - 1) ** 2 + held[1] ** 2)
        return float(np.sum(np.logaddexp(0, z) - truth * z) + near)

    done = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return float(max(done.x[0], 0.2)), float(done.x[1])


def development() -> list[Example]:
    """Development rows the calibration may see."""
    rows = [row for row in authored(dev=True) if first_half(row)]
    for name in CLEAN:
        rows += list(public(name, dev=True))[:_PUBLIC_DEV] if name != "davidson" else []
    return rows


def calibration(rows: list[Example], logits: Array) -> dict[str, tuple[float, float]]:
    """Platt numbers for each head, from the rows that know its answer; own rows count full."""
    held = {}
    for head in HEADS:
        known = [
            place
            for place, row in enumerate(rows)
            if head in row.answers and (row.source == "authored" or head == "hate")
        ]
        truth = np.array([float(rows[place].answers[head]) for place in known])
        held[head] = platt(logits[known, AT[head]], truth)
    return held


def odds_of(logits: Array, held: dict[str, tuple[float, float]]) -> Array:
    """Calibrated probabilities."""
    scale = np.array([held[head][0] for head in HEADS])
    shift = np.array([held[head][1] for head in HEADS])
    return np.asarray(1 / (1 + np.exp(-(logits * scale + shift))))


def thresholds(ordinary: Array, rows: list[Example], odds: Array) -> dict[str, float]:
    """One threshold for kinds, one for "abuse": the lowest that ordinary talk allows."""
    labels = [AT[label] for label in LABELS]
    best = 0.5
    for step in range(0, 49):
        best = 0.5 + step / 100
        over = (ordinary[:, labels] >= best).any(1) | (ordinary[:, AT["abuse"]] >= best)
        if over.mean() <= ORDINARY_SHARE:
            break
    held = dict.fromkeys((*LABELS, "abuse"), best)
    held["cleared"] = 0.05
    for sign in SIGNS:
        held[sign] = _sign_threshold(sign, rows, odds, ordinary)
    return held


def _sign_threshold(sign: str, rows: list[Example], odds: Array, ordinary: Array) -> float:
    """Where at most 1 in 2,000 ordinary messages and 1.5 % of our benign rows show the sign."""
    own = [place for place, row in enumerate(rows) if row.source == "authored"]
    without = np.array([odds[p, AT[sign]] for p in own if not rows[p].answers[sign]])
    for step in range(0, 60):
        limit = 0.35 + step / 100
        quiet = (ordinary[:, AT[sign]] >= limit).mean() <= 0.0005
        if quiet and (without >= limit).mean() <= 0.015:
            return limit
    return 0.95


def gate_of(folder: Path, plain: list[str], flagged: npt.NDArray[np.bool_]) -> float:
    """The first stage's limit that lets through enough of what the network would flag."""
    first = FirstStage((folder / "first_stage.bin").read_bytes(), BITS)
    scores = np.concatenate(
        [first.scores(Scan(plain[at : at + 256])) for at in range(0, len(plain), 256)]
    )
    return float(np.quantile(scores[flagged], 1 - RECALL)) - 0.05


def flags(odds: Array, held: dict[str, float]) -> npt.NDArray[np.bool_]:
    """What the network alone would flag."""
    heads = ("abuse", *LABELS, *SIGNS)
    over = [odds[:, AT[head]] >= held[head] for head in heads]
    return np.asarray(np.any(over, axis=0))


def main() -> int:
    """Calibrate, set thresholds and gate, pin the files."""
    folder, version = Path(sys.argv[1]), sys.argv[2]
    teacher = Teacher(folder, threads=2)
    rows = development()
    plain = [teacher.plain(row.text) for row in rows]
    logits = teacher.logits(plain)
    held = calibration(rows, logits)
    odds = odds_of(logits, held)
    ordinary_plain = [teacher.plain(text) for text in ordinary_half(0)[:6000]]
    ordinary = odds_of(teacher.logits(ordinary_plain), held)
    limits = thresholds(ordinary, rows, odds)
    gate = gate_of(folder, plain, flags(odds, limits))
    manifest = {
        "version": version,
        "heads": list(HEADS),
        "calibration": {head: [round(x, 5) for x in held[head]] for head in HEADS},
        "thresholds": {head: round(value, 3) for head, value in limits.items()},
        "gate": round(gate, 4),
        "first_stage_bits": BITS,
        "sha256": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES
        },
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({k: manifest[k] for k in ("thresholds", "gate")}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
