"""What the training data promises: sheets make rows, voices stay on one side, nothing leaks."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from functools import cache

import pytest

from training.corpus import is_dev
from training.expand import HERE, LABELS, expand, read_sheet, sheets
from training.guard import Guard
from training.held_out import EXAM, SHARED, never_train, shared_rows

Row = dict[str, object]


@cache
def rows() -> list[Row]:
    return [
        json.loads(line)
        for path in sorted((HERE / "rows").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_the_rows_are_what_the_sheets_say() -> None:
    for path in sheets():
        assert (HERE / "rows" / f"{path.stem}.jsonl").read_bytes() == expand(path), path.stem


def test_every_sheet_can_be_read() -> None:
    assert [error for path in sheets() for error in read_sheet(path)[1]] == []


def test_there_are_twenty_thousand_rows_and_twins_for_every_label() -> None:
    pairs: dict[object, set[str]] = defaultdict(set)
    for row in rows():
        labels = row["labels"]
        assert isinstance(labels, list)
        pairs[row["pair"]] |= set(labels) or {"benign"}
    with_twins = {label for held in pairs.values() if "benign" in held for label in held}

    assert len(rows()) >= 20_000
    assert set(LABELS) <= with_twins


def test_a_voice_is_on_one_side_of_the_split() -> None:
    sides: dict[object, set[bool]] = defaultdict(set)
    for row in rows():
        sides[row["voice"]].add(is_dev(str(row["voice"])))

    assert all(len(side) == 1 for side in sides.values())
    assert {next(iter(side)) for side in sides.values()} == {True, False}


def test_the_examination_is_the_frozen_one() -> None:
    for line in (EXAM / "FROZEN.sha256").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((EXAM / name).read_bytes()).hexdigest() == digest


def test_the_guard_refuses_every_examination_text() -> None:
    guard = Guard()
    texts = [
        json.loads(line)["text"]
        for path in sorted(EXAM.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]

    assert all(guard.meets(text) for text in texts)
    assert not guard.meets("the blue kettle on the third shelf sings at noon")


@pytest.mark.shared
@pytest.mark.skipif(
    not SHARED.is_dir(), reason="../shared is not here: the public sets are not checked"
)
def test_the_guard_refuses_every_text_of_the_sets_never_trained_on() -> None:
    guard = Guard()

    assert all(guard.meets(text) for text in never_train())
    assert all(guard.meets(str(row["text"])) for row in shared_rows("smishing5971"))
