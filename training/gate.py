"""Train the first stage: a linear model that learns from the network what may be cleared.

``python -m training.gate FOLDER``: FOLDER holds the exported network; ``first_stage.bin`` is added.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from training.augment import misspelt
from training.calibrate import development, pin
from training.corpus import CLEAN, Example, authored, public
from training.heads import BITS, GRAVE, LABELS, SIGNS
from training.network_answers import Teacher
from upstander.recognise.classifier import Card, read_card
from upstander.recognise.first_stage import HEAD, FirstStage
from upstander.recognise.scan import Scan

_DECAY = 3e-7
_CAP = 1500
RECALL = 0.997
_FLAGGED_WEIGHT = 8.0
Array = npt.NDArray[np.float64]


def matrix(texts: list[str]) -> sparse.csr_matrix:
    """Features of plain texts, each row scaled by the root of its count."""
    rows, columns, values = [], [], []
    for start in range(0, len(texts), 512):
        part = Scan(texts[start : start + 512])
        owners, numbers = part.features(BITS)
        counts = np.bincount(owners, minlength=part.size)
        rows.append(owners + start)
        columns.append(numbers)
        values.append(1.0 / np.sqrt(np.maximum(counts, 1))[owners])
    shape = (len(texts), 1 << BITS)
    at = (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_matrix((np.concatenate(values), at), shape=shape)


def fit(features: sparse.csr_matrix, wanted: Array, weight: Array) -> tuple[Array, float]:
    """Logistic regression on soft answers (L-BFGS); gives weights and constant."""
    turned = features.T.tocsr()

    def loss(held: Array) -> tuple[float, Array]:
        logits = features @ held[:-1] + held[-1]
        value = weight @ (np.logaddexp(0, logits) - wanted * logits) / len(wanted)
        error = weight * (1 / (1 + np.exp(-logits)) - wanted) / len(wanted)
        slope = np.append(turned @ error + 2 * _DECAY * held[:-1], error.sum())
        return value + _DECAY * float(held[:-1] @ held[:-1]), slope

    start = np.zeros(features.shape[1] + 1)
    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120})
    return done.x[:-1], float(done.x[-1])


def pressed(weights: Array, constant: float) -> bytes:
    """The shipped form: 8-bit weights, one scale."""
    top = float(np.quantile(np.abs(weights[weights != 0]), 0.9995))
    scale = top / 127
    whole = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    return HEAD.pack(scale, constant) + whole.tobytes()


def lessons() -> list[Example]:
    """What it learns from: our own rows, their misspelt forms, and a part of each public set."""
    import random

    chance = random.Random(7)  # noqa: S311
    rows = list(authored())
    rows += [
        Example(misspelt(row.text, chance), row.answers, row.source)
        for row in rows
        if len(row.text) > 12
    ][::4]
    for name in CLEAN:
        part = list(public(name))
        rows += chance.sample(part, min(_CAP, len(part)))
    return rows


def near_flag(odds: Array, card: Card) -> Array:
    """How near the strongest answer is to its threshold, squared; 1 where it is over."""
    heads = [head for head in ("flag", *LABELS, *SIGNS, *GRAVE) if head in card.thresholds]
    limits = np.array([card.thresholds[head] for head in heads])
    at = [card.at[head] for head in heads]
    return np.asarray(np.clip((odds[:, at] / limits).max(axis=1), 0.0, 1.0) ** 2)


def gate_of(first: FirstStage, plain: list[str], flagged: npt.NDArray[np.bool_]) -> float:
    """The limit that lets through enough of what the network flags."""
    scores = [first.scores(Scan(plain[at : at + 256])) for at in range(0, len(plain), 256)]
    return float(np.quantile(np.concatenate(scores)[flagged], 1 - RECALL))


def main() -> int:
    """Learn, write, and set the limit in the manifest."""
    folder = Path(sys.argv[1])
    teacher = Teacher(folder, threads=2)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    card = read_card(manifest)
    rows = lessons()
    plain = [teacher.plain(row.text) for row in rows]
    wanted = near_flag(card.odds(teacher.logits(plain)), card)
    weights, constant = fit(matrix(plain), wanted, 1.0 + _FLAGGED_WEIGHT * wanted)
    data = pressed(weights, constant)
    (folder / "first_stage.bin").write_bytes(data)
    seen = [teacher.plain(row.text) for row in development()]
    over = near_flag(card.odds(teacher.logits(seen)), card) >= 1.0
    manifest["gate"] = round(gate_of(FirstStage(data, BITS), seen, over), 4)
    pin(folder, manifest)
    print(f"{len(rows)} rows, {int(np.count_nonzero(weights))} weights, gate {manifest['gate']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
