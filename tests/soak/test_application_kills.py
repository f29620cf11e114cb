"""The full count: the whole application killed 200 times, half of them behind its pages."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.application_kills import Folder, place_in

KILLS = int(os.environ.get("UPSTANDER_KILLS", "100"))
"""For each of the two ways in."""

PER_VAULT = 5
LONGEST = 2.0  # seconds from the first thing done to the kill


@pytest.fixture(autouse=True)
def databases_open(django_db_blocker: Any) -> Iterator[None]:
    """The index manages its own connections; no transaction is put around a test."""
    if django_db_blocker is None:
        yield
        return
    with django_db_blocker.unblock():
        yield


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("way", ["work", "served"])
def test_nothing_promised_is_lost_and_nothing_lies_in_the_clear(tmp_path: Path, way: str) -> None:
    promises: Counter[str] = Counter()
    with place_in(tmp_path / "place") as place:
        for number in range(KILLS):
            if number % PER_VAULT == 0:  # a new vault, so that judging stays quick
                folder = Folder(place, f"{way}-{number}")
            kill = folder.kill_at_work if way == "work" else folder.kill_while_served
            promised = kill(number, LONGEST)
            promises.update(each["kind"] for each in promised)
            folder.judge(promised)
            if number % PER_VAULT == PER_VAULT - 1:
                assert place.plain() == [], f"after kill {number}"
    print(f"{way}: {KILLS} kills, promised {dict(promises)}, 0 lost, 0 in the clear")
