"""Open now: only by hours and numbers that were seen, by the body's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.body import Open
from upstander.directory.opening_hours import open_by_way, open_now
from upstander.directory.records import Quality
from upstander.directory.shelf import shipped

LONDON = ZoneInfo("Europe/London")
BREATHING = shipped().body("sct.breathing")
ACAS = shipped().body("gb.acas")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-23 07:59:59", "closed"),  # a Monday
        ("2026-11-23 08:00", "open"),
        ("2026-11-23 17:59:59", "open"),
        ("2026-11-23 18:00", "closed"),
        ("2026-11-22 12:00", "closed"),  # a Sunday
    ],
)
def test_a_weekday_line_opens_and_closes_to_the_minute(moment: str, state: str) -> None:
    assert open_now(ACAS, at(moment)) == state


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-24 01:59", "open"),  # Monday's evening runs into Tuesday
        ("2026-11-24 02:00", "closed"),
        ("2026-11-27 17:59", "closed"),  # Friday before six
        ("2026-11-28 04:00", "open"),
        ("2026-11-30 05:59", "open"),  # the weekend ends on Monday at six
        ("2026-11-30 06:00", "closed"),
    ],
)
def test_hours_run_past_midnight_and_through_the_weekend(moment: str, state: str) -> None:
    assert open_now(BREATHING, at(moment)) == state


def test_the_clock_of_the_body_counts_and_not_the_one_of_the_person() -> None:
    summer = datetime(2027, 7, 5, 7, 30, tzinfo=UTC)  # half past eight in London
    assert open_now(ACAS, summer) == "open"
    assert open_now(ACAS, summer.astimezone(timezone(timedelta(hours=9)))) == "open"


def test_hours_that_nobody_saw_are_never_open() -> None:
    assert open_now(shipped().body("uk.ageuk"), at("2026-11-23 12:00")) == "hours not checked"


def test_a_number_that_nobody_saw_is_never_open() -> None:
    unseen = ACAS.contacts[0].model_copy(update={"quality": Quality.UNCONFIRMED})
    body = ACAS.model_copy(update={"contacts": (unseen,)})
    assert open_now(body, at("2026-11-23 12:00")) == "hours not checked"


def test_a_body_that_may_have_closed_is_never_open() -> None:
    body = ACAS.model_copy(update={"status": "check"})
    assert open_now(body, at("2026-11-23 12:00")) == "hours not checked"


@pytest.mark.parametrize("slug", ["uk.999", "uk.samaritans", "uk.childline", "uk.shout"])
def test_lines_for_the_night_say_day_and_night(slug: str) -> None:
    assert open_now(shipped().body(slug), at("2026-12-25 03:00")) == "day and night"


def test_the_web_form_is_open_when_the_phone_is_not() -> None:
    fraud, sunday = shipped().body("uk.reportfraud"), at("2026-11-22 12:00")
    assert open_by_way(fraud, sunday) == {"phone": "closed", "web": "day and night"}
    assert open_now(fraud, sunday) == "open"
    assert open_now(fraud, sunday, way="phone") == "closed"
    assert open_now(fraud, sunday, way="textphone") == "hours not checked"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        open_now(ACAS, datetime(2026, 11, 23, 12))  # this is what is refused


@given(st.times(), st.times(), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))
def test_a_row_and_its_mirror_cover_the_whole_day(
    opens: time, closes: time, when: datetime
) -> None:
    """Open from A to B every day, or from B to A: one of the two holds at any moment."""
    opens, closes = opens.replace(tzinfo=None), closes.replace(tzinfo=None)
    moment = when.replace(tzinfo=UTC)

    def state(start: time, end: time) -> str:
        row = Open.model_validate({"days": ACAS.open[0].days, "from": start, "to": end})
        every = row.model_copy(update={"days": ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
        body = ACAS.model_copy(update={"open": (every,), "zone": "UTC"})
        return open_now(body, moment)

    if opens != closes:
        assert {state(opens, closes), state(closes, opens)} == {"open", "closed"}


def test_the_hours_of_a_single_day_are_not_those_of_the_next() -> None:
    row = ACAS.open[0].model_copy(update={"days": ("mon",)})
    body = ACAS.model_copy(update={"open": (row,)})
    assert date(2026, 11, 24).strftime("%a") == "Tue"
    assert open_now(body, at("2026-11-24 12:00")) == "closed"
