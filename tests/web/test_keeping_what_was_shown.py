"""Pages: a report is kept only with the words that were shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.as_sent import as_sent
from tests.web.case_of_tara import page, told
from tests.web.conftest import Tara
from tests.web.signs import looked_at
from tests.web.test_choosing_for_a_report import CALLS, CHAT, ticks

PAID = (
    b"date,payee,reference,amount,currency\n"
    b"17/10/2026,SAFE ACCT,4471,2350.00,GBP\n"
    b"18/10/2026,Landlord Lettings,rent,900.00,GBP\n"
)
SAYS = "This changed. Look at it again, then keep it."


@pytest.fixture
def filled(tara: Tara) -> Tara:
    tara.add(("chat.txt", CHAT), ("house sale.txt", b"The deed."), ("calls.csv", CALLS))
    looked_at(tara)
    return tara


def kept(tara: Tara, address: str, sent: dict[str, Any]) -> Any:
    return tara.post(tara.at(address), **{**sent, "do": "keep"})


@pytest.mark.parametrize("form", ["generic-letter", "phone-provider", "identifier-table",
                                  "trusted-person", "complaint-after-silence"])  # fmt: skip
def test_what_is_shown_first_is_kept_at_once(filled: Tara, form: str) -> None:
    address = f"/reports/new/{form}"

    made = kept(filled, address, as_sent(page(filled, address)))

    assert made.status_code == 302 and len(told(filled).submissions) == 1


def test_what_is_kept_is_what_was_shown(filled: Tara) -> None:
    address = "/reports/new/generic-letter"
    before = page(filled, address)

    made = kept(filled, address, as_sent(before))

    words = filled.get(made["Location"]).content.decode()
    assert "I will kill you" in words and "house sale.txt" not in words


@pytest.mark.parametrize(
    "changed",
    [
        {"to": ["platform.instagram"]},
        {"receiver": ["My sister"]},
        {"shares": ["other-person"]},
        {"leave_out": ["kill"]},
        {"large": ["on"]},
        {"thing": []},
    ],
)
def test_a_change_is_shown_before_it_is_kept(filled: Tara, changed: dict[str, Any]) -> None:
    address = "/reports/new/platform-notice"
    sent = {**as_sent(page(filled, address)), **changed}

    again = kept(filled, address, sent).content.decode()
    assert SAYS in again and told(filled).submissions == ()

    assert kept(filled, address, as_sent(again)).status_code == 302


def test_callers_that_were_taken_out_are_shown_before_they_are_kept(filled: Tara) -> None:
    address = "/reports/new/phone-provider"
    shown = page(filled, address)
    sent = {**as_sent(shown), "caller": [ticks(shown, "caller")["07700 900888"][0]]}

    again = kept(filled, address, sent).content.decode()
    words = filled.get(kept(filled, address, as_sent(again))["Location"]).content.decode()

    assert SAYS in again
    assert "07700 900888" in words and "07700 900111" not in words


def test_a_case_that_changed_in_between_is_shown_again(filled: Tara) -> None:
    address = "/reports/new/generic-letter"
    sent = as_sent(page(filled, address))
    filled.post(filled.at("/tell"), what_happened="He writes every night.", place="GB-ENG")

    again = kept(filled, address, sent).content.decode()

    assert SAYS in again and "He writes every night." in again


def test_nothing_that_was_not_shown_is_kept_for_somebody(filled: Tara) -> None:
    made = kept(filled, "/reports/new/platform-notice", {"to": "platform.instagram"})

    assert SAYS in made.content.decode() and told(filled).submissions == ()


def test_payments_are_taken_out_one_by_one(tara: Tara) -> None:
    looked_at(tara, ("paid.csv", PAID))
    address = "/reports/new/bank-sheet"
    shown = page(tara, address)
    found = ticks(shown, "payee")
    assert {name: on for name, (_, on) in found.items()} == {
        "SAFE ACCT": True,
        "Landlord Lettings": True,
    }
    assert "Take out payments that are not part of it." in shown

    one = {**as_sent(shown), "payee": [found["SAFE ACCT"][0]], "do": "see"}
    letter = tara.post(tara.at(address), **one).content.decode().split('aria-label="The words"')[1]

    assert "SAFE ACCT" in letter and "Landlord" not in letter


def test_a_complaint_goes_to_whom_the_report_went(filled: Tara) -> None:
    address = "/reports/new/platform-notice"
    sent = as_sent(filled.post(filled.at(address), do="see", to="platform.instagram")
                   .content.decode())  # fmt: skip
    first = kept(filled, address, sent)["Location"]
    filled.post(first + "/say", sent_at="2026-01-05", answer="No rule was broken.")

    shown = page(filled, f"/reports/new/complaint-after-silence?about={first.rsplit('/', 1)[1]}")

    assert as_sent(shown)["to"] == ["platform.instagram"]
    assert "earlier-report.txt" in shown and "No rule was broken." in shown
