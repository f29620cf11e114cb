"""The exported network without gate and calibration, for calibrating and for teaching the gate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from training.heads import AT, HEADS, LABELS, SIGNS
from upstander.language.normalise import normalise
from upstander.recognise.wordpiece import WordPiece

Array = npt.NDArray[np.float64]
LONGEST = 128


class Teacher:
    """Logits of the exported network."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(str(folder / "recogniser.onnx"), options)
        pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self._known = frozenset(piece for piece in pieces if piece.isalpha() and len(piece) > 1)
        self._cut = WordPiece({piece: at for at, piece in enumerate(pieces) if piece})

    def plain(self, text: str) -> str:
        """The normal form that the shipped program gives the network."""
        return normalise(text[:4000], self._known).text

    def logits(self, plain: Sequence[str]) -> Array:
        """Shape (texts, heads)."""
        cut = [self._cut.encode(text, LONGEST) for text in plain]
        out = np.zeros((len(cut), len(HEADS)))
        order = sorted(range(len(cut)), key=lambda at: len(cut[at]))
        for start in range(0, len(order), 16):
            chosen = order[start : start + 16]
            longest = max(len(cut[at]) for at in chosen)
            ids = np.zeros((len(chosen), longest), dtype=np.int64)
            mask = np.zeros((len(chosen), longest), dtype=np.float32)
            for row, at in enumerate(chosen):
                ids[row, : len(cut[at])] = cut[at]
                mask[row, : len(cut[at])] = 1
            out[chosen] = self._session.run(None, {"pieces": ids, "mask": mask})[0]
        return out

    def any_flag(self, plain: Sequence[str]) -> Array:
        """The strongest answer of any head that can flag a text."""
        heads = [AT["abuse"], *(AT[each] for each in (*LABELS, *SIGNS))]
        odds = 1 / (1 + np.exp(-self.logits(plain)))
        return np.asarray(odds[:, heads].max(axis=1))
