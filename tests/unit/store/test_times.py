"""Where things stand in time and how sure that is shown to be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.story import message
from upstander.model.timeline import Certainty
from upstander.store.times import (
    UNDATED,
    day_number,
    day_text,
    place,
    place_message,
    typed_time,
    when_sent,
)

NOON = datetime(2026, 7, 4, 12, 0, tzinfo=UTC)
WALL = datetime(2026, 7, 4, 13, 0)


def test_a_wall_time_stands_where_the_zone_of_the_case_puts_it() -> None:
    assert place(None, WALL, "Europe/London").sort_us == place(NOON, None, "").sort_us


def test_without_a_zone_a_wall_time_is_read_as_utc() -> None:
    assert place(None, WALL, "").sort_us - place(NOON, None, "").sort_us == 3_600_000_000


def test_what_has_no_time_stands_behind_everything() -> None:
    assert place_message(message(1, "x"), "").sort_us == UNDATED
    assert place(datetime.max.replace(tzinfo=UTC), None, "").sort_us < UNDATED


def test_the_day_is_the_day_on_the_wall() -> None:
    late = datetime(2026, 7, 4, 23, 30, tzinfo=UTC)

    assert day_text(place(late, None, "Europe/London").day) == "2026-07-05"
    assert day_text(place(late, None, "").day) == "2026-07-04"


@pytest.mark.parametrize("text", ["2026-07-04", "0001-01-01", "9999-12-31", "unsure"])
def test_days_are_written_and_read_the_same(text: str) -> None:
    number = day_number(text)

    assert number is not None
    assert day_text(number) == text


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-W01-9x"])
def test_other_words_are_no_day(text: str) -> None:
    assert day_number(text) is None


@pytest.mark.parametrize("edge", [datetime.min, datetime.max])
@pytest.mark.parametrize("zone", ["", "Pacific/Kiritimati", "Pacific/Niue", "no/such", "../etc"])
def test_the_ends_of_time_do_not_break_it(edge: datetime, zone: str) -> None:
    assert place(edge.replace(tzinfo=UTC), None, zone).sort_us < UNDATED
    assert place(None, edge, zone).wall_us is not None


def test_a_time_without_zone_is_shown_as_not_sure_and_why() -> None:
    when = when_sent(message(1, "x", local=WALL), "Europe/London")

    assert (when.certainty, when.local, when.utc) == (Certainty.UNSURE, WALL, None)
    assert when.why == "The time zone is not known."


def test_a_known_moment_is_shown_in_the_zone_of_the_case() -> None:
    when = when_sent(message(1, "x", utc=NOON), "Europe/London")

    assert (when.local, when.utc) == (WALL, NOON)


@pytest.mark.parametrize(
    ("text", "utc", "wall"),
    [
        ("2026-07-04T13:00", NOON, WALL),
        ("2026-07-04T13:00+01:00", NOON, WALL),
        ("last week", None, None),
        ("", None, None),
    ],
)
def test_reads_a_time_as_typed(text: str, utc: datetime | None, wall: datetime | None) -> None:
    assert typed_time(text, "Europe/London") == (utc, wall)
