"""The machine's clocks and randomness behind their ports."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.fakes.ids import FakeIds
from upstander.adapters.clock import SystemClock
from upstander.adapters.ids import SystemIds, entropy_of


def test_the_clock_gives_aware_utc_and_the_offset_of_the_machine() -> None:
    first, second = SystemClock().now(), SystemClock().now()

    assert abs((datetime.now(UTC) - first.utc).total_seconds()) < 5
    assert first.utc.tzinfo is UTC
    assert re.fullmatch(r"[+-]\d\d:\d\d", first.zone)
    assert second.monotonic_ns > first.monotonic_ns
    assert first.boot == second.boot != ""
    assert first.source in {"ntp", "os"}


def test_ids_are_of_one_form_and_never_the_same() -> None:
    ids = {SystemIds().new() for _ in range(1000)}

    assert len(ids) == 1000
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", each) for each in ids)
    assert len(SystemIds().salt()) == 16


def test_entropy_has_the_length_asked_for() -> None:
    entropy = entropy_of(FakeIds())

    assert [len(entropy(size)) for size in (0, 1, 12, 16, 17, 48)] == [0, 1, 12, 16, 17, 48]
    assert entropy(32) != entropy(32)
