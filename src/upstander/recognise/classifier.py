"""The classifier at work: a small ONNX network, one calibrated answer a head, always the same.

One thread, no network, no telemetry. The files are pinned by SHA-256; a file that is not the one
that was measured is refused, and the rules go on without it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from upstander.model.errors import DirectoryError, IntegrityError
from upstander.recognise.first_stage import FirstStage
from upstander.recognise.wordpiece import WordPiece

Scores = npt.NDArray[np.float64]

FOLDER = Path(__file__).resolve().parent.parent / "data" / "model"
LONGEST = 128
"""Pieces that are read at once; a longer text is read in parts that overlap by a quarter."""
REACH = 8.0
"""Logits beyond this say no more."""
_PARTS = 8
_BATCH = 1


class ModelMissing(DirectoryError):
    """The classifier's files are not there; rules still work."""

    code = "model-missing"
    exit_status = 31
    sentence = "The part that has learnt from examples is not on this computer."
    next_step = "The rules still work. Install the program again to have both."


class ModelChanged(IntegrityError):
    """A file of the classifier is not the one that was measured."""

    code = "model-changed"
    exit_status = 25
    sentence = "A file of the part that has learnt from examples is not the one that was tested."
    next_step = "It was not used; the rules still work. Install the program again."


@dataclass(frozen=True)
class Card:
    """What the pinned manifest says about the files and their answers."""

    version: str
    heads: tuple[str, ...]
    scale: Scores
    shift: Scores
    thresholds: dict[str, float]
    gate: float
    first_stage_bits: int
    mix: dict[str, Scores]
    """For the answers that are worked out from all answers: their weights, and a constant. An
    answer that the network does not give ("flag") stands after those it does."""

    @cached_property
    def at(self) -> dict[str, int]:
        """The place of each head."""
        return {head: place for place, head in enumerate(self.heads)}

    @cached_property
    def given(self) -> int:
        """How many answers the network itself gives."""
        return next((len(weights) - 1 for weights in self.mix.values()), len(self.heads))

    def odds(self, logits: Scores) -> Scores:
        """Calibrated probabilities; some answers are worked out from all of them together."""
        given = np.clip(logits, -REACH, REACH)
        held = np.zeros((len(given), len(self.heads)))
        held[:, : self.given] = given
        for head, weights in self.mix.items():
            held[:, self.at[head]] = given @ weights[:-1] + weights[-1]
        return np.asarray(1.0 / (1.0 + np.exp(-(held * self.scale + self.shift))))


class Classifier:
    """Texts in, calibrated probabilities out."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Load and check the files.

        Raises:
            ModelMissing: a file is not there.
            ModelChanged: a file does not have its pinned SHA-256.
        """
        manifest = _manifest(folder)
        self.card = read_card(manifest)
        network = _checked(folder, manifest, "recogniser.onnx")
        pieces = _checked(folder, manifest, "vocabulary.txt").decode().split("\n")
        self.known = frozenset(piece for piece in pieces if piece.isalpha() and len(piece) > 1)
        self._cut = WordPiece({piece: number for number, piece in enumerate(pieces) if piece})
        self.first = FirstStage(
            _checked(folder, manifest, "first_stage.bin"), self.card.first_stage_bits
        )
        self._session = _session(network)

    def answers(self, texts: Sequence[str]) -> Scores:
        """Probabilities, shape (texts, heads), for plain (normalised) texts.

        Of a long text each head gives its strongest part.
        """
        places: dict[tuple[int, ...], list[int]] = {}  # the same words are read once
        for place, text in enumerate(texts):
            for piece_numbers in self._parts(text):
                places.setdefault(tuple(piece_numbers), []).append(place)
        logits = np.full((len(texts), self.card.given), -np.inf)
        parts = sorted(places, key=len)
        for start in range(0, len(parts), _BATCH):
            chosen = parts[start : start + _BATCH]
            for part, row in zip(chosen, self._logits(chosen), strict=True):
                for place in places[part]:
                    logits[place] = np.maximum(logits[place], row)
        return self.card.odds(logits)

    def reads_whole(self, text: str) -> bool:
        """Whether all of a text is read: what lies beyond the last part is not."""
        return len(self._cut.encode(text, _reach() + 1)) <= _reach()

    def _parts(self, text: str) -> list[list[int]]:
        numbers = self._cut.encode(text, _reach())
        if len(numbers) <= LONGEST:
            return [numbers]
        first, last, inner = numbers[0], numbers[-1], numbers[1:-1]
        room = LONGEST - 2
        step = room * 3 // 4
        return [
            [first, *inner[start : start + room], last]
            for start in range(0, max(1, len(inner) - room // 4), step)
        ]

    def _logits(self, batch: Sequence[tuple[int, ...]]) -> Scores:
        longest = max(map(len, batch))
        pieces = np.zeros((len(batch), longest), dtype=np.int64)
        mask = np.zeros((len(batch), longest), dtype=np.float32)
        for row, numbers in enumerate(batch):
            pieces[row, : len(numbers)] = numbers
            mask[row, : len(numbers)] = 1
        given = self._session.run(None, {"pieces": pieces, "mask": mask})[0]
        return np.asarray(given, dtype=np.float64)


def _reach() -> int:
    return LONGEST + (_PARTS - 1) * ((LONGEST - 2) * 3 // 4)


def _session(network: bytes) -> Any:
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        held = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ModelMissing("(manifest.json)") from None
    if not isinstance(held, dict):
        raise ModelChanged("(manifest.json)")
    return held


def _checked(folder: Path, manifest: dict[str, Any], name: str) -> bytes:
    try:
        data = (folder / name).read_bytes()
    except OSError:
        raise ModelMissing(f"({name})") from None
    pinned = manifest.get("sha256")
    if not isinstance(pinned, dict) or hashlib.sha256(data).hexdigest() != pinned.get(name):
        raise ModelChanged(f"({name})")
    return data


def read_card(manifest: dict[str, Any]) -> Card:
    """Read what a manifest says; raises :class:`ModelChanged` for one that is not whole."""
    try:
        return _written_card(manifest)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ModelChanged("(manifest.json)") from None


def _written_card(manifest: dict[str, Any]) -> Card:
    heads = tuple(manifest["heads"])
    calibration = manifest["calibration"]
    return Card(
        version=manifest["version"],
        heads=heads,
        scale=np.array([calibration[head][0] for head in heads]),
        shift=np.array([calibration[head][1] for head in heads]),
        thresholds=dict(manifest["thresholds"]),
        gate=float(manifest["gate"]),
        first_stage_bits=int(manifest["first_stage_bits"]),
        mix={head: np.array(weights) for head, weights in manifest["mix"].items()},
    )
