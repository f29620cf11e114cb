"""The loss ledger: added up to the penny; what is doubtful is shown and not added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from upstander.directory.shelf import shipped
from upstander.model.report import Block, LossRow, ReportFacts
from upstander.report.blocks import counted, paragraph, table
from upstander.report.deadlines import Due, case_dates
from upstander.report.when import AHEAD

_HOME = "GBP"
_FORM = "bank-sheet"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A row with its number, and why it is not added; an empty reason means that it is."""

    number: int
    row: LossRow
    why: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows, and the sum of those that are added, in pence."""

    rows: tuple[Reckoned, ...]
    pence: int

    @property
    def added(self) -> tuple[LossRow, ...]:
        """The rows that are added."""
        return tuple(each.row for each in self.rows if not each.why)

    @property
    def left(self) -> tuple[Reckoned, ...]:
        """The rows that are not."""
        return tuple(each for each in self.rows if each.why)


def reckon(losses: Sequence[LossRow]) -> Ledger:
    """Add up what is sure. A row that looks like an earlier one waits until it is confirmed."""
    first: dict[tuple[object, ...], int] = {}
    rows = []
    for number, row in enumerate(losses, 1):
        number = row.row or number
        like = first.setdefault(_key(row), number)
        rows.append(Reckoned(number, row, _why(row, like if like != number else 0)))
    return Ledger(tuple(rows), sum(each.row.pence for each in rows if not each.why))


def money(pence: int, currency: str = _HOME) -> str:
    """``£4,349.99``; another currency keeps its code: ``12.00 EUR``."""
    sign = "-" if pence < 0 else ""
    pounds, rest = divmod(abs(pence), 100)
    amount = f"{pounds:,}.{rest:02}"
    return f"{sign}£{amount}" if currency == _HOME else f"{sign}{amount} {currency}".strip()


def ledger_blocks(ledger: Ledger, most: int = 100) -> Iterator[Block]:
    """The rows as a table, then the sum, then what is not in it."""
    rows = [
        (str(each.number), each.row.when, each.row.payee, each.row.ref, each.row.method,
         money(each.row.pence, each.row.currency), each.why and f"not added: {each.why}")
        for each in ledger.rows[:most]
    ]  # fmt: skip
    yield from table(("No.", "Day", "Paid to", "Reference", "How", "Amount", "Note"), rows)
    rest = len(ledger.rows) - most
    yield from paragraph(f"{rest:,} more rows are in payments.csv." if rest > 0 else "")
    yield from paragraph(*sum_lines(ledger))


def sum_lines(ledger: Ledger) -> Iterator[str]:
    """The sum in words, and how many rows are not in it."""
    if ledger.added:
        yield f"Total: {money(ledger.pence)} in {counted(len(ledger.added), 'payment')}."
    if ledger.left:
        numbers = ", ".join(str(each.number) for each in ledger.left[:20])
        yield f"Not added until checked: {counted(len(ledger.left), 'row')} (row {numbers})."


def claim_dates(facts: ReportFacts, ledger: Ledger, today: date) -> tuple[Due, ...]:
    """Until when the bank takes a claim, counted from the last payment that is added."""
    records = [each for each in shipped().deadlines() if _FORM in each.forms]
    sure = replace(facts, losses=ledger.added, incidents=())
    return case_dates(sure, records, kinds=frozenset({"fraud"}), today=today)


def _key(row: LossRow) -> tuple[object, ...]:
    when = row.day or row.when.strip().casefold()
    return (when, row.payee.strip().casefold(), row.ref.strip(), row.pence, row.currency)


def _why(row: LossRow, like: int) -> str:
    if row.doubt == AHEAD:  # before all else: a person who confirms a repeat does not see the date
        return AHEAD
    if row.currency != _HOME:
        return "another currency"
    if row.pence <= 0:
        return "no payment out"
    if like and not row.confirmed:
        return f"looks the same as row {like}"
    if row.confirmed:
        return ""
    return row.doubt or ("" if row.counted else "not counted yet")
