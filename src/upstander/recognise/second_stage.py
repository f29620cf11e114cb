"""The second stage: a small convolutional network that clears what the large one need not read.

It was taught by the large one (``training.second_stage``). Where it is in doubt, the large one
reads. One text at a time, so that an answer never depends on its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def session_of(network: bytes) -> Any:
    """An ONNX session on one thread, always the same, silent, with nothing sent anywhere."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


class SecondStage:
    """Scores the pieces of one text; higher means "let the large network read it"."""

    def __init__(self, network: bytes) -> None:
        self._session = session_of(network)

    def score(self, pieces: Sequence[int]) -> float:
        """One logit for one text's piece numbers."""
        given = self._session.run(None, {"pieces": np.array([pieces], dtype=np.int64)})[0]
        return float(given[0])
