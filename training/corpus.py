"""The rows the classifier learns from: public ones of a clear licence, and our own.

A label that a set does not annotate is missing, never "no": the loss leaves it out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from training.guard import Guard
from training.heads import LABELS, SEVERITIES, SIGNS
from training.held_out import TEST_SPLITS, shared_rows

ROWS = Path(__file__).parent / "authored" / "rows"
CLEAN = (
    "hatemojibuild", "paradetox", "hatexplain", "toxic_spans", "edos", "davidson", "gab5k",
    "guest_misogyny", "foxnews",
)  # fmt: skip
_PUBLIC_HEADS = ("abuse", "hate", "threat", "insult")
_DEV_SHARE = 6


@dataclass(frozen=True, slots=True)
class Example:
    """One text with the answers that are known about it (0 or 1 each)."""

    text: str
    answers: dict[str, int]
    source: str
    group: str = ""
    about: dict[str, object] = field(default_factory=dict, hash=False, compare=False)


def is_dev(group: str) -> bool:
    """Whether a voice, pair or row belongs to the development part: one in six, for good."""
    return hashlib.sha256(b"dev" + group.encode()).digest()[0] % _DEV_SHARE == 0


@cache
def guard() -> Guard:
    """The guard, read once."""
    return Guard()


def public(name: str, *, dev: bool = False) -> Iterator[Example]:
    """The training (or development) rows of a public set; held-out and refused rows left out.

    What a set calls not abusive is none of our labels either.
    """
    if name not in CLEAN:
        raise ValueError(f"{name} is not of a licence class that may be trained on.")
    for number, row in enumerate(shared_rows(name)):
        group = f"{name}.{row.get('pair', number)}"
        if row["split"] == TEST_SPLITS.get(name) or is_dev(group) != dev:
            continue
        text = str(row["text"])
        if guard().meets(text):
            continue
        labels = row["labels"]
        assert isinstance(labels, dict)
        answers = {head: int(labels[head]) for head in _PUBLIC_HEADS if head in labels}
        if answers.get("hate") == 1:
            answers["abuse"] = 1
        if answers.get("abuse") == 0:
            answers = dict.fromkeys((*LABELS, *SEVERITIES, "target_individual"), 0) | answers
        if answers:
            yield Example(text, answers, name, group)


HATE_SHEETS = ("hat_", "htb_", "nha_")
BLIND_SHEETS = ("dvu_", "dvw_", "dvx_", "dvf_")
"""Written by authors who had seen the needs and no row: development only, whoever's voice it is."""
UNSEEN_SHEETS = ("dvx_",)
"""Of those the ones that no calibration, threshold or choice may see: they are only reported."""


PLAIN_SHEETS = ("ord_", "ben_", "pla_", "plc_", "pld_", "plu_", "plv_")


def authored(part: str = "", *, dev: bool = False) -> Iterator[Example]:
    """Our own rows, split by voice; a voice is on one side only.

    ``part`` is ``hate`` for the sheets on hate; ``first`` to ``fourth`` for the rounds in which the
    others were written (of the first, ``plain`` for the sheets of ordinary talk and ``twins`` for
    the others); or empty for all.
    """
    for path in sorted(ROWS.glob("*.jsonl")):
        if part and part not in _parts(path.name):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            aside = path.name.startswith(BLIND_SHEETS) or is_dev(row["voice"])
            if aside == dev and not guard().meets(row["text"]):
                yield Example(row["text"], _answers(row), "authored", row["pair"], row)


def _parts(name: str) -> tuple[str, ...]:
    if name.startswith(HATE_SHEETS):
        return ("hate",)
    if name.startswith("nw"):
        return ("fourth",)
    if name.startswith("nv"):
        return ("third",)
    if name.startswith("n"):
        return ("second",)
    return ("first", "plain" if name.startswith(PLAIN_SHEETS) else "twins")


def _answers(row: dict[str, object]) -> dict[str, int]:
    labels, signs = row["labels"], row["urgency"]
    assert isinstance(labels, list) and isinstance(signs, list)
    severity = int(str(row["severity"]))
    return _grave(row) | {
        "abuse": int(bool(labels)),
        "target_individual": int(str(row["target"])),
        **{label: int(label in labels) for label in LABELS},
        **{head: int(severity > place) for place, head in enumerate(SEVERITIES)},
        **{sign: int(sign in signs) for sign in SIGNS},
    }


_ALWAYS_A = frozenset({"U1", "U2", "U3"})
_AT_TIMES_A = frozenset({"U5", "U12", "U13", "U16"})
_B = frozenset({"U4", "U6", "U7", "U8", "U9", "U10", "U11", "U12", "U13", "U14", "U17"})
_LEVEL_A_SHEETS = ("nua_", "nva_", "nwa_", "dvu_a", "dvw_a", "dvx_a")
_LEVEL_B_SHEETS = ("nub_", "nwb_", "dvu_b", "dvw_b", "dvx_b")


def _grave(row: dict[str, object]) -> dict[str, int]:
    """The levels a row's signs stand for; where a sheet does not say which, it is not known."""
    signs, sheet = row["urgency"], str(row["template"])
    assert isinstance(signs, list)
    held = set(signs)
    graver = held & _AT_TIMES_A
    known = {}
    if held & _ALWAYS_A or (graver and sheet.startswith(_LEVEL_A_SHEETS)):
        known["level_a"] = 1
    elif not graver or sheet.startswith(_LEVEL_B_SHEETS):
        known["level_a"] = 0
    if known.get("level_a") == 1 or held & _B:
        known["level_b"] = 1
    elif not held:
        known["level_b"] = 0
    return known
