"""Payments of a table: what is counted, and why a row is not.

A row is counted only where nothing about it is in doubt: the amount is exact, in the currency of
the table, went out, and the row is no repeat that nobody has confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from upstander.directory.table_columns import ColumnMeaning
from upstander.intake.sources._table_money import NO_AMOUNT, OPEN, Amount, read_amount
from upstander.intake.table_columns import Columns, parse_repeats
from upstander.model.message import Payment

CAME_IN = "This is money that came in."
MINUS = "The amount has a minus. It is not clear whether the money left or came back."
NO_CURRENCY = "The currency is not written."
WHICH_DOLLAR = "It is not written which dollar this is."
_HOME = "GBP"
_ROWS_KEPT = 1000
_COMPARED = 300_000
"""Payments that are remembered to find those that look the same."""


@dataclass(slots=True)
class Doubts:
    """Rows that are not counted, by reason."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, reason: str, row: int) -> None:
        """Note one row."""
        held = self.rows.setdefault(reason, [])
        if len(held) < _ROWS_KEPT:
            held.append(row)
        self.counts[reason] = self.counts.get(reason, 0) + 1


class Till:
    """Reads the amounts of one table."""

    def __init__(
        self, columns: Columns, currencies: ColumnMeaning, sign: str = OPEN, repeats: str = ""
    ) -> None:
        """``sign`` is the decimal sign of the column; ``repeats`` the person's answer, if any."""
        self.doubts = Doubts()
        self._currencies = currencies
        self._sign = sign
        self._said = columns.currency
        self._home = columns.currency if columns.currency not in ("", "$") else _HOME
        self._minus_is_out = columns.out == "negative"
        self._repeats = parse_repeats(repeats)
        self._first: dict[tuple[object, ...], int] = {}
        self.firsts: dict[int, int] = {}  # rows that wait for a person, and the row each is like

    def payment(self, row: Mapping[str, str], number: int, day: str, exact: int) -> Payment:
        """The payment of one row.

        ``day`` is that of the payment, or what is written for it; ``exact`` the row that this
        one repeats cell for cell, or 0. A row with the same day, payee, reference and amount as
        an earlier one waits until a person says that it is a payment of its own.
        """
        written, amount, came_in = self._amount(row)
        currency = self._currency(amount, row)
        reasons = self._reasons(amount, currency, came_in)
        for reason in reasons:
            self.doubts.add(reason, number)
        like = 0 if reasons else self._like(row, number, (day, amount.hundredths, currency))
        confirmed = bool(like) and self._confirmed(number)
        if like and not confirmed:
            if len(self.firsts) < _COMPARED:
                self.firsts[number] = like
            reasons.append(f"{'same' if exact else 'looks the same'} as row {exact or like}")
        return Payment(
            written=written.strip(),
            hundredths=amount.hundredths,
            currency=currency,
            payee=row.get("payee", "").strip(),
            ref=row.get("ref", "").strip(),
            method=row.get("method", "").strip(),
            came_in=came_in,
            counted=not reasons,
            confirmed=confirmed,
            doubt=" ".join(reasons),
        )

    def _like(self, row: Mapping[str, str], number: int, key: tuple[object, ...]) -> int:
        """The first row that this one looks the same as, or 0."""
        whom = (row.get("payee", "").strip().casefold(), row.get("ref", "").strip())
        if len(self._first) >= _COMPARED:
            return self._first.get((*key, *whom), 0)
        found = self._first.setdefault((*key, *whom), number)
        return found if found != number else 0

    def _amount(self, row: Mapping[str, str]) -> tuple[str, Amount, bool]:
        """The cell, what it says, and whether the money came in."""
        for meaning in ("amount", "paid_out", "paid_in"):
            written = row.get(meaning, "")
            amount = self._read(written)
            if written and (amount.hundredths or meaning == "amount" or amount.doubt):
                return written, amount, self._came_in(amount, meaning)
        return row.get("paid_out", ""), self._read(row.get("paid_out", "")), False

    def _came_in(self, amount: Amount, meaning: str) -> bool:
        if meaning == "paid_in" or amount.credit:
            return True
        return meaning == "amount" and self._minus_is_out and not amount.negative

    def _read(self, written: str) -> Amount:
        return read_amount(written, self._currencies, self._sign)

    def _currency(self, amount: Amount, row: Mapping[str, str]) -> str:
        cell = row.get("currency", "").strip()
        named = self._currencies.value_of(cell) or (cell.upper() if len(cell) == 3 else "")
        if amount.currency in ("", "$"):
            return named or (amount.currency or self._said)
        return amount.currency

    def _reasons(self, amount: Amount, currency: str, came_in: bool) -> list[str]:
        found = [amount.doubt] if amount.doubt else []
        if amount.doubt != NO_AMOUNT and not currency:
            found.append(NO_CURRENCY)
        elif currency == "$":
            found.append(WHICH_DOLLAR)
        elif currency and currency != self._home:
            found.append(f"It is in another currency: {currency}.")
        if came_in:
            found.append(CAME_IN)
        elif amount.negative and not self._minus_is_out:
            found.append(MINUS)
        return found

    def _confirmed(self, number: int) -> bool:
        if isinstance(self._repeats, bool):
            return self._repeats
        return number in self._repeats
