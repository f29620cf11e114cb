"""Average the weights of runs that began from the same checkpoint (Wortsman et al. 2022).

``python -m training.mean OUT RUN RUN ...`` writes ``training/checkpoints/OUT.pt``. Two runs of one
stage, on other draws or on more sheets, are worth more together than alone at the same quiet.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import torch

from training.fit import WORK


def mean(runs: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of each weight; the runs have the same names and shapes."""
    return {name: torch.stack([run[name].float() for run in runs]).mean(0) for name in runs[0]}


def main() -> int:
    """Average the checkpoints named."""
    out, *names = sys.argv[1:]
    runs = [torch.load(WORK / f"{name}.pt")["model"] for name in names]
    torch.save({"model": mean(runs)}, WORK / f"{out}.pt")
    print(f"{out}.pt: the mean of {', '.join(names)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
