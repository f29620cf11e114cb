"""Money is added up to the penny, and what is doubtful is shown and not added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.report_facts import case
from upstander.model.report import LossRow
from upstander.report.losses import claim_dates, money, reckon, sum_lines
from upstander.report.when import AHEAD

PAID = LossRow("17/11/2026", "SAFE ACCT", "4472", 199_999, day=date(2026, 11, 17))


def test_the_repeated_row_is_not_added_until_it_is_confirmed() -> None:
    ledger = reckon(case("george").losses)

    assert money(ledger.pence) == "£4,349.99"
    assert [(each.number, each.why) for each in ledger.left] == [(3, "looks the same as row 2")]
    assert list(sum_lines(ledger)) == [
        "Total: £4,349.99 in 2 payments.",
        "Not added until checked: 1 row (row 3).",
    ]


def test_a_row_that_a_person_confirmed_is_added() -> None:
    rows = (PAID, replace(PAID, confirmed=True))

    assert reckon(rows).pence == 2 * PAID.pence


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (replace(PAID, currency="EUR"), "another currency"),
        (replace(PAID, pence=-100), "no payment out"),
        (replace(PAID, pence=0), "no payment out"),
        (replace(PAID, doubt="the amount is not sure"), "the amount is not sure"),
        (replace(PAID, counted=False), "not counted yet"),
        (replace(PAID, doubt=AHEAD, confirmed=True), AHEAD),
    ],
)
def test_a_doubtful_row_is_flagged_and_not_added(row: LossRow, why: str) -> None:
    ledger = reckon((row,))

    assert ledger.pence == 0
    assert [each.why for each in ledger.rows] == [why]


def test_the_claim_date_counts_from_the_last_payment_that_is_added() -> None:
    late = replace(PAID, day=date(2026, 11, 30), when="30/11/2026", doubt="not sure")
    facts = replace(case("george"), losses=(*case("george").losses, late))

    dates = claim_dates(facts, reckon(facts.losses), date(2026, 11, 26))

    assert [each.day for each in dates] == [date(2027, 12, 17)]
    assert "13 months after the last payment" in dates[0].line
    assert "Check this with the bank" in dates[0].line


def test_other_currencies_keep_their_code() -> None:
    assert money(123_456, "EUR") == "1,234.56 EUR"
    assert money(-5) == "-£0.05"


@given(st.lists(st.integers(-(10**9), 10**12)))
def test_the_sum_is_that_of_the_rows_that_are_not_flagged(amounts: list[int]) -> None:
    rows = tuple(replace(PAID, pence=each, ref=str(at)) for at, each in enumerate(amounts))

    ledger = reckon(rows)

    assert ledger.pence == sum(each for each in amounts if each > 0)
    assert len(ledger.added) + len(ledger.left) == len(rows)
