"""Counting over real game chat (shared data), against a count made another way."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.fakes.threads import facts, found, insult, pattern
from upstander.model.finding import Finding, Pattern, Said
from upstander.recognise._interface import Known

CHAT = Path(__file__).resolve().parents[4] / "shared" / "data" / "recognition"
START = datetime(2026, 3, 1, tzinfo=UTC)
BEN = Known(target=["Ben"])
pytestmark = pytest.mark.shared


@dataclass(frozen=True)
class Games:
    """All matches as if they were replies to one person."""

    said: list[Said]
    findings: dict[str, Finding]

    @property
    def noticed(self) -> list[Said]:
        return [each for each in self.said if each.id in self.findings]


@cache
def games() -> Games:
    said, rude = [], []
    with gzip.open(CHAT / "conda_dota.jsonl.gz", "rt", encoding="utf-8") as rows:
        for at, row in enumerate(map(json.loads, rows)):
            moment = START + timedelta(seconds=row["sec"])
            player = f"{row['match']}-{row['slot']}"
            if not any(map(str.isalnum, row["text"])):
                continue  # lone signs, some of which are reactions
            said.append(Said(str(at), row["text"], sender=player, at=moment, seq=at))
            if row["labels"]["abuse"]:
                rude.append(said[-1])
    return Games(said, found(*map(insult, rude)))


def one(slug: str) -> Pattern:
    [shown] = pattern(slug, games().said, games().findings, BEN)
    return shown


def test_takes_no_rude_word_for_a_name() -> None:
    """Players write "shut up noob" and "fuck off team"; the names of figures may be left."""
    shown = pattern("mobbing", apart(), games().findings)
    assert {each.target for each in shown} <= {"Crystal Maiden"}


def apart() -> list[Said]:
    """Each match its own conversation."""
    return [replace(each, conversation=each.sender.split("-")[0]) for each in games().said]


def test_a_pile_on_is_counted_to_the_last_message() -> None:
    told = facts(one("pile_on"))
    assert int(told["messages"]) == len(games().said)
    assert int(told["accounts"]) == len({each.sender for each in games().said})
    assert int(told["noticed"]) == len(games().noticed)


def test_each_of_the_loudest_has_its_own_count() -> None:
    told = facts(one("pile_on"))
    counted = Counter(each.sender for each in games().said)
    kept = {name.removeprefix("count:"): int(n) for name, n in told.items() if "count:" in name}
    assert kept == {name: counted[name] for name in kept}
    assert sorted(kept.values(), reverse=True) == sorted(counted.values(), reverse=True)[:50]
