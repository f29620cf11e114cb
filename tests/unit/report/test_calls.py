"""A call log is counted; what shows no number names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from upstander.model.report import CallRecord
from upstander.report.calls import (
    by_number,
    pattern,
    real_number,
    shown_length,
    with_doubts,
    withheld,
)

FIRST = CallRecord("3 Nov", "07700 900888", "in", 65, datetime(2026, 11, 3, 23, 30, tzinfo=UTC))
SECOND = replace(FIRST, when="2 Nov", utc=datetime(2026, 11, 2, 4, 0, tzinfo=UTC))


HIDDEN = (
    "", "withheld", "Private", " UNKNOWN ", "No Caller ID", "Private number", "Number withheld",
    "Hidden", "Restricted", "No number", "UNKNOWN CALLER", "-", "--", "-1", "-2",
    "Caller ID withheld",
)  # fmt: skip


@pytest.mark.parametrize("number", HIDDEN)
def test_a_hidden_number_is_withheld(number: str) -> None:
    call = replace(FIRST, number=number)

    assert withheld(call) and not real_number(call)
    assert by_number((call,)) == []


@pytest.mark.parametrize("number", ["07700 900888", "+44 20 7946 0991", "60777", "1471"])
def test_a_number_that_is_shown_is_not_hidden(number: str) -> None:
    call = replace(FIRST, number=number)

    assert real_number(call) and not withheld(call)


def test_the_name_of_a_contact_is_neither_hidden_nor_a_number() -> None:
    call = replace(FIRST, number="Grandmother Elizabeth")

    assert not withheld(call) and not real_number(call)


def test_a_call_later_than_tomorrow_carries_a_doubt_and_tomorrow_none() -> None:
    today = date(2026, 11, 2)
    late = replace(FIRST, utc=datetime(2026, 11, 4, 0, 0, tzinfo=UTC), doubt="same as row 2")

    first, second, third = with_doubts((FIRST, late, replace(FIRST, utc=None)), today)

    assert (first.doubt, third.doubt) == ("", "The time zone is not known.")
    assert second.doubt == "same as row 2 The date is later than today."
    said = " ".join(pattern((first, second), ""))
    assert "1 call with a doubt" in said
    assert "Last: 2026-11-03" in said and "On 1 day." in said


def test_withheld_calls_are_counted_and_listed_under_no_number() -> None:
    calls = (FIRST, SECOND, replace(FIRST, number="withheld"))

    assert by_number(calls) == [("07700 900888", "2", "2 Nov", "3 Nov")]
    assert "1 call with no number shown (withheld)." in list(pattern(calls, "Europe/London"))


def test_the_pattern_tells_days_and_nights_where_the_person_is() -> None:
    said = " ".join(pattern((FIRST, SECOND), "Europe/London"))

    assert "2 calls: 2 came in" in said
    assert "On 2 days. Between 11 at night and 6 in the morning: 2." in said


def test_a_call_without_a_sure_time_is_counted_as_doubtful() -> None:
    said = " ".join(pattern((FIRST, replace(FIRST, utc=None)), ""))

    assert "1 call with a doubt about the time" in said


def test_a_length_is_said_in_minutes() -> None:
    assert shown_length(replace(FIRST, duration_s=1260)) == "21 min 0 s"
    assert shown_length(replace(FIRST, duration_s=9)) == "9 s"
    assert shown_length(replace(FIRST, duration_s=None)) == ""


def test_no_calls_show_no_pattern() -> None:
    assert list(pattern((), "")) == []
