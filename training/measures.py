"""Measures with their 95 % intervals, by bootstrap over rows (Efron and Tibshirani 1993)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Measure = Callable[[Array, Array], float]

_DRAWS = 1000
_SEED = 20261125


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the 95 % interval around it."""

    value: float
    low: float
    high: float
    rows: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.rows}"


def accuracy(truth: Array, score: Array) -> float:
    """Share of rows answered right at one half."""
    return float(np.mean((score >= 0.5) == (truth >= 0.5)))


def share(_truth: Array, score: Array) -> float:
    """Share of rows at or over one half."""
    return float(np.mean(score >= 0.5))


def f1(truth: Array, score: Array) -> float:
    """F1 of the positive class at one half."""
    said, is_so = score >= 0.5, truth >= 0.5
    both = float(np.sum(said & is_so))
    total = float(np.sum(said) + np.sum(is_so))
    return 2 * both / total if total else 0.0


def macro_f1(truth: Array, score: Array) -> float:
    """Mean of the F1 of both classes."""
    return (f1(truth, score) + f1(1 - truth, np.where(score >= 0.5, 0.0, 1.0))) / 2


def auc(truth: Array, score: Array) -> float:
    """Area under the ROC curve, ties counted half."""
    _values, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[inverse]
    positive = truth >= 0.5
    n_pos, n_neg = int(positive.sum()), int((~positive).sum())
    if not n_pos or not n_neg:
        return float("nan")
    return float((ranks[positive].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


def calibration_error(truth: Array, score: Array, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins (Guo et al. 2017)."""
    place = np.minimum((score * bins).astype(int), bins - 1)
    total = 0.0
    for each in range(bins):
        inside = place == each
        if inside.any():
            total += inside.mean() * abs(truth[inside].mean() - score[inside].mean())
    return float(total)


def figure(measure: Measure, truth: Array, score: Array) -> Figure:
    """A measure with its interval."""
    chance = np.random.default_rng(_SEED)
    drawn = []
    for _ in range(_DRAWS if len(truth) < 20_000 else 200):
        rows = chance.integers(0, len(truth), len(truth))
        drawn.append(measure(truth[rows], score[rows]))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Figure(measure(truth, score), float(low), float(high), len(truth))
