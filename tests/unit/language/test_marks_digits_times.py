"""Marks are stripped for matching only; wall times keep their doubts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.language.digits import ascii_digits
from upstander.language.marks import DIRECTION_MARKS, plain, storable, strip_marks
from upstander.language.wall_time import (
    bounds_without_zone,
    find_zone,
    instant,
    steady_offset,
)
from upstander.model.errors import InvalidAnswer

LONDON = find_zone("Europe/London")


def test_marks_and_odd_spaces_do_not_matter_for_matching() -> None:
    assert plain("\u200e\u202aimage\u00a0omitted\u202c ") == "image omitted"
    assert strip_marks("a\u200eb\u00a0") == "ab\u00a0"


@given(st.text())
def test_no_mark_is_left_after_stripping(text: str) -> None:
    assert not set(strip_marks(text)) & set(DIRECTION_MARKS)


@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_storable_text_can_be_encoded_and_says_what_was_mended(text: str) -> None:
    mended, repairs = storable(text)
    mended.encode()
    assert "\0" not in mended and bool(repairs) == (mended != text)


@pytest.mark.parametrize("digits", ["٢٠٢٢", "۲۰۲۲", "๒๐๒๒", "२०२२"])
def test_digits_of_other_scripts_count(digits: str) -> None:
    assert ascii_digits(digits) == "2022"


def test_a_summer_time_is_an_hour_behind_in_utc() -> None:
    found = instant(datetime(2026, 10, 5, 18, 59, 58), LONDON)
    assert found.utc == datetime(2026, 10, 5, 17, 59, 58, tzinfo=UTC)
    assert found.fold is None and not found.nonexistent


def test_the_doubled_and_the_skipped_hour_are_told() -> None:
    twice = instant(datetime(2026, 10, 25, 1, 30), LONDON)
    never = instant(datetime(2026, 3, 29, 1, 30), LONDON)
    assert twice.fold == 0 and twice.latest - twice.earliest == timedelta(hours=1)
    assert never.nonexistent


@given(st.datetimes(datetime(1980, 1, 1), datetime(2040, 1, 1)))
def test_a_steady_day_has_the_same_offset_all_day(local: datetime) -> None:
    offset = steady_offset(local, LONDON)
    if offset is not None:
        assert instant(local, LONDON).utc == local.replace(tzinfo=UTC) - offset


@given(st.datetimes())
def test_without_a_zone_a_time_is_bounded_by_all_zones(local: datetime) -> None:
    earliest, latest = bounds_without_zone(local, local)
    assert earliest <= local.replace(tzinfo=UTC) <= latest


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "", "/etc/localtime"])
def test_an_unknown_zone_is_an_invalid_answer(name: str) -> None:
    with pytest.raises(InvalidAnswer):
        find_zone(name)
