"""A call log is counted; what shows no number names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from upstander.model.report import CallRecord
from upstander.report.calls import by_number, pattern, shown_length, withheld

FIRST = CallRecord("3 Nov", "07700 900888", "in", 65, datetime(2026, 11, 3, 23, 30, tzinfo=UTC))
SECOND = replace(FIRST, when="2 Nov", utc=datetime(2026, 11, 2, 4, 0, tzinfo=UTC))


@pytest.mark.parametrize("number", ["", "withheld", "Private", " UNKNOWN ", "No Caller ID"])
def test_a_hidden_number_is_withheld(number: str) -> None:
    assert withheld(replace(FIRST, number=number))


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
