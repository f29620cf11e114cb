"""Amounts in the cells of a table: exact or in doubt, never rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.table_columns import table_columns
from upstander.intake.sources._table_money import (
    COMMA,
    OPEN,
    POINT,
    TOO_FINE,
    UNCLEAR,
    UNREAD,
    Amount,
    decimal_sign,
    read_amount,
)

CURRENCIES = table_columns()["currency"]


def amount(written: str, sign: str = OPEN) -> Amount:
    return read_amount(written, CURRENCIES, sign)


@pytest.mark.parametrize(
    ("written", "hundredths", "currency"),
    [
        ("£2,350.00", 235000, "GBP"), ("£1,999.99", 199999, "GBP"), ("GBP 250", 25000, "GBP"),
        ("250 gbp", 25000, "GBP"), ("1.999,99 EUR", 199999, "EUR"), ("€ 1 999,99", 199999, "EUR"),
        ("1'999.99 CHF", 199999, "CHF"), ("$12", 1200, "$"), ("US$12.50", 1250, "USD"),
        ("50p", 50, "GBP"), ("1,234,567.89", 123456789, ""), ("1.234.567,89", 123456789, ""),
        ("₹1,00,000.00", 10000000, "INR"), ("0.05 BTC", 5, "BTC"), (".50", 50, ""),
        ("12.5", 1250, ""), ("0", 0, ""), ("1,999", 199900, ""), ("25 pounds", 2500, "GBP"),
    ],
)  # fmt: skip
def test_reads_an_amount_to_the_penny(written: str, hundredths: int, currency: str) -> None:
    found = amount(written)

    assert (found.hundredths, found.currency, found.doubt) == (hundredths, currency, "")
    assert not found.negative


@pytest.mark.parametrize(
    "written", ["(1,999.99)", "-1,999.99", "1,999.99-", "−1,999.99", "£-1,999.99", "(£1,999.99)"]
)
def test_a_minus_is_seen_however_it_is_written(written: str) -> None:
    found = amount(written)

    assert (found.hundredths, found.negative) == (199999, True)


def test_marks_of_a_bank_say_which_way_the_money_went() -> None:
    assert amount("50.00 CR").credit
    assert not amount("50.00 DR").credit


@pytest.mark.parametrize(
    "written", ["12 apples", "1,99,9.99", "call me", "1.2.3.4", "2350.00 GBP EUR", "9" * 40, "1e5"]
)
def test_what_is_no_amount_is_said_and_not_guessed(written: str) -> None:
    found = amount(written)

    assert (found.hundredths, found.doubt) == (None, UNREAD)


def test_parts_smaller_than_a_penny_are_never_rounded_away() -> None:
    assert amount("0.00000001 BTC").doubt == TOO_FINE
    assert amount("12.345", POINT).doubt == TOO_FINE


def test_an_unclear_sign_is_decided_by_the_column_or_not_at_all() -> None:
    assert amount("1.999").doubt == UNCLEAR
    assert amount("1,999 EUR").doubt == UNCLEAR
    assert amount("1.999", COMMA).hundredths == 199900
    assert amount("1,999", POINT).hundredths == 199900


def test_a_cell_speaks_for_its_decimal_sign_only_where_it_is_clear() -> None:
    assert decimal_sign("1,999.99") == decimal_sign("12.50") == POINT
    assert decimal_sign("1.999,99") == decimal_sign("12,50") == COMMA
    assert decimal_sign("1,999") == decimal_sign("250") == OPEN


PENCE = st.integers(0, 10**12)


@given(PENCE, st.sampled_from(["£", "€", "GBP ", ""]))
def test_the_english_form_is_read_back_exactly(pence: int, sign: str) -> None:
    assert amount(f"{sign}{Decimal(pence) / 100:,.2f}").hundredths == pence


@given(PENCE)
def test_the_continental_form_is_read_back_exactly(pence: int) -> None:
    english = f"{Decimal(pence) / 100:,.2f}"
    written = english.translate(str.maketrans(",.", ".,"))

    assert amount(f"{written} EUR").hundredths == pence


@given(st.text(max_size=70), st.sampled_from([OPEN, POINT, COMMA]))
def test_no_cell_breaks_the_reading_and_none_is_both_read_and_doubted(
    written: str, sign: str
) -> None:
    found = amount(written, sign)

    assert (found.hundredths is None) == bool(found.doubt)
    assert found.hundredths is None or found.hundredths >= 0
