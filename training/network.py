"""The classifier: MiniLM-L6 (Wang et al. 2020) with one linear head an answer.

Only training needs torch; what ships is the ONNX file that ``training.export`` makes.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.heads import HEADS

WIDTH, PARTS, INNER, LAYERS, PLACES, PIECES = 384, 12, 1536, 6, 512, 30522


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend and transform; ``mask`` is added to the attention scores."""
        rows, length, _ = x.shape
        qkv = self.qkv(x).view(rows, length, 3, PARTS, WIDTH // PARTS).permute(2, 0, 3, 1, 4)
        query, key, value = qkv[0], qkv[1], qkv[2]
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Recogniser(nn.Module):
    """Piece numbers and a mask in, one logit a head out."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH, sparse=True)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(2 * WIDTH, len(HEADS))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Shapes: (rows, length) and (rows, length) of 0/1; gives (rows, heads)."""
        places = torch.arange(pieces.shape[1])
        x = self.norm(self.words(pieces) + self.places(places))
        weight = mask.to(x.dtype)
        scores = (1.0 - weight)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, scores)
        mean = (x * weight[:, :, None]).sum(1) / weight.sum(1, keepdim=True)
        return self.heads(self.drop(torch.cat([x[:, 0], mean], 1)))


def with_base(path: Path) -> Recogniser:
    """A fresh network on the base weights (a safetensors file of all-MiniLM-L6-v2)."""
    base = load_file(str(path))
    model = Recogniser()
    held = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        "places.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        held |= _layer(base, number)
    missing, unknown = model.load_state_dict(held, strict=False)
    if unknown or set(missing) != {"heads.weight", "heads.bias"}:
        raise ValueError(f"The base weights do not fit: {missing} {unknown}")
    return model


def _layer(base: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    old, new = f"encoder.layer.{number}.", f"layers.{number}."
    attention = [f"{old}attention.self.{part}" for part in ("query", "key", "value")]
    held = {
        f"{new}qkv.{kind}": torch.cat([base[f"{part}.{kind}"] for part in attention])
        for kind in ("weight", "bias")
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for ours, theirs in names.items():
        for kind in ("weight", "bias"):
            held[f"{new}{ours}.{kind}"] = base[f"{old}{theirs}.{kind}"]
    return held
