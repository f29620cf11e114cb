"""Promise: what is dated in the future is marked, and counts in no first, last or deadline."""

from __future__ import annotations

from datetime import date

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.follow_up import tracker_of
from upstander.application.write_note import write_note
from upstander.model.evidence import Case, DiaryNote
from upstander.model.report import AgeBand, Helping

# The clock of these tests stands at 22 November 2026.
AHEAD = "the date is later than today"
CALLS = b"""when,number,direction,duration
2026-11-17 10:02,020 7946 0991,in,60
2031-03-04 11:00,020 7946 0991,in,60
2026-11-18 10:02,020 7946 0991,in,60
"""
PAYMENTS = b"""date,payee,reference,amount (GBP)
17/11/2026,SAFE ACCT,4471,1999.99
18/11/2036,SAFE ACCT,4472,10.00
"""
CHAT = b"""[03/10/2026, 22:14:09] Dan: i will kill you if you tell
[05/10/2026, 18:59:58] Dan: i will put you in the ground
[05/10/2032, 19:00:10] Dan: i will kill you tonight, you are dead
"""


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    return Matter(home, case)


@pytest.fixture
def chat(matter: Matter) -> Matter:
    matter.tell(
        place="GB-ENG", helping=Helping(age=AgeBand.ADULT), kinds=("bullying",), employer="A shop"
    )
    matter.add("_chat.txt", CHAT, zone="Europe/London", date_order="dmy")
    return matter


@pytest.mark.parametrize("form", ["fraud-report", "phone-provider"])
def test_a_call_of_the_future_is_neither_the_first_nor_the_last(matter: Matter, form: str) -> None:
    matter.add("calls.csv", CALLS, zone="Europe/London")

    text = matter.text(form)

    numbers = text[text.index("020 7946 0991") :][:200]
    assert "2026-11-17 10:02" in numbers and "2026-11-18 10:02" in numbers
    assert "2031" not in numbers


def test_the_only_call_of_a_number_is_marked_where_it_stands(matter: Matter) -> None:
    matter.add("calls.csv", CALLS.replace(b"2026", b"2031"), zone="Europe/London")

    assert f"First: 2031-03-04 11:00 ({AHEAD})" in matter.text("fraud-report")


def test_the_phone_company_still_reads_each_call_with_its_doubt(matter: Matter) -> None:
    matter.add("calls.csv", CALLS, zone="Europe/London")

    text = matter.text("phone-provider")

    assert "2031-03-04 11:00" in text and text.count("The date is later than today.") == 1
    assert "1 call with a doubt about the time" in text


def test_no_list_for_programs_has_a_time_of_the_future(matter: Matter) -> None:
    matter.add("calls.csv", CALLS, zone="Europe/London")

    files = matter.document("identifier-table").files

    assert any(b"2026-11-18" in part.data for part in files)
    assert not any(b"2031" in part.data for part in files)


def test_a_payment_of_the_future_is_not_added_and_moves_no_claim_date(matter: Matter) -> None:
    matter.tell(place="GB-ENG", kinds=("fraud",))
    matter.add("payments.csv", PAYMENTS)

    text = matter.text("bank-sheet")

    assert f"not added: {AHEAD}" in text and "Total: £1,999.99 in 1 payment." in text
    assert "by 17 December 2027" in text and "2037" not in text


def test_a_confirmed_repeat_of_the_future_is_not_added_either(matter: Matter) -> None:
    item = matter.add("payments.csv", PAYMENTS + b"18/11/2036,SAFE ACCT,4472,10.00\n")
    matter.answer(item, "repeats", "yes")

    assert "Total: £1,999.99 in 1 payment." in matter.text("bank-sheet")


def test_a_message_of_the_future_is_marked_in_the_police_report(chat: Matter) -> None:
    text = chat.text("police-report")

    assert f"2032-10-05 19:00:10 +01:00 ({AHEAD})" in text
    assert "1 without a sure time" in text
    assert text.count("2032") == text.count(f"+01:00 ({AHEAD})")


def test_the_account_was_last_seen_on_the_last_day_that_has_come(chat: Matter) -> None:
    facts = chat.gathered().facts

    (account,) = facts.accounts
    assert account.last is not None and account.last.date() == date(2026, 10, 5)
    assert facts.last_seen == account.last


def test_a_deadline_counts_from_the_last_thing_that_has_happened(chat: Matter) -> None:
    tracker = tracker_of(chat.home.services, actor=TARA, case=chat.case.id)

    assert tracker.dates and all(due.counts_from == date(2026, 10, 5) for due in tracker.dates)


def test_records_are_not_asked_for_of_a_time_that_has_not_come(chat: Matter) -> None:
    assert "2032" not in chat.text("preservation-request")


@pytest.mark.parametrize("zone", ["Europe/London", ""])
def test_a_diary_note_of_the_future_is_marked_and_stays(matter: Matter, zone: str) -> None:
    note = DiaryNote(
        event_at="2062-11-06T23:58", zone=zone, certainty="exact", exact_words="You will pay."
    )
    write_note(matter.home.services, actor=TARA, case=matter.case.id, note=note)

    text = matter.text("police-report")

    assert "You will pay." in text and AHEAD in text
    assert "First: 2062" not in text


def test_tomorrow_passes_because_it_may_be_the_day_elsewhere(matter: Matter) -> None:
    matter.add("calls.csv", CALLS.replace(b"2031-03-04", b"2026-11-23"), zone="Europe/London")

    assert AHEAD not in matter.text("phone-provider").casefold()
