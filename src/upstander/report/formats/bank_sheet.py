"""A sheet to read out to the bank: ring now, what was paid, until when to claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from upstander.directory.review import plain_date
from upstander.language.csv_table import table as csv_table
from upstander.model.report import Block, Document, FilePart, ReportFacts
from upstander.report._interface import Asked
from upstander.report.blocks import heading, listing, paragraph, section
from upstander.report.form import Copy, WrittenForm
from upstander.report.happened import done_before, in_short
from upstander.report.losses import Ledger, claim_dates, ledger_blocks, money, reckon, sum_lines
from upstander.report.one_page import one_page

_TRICKED = "I may have been tricked into sending money."
_A_NUMBER = 5  # figures that make a phone number, in a call log where "withheld" stands as well
_COLUMNS = ("row", "day", "paid_to", "reference", "method", "pence", "currency", "note")
_MOST_IN_LARGE = 3


class BankSheet(WrittenForm):
    """What to say to the bank. No number of a caller ever stands on it."""

    slug = "bank-sheet"
    title = "Ring your bank now"
    group, rank = "money", 1
    about = "For money that has left your account, or may do so."
    receivers = ("uk.bank159", "uk.role.bank", "bank")
    shares = frozenset({"name", "phone", "police-reference", "bank-account"})
    rows = frozenset({"payments"})
    needs = ("what", "payments", "who", "police-reference", "consent")
    subject = "Payments from my account"

    def write(self, facts: ReportFacts, asked: Asked) -> Document:
        """Write it without any number that the person was called from."""
        numbers = [each.number for each in facts.calls]
        numbers += [each.number for each in facts.accounts]
        callers = (("caller-number", each) for each in numbers if _is_number(each))
        return super().write(replace(facts, private=(*facts.private, *callers)), asked)

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """First the call, then what to say, then the payments and the date."""
        ledger = reckon(copy.facts.losses)
        return one_page(_large(copy, ledger)) if copy.asked.large else _full(copy, ledger)

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """The ledger as a table."""
        if copy.facts.losses:
            rows = [
                (each.number, each.row.when, each.row.payee, each.row.ref, each.row.method,
                 each.row.pence, each.row.currency, each.why)
                for each in reckon(copy.facts.losses).rows
            ]  # fmt: skip
            yield FilePart("payments.csv", "text/csv", csv_table(_COLUMNS, rows))


def _full(copy: Copy, ledger: Ledger) -> Iterator[Block]:
    facts = copy.facts
    yield from paragraph(copy.line("ring"))
    yield from paragraph(copy.line("not-from-a-call"))
    yield from section("Say this", _say(copy))
    yield from section("What happened", paragraph(in_short(facts, _TRICKED)))
    yield from section("Payments, as in the table", ledger_blocks(ledger))
    yield from section("Until when to claim", listing(_dates(copy, ledger)))
    yield from section("Ask the bank", listing(_questions(copy)))
    yield from section("Told before", listing(done_before(facts)))
    yield from paragraph(copy.line("codes"))
    yield from paragraph(copy.line("more-scams"))


def _large(copy: Copy, ledger: Ledger) -> Iterator[Block]:
    yield from paragraph(copy.line("ring-short"))
    yield heading("Say this")
    yield from _say(copy)
    yield from listing(
        f"{each.row.when}, {money(each.row.pence, each.row.currency)}"
        + (f": {each.why}" if each.why else f" to {each.row.payee}")
        for each in ledger.rows[:_MOST_IN_LARGE]
    )
    yield from paragraph(*sum_lines(ledger))
    for due in claim_dates(copy.facts, ledger, copy.today):
        yield from paragraph(f"{due.name}: by {plain_date(due.day)}. Check with {due.check_with}.")
    yield from paragraph(copy.line("codes-short"))


def _say(copy: Copy) -> Iterator[Block]:
    facts = copy.facts
    yield from paragraph(copy.line("say"))
    yield from listing(
        [
            f"My name: {facts.target_name or facts.reporter.name}"
            if facts.target_name or facts.reporter.name
            else "",
            f"My bank: {facts.bank}" if facts.bank else "",
            f"Police reference: {facts.police_reference}" if facts.police_reference else "",
        ]
    )


def _dates(copy: Copy, ledger: Ledger) -> Iterator[str]:
    yield from (due.line for due in claim_dates(copy.facts, ledger, copy.today))


def _questions(copy: Copy) -> Iterator[str]:
    yield copy.facts.wants
    for name in ("ask-stop", "ask-back", "ask-protect", "ask-reference"):
        yield copy.line(name)


def _is_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _A_NUMBER


PLUGIN = BankSheet()
