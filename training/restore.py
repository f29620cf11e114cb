"""Read the network that ships back as a checkpoint, for a stage that goes on where it stands.

``python -m training.restore STAGE`` writes ``training/checkpoints/STAGE.pt`` from the 8-bit file:
the same network but for the rounding, where the checkpoint that it was exported from is gone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from training.fit import WORK
from training.network import Recogniser
from upstander.recognise.classifier import FOLDER


def restored(path: Path) -> dict[str, torch.Tensor]:
    """The weights of an exported network by their names; matrices come back transposed.

    Raises:
        ValueError: the file is not one that ``training.export`` made of this network.
    """
    graph = onnx.load(str(path)).graph
    held = {each.name: torch.tensor(numpy_helper.to_array(each)) for each in graph.initializer}
    matrices = [
        node.input[1].removesuffix("_quantized")
        for node in graph.node
        if node.op_type == "MatMulInteger"
    ]
    names = [
        f"layers.{number}.{part}.weight"
        for number in range(len(Recogniser().layers))
        for part in ("qkv", "out", "up", "down")
    ]
    if len(matrices) != len(names) + 1:
        raise ValueError(f"{path.name} holds {len(matrices)} matrices, not {len(names) + 1}.")
    weights = {name: plain for name, plain in held.items() if name.endswith((".bias", ".weight"))}
    for name, old in zip([*names, "heads.weight"], matrices, strict=True):
        weights[name] = _full(held, old).T.contiguous()
    for name in ("words.weight", "places.weight"):
        weights[name] = _full(held, name)
    return weights


def _full(held: dict[str, torch.Tensor], name: str) -> torch.Tensor:
    middle = held[f"{name}_zero_point"].float()
    return (held[f"{name}_quantized"].float() - middle) * held[f"{name}_scale"]


def main() -> int:
    """Write the checkpoint, unless there is one."""
    to = WORK / f"{sys.argv[1]}.pt"
    if to.exists():
        print(f"{to.name} is there already; nothing was changed.")
        return 1
    model = Recogniser()
    model.load_state_dict(restored(FOLDER / "recogniser.onnx"))
    WORK.mkdir(exist_ok=True)
    torch.save({"model": model.state_dict()}, to)
    print(f"{to.name}: read back from the network that ships.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
