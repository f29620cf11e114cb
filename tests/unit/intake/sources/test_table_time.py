"""Times in the cells of a table: every form that exports write, and what cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.intake.sources._table_clock import NEVER, TWICE, Clock, OrderVote
from upstander.intake.sources._table_time import IMPOSSIBLE, OTHER_WEEKDAY, read_stamp
from upstander.model.message import DateOrder, ZoneBasis

LONDON = Clock(DateOrder.DMY, "Europe/London")
ANYWHERE = Clock(DateOrder.DMY, "")
AT_TEN = datetime(2026, 11, 17, 10, 2)


@pytest.mark.parametrize(
    "written",
    [
        "17/11/2026 10:02", "17/11/26 10:02", "17.11.2026 10.02", "17-11-2026, 10:02",
        "2026-11-17 10:02", "2026/11/17 10:02", "17 Nov 2026 10:02 am", "17-Nov-26 10:02",
        "17th November 2026 at 10:02", "Nov 17, 2026 10:02 AM", "Tue 17 Nov 2026 10:02",
        "Tuesday, 17 November 2026 10:02", "10:02 17/11/2026", "17/11/2026 10:02 a.m.",
        "\u200e17/11/2026 10:02\u202fam", "17/11/2026 - 10:02", "١٧/١١/٢٠٢٦ ١٠:٠٢",
    ],
)  # fmt: skip
def test_reads_a_wall_time_however_it_is_written(written: str) -> None:
    time, doubt = ANYWHERE.read(written)

    assert (time.local, time.precision, doubt) == (AT_TEN, "min", "")
    assert time.utc is None
    assert time.raw == written.strip()


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-17T10:02Z", "2026-11-17T11:02+01:00", "2026-11-17 10:02 UTC",
        "Tue, 17 Nov 2026 10:02:00 +0000", "20261117T100200Z", "17/11/2026 05:02 -0500",
        "Tue Nov 17 2026 10:02:00 GMT+0000 (Greenwich Mean Time)",
    ],
)  # fmt: skip
def test_a_zone_in_the_cell_gives_the_moment(written: str) -> None:
    time, _ = ANYWHERE.read(written)

    assert time.utc == datetime(2026, 11, 17, 10, 2, tzinfo=UTC)
    assert time.zone_basis is ZoneBasis.IN_SOURCE


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("1794909720", datetime(2026, 11, 17, 10, 2, tzinfo=UTC)),
        ("1794909720000", datetime(2026, 11, 17, 10, 2, tzinfo=UTC)),
        ("1794909720123456", datetime(2026, 11, 17, 10, 2, 0, 123456, tzinfo=UTC)),
        ("733406400.5", datetime(2024, 3, 29, 12, 0, 0, 500000, tzinfo=UTC)),
    ],
)
def test_a_long_number_is_a_moment_by_its_size(written: str, moment: datetime) -> None:
    time, _ = ANYWHERE.read(written)

    assert time.utc == moment
    assert time.zone_basis is ZoneBasis.UNIX_EPOCH


def test_a_short_number_is_the_day_of_a_spreadsheet_and_has_no_zone() -> None:
    time, _ = ANYWHERE.read("46343.75")

    assert (time.local, time.utc) == (datetime(2026, 11, 17, 18, 0), None)


def test_a_date_alone_is_a_day_and_no_moment() -> None:
    time, doubt = LONDON.read("17/11/2026")

    assert (time.utc, time.precision, doubt) == (None, "day", "")
    assert time.earliest_utc == datetime(2026, 11, 17, tzinfo=UTC)
    assert time.latest_utc == datetime(2026, 11, 17, 23, 59, 59, 999999, tzinfo=UTC)


def test_date_and_time_in_two_columns_are_joined() -> None:
    assert ANYWHERE.read("17/11/2026", "10:02")[0].local == AT_TEN
    assert ANYWHERE.read("17/11/2026", "10.02am")[0].local == AT_TEN
    assert ANYWHERE.read("17/11/2026", "0.75")[0].local == datetime(2026, 11, 17, 18, 0)


def test_the_hour_that_happened_twice_is_marked_with_both_moments() -> None:
    time, doubt = LONDON.read("25/10/2026 01:30")

    assert (doubt, time.fold) == (TWICE, 0)
    assert time.earliest_utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert time.latest_utc == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_hour_that_never_was_is_marked() -> None:
    time, doubt = LONDON.read("29/03/2026 01:30")

    assert (doubt, time.nonexistent) == (NEVER, True)


def test_summer_time_is_an_hour_before_the_wall_clock() -> None:
    assert LONDON.read("17/07/2026 10:02")[0].utc == datetime(2026, 7, 17, 9, 2, tzinfo=UTC)


@pytest.mark.parametrize("written", ["31/02/2026 10:00", "32/13/2026", "17/11/2026 25:61"])
def test_what_cannot_be_is_marked_and_gets_no_moment(written: str) -> None:
    time, doubt = LONDON.read(written)

    assert doubt == IMPOSSIBLE
    assert time.utc is None


def test_a_day_of_the_week_that_does_not_fit_is_marked() -> None:
    assert LONDON.read("Mon 17 Nov 2026 10:02")[1] == OTHER_WEEKDAY


def test_an_unknown_zone_in_the_cell_gives_no_moment() -> None:
    time, doubt = LONDON.read("17/11/2026 10:02 EST")

    assert time.utc is None
    assert "zone" in doubt


@pytest.mark.parametrize("written", ["", "hello", "07700 900123", "4472", "SAFE ACCT 4471", "-"])
def test_what_is_no_time_is_not_taken_for_one(written: str) -> None:
    assert read_stamp(written) is None


def test_years_of_two_figures_are_those_around_us() -> None:
    assert ANYWHERE.read("17/11/99")[0].local == datetime(1999, 11, 17)
    assert ANYWHERE.read("17/11/26")[0].local == datetime(2026, 11, 17)


def vote(*cells: str, said: str = "") -> DateOrder:
    votes = OrderVote()
    for cell in cells:
        stamp = read_stamp(cell)
        assert stamp is not None
        votes.see(stamp)
    return votes.decide(said)[0]


def test_the_order_of_day_and_month_is_that_of_the_whole_column() -> None:
    assert vote("03/04/2026", "13/04/2026") is DateOrder.DMY
    assert vote("03/04/2026", "04/13/2026") is DateOrder.MDY
    assert vote("2026-04-03", "3 Apr 2026") is DateOrder.NOT_APPLICABLE


def test_without_a_reason_the_order_stays_open_until_a_person_says_it() -> None:
    assert vote("03/04/2026", "04/04/2026") is DateOrder.UNDECIDED
    assert vote("13/04/2026", "04/13/2026") is DateOrder.UNDECIDED
    assert vote("03/04/2026", said="mdy") is DateOrder.MDY


def test_an_open_order_keeps_both_days_and_makes_none_up() -> None:
    time, _ = Clock(DateOrder.UNDECIDED, "Europe/London").read("03/04/2026 10:00")

    assert (time.local, time.utc, time.order) == (None, None, DateOrder.UNDECIDED)
    assert time.earliest_utc == datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
    assert time.latest_utc == datetime(2026, 4, 3, 9, 0, tzinfo=UTC)


FORMS = ("%d/%m/%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d %b %Y %H:%M:%S", "%d.%m.%Y %H:%M:%S")
DAYS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(DAYS, st.sampled_from(FORMS))
def test_what_was_written_is_read_back_exactly(moment: datetime, form: str) -> None:
    assert ANYWHERE.read(moment.strftime(form))[0].local == moment


@given(DAYS)
def test_a_moment_in_the_zone_is_read_back_to_the_second(moment: datetime) -> None:
    time, doubt = LONDON.read(f"{moment:%d/%m/%Y %H:%M:%S}")

    assert time.utc is not None
    shift = (moment.replace(tzinfo=UTC) - time.utc).total_seconds()
    assert shift in (0, 3600) or doubt


@given(st.text(max_size=90), st.text(max_size=20))
def test_no_cell_breaks_the_clock_and_the_words_stay(written: str, clock: str) -> None:
    time, doubt = LONDON.read(written, clock)

    assert time.raw == " ".join(filter(None, (written.strip(), clock.strip())))
    assert time.local is not None or time.utc is not None or doubt or time.earliest_utc


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_day_numbers_of_spreadsheets_fall_on_their_day(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    time, _ = ANYWHERE.read(str(number))

    assert time.local is not None
    assert time.local.date() == day
