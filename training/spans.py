"""Which characters of a text are the abusive ones (SemEval 2021 task 5): F1 over characters."""

from __future__ import annotations

import numpy as np

from training.measures import Figure
from training.runs import Run
from upstander.language.normalise import normalise
from upstander.recognise.model_signs import occlusion

_FALL = 0.25
_SAMPLE = 400


def span_f1(run: Run, rows: list[dict[str, object]]) -> Figure:
    """Mean F1 of the characters whose removal lowers "abuse" most, over the first rows."""
    scores = np.array([_one(run, row) for row in rows[:_SAMPLE]])
    chance = np.random.default_rng(1)
    drawn = [scores[chance.integers(0, len(scores), len(scores))].mean() for _ in range(1000)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Figure(float(scores.mean()), float(low), float(high), len(scores))


def _one(run: Run, row: dict[str, object]) -> float:
    text = str(row["text"])
    gold = {at for start, end in row["spans"] for at in range(start, end)}  # type: ignore[attr-defined]
    plain = normalise(text, run.classifier.known)
    effects = occlusion(plain, ["abuse"], run.classifier)["abuse"]
    top = max((fall for _, _, fall in effects), default=0.0)
    said: set[int] = set()
    for start, end, fall in effects:
        if top > 0 and fall >= max(_FALL * top, 0.02):
            said |= set(range(*plain.span(start, end)))
    if not gold or not said:
        return float(not gold and not said)
    both = len(gold & said)
    return 2 * both / (len(gold) + len(said))
