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

from training.corpus import (
    CLEAN,
    HATE_SHEETS,
    PLAIN_SHEETS,
    UNSEEN_SHEETS,
    Example,
    authored,
    public,
)
from training.heads import BITS, GRAVE, HEADS, LABELS, SIGNS
from training.held_out import shared_rows
from training.network_answers import Teacher
from upstander.model.finding import Level, Said
from upstander.recognise.classifier import REACH, Card
from upstander.recognise.engine import Engine

Array = npt.NDArray[np.float64]
FILES = ("recogniser.onnx", "vocabulary.txt", "first_stage.bin")
ORDINARY_SHARE = 0.002
"""How much of the first half of the ordinary messages may be flagged."""
_PUBLIC_WEIGHT = 0.2
_CENTRED = 0.45
"""How far the middle of "hate" goes from where all rows put it to where rows about groups do."""
_MIX_DECAY = 5.0
_ORDINARY_WEIGHT = 2.0
_PUBLIC_DEV = 1500
_LEVEL_A_SHARE, _LEVEL_B_SHARE = 0.01, 0.02
"""How much of the ordinary messages may be taken for urgent: missing danger costs more."""
_DOUBTED = 0.01
"""How many of the real signs that a rule found at level A may be shown one level lower."""
_HARMLESS_NOTICED = 0.1
"""How many of the harmless messages in which a rule noticed a lower level may be taken for A."""


def first_half(row: Example) -> bool:
    """Which half of the development voices a row belongs to: the first calibrates."""
    if str(row.about.get("template", "")).startswith(UNSEEN_SHEETS):
        return False
    voice = str(row.about.get("voice", row.group))
    return hashlib.sha256(b"half" + voice.encode()).digest()[0] % 2 == 0


def ordinary_half(which: int) -> list[str]:
    """One half of the real ordinary messages: 0 sets the threshold, 1 is reported."""
    rows = (str(row["text"]) for row in shared_rows("nus_sms"))
    return [t for t in rows if hashlib.sha256(b"nus" + t.encode()).digest()[0] % 2 == which]


def platt(logits: Array, truth: Array, weight: Array | None = None) -> tuple[float, float]:
    """Scale and shift that fit the answers best; held near 1 and 0 where there is little to see."""
    counts = np.ones(len(truth)) if weight is None else weight

    def loss(held: Array) -> float:
        z = logits * held[0] + held[1]
        near = 0.5 * ((held[0] - 1) ** 2 + held[1] ** 2)
        return float(np.sum(counts * (np.logaddexp(0, z) - truth * z)) + near)

    done = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return float(max(done.x[0], 0.2)), float(done.x[1])


def development() -> list[Example]:
    """Development rows the calibration may see."""
    rows = [row for row in authored(dev=True) if first_half(row)]
    for name in CLEAN:
        rows += list(public(name, dev=True))[:_PUBLIC_DEV] if name != "davidson" else []
    return rows


def evened(truth: Array) -> Array:
    """Weights that make "yes" and "no" count the same in all."""
    yes = truth.mean()
    return np.asarray(np.where(truth > 0, 0.5 / yes, 0.5 / (1 - yes)))


def _on_groups(row: Example) -> bool:
    """Whether a row is about a group of people: where "hate" has to be told from its twins."""
    return str(row.about.get("template", "")).startswith(HATE_SHEETS)


def _is_plain(row: Example) -> bool:
    """Whether a row is ordinary talk of ours."""
    template = str(row.about.get("template", ""))
    return template.startswith(PLAIN_SHEETS) and not row.answers["abuse"]


def calibration(rows: list[Example], logits: Array) -> dict[str, tuple[float, float]]:
    """Platt numbers for each head, from our own rows.

    For "hate" the middle goes a part of the way to where rows about groups, hateful and not, part
    best (both counting the same); the slope comes from all rows, as for the others.
    """
    own = [place for place, row in enumerate(rows) if row.source == "authored"]
    held = {}
    for head in NAMES:
        asked = "abuse" if head == FLAG else head
        known = [place for place in own if asked in rows[place].answers]
        truth = np.array([float(rows[place].answers[asked]) for place in known])
        held[head] = platt(logits[known, AT[head]], truth)
    groups = [place for place in own if _on_groups(rows[place])]
    truth = np.array([float(rows[place].answers["hate"]) for place in groups])
    scale, shift = platt(logits[groups, AT["hate"]], truth, evened(truth))
    slope, all_rows = held["hate"]
    held["hate"] = (slope, all_rows + _CENTRED * (slope * shift / scale - all_rows))
    return held


FLAG = "flag"
"""Worked out after the network: does a message stand out from ordinary talk as abuse?"""
NAMES = (*HEADS, FLAG)
AT = {name: place for place, name in enumerate(NAMES)}


def mixes(rows: list[Example], logits: Array, ordinary: Array) -> dict[str, Array]:
    """The answers worked out from all answers.

    "Abuse" as people mean the word, public sets among them; the others with the first half of the
    real ordinary messages beside our own rows as "no", which is what they have to be told from.
    """
    own = [place for place, row in enumerate(rows) if row.source == "authored"]
    ours, held = [rows[place] for place in own], logits[own]
    shares = np.array([1.0 if row.source == "authored" else _PUBLIC_WEIGHT for row in rows])
    return {
        "abuse": mixed(rows, logits, shares, np.zeros((0, logits.shape[1])), "abuse"),
        FLAG: mixed(ours, held, np.ones(len(ours)), ordinary, "abuse"),
        **{head: mixed(ours, held, np.ones(len(ours)), ordinary, head) for head in GRAVE},
    }


def mixed(rows: list[Example], logits: Array, shares: Array, ordinary: Array, head: str) -> Array:
    """Weights over all answers that say best whether one is yes; a constant at the end."""
    known = [place for place, row in enumerate(rows) if head in row.answers]
    truth = np.array([float(rows[place].answers[head]) for place in known])
    truth = np.append(truth, np.zeros(len(ordinary)))
    weight = np.append(shares[known], np.full(len(ordinary), _ORDINARY_WEIGHT))
    both = np.clip(np.vstack([logits[known], ordinary]), -REACH, REACH)
    held = np.column_stack([both, np.ones(len(both))])

    def loss(weights: Array) -> tuple[float, Array]:
        z = held @ weights
        value = float(weight @ (np.logaddexp(0, z) - truth * z)) + _MIX_DECAY * float(
            weights @ weights
        )
        slope = held.T @ (weight * (1 / (1 + np.exp(-z)) - truth)) + 2 * _MIX_DECAY * weights
        return value, slope

    start = np.zeros(held.shape[1])
    start[AT[head]] = 1.0
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def card_of(held: dict[str, tuple[float, float]], mix: dict[str, Array]) -> Card:
    """The numbers as the program holds them."""
    return Card(
        version="",
        heads=NAMES,
        scale=np.array([held[head][0] for head in NAMES]),
        shift=np.array([held[head][1] for head in NAMES]),
        thresholds={},
        gate=0.0,
        first_stage_bits=BITS,
        mix=mix,
    )


def thresholds(ordinary: Array, rows: list[Example], odds: Array) -> dict[str, float]:
    """A threshold for each kind and for "abuse", one for each urgency sign and for the levels."""
    own = np.array([place for place, row in enumerate(rows) if row.source == "authored"])
    heads = (FLAG, *LABELS)
    bad = np.array([place for place in own if rows[place].answers["abuse"]])
    at = [AT[head] for head in heads]
    plain = [place for place in own if _is_plain(rows[place])]
    ordinary_too = np.vstack([ordinary, odds[plain]])
    held = dict(zip(heads, shared_out(ordinary_too[:, at], odds[bad][:, at]), strict=True))
    held["cleared"] = 0.05
    held["by_rule"] = 0.2
    for sign in SIGNS:
        held[sign] = _sign_threshold(sign, rows, odds, ordinary)
    for level, benign in (("level_a", 0.06), ("level_b", 0.1)):
        held[level] = _level_threshold(level, benign, rows, odds, ordinary)
    return held


_GRID = np.append(np.arange(0.30, 0.99, 0.02), (0.985, 0.99, 0.995, 0.998, 1.01))


def shared_out(ordinary: Array, bad: Array) -> list[float]:
    """Thresholds that find most of ``bad`` while few of ``ordinary`` are over any of them.

    Shapes (messages, heads). Every head starts where nothing is over it; step by step the one is
    lowered that finds most more for each ordinary message that it costs, until the share is spent.
    """
    spent = ORDINARY_SHARE * len(ordinary)
    places = [len(_GRID) - 1] * ordinary.shape[1]
    while True:
        over = _over(ordinary, places)
        found = _over(bad, places)
        best: tuple[float, int, int] | None = None
        for head in range(len(places)):
            for lower in range(1, min(6, places[head]) + 1):
                limit = _GRID[places[head] - lower]
                cost = float(np.sum((ordinary[:, head] >= limit) & ~over))
                gain = float(np.sum((bad[:, head] >= limit) & ~found))
                if over.sum() + cost > spent or not gain:
                    continue
                worth = gain / (cost + 0.25)
                if best is None or worth > best[0]:
                    best = (worth, head, lower)
        if best is None:
            return [float(_GRID[place]) for place in places]
        places[best[1]] -= best[2]


def _over(odds: Array, places: list[int]) -> npt.NDArray[np.bool_]:
    return np.asarray((odds >= _GRID[places]).any(axis=1))


def _sign_threshold(sign: str, rows: list[Example], odds: Array, ordinary: Array) -> float:
    """Where at most 1 in 2,000 ordinary messages and 1 % of our benign rows show the sign."""
    own = [place for place, row in enumerate(rows) if row.source == "authored"]
    without = np.array([odds[p, AT[sign]] for p in own if not rows[p].answers[sign]])
    return _quiet(ordinary[:, AT[sign]], without, 0.01)


def _level_threshold(
    level: str, benign: float, rows: list[Example], odds: Array, ordinary: Array
) -> float:
    """The same for a level, looking at harmless rows that show no sign at all."""
    without = [
        odds[place, AT[level]]
        for place, row in enumerate(rows)
        if row.answers.get(level) == 0 and row.answers["abuse"] == 0
    ]
    share = _LEVEL_A_SHARE if level == "level_a" else _LEVEL_B_SHARE
    return _quiet(ordinary[:, AT[level]], np.array(without), benign, share)


def _quiet(ordinary: Array, without: Array, benign: float, share: float = 0.0005) -> float:
    for limit in np.append(np.arange(0.01, 0.99, 0.01), (0.99, 0.993, 0.996, 0.998)):
        if (ordinary >= limit).mean() <= share and (without >= limit).mean() <= benign:
            return round(float(limit), 3)
    return 0.999


def beside_rules(rows: list[Example], odds: Array) -> dict[str, float]:
    """What "level A" has to reach where rules noticed something, by what they noticed.

    ``agrees``: below it a wording's level A is not believed; 1 in 100 of the real ones that rules
    take for level A lies there. ``level_a_noticed``: from it on a message reads A in which rules
    noticed a sign of a lower level; 1 in 10 of the harmless ones of that sort lies there.
    """
    known = [place for place, row in enumerate(rows) if "level_a" in row.answers]
    said = [Said(id=str(place), text=rows[place].text) for place in known]
    levels = [finding.level for finding in Engine().quick(said)]
    odds_a = odds[known, AT["level_a"]]
    grave = np.array([bool(rows[place].answers["level_a"]) for place in known])
    harmless = np.array([rows[place].answers.get("level_b") == 0 for place in known])
    at_a = np.array([level is Level.A for level in levels])
    lower = np.array([level not in (None, Level.A) for level in levels])
    return {
        "agrees": float(np.quantile(odds_a[grave & at_a], _DOUBTED)),
        "level_a_noticed": float(np.quantile(odds_a[harmless & lower], 1 - _HARMLESS_NOTICED)),
    }


def flags(odds: Array, held: dict[str, float]) -> npt.NDArray[np.bool_]:
    """What the network alone would flag."""
    heads = (FLAG, *LABELS, *SIGNS, *GRAVE)
    over = [odds[:, AT[head]] >= held[head] for head in heads]
    return np.asarray(np.any(over, axis=0))


def pin(folder: Path, manifest: dict[str, object]) -> None:
    """Write the manifest with the SHA-256 of the files that are there."""
    present = [name for name in FILES if (folder / name).exists()]
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in present}
    text = json.dumps(manifest | {"sha256": sums}, indent=1) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def main() -> int:
    """Calibrate, set thresholds, pin the files; the first stage comes after it."""
    folder, version = Path(sys.argv[1]), sys.argv[2]
    teacher = Teacher(folder, threads=2)
    rows = development()
    plain = [teacher.plain(row.text) for row in rows]
    logits = teacher.logits(plain)
    ordinary_plain = [teacher.plain(text) for text in ordinary_half(0)[:6000]]
    ordinary_logits = teacher.logits(ordinary_plain)
    mix = mixes(rows, logits, ordinary_logits)
    given = np.clip(logits, -REACH, REACH)
    with_mix = np.column_stack([given, np.zeros(len(given))])
    for head, weights in mix.items():
        with_mix[:, AT[head]] = given @ weights[:-1] + weights[-1]
    held = calibration(rows, with_mix)
    card = card_of(held, mix)
    odds = card.odds(logits)
    ordinary = card.odds(ordinary_logits)
    limits = thresholds(ordinary, rows, odds)
    limits |= beside_rules(rows, odds)
    manifest = {
        "version": version,
        "heads": list(NAMES),
        "mix": {head: [round(float(w), 5) for w in weights] for head, weights in mix.items()},
        "calibration": {head: [round(x, 5) for x in held[head]] for head in NAMES},
        "thresholds": {head: round(value, 3) for head, value in limits.items()},
        "gate": -99.0,
        "first_stage_bits": BITS,
    }
    pin(folder, manifest)
    print(json.dumps(manifest["thresholds"], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
