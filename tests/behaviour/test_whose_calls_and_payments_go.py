"""Of a call log and of a table of payments only what belongs to the matter goes along."""

from __future__ import annotations

import pytest

from tests.fakes.cast import TARA, House
from tests.support.report_facts import NOW
from tests.support.reporting import Matter
from upstander.application.write_report import Order, payees_to_choose
from upstander.model.evidence import Case
from upstander.model.report import CallRecord, LossRow, ReportFacts
from upstander.report._interface import Asked
from upstander.report.forms import form
from upstander.report.payees import UNNAMED, only_payees, payees

PAID = b"""date,payee,reference,amount,currency
17/11/2026,SAFE ACCT J WARREN,4471,2350.00,GBP
17/11/2026,safe acct  j warren,4472,1999.99,GBP
18/11/2026,Landlord Lettings,rent,900.00,GBP
19/11/2026,Ellen Hart,loan,50.00,GBP
"""
CALLS = b"""when,number,direction,duration_s
17/11/2026 10:02,07700 900888,in,10
17/11/2026 12:00,07700 900111,in,600
18/11/2026 09:15,07700 900222,out,410
"""
NO_ROWS = ("generic-letter", "employer-grievance", "school-letter", "council-safeguarding",
           "platform-notice", "complaint-after-silence", "isp-abuse-letter")  # fmt: skip


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    matter = Matter(home, case)
    matter.tell(place="GB-ENG", kinds=("fraud",), what_happened="Ring 07700 900222, he said.")
    matter.add("paid.csv", PAID, zone="Europe/London")
    matter.add("calls.csv", CALLS, zone="Europe/London")
    return matter


# --- payments -------------------------------------------------------------------------------------


def test_payments_to_one_name_are_one_payee_with_their_sum(matter: Matter) -> None:
    found = payees_to_choose(
        matter.home.services, actor=TARA, case=matter.case.id, order=Order("bank-sheet")
    )

    assert [(each.name, each.payments, each.shown_sum) for each in found] == [
        ("SAFE ACCT J WARREN", 2, "£4,349.99"),
        ("Landlord Lettings", 1, "£900.00"),
        ("Ellen Hart", 1, "£50.00"),
    ]


@pytest.mark.parametrize("slug", ["bank-sheet", "fraud-report"])
def test_only_the_chosen_payments_go(matter: Matter, slug: str) -> None:
    chosen = frozenset({"Safe Acct J Warren"})

    document, text = matter.document(slug, payees=chosen), matter.text(slug, payees=chosen)

    assert "£4,349.99" in text and "Landlord" not in text
    assert not any(b"Landlord" in part.data for part in document.files)


@pytest.mark.parametrize("slug", ["bank-sheet", "fraud-report"])
def test_a_table_of_payments_is_called_what_it_is(matter: Matter, slug: str) -> None:
    document, text = matter.document(slug), matter.text(slug)

    assert "Payments, as in the table" in text and "Money that was taken" not in text
    assert any(line.startswith("Take out payments") for line in document.missing)
    one = matter.document(slug, payees=frozenset({"safe acct j warren"}))
    assert not any(line.startswith("Take out payments") for line in one.missing)


@pytest.mark.parametrize("slug", NO_ROWS)
def test_no_payment_goes_to_whom_none_is_of_interest(matter: Matter, slug: str) -> None:
    text = matter.text(slug)

    assert "Landlord" not in text and "2,350" not in text and "SAFE ACCT" not in text


def test_payments_that_name_nobody_are_chosen_together() -> None:
    rows = (LossRow("1 May", " ", "", 100), LossRow("2 May", "Shop", "", 200))

    assert [each.key for each in payees(rows)] == ["shop", UNNAMED]
    assert only_payees(rows, {UNNAMED}) == rows[:1]
    assert only_payees(rows, set()) == () and only_payees(rows, None) == rows


# --- calls ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["generic-letter", "platform-notice", "isp-abuse-letter"])
def test_a_number_of_the_log_does_not_count_as_known_elsewhere(matter: Matter, slug: str) -> None:
    assert "900222" not in matter.text(slug)


def test_the_police_get_the_whole_log_until_callers_are_chosen() -> None:
    calls = tuple(
        CallRecord("17 Nov", f"07700 900{end}", way) for end, way in ((888, "in"), (222, "out"))
    )
    facts = ReportFacts(calls=calls, zone="Europe/London")

    def numbers(callers: frozenset[str] | None) -> str:
        asked = Asked(now=NOW, callers=callers)
        made = form("identifier-table").write(facts, asked)
        return str([part.data for part in made.files])

    assert "900222" in numbers(None)
    assert "900888" in numbers(frozenset({"07700900888"}))
    assert "900222" not in numbers(frozenset({"07700900888"}))
    assert "900888" not in numbers(frozenset())
