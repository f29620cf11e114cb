"""Train the first stage: a linear model that learns from the network what may be cleared.

``python -m training.gate FOLDER``: FOLDER holds the exported network; ``first_stage.bin`` is added.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from training.augment import misspelt
from training.corpus import CLEAN, Example, authored, public
from training.network_answers import Teacher
from upstander.recognise.first_stage import HEAD
from upstander.recognise.scan import Scan

BITS = 20
_DECAY = 3e-7
_CAP = 3000
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
    ][::3]
    for name in CLEAN:
        part = list(public(name))
        rows += chance.sample(part, min(_CAP, len(part)))
    return rows


def main() -> int:
    """Learn and write."""
    folder = Path(sys.argv[1])
    teacher = Teacher(folder, threads=2)
    rows = lessons()
    plain = [teacher.plain(row.text) for row in rows]
    wanted = np.clip(teacher.any_flag(plain), 0.0, 1.0)
    weight = 1.0 + 4.0 * wanted
    weights, constant = fit(matrix(plain), wanted, weight)
    (folder / "first_stage.bin").write_bytes(pressed(weights, constant))
    print(f"{len(rows)} rows, {int(np.count_nonzero(weights))} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main())
