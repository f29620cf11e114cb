"""Everything that looks at a message, in its order: scan, rules, first stage, network.

Rules and first stage answer at once; the network reads behind them what the first stage did not
clear. A finding says how far its text was looked at. Whoever keeps the case is never flagged for
their own words; what they say about danger to themselves still counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from upstander.language.normalise import Normalised, normalise_many
from upstander.model.finding import Finding, Level, Said, Sign, Stage
from upstander.plugins import Loaded, load_family
from upstander.recognise import recognisers
from upstander.recognise._interface import Recogniser
from upstander.recognise.classifier import (
    FOLDER,
    Classifier,
    ModelChanged,
    ModelMissing,
    Scores,
)
from upstander.recognise.language_read import why_not_read
from upstander.recognise.model_signs import labels_of, model_signs, severity_of
from upstander.recognise.scan import LONGEST, Scan, Triggers
from upstander.recognise.together import agreed, raised_together

BATCH = 256


@dataclass(frozen=True, slots=True)
class Looked:
    """One message on its way: plain form, signs so far, and what the first stage said."""

    said: Said
    plain: Normalised
    signs: tuple[Sign, ...]
    gate: float
    not_read: str


class Engine:
    """Looks at messages. ``without_model`` says why there is no classifier, if there is none."""

    def __init__(
        self,
        parts: Sequence[Loaded[Recogniser]] | None = None,
        classifier: Classifier | None = None,
        *,
        without_model: str = "",
    ) -> None:
        loaded = shipped_recognisers() if parts is None else parts
        self._parts = tuple(loaded)
        self._classifier = classifier
        self.without_model = without_model
        self._triggers = Triggers([each.part.triggers for each in self._parts])
        always = sum(1 << at for at, each in enumerate(self._parts) if not each.part.triggers)
        self._always = np.uint64(always)
        self._known = classifier.known if classifier else frozenset[str]()

    @property
    def version(self) -> str:
        """Which rules and which model made a finding."""
        rules = "+".join(f"{each.part.slug}.{each.part.version}" for each in self._parts)
        return f"{self._classifier.card.version if self._classifier else 'no-model'}|{rules}"

    def quick(self, messages: Iterable[Said]) -> Iterator[Finding]:
        """Rules and first stage: one finding a message, in order."""
        for _, finding in self.looks(messages):
            yield finding

    def looks(self, messages: Iterable[Said]) -> Iterator[tuple[Looked, Finding]]:
        """Rules and first stage: each message on its way, with its first finding."""
        for looked in self._look(messages):
            yield looked, self._first_finding(looked)

    def full(self, messages: Iterable[Said], *, clear: bool = True) -> Iterator[Finding]:
        """Rules, first stage and network: one finding a message, in order.

        With ``clear`` false the network reads also what the first stage would clear.
        """
        batch: list[Looked] = []
        for looked in self._look(messages):
            batch.append(looked)
            if len(batch) == BATCH:
                yield from self._read(batch, clear=clear)
                batch = []
        yield from self._read(batch, clear=clear)

    def _look(self, messages: Iterable[Said]) -> Iterator[Looked]:
        batch: list[Said] = []
        for said in messages:
            batch.append(said)
            if len(batch) == BATCH:
                yield from self._scan(batch)
                batch = []
        if batch:
            yield from self._scan(batch)

    def _scan(self, batch: Sequence[Said]) -> Iterator[Looked]:
        plain = normalise_many([said.text for said in batch], self._known)
        scan = Scan([each.text for each in plain])
        waiting = scan.waiting(self._triggers) | self._always
        gates = self._classifier.first.scores(scan) if self._classifier else np.zeros(len(batch))
        for said, each, bits, gate in zip(
            batch, plain, waiting.tolist(), gates.tolist(), strict=True
        ):
            # What the service itself wrote is nobody's words.
            signs = self._signs(said, each, bits) if bits and said.kind != "system" else ()
            yield Looked(said, each, signs, gate, why_not_read(each.text, self._known))

    def _signs(self, said: Said, plain: Normalised, bits: int) -> tuple[Sign, ...]:
        found: list[Sign] = []
        while bits:
            lowest = bits & -bits
            loaded = self._parts[lowest.bit_length() - 1]
            by = f"{loaded.module} {loaded.part.version}"
            found += (replace(sign, by=by) for sign in loaded.part.signs(said, plain))
            bits ^= lowest
        return tuple(found)

    def _first_finding(self, looked: Looked) -> Finding:
        level = most_urgent(looked.signs)
        flag = _says_abuse(looked.signs) and looked.said.is_self is not True
        return Finding(
            about=looked.said.id,
            signs=looked.signs,
            flag=flag,
            level=level,
            stage=Stage.FIRST if self._classifier else Stage.RULES,
            not_read=looked.not_read,
        )

    def cleared(self, looked: Looked) -> bool:
        """Whether the first stage took a text for ordinary talk and no rule noticed anything."""
        if self._classifier is None or looked.not_read or looked.said.kind == "system":
            return True
        return not looked.signs and looked.gate < self._classifier.card.gate

    def _read(self, batch: Sequence[Looked], *, clear: bool) -> Iterator[Finding]:
        model = self._classifier
        if model is None:
            yield from map(self._first_finding, batch)
            return
        wanted = [
            place
            for place, each in enumerate(batch)
            if each.plain.text.strip() and not (clear and self.cleared(each))
        ]
        scores = model.answers([batch[place].plain.text for place in wanted])
        rows = dict(zip(wanted, scores, strict=True))
        for place, looked in enumerate(batch):
            row = rows.get(place)
            yield self._cleared(looked) if row is None else self._finding(looked, row, model)

    def _cleared(self, looked: Looked) -> Finding:
        model = self._classifier
        assert model is not None  # noqa: S101  only called with one
        odds = 1.0 / (1.0 + float(np.exp(-looked.gate)))
        low = min(odds, model.card.thresholds["cleared"]) if looked.plain.text.strip() else 0.0
        finding = self._first_finding(looked)
        return replace(finding, abuse=low, stage=Stage.MODEL)

    def _finding(self, looked: Looked, row: Scores, model: Classifier) -> Finding:
        card = model.card
        not_read = looked.not_read or _rest_not_read(looked, model)
        added = model_signs(looked.said, looked.plain, row, model, looked.signs)
        signs = raised_together(looked.signs + added, looked.plain.text) if added else looked.signs
        if not not_read and most_urgent(added) is not Level.A:
            signs = agreed(signs, row, card)
        level, by_rules = most_urgent(signs), signs[: len(looked.signs)]
        labels = labels_of(row, card)
        over = any(odds >= card.thresholds[label] for label, odds in labels)
        abuse = float(row[card.at["abuse"]])
        # A rule's word counts alone where it is plain (level A), else with a little agreement.
        plain = _says_abuse(by_rules) and most_urgent(by_rules) is Level.A
        by_rule = _says_abuse(looked.signs) and abuse >= card.thresholds["by_rule"]
        whole = float(row[card.at["flag"]]) >= card.thresholds["flag"]
        flag = over or plain or by_rule or whole
        return Finding(
            about=looked.said.id,
            signs=signs,
            flag=flag and looked.said.is_self is not True,
            level=level,
            target_individual=float(row[card.at["target_individual"]]) >= 0.5,
            severity=severity_of(row, card),
            abuse=abuse,
            labels=labels,
            stage=Stage.MODEL,
            not_read=not_read,
        )


def shipped_recognisers() -> list[Loaded[Recogniser]]:
    """All recognisers that ship, in the order of their modules."""
    return list(load_family(recognisers, Recogniser).values())  # type: ignore[type-abstract]  # a family is named by its base


def most_urgent(signs: Iterable[Sign]) -> Level | None:
    """The most urgent level among signs; levels add up, one sign never lowers another."""
    levels = [sign.level for sign in signs if sign.level is not None]
    return min(levels, key=lambda level: level.rank, default=None)


def _says_abuse(signs: Iterable[Sign]) -> bool:
    """Whether a rule takes the words for abuse; a call for help is urgent and never that."""
    return any(sign.labels and sign.level in (Level.A, Level.B) for sign in signs)


def _rest_not_read(looked: Looked, model: Classifier) -> str:
    if len(looked.plain.text) <= LONGEST or model.reads_whole(looked.plain.text):
        return ""
    return "This message is very long. Only parts of it were read."


def load_engine(folder: Path = FOLDER) -> Engine:
    """The shipped engine. Without a whole classifier the rules work alone, and it says so."""
    try:
        return Engine(classifier=Classifier(folder))
    except (ModelMissing, ModelChanged) as wrong:
        return Engine(without_model=wrong.explain())
