"""One evaluation run: the engine under test, and what it gave so far."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from training.measures import Array, Figure
from upstander.model.finding import Finding, Said
from upstander.recognise.classifier import FOLDER, Classifier
from upstander.recognise.engine import Engine


class Run:
    """Asks the shipped engine, remembers answers, prints and keeps figures."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or FOLDER
        self.classifier = Classifier(self.folder)
        self.engine = Engine(classifier=self.classifier)
        self.version = self.classifier.card.version
        self.figures: dict[str, object] = {}
        self._found: dict[str, Finding] = {}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the network."""
        return hashlib.sha256((self.folder / "recogniser.onnx").read_bytes()).hexdigest()

    def at(self, head: str) -> int:
        """The place of a head in the scores."""
        return self.classifier.card.at[head]

    def findings(self, texts: Sequence[str], *, clear: bool = False) -> list[Finding]:
        """The engine's findings; each text is looked at once a run."""
        if clear:
            return list(self.engine.full(said_of(texts)))
        new = [text for text in dict.fromkeys(texts) if text not in self._found]
        for text, finding in zip(new, self.engine.full(said_of(new), clear=False), strict=True):
            self._found[text] = finding
        return [self._found[text] for text in texts]

    def label(self, texts: Sequence[str], label: str) -> Array:
        """Calibrated probabilities of a label."""
        return np.array([dict(each.labels).get(label, 0.0) for each in self.findings(texts)])

    def abuse(self, texts: Sequence[str]) -> Array:
        """Calibrated probabilities of "abuse"."""
        return np.array([each.abuse or 0.0 for each in self.findings(texts)])

    def flagged(self, texts: Sequence[str]) -> Array:
        """1 where a text is flagged as it is shipped: cascade and rules."""
        return np.array([float(each.flag) for each in self.findings(texts, clear=True)])

    def scores_flag(self, texts: Sequence[str]) -> Array:
        """1 where a text is flagged when the network reads everything."""
        return np.array([float(each.flag) for each in self.findings(texts)])

    def scores(self, texts: Sequence[str]) -> Array:
        """All heads of the network alone."""
        plain = [looked.plain.text for looked, _ in self.engine.looks(said_of(texts))]
        return self.classifier.answers(plain)

    def head(self, name: str) -> None:
        """Print the head of a section."""
        print(f"\n== {name}", flush=True)

    def say(self, name: str, value: Figure | float, goal: str) -> None:
        """Print and keep a figure beside what was asked for."""
        shown = str(value) if isinstance(value, Figure) else f"{value:.4f}"
        print(f"  {name}: {shown}" + (f"   (asked: {goal})" if goal else ""), flush=True)
        self.figures[name] = (
            [round(value.value, 4), round(value.low, 4), round(value.high, 4)]
            if isinstance(value, Figure)
            else round(float(value), 4)
        )

    def note(self, text: str) -> None:
        """Print more about it."""
        print(f"    {text}", flush=True)


def said_of(texts: Sequence[str]) -> list[Said]:
    """Texts as messages without sender or time."""
    return [Said(id=str(at), text=text) for at, text in enumerate(texts)]
