"""Teach the second stage: a small convolutional network that clears what the large one would.

``python -m training.second_stage FOLDER``: FOLDER holds the exported and calibrated network;
``second_stage.onnx`` is added and its limit set. Convolution over word pieces (Kim 2014), taught by
the answers of the large network (Hinton et al. 2015), so that it may clear only ordinary talk.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.augment import misspelt
from training.calibrate import development, ordinary_half, pin
from training.corpus import CLEAN, Example, authored, public
from training.fit import WORK
from training.gate import near_flag
from training.network import PIECES
from training.network_answers import Teacher
from upstander.recognise.classifier import read_card

NARROW, CHANNELS = 96, 128
LONGEST = 128
RECALL = 0.9985
_PUBLIC = 6000
_EPOCHS, _BATCH, _RATE = 6, 128, 2e-3
Array = npt.NDArray[np.float64]


class Second(nn.Module):
    """Piece numbers in, one logit out: is there anything the large network ought to read?"""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, NARROW)
        self.near = nn.Conv1d(NARROW, CHANNELS, 3, padding=1)
        self.wider = nn.Conv1d(CHANNELS, CHANNELS, 3, padding=1)
        self.drop = nn.Dropout(0.2)
        self.inner = nn.Linear(2 * CHANNELS, 64)
        self.out = nn.Linear(64, 1)

    def forward(self, pieces: Tensor) -> Tensor:
        """Shape (rows, length), padded with 0; gives (rows,)."""
        mask = (pieces > 0).to(torch.float32)[:, None, :]
        x = self.words(pieces).transpose(1, 2) * mask
        x = functional.relu(self.near(x)) * mask
        x = x + functional.relu(self.wider(x)) * mask
        mean = x.sum(2) / mask.sum(2)
        held = self.drop(torch.cat([x.amax(2), mean], 1))
        return self.out(functional.relu(self.inner(held)))[:, 0]


def lessons(chance: np.random.Generator) -> list[Example]:
    """All our own rows, a part of them misspelt, and a part of each public set."""
    import random

    own = list(authored())
    spelt = random.Random(11)  # noqa: S311
    rows = own + [Example(misspelt(row.text, spelt), row.answers, row.source) for row in own[::4]]
    for name in CLEAN:
        part = list(public(name))
        chosen = chance.permutation(len(part))[:_PUBLIC]
        rows += [part[place] for place in chosen]
    return rows


def narrowed(words: Tensor) -> Tensor:
    """The large network's word pieces along their strongest directions."""
    _, _, directions = torch.pca_lowrank(words, q=NARROW, niter=4)
    held = words @ directions
    return held / held.std()


def teach(cut: list[list[int]], wanted: Array, start: Tensor) -> Second:
    """Fit on soft answers; near and over the limit counts most."""
    torch.manual_seed(5)
    torch.set_num_threads(2)
    model = Second()
    model.words.weight.data.copy_(0.3 * start)
    optimiser = torch.optim.AdamW(model.parameters(), lr=_RATE, weight_decay=1e-3)
    chance = np.random.default_rng(5)
    total = _EPOCHS * -(-len(cut) // _BATCH)
    done, started = 0, time.monotonic()
    for epoch in range(_EPOCHS):
        order = chance.permutation(len(cut))
        mean = 0.0
        for window in range(0, len(order), _BATCH * 50):
            part = sorted(order[window : window + _BATCH * 50], key=lambda at: len(cut[at]))
            groups = [part[at : at + _BATCH] for at in range(0, len(part), _BATCH)]
            chance.shuffle(groups) if len({len(g) for g in groups}) == 1 else None
            for group in groups:
                for each in optimiser.param_groups:
                    each["lr"] = _RATE * min(1.0, done / 200) * (1 - done / (total + 1))
                goal = torch.tensor(wanted[group], dtype=torch.float32)
                logits = model(padded([cut[at] for at in group]))
                loss = functional.binary_cross_entropy_with_logits(
                    logits, goal, weight=1.0 + 4.0 * goal
                )
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                optimiser.step()
                mean = 0.98 * mean + 0.02 * loss.item()
                done += 1
        print(f"  epoch {epoch + 1}: {mean:.4f}, {time.monotonic() - started:.0f} s", flush=True)
    return model.eval()


def padded(rows: list[list[int]]) -> Tensor:
    """Rows of one length."""
    out = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    for at, row in enumerate(rows):
        out[at, : len(row)] = torch.tensor(row)
    return out


def scores(model: Second, cut: list[list[int]]) -> Array:
    """One logit a text."""
    with torch.no_grad():
        parts = [model(padded(cut[at : at + 1])) for at in range(0, len(cut))]
    return torch.cat(parts).numpy().astype(np.float64)


def export(model: Second, path: Path) -> None:
    """Write the ONNX file, with the word pieces in 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    plain = path.with_suffix(".plain")
    torch.onnx.export(
        model,
        (torch.randint(5, 2000, (1, 12)),),
        str(plain),
        input_names=["pieces"],
        output_names=["logit"],
        dynamic_axes={"pieces": {1: "length"}, "logit": {0: "rows"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        plain, path, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather", "MatMul"]
    )
    plain.unlink()


def main() -> int:
    """Learn, write, and set the limit in the manifest."""
    folder = Path(sys.argv[1])
    teacher = Teacher(folder, threads=2)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    card = read_card(manifest)
    rows = lessons(np.random.default_rng(3))
    print(f"{len(rows)} rows", flush=True)
    texts = [row.text for row in rows] + ordinary_half(0)[:6000]
    cut, wanted = _answered(teacher, texts, card, WORK / "second_stage.npz")
    held = torch.load(WORK / f"{sys.argv[2]}.pt")["model"]["words.weight"]
    model = teach(cut, wanted, narrowed(held.float()))
    export(model, folder / "second_stage.onnx")
    seen = [row.text for row in development()]
    seen_cut = [teacher.cut(text) for text in seen]
    over = near_flag(card.odds(teacher.logits([teacher.plain(t) for t in seen])), card) >= 1.0
    from upstander.recognise.second_stage import SecondStage

    stage = SecondStage((folder / "second_stage.onnx").read_bytes())
    given = np.array([stage.score(each) for each in seen_cut])
    limit = float(np.quantile(given[over], 1 - RECALL))
    manifest["second_gate"] = round(limit, 4)
    pin(folder, manifest)
    quiet = np.array([stage.score(teacher.cut(text)) for text in ordinary_half(0)[:3000]])
    sent = (quiet >= limit).mean()
    print(f"second gate {limit:.3f}: {sent:.3f} of the ordinary messages would be sent on")
    return 0


def _answered(
    teacher: Teacher, texts: list[str], card: object, kept: Path
) -> tuple[list[list[int]], Array]:
    """What the large network says about each text; kept, as it takes minutes."""
    cut = [teacher.cut(text) for text in texts]
    if kept.exists():
        held = np.load(kept)
        if len(held["wanted"]) == len(texts):
            return cut, held["wanted"]
    plain = [teacher.plain(text) for text in texts]
    wanted = near_flag(card.odds(teacher.logits(plain)), card)  # type: ignore[attr-defined,arg-type]
    np.savez(kept, wanted=wanted)
    return cut, wanted


if __name__ == "__main__":
    sys.exit(main())
