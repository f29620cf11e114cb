"""The sets that are measured and never trained on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data" / "recognition"
EXAM = ROOT / "training" / "exam"
NEVER_TRAIN = ("hatecheck", "hatemojicheck")
MEASURED = (
    "olid", "smishing5971", "sms_spam", "nus_sms", "topicalchat", "dialogsum", "meld_friends",
    "youtoxic", "unhealthy", "nazario_phish", "sefaced_mail", "conda_dota", "formspring_a",
    "stormfront", "hateval", "waseem_twitter",
)  # fmt: skip
TEST_SPLITS = {"hatexplain": "test", "edos": "test", "davidson": "test", "toxic_spans": "test"}
"""Sets whose training part may be used: the named split is measured, and held out whole."""


def shared_rows(name: str) -> Iterator[dict[str, object]]:
    """The rows of a shared set; raises ``FileNotFoundError`` where it is not here."""
    with gzip.open(SHARED / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def exam_rows(name: str) -> list[dict[str, object]]:
    """The rows of a part of our own frozen examination."""
    path = EXAM / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def never_train() -> Iterator[str]:
    """Texts of which not even five words in a row may be trained on."""
    for name in NEVER_TRAIN:
        yield from (str(row["text"]) for row in shared_rows(name))
    for path in sorted(EXAM.glob("*.jsonl")):
        yield from (str(row["text"]) for row in exam_rows(path.stem))


def measured() -> Iterator[str]:
    """Texts that may not be trained on whole."""
    for name in MEASURED:
        yield from (str(row["text"]) for row in shared_rows(name))
    for name, split in TEST_SPLITS.items():
        yield from (str(r["text"]) for r in shared_rows(name) if r["split"] == split)
