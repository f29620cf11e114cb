"""How a candidate does on development data: the only figures candidates are chosen by.

``python -m training.develop FOLDER``: FOLDER holds an exported network.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from training import measures
from training.corpus import CLEAN, Example, authored, public
from training.heads import AT, LABELS, SIGNS
from training.network_answers import Array, Teacher


def own(teacher: Teacher) -> None:
    """Our own development voices: each head's AUC, and what one half and .8 would do."""
    rows = list(authored(dev=True))
    odds = 1 / (1 + np.exp(-teacher.logits([teacher.plain(row.text) for row in rows])))
    abuse = np.array([float(row.answers["abuse"]) for row in rows])
    some = odds[:, [AT["abuse"], *(AT[label] for label in LABELS)]].max(1)
    for limit in (0.5, 0.7, 0.8, 0.9):
        found, wrong = (some[abuse > 0] >= limit).mean(), (some[abuse == 0] >= limit).mean()
        print(f"own rows at {limit}: abuse found {found:.3f}, harmless flagged {wrong:.3f}")
    for head in (*LABELS, *SIGNS):
        gold = np.array([float(row.answers[head]) for row in rows])
        one = odds[:, AT[head]]
        by_any = some[gold > 0] >= 0.7
        print(
            f"  {head:20s} n+={int(gold.sum()):4d} AUC {measures.auc(gold, one):.3f}"
            f" F1 {measures.f1(gold, one):.3f} flagged at .7 {np.mean(by_any):.3f}"
        )
    _twins(rows, some)


def _twins(rows: list[Example], some: Array) -> None:
    twins: dict[str, list[float]] = {}
    for row, odds in zip(rows, some, strict=True):
        if not row.answers["abuse"]:
            twins.setdefault(str(row.about.get("twin")), []).append(float(odds >= 0.7))
    shown = ", ".join(f"{k} {np.mean(v):.3f}/{len(v)}" for k, v in sorted(twins.items()))
    print(f"harmless flagged at .7 by twin: {shown}")


def shared(teacher: Teacher) -> None:
    """The development parts of the public sets."""
    for name in CLEAN:
        rows = list(public(name, dev=True))[:1500]
        odds = 1 / (1 + np.exp(-teacher.logits([teacher.plain(row.text) for row in rows])))
        for head in ("hate", "abuse"):
            known = [at for at, row in enumerate(rows) if head in row.answers]
            gold = np.array([float(rows[at].answers[head]) for at in known])
            if len(set(gold.tolist())) == 2:
                one = odds[known, AT[head]]
                area, both = measures.auc(gold, one), measures.macro_f1(gold, one)
                print(f"{name:16s} {head}: AUC {area:.3f} macro-F1 {both:.3f}")


def main() -> int:
    """Print both."""
    teacher = Teacher(Path(sys.argv[1]))
    own(teacher)
    shared(teacher)
    return 0


if __name__ == "__main__":
    sys.exit(main())
