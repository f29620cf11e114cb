"""Days and times as people say them, and which ones were meant."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.language.normalise import normalise
from upstander.language.spoken_time import find_times
from upstander.language.worked_out_time import WorkedOut, shown, to_utc, work_out

FRIDAY_EVENING = datetime(2026, 11, 20, 20, 15)


def meant(
    text: str, at: datetime | None = FRIDAY_EVENING, zone: str = "Europe/London"
) -> WorkedOut:
    (spoken,) = find_times(normalise(text).text)
    return work_out(spoken, at, zone)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("sat 2pm", datetime(2026, 11, 21, 14)),
        ("on Sat at 14:00", datetime(2026, 11, 21, 14)),
        ("tomorrow at noon", datetime(2026, 11, 21, 12)),
        ("tmrw half past 3", datetime(2026, 11, 21, 15, 30)),
        ("half 3 on monday", datetime(2026, 11, 23, 15, 30)),
        ("quarter to four on sunday", datetime(2026, 11, 22, 15, 45)),
        ("tonight at 9", datetime(2026, 11, 20, 21)),
        ("in 20 mins", datetime(2026, 11, 20, 20, 35)),
        ("the 5th of december at noon", datetime(2026, 12, 5, 12)),
        ("2026-12-24 18:00", datetime(2026, 12, 24, 18)),
        ("1/12/2026 at 8am", datetime(2026, 12, 1, 8)),
        ("saturday morning at 7", datetime(2026, 11, 21, 7)),
        ("friday at 10pm", datetime(2026, 11, 20, 22)),
        ("friday at 2pm", datetime(2026, 11, 27, 14)),
        ("day after tomorrow 6.30pm", datetime(2026, 11, 22, 18, 30)),
        ("a week on sunday 3pm", datetime(2026, 11, 29, 15)),
        ("at 6pm", datetime(2026, 11, 21, 18)),
    ],
)
def test_works_out_day_and_time(text: str, moment: datetime) -> None:
    assert meant(text).local == moment


def test_keeps_a_part_of_the_day_in_words() -> None:
    worked = meant("tomorrow after school")
    assert (worked.day, worked.clock, worked.part) == (date(2026, 11, 21), None, "after school")


def test_names_the_other_reading_of_next_friday() -> None:
    worked = meant("next friday", datetime(2026, 11, 18, 12))
    assert worked.day == date(2026, 11, 20) and worked.might_also_be == date(2026, 11, 27)


def test_reads_month_and_day_by_the_zone_and_says_so() -> None:
    here, there = meant("3/4/2027"), meant("3/4/2027", zone="America/New_York")
    assert (here.day, there.day) == (date(2027, 4, 3), date(2027, 3, 4))
    assert here.notes == ("Read as day, then month.",) and here.might_also_be == there.day


def test_tomorrow_said_at_night_may_be_the_day_that_has_begun() -> None:
    worked = meant("tomorrow 2pm", datetime(2026, 11, 21, 0, 30))
    assert worked.day == date(2026, 11, 22) and worked.might_also_be == date(2026, 11, 21)


def test_says_what_a_bare_hour_was_read_as() -> None:
    assert "read as 19:00" in meant("saturday at 7").notes[0]


def test_makes_up_nothing_without_the_time_of_the_message() -> None:
    worked = meant("saturday 2pm", None)
    assert worked.day is None and worked.from_words == "saturday"


def test_a_day_that_is_not_in_the_calendar_is_told() -> None:
    assert meant("31/02/2026").notes == ("No such day is in the calendar.",)


def test_yesterday_looks_back() -> None:
    (spoken,) = find_times("yesterday at 5pm")
    assert spoken.past and work_out(spoken, FRIDAY_EVENING).day == date(2026, 11, 19)


@pytest.mark.parametrize(
    "text", ["i sat on the sun", "we wed in a church", "3 of them", "at 5 quid"]
)
def test_takes_no_other_words_for_times(text: str) -> None:
    assert not list(find_times(text))


def test_the_doubled_hour_is_told() -> None:
    utc, note = to_utc(datetime(2026, 10, 25, 1, 30), "Europe/London")
    assert utc is not None and "comes twice" in note


def test_shows_a_day_the_same_everywhere() -> None:
    assert shown(date(2026, 11, 21), meant("sat 2pm").clock) == "Sat 21 Nov 2026 14:00"


@given(
    st.lists(
        st.sampled_from(["in", "999", "weeks", "99/99/9999", "the",
            "31st", "on", "sat", "next", "friday", "week", "0:00", "half", "0", "2pm", "at", "by"]),
        max_size=12,
    ).map(" ".join),
    st.datetimes(),
)  # fmt: skip
def test_never_fails(text: str, at: datetime) -> None:
    for spoken in find_times(text):
        assert text[spoken.start : spoken.end]
        worked = work_out(spoken, at, "Europe/London")
        assert worked.after is None or worked.after >= timedelta(0)
