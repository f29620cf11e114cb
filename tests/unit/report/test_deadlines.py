"""Promises about dates: counted as the records say, with a reason and whom to check with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.deadlines import DeadlineRecord, Length
from upstander.directory.shelf import shipped
from upstander.model.report import Incident, LossRow, ReportFacts
from upstander.report.deadlines import after_answer, answer_date, case_dates, day_after

TODAY = date(2026, 11, 26)
RECORDS = shipped().deadlines()


def record(slug: str) -> DeadlineRecord:
    return next(each for each in RECORDS if each.slug == slug)


def incident(day: datetime) -> Incident:
    return Incident(when=f"{day:%d %b %Y}", what="a message", utc=day)


AT_WORK = ReportFacts(place="GB-ENG", incidents=(incident(datetime(2026, 8, 21, 9, tzinfo=UTC)),))
PAID = ReportFacts(
    place="GB-ENG",
    losses=(LossRow("17/11/2026", "SAFE ACCT", "4472", 199_999, day=date(2026, 11, 17)),),
)


def test_both_dates_of_a_tribunal_are_shown_until_the_rule_is_known() -> None:
    due = case_dates(AT_WORK, RECORDS, kinds=frozenset({"workplace_bullying"}), today=TODAY)

    assert [each.day for each in due] == [date(2026, 11, 20), date(2027, 2, 20)]
    assert "if the six-month rule applies" in due[1].line
    assert all("Check this with an adviser" in each.line for each in due)


def test_the_bank_has_thirteen_months_after_the_last_payment() -> None:
    due = case_dates(PAID, RECORDS, kinds=frozenset({"fraud"}), today=TODAY)

    assert [(each.slug, each.day) for each in due] == [("bank-claim", date(2027, 12, 17))]
    assert "13 months after the last payment" in due[0].line
    assert "Check this with the bank" in due[0].line


def test_no_tribunal_date_of_great_britain_is_shown_in_northern_ireland() -> None:
    there = replace(AT_WORK, place="GB-NIR")

    assert case_dates(there, RECORDS, kinds=frozenset({"workplace_bullying"}), today=TODAY) == ()


def test_where_the_place_is_not_told_only_what_the_whole_country_has_is_shown() -> None:
    paid = replace(PAID, place="")
    at_work = replace(AT_WORK, place="")

    assert case_dates(paid, RECORDS, kinds=frozenset({"fraud"}), today=TODAY) != ()
    assert case_dates(at_work, RECORDS, kinds=frozenset({"workplace_bullying"}), today=TODAY) == ()


def test_a_day_that_is_not_sure_gives_no_date() -> None:
    unsure = ReportFacts(place="GB-ENG", incidents=(Incident(when="in August", what="words"),))

    assert case_dates(unsure, RECORDS, kinds=frozenset({"workplace_bullying"}), today=TODAY) == ()


@pytest.mark.parametrize(
    ("form", "due"),
    [
        ("platform-notice", date(2026, 11, 27)),
        ("isp-abuse", date(2026, 11, 27)),
        ("subject-access-request", date(2026, 12, 20)),
        ("police-report", date(2026, 12, 4)),
    ],
)
def test_a_report_that_was_sent_has_a_day_to_ask_again(form: str, due: date) -> None:
    found = answer_date(form, date(2026, 11, 20), RECORDS, today=TODAY, place="GB-ENG")

    assert found is not None
    assert found.day == due


def test_a_report_that_nobody_answers_by_rule_has_none() -> None:
    assert answer_date("trusted-person", TODAY, RECORDS, today=TODAY) is None


def test_the_ombudsman_counts_from_the_final_answer() -> None:
    due = after_answer("bank-sheet", date(2026, 8, 31), RECORDS, today=TODAY)

    assert [each.day for each in due] == [date(2027, 2, 28)]


def test_a_fact_past_its_review_says_check_first() -> None:
    later = case_dates(PAID, RECORDS, kinds=frozenset({"fraud"}), today=date(2027, 3, 1))

    assert "check first" in later[0].line


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(RECORDS))
def test_every_date_comes_after_the_day_it_counts_from(start: date, which: DeadlineRecord) -> None:
    assert day_after(start, which) > start


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_working_days_are_never_at_a_weekend(start: date) -> None:
    due = day_after(start, record("network-answer"))

    assert due.weekday() < 5
    assert timedelta(days=7) <= due - start <= timedelta(days=8) or start.weekday() > 4
    assert record("network-answer").unit is Length.WORKING_DAYS
