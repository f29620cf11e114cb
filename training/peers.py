"""The open peers beside it, in the same run: whatever is installed of them.

They answer "is this abusive"; HateCheck is asked of them as in the notes (their one answer
against "hateful"). None of them goes online. A peer that is not installed is named.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

import numpy as np

from training import measures
from training.held_out import exam_rows, shared_rows
from training.measures import Array, figure
from training.runs import Run

Answer = Callable[[Sequence[str]], Array]


def _profanity_check() -> Answer:
    check = importlib.import_module("profanity_check")
    return lambda texts: np.asarray(check.predict_prob(list(texts)), dtype=float)


def _better_profanity() -> Answer:
    censor = importlib.import_module("better_profanity").profanity
    return lambda texts: np.array([float(censor.contains_profanity(text)) for text in texts])


def _hatesonar() -> Answer:
    sonar = importlib.import_module("hatesonar").Sonar()

    def answer(texts: Sequence[str]) -> Array:
        given = [sonar.ping(text=text)["classes"] for text in texts]
        return np.array(
            [
                1 - next(c["confidence"] for c in each if c["class_name"] == "neither")
                for each in given
            ]
        )

    return answer


def _glin() -> Answer:
    checker = importlib.import_module("glin_profanity").Filter({"languages": ["english"]})
    return lambda texts: np.array([float(checker.is_profane(text)) for text in texts])


PEERS: dict[str, Callable[[], Answer]] = {
    "alt-profanity-check": _profanity_check,
    "better-profanity": _better_profanity,
    "hatesonar": _hatesonar,
    "glin-profanity": _glin,
}


def section(run: Run, quick: bool) -> None:
    """HateCheck, OLID, our own functional test and ordinary SMS for each peer."""
    for name, load in PEERS.items():
        try:
            answer = load()
        except Exception as missing:  # a peer that does not start is said, not hidden
            run.note(f"{name}: not here ({type(missing).__name__})")
            continue
        _one(run, name, answer, quick)


def _one(run: Run, name: str, answer: Answer, quick: bool) -> None:
    step = 6 if quick else 1
    hate = list(shared_rows("hatecheck"))[::step]
    gold = np.array([float(row["labels"]["hate"]) for row in hate])  # type: ignore[index]
    odds = answer([str(row["text"]) for row in hate])
    run.say(f"{name}: HateCheck accuracy", figure(measures.accuracy, gold, odds), "")
    run.say(f"{name}: HateCheck macro-F1", figure(measures.macro_f1, gold, odds), "")
    olid = [row for row in shared_rows("olid") if row["split"] == "test"]
    gold = np.array([float(row["labels"]["abuse"]) for row in olid])  # type: ignore[index]
    odds = answer([str(row["text"]) for row in olid])
    run.say(f"{name}: OLID macro-F1", figure(measures.macro_f1, gold, odds), "")
    exam = exam_rows("functional")
    gold = np.array([float(row["expected"] == "abuse") for row in exam])
    odds = answer([str(row["text"]) for row in exam])
    run.say(f"{name}: functional overall", figure(measures.accuracy, gold, odds), "")
    run.say(
        f"{name}: functional abuse found",
        figure(measures.share, gold[gold > 0], odds[gold > 0]),
        "",
    )
    sms = [str(row["text"]) for row in shared_rows("nus_sms")][: 600 if quick else 2000]
    run.say(
        f"{name}: ordinary SMS flagged", figure(measures.share, np.zeros(len(sms)), answer(sms)), ""
    )
