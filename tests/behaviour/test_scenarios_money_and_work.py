"""The shared scenarios A10 and A13, as far as tables, plan and reports owe them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.follow_up import tracker_of
from upstander.application.start_case import start_case
from upstander.model.evidence import Case
from upstander.model.report import AgeBand, Consent, Contact, HelperRole, Helping
from upstander.report.as_text import plain_text
from upstander.report.forms import known_forms


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    return Matter(home, case)


# --- A10 George and the safe account ------------------------------------------------------------

CALLS = b"""when,number,direction,duration_s
17/11/2026 10:02,020 7946 0991,in,1260
17/11/2026 10:31,020 7946 0991,in,2105
17/11/2026 11:20,withheld,in,300
26/11/2026 09:15,07700 900888,in,410
"""
PAYMENTS = """date,payee,ref,amount
17/11/2026,SAFE ACCT J WARREN,4471,"\u00a32,350.00"
17/11/2026,SAFE ACCT J WARREN,4472,"\u00a31,999.99"
17/11/2026,SAFE ACCT J WARREN,4472,"\u00a31,999.99"
""".encode()
RUTH = Helping(
    HelperRole.FRIEND,
    relation="his daughter",
    age=AgeBand.ADULT,
    consent=Consent.YES,
)


@pytest.fixture
def george(matter: Matter) -> Matter:
    matter.tell(
        place="GB-ENG",
        helping=RUTH,
        kinds=("fraud", "online-theft"),
        money_moved="yes",
        bank="My Bank",
        target_name="George",
        reporter=Contact(name="Ruth"),
    )
    matter.add("calls.csv", CALLS, zone="Europe/London")
    matter.add("payments.csv", PAYMENTS)
    return matter


def test_a10_the_bank_comes_first_then_the_national_report(george: Matter) -> None:
    steps = george.steps()

    assert steps[0] == "uk.bank159"
    assert steps.index("uk.bank159") < steps.index("uk.reportfraud")
    assert "act.council-safeguarding" not in steps


def test_a10_the_repeated_row_is_shown_and_not_summed(george: Matter) -> None:
    text = george.text("bank-sheet", to="uk.bank159", large=True)

    assert "4,349.99" in text
    assert "6,349.98" not in text


def test_a10_the_day_to_claim_by_stands_with_whom_to_check_it(george: Matter) -> None:
    text = george.text("bank-sheet", to="uk.bank159")
    tracker = tracker_of(george.home.services, actor=TARA, case=george.case.id)

    assert "17 December 2027" in text and "Check this with the bank" in text
    assert [due.day for due in tracker.dates if due.slug == "bank-claim"] == [date(2027, 12, 17)]


def test_a10_no_number_of_the_call_log_is_offered_to_ring(george: Matter) -> None:
    plan = george.plan().whole
    shown = " ".join(step.contact for step in plan.steps)

    assert "7946" not in shown and "900888" not in shown
    assert "020 7946 0991" not in george.document("bank-sheet", to="uk.bank159").to


def test_a10_the_caller_number_is_said_to_be_no_proof(george: Matter) -> None:
    leads = [lead for lead in george.gathered().facts.leads if "7946" in lead.value]

    text = george.text("phone-provider")
    assert "020 7946 0991" in text
    assert "withheld" in text.lower()
    assert "A number that is shown can be faked. It does not show who called." in text
    assert all("faked" in " ".join(lead.notes).lower() for lead in leads)


# --- A13 the handler is the manager -------------------------------------------------------------

A13 = b"""when,sender,text
2026-06-11 17:45,Carl,Nice dress today.
2026-07-17 23:12,Carl,Send me a picture.
2026-08-21 22:09,Carl,Say a word about this and you are finished here.
"""


def test_a13_both_dates_are_shown_with_whom_to_ask(matter: Matter) -> None:
    matter.tell(
        place="GB-ENG",
        helping=Helping(age=AgeBand.ADULT),
        kinds=("bullying",),
        employer="A shop",
    )
    matter.add("messages.csv", A13, zone="Europe/London")

    tracker = tracker_of(matter.home.services, actor=TARA, case=matter.case.id)

    days = [due.day for due in tracker.dates]
    assert date(2026, 11, 20) in days and date(2027, 2, 20) in days
    assert all("adviser" in due.check_with for due in tracker.dates if "tribunal" in due.slug)


def test_a13_the_employer_and_the_advice_line_are_in_the_plan(matter: Matter) -> None:
    matter.tell(
        place="GB-ENG",
        helping=Helping(age=AgeBand.ADULT),
        kinds=("bullying",),
        employer="A shop",
    )

    steps = matter.steps()

    assert {"uk.role.employer", "gb.acas"} <= set(steps)
    assert "gb.hse" not in steps


# --- every case -----------------------------------------------------------------------------------


def test_an_empty_case_still_gives_a_plan_and_a_one_sentence_report(matter: Matter) -> None:
    text = matter.text("police-report")

    assert matter.steps()
    assert "I want to report abuse by phone or internet." in text
    assert matter.document("police-report").missing


def test_one_sentence_at_the_start_is_enough_for_a_report(home: House) -> None:
    said = "He waits outside with my spare key."
    case = start_case(home.services, actor=TARA, title="my ex Tom", happened=said)

    matter = Matter(home, case)

    for form in ("police-999", "police-report", "platform-notice"):
        assert said in matter.text(form)
        assert not [each for each in matter.document(form).missing if "what happened" in each]


@pytest.mark.parametrize("form", sorted(known_forms()))
def test_the_name_of_a_case_is_in_no_report(home: House, form: str) -> None:
    case = start_case(home.services, actor=TARA, title="my ex Tom Zebulon")

    document = Matter(home, case).document(form)

    parts = [plain_text(document), *(part.data.decode("latin-1") for part in document.files)]
    assert not [each for each in parts if "Zebulon" in each]


def test_a_report_of_a_case_with_a_name_only_says_what_is_told_and_kept(matter: Matter) -> None:
    matter.tell(kinds=("stalking",))
    matter.add("messages.csv", A13, zone="Europe/London")

    text = matter.text("school-letter")

    assert "I want to report this: Stalking and control." in text
    assert "The spare key" not in text
    missing = matter.document("school-letter").missing
    assert any("Not told yet: what happened" in each for each in missing)
