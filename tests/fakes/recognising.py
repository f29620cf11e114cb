"""An engine with one small rule, and a classifier that knows one word. No model files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np

from upstander.language.normalise import Normalised
from upstander.model.finding import Level, Said, Sign
from upstander.plugins import Loaded
from upstander.recognise._interface import Recogniser
from upstander.recognise.classifier import Card, Classifier
from upstander.recognise.engine import Engine
from upstander.recognise.model_words import GRAVEST, SIGN_WORDS, WORDS
from upstander.recognise.scan import Scan

LEVELS = {"ground": Level.B, "knife": Level.A, "car": Level.C, "freak": None}


class Spotter(Recogniser):
    """Notices the words of :data:`LEVELS`, each under its own rule."""

    slug = "spotter"
    triggers = frozenset(LEVELS)

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def signs(self, said: Said, plain: Normalised) -> Iterable[Sign]:
        for word, level in LEVELS.items():
            at = plain.text.find(word)
            if at >= 0:
                start, end = plain.span(at, at + len(word))
                quote = said.text[start:end]
                labels = ("threat",) if level is not None else ("insult",)
                yield Sign(f"spot.{word}", quote, start, end, "Why.", "Source.", level, labels)


class OddWords:
    """Stands for the classifier: lets everything with a ``?`` wait, flags the word ``odd``."""

    def __init__(self) -> None:
        more = (
            "abuse",
            "target_individual",
            "sev1",
            "sev2",
            "sev3",
            "sev4",
            "level_a",
            "level_b",
            "flag",
        )
        heads = (*WORDS, *SIGN_WORDS, *more)
        flat = np.ones(len(heads))
        thresholds = dict.fromkeys((*heads, "level_a_noticed", "cleared", "by_rule"), 0.5)
        thresholds["agrees"] = 0.0
        self.card = Card("odd-words", heads, flat, flat * 0, thresholds, 0.0, 10, {})
        self.known: frozenset[str] = frozenset()
        self.first = self
        self.read: list[str] = []
        self.whole = True

    def scores(self, scan: Scan) -> Any:
        """The first stage: what asks something is suspicious."""
        return np.where(scan.holds("?"), 1.0, -1.0)

    def answers(self, texts: Sequence[str]) -> Any:
        """The network."""
        self.read += texts
        rows = np.full((len(texts), len(self.card.heads)), 0.1)
        for row, text in zip(rows, texts, strict=True):
            if "grave" in text:  # urgent as a whole, and more like U3 than anything else
                row[[self.card.at["level_a"], self.card.at["level_b"]]] = 0.9
                row[self.card.at["U3"]] = 0.4
            if "bleak" in text:  # urgent as a whole, and like none of the gravest signs
                row[[self.card.at[sign] for sign in GRAVEST]] = 0.01
                row[self.card.at["level_a"]] = 0.9
                row[self.card.at["U7"]] = 0.4
            if "dim" in text:  # may be urgent, and is a little like U1
                row[self.card.at["level_a"]] = 0.3
                row[self.card.at["U1"]] = 0.3
            if "odd" in text:
                row[[self.card.at[head] for head in ("insult", "abuse", "flag", "sev1")]] = 0.9
        return rows

    def reads_whole(self, text: str) -> bool:
        return self.whole


def rules_only(version: str = "1", without_model: str = "") -> Engine:
    """Rules and nothing else."""
    return Engine([_loaded(version)], without_model=without_model)


def with_classifier(classifier: OddWords | None = None) -> Engine:
    """Rules, first stage and classifier."""
    model = classifier if classifier is not None else OddWords()
    return Engine([_loaded("1")], cast(Classifier, model))


def _loaded(version: str) -> Loaded[Recogniser]:
    return Loaded(Spotter(version), "tests.spotter", "upstander", "1")
