"""The fast first stage: a linear model over hashed words and letter groups.

It only clears ordinary talk; everything else goes to the network. Weights are 8-bit with one
scale, in a table of ``2**bits`` entries.
"""

from __future__ import annotations

import struct

import numpy as np
import numpy.typing as npt

from upstander.recognise.scan import Scan

HEAD = struct.Struct("<ff")  # scale of the weights, constant


class FirstStage:
    """Scores texts from their scan; higher means "let the network read it"."""

    def __init__(self, data: bytes, bits: int) -> None:
        self._bits = bits
        self._scale, self._constant = HEAD.unpack_from(data)
        self._weights = np.frombuffer(data, dtype=np.int8, offset=HEAD.size)

    def scores(self, scan: Scan) -> npt.NDArray[np.float64]:
        """One logit a text."""
        owners, numbers = scan.features(self._bits)
        counts = np.bincount(owners, minlength=scan.size)
        sums = np.bincount(
            owners, weights=self._weights[numbers].astype(np.float64), minlength=scan.size
        )
        mean = sums * self._scale / np.sqrt(np.maximum(counts, 1))
        return np.asarray(mean + self._constant, dtype=np.float64)
