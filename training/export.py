"""Make the ONNX file that ships: weights in 8 bits, activations quantised as it runs.

``python -m training.export CHECKPOINT FOLDER``
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.fit import WORK, base_folder
from training.network import Recogniser


def export(checkpoint: Path, folder: Path) -> Path:
    """Write ``recogniser.onnx`` and ``vocabulary.txt`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    model = Recogniser()
    model.load_state_dict(torch.load(checkpoint)["model"])
    model.eval()
    plain = folder / "plain.onnx"
    pieces = torch.randint(5, 2000, (2, 12))
    mask = torch.ones(2, 12)
    axes = {0: "rows", 1: "length"}
    torch.onnx.export(
        model,
        (pieces, mask),
        str(plain),
        input_names=["pieces", "mask"],
        output_names=["logits"],
        dynamic_axes={"pieces": axes, "mask": axes, "logits": {0: "rows"}},
        opset_version=17,
        dynamo=False,
    )
    made = folder / "recogniser.onnx"
    quantize_dynamic(plain, made, weight_type=QuantType.QInt8, per_channel=False)
    plain.unlink()
    shutil.copy(base_folder() / "vocab.txt", folder / "vocabulary.txt")
    return made


def main() -> int:
    """Export a stage of ``training/checkpoints``."""
    made = export(WORK / f"{sys.argv[1]}.pt", Path(sys.argv[2]))
    print(f"{made}: {made.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
