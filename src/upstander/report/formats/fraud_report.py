"""A sheet for the national fraud report: the story, the money, and how the contact began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block, FilePart, Nature, ReportFacts
from upstander.report.blocks import listing, paragraph, section, table
from upstander.report.calls import by_number, withheld
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, asks, contact, head
from upstander.report.happened import (
    accounts,
    done_before,
    effect,
    in_short,
    incidents,
    incidents_file,
    statements,
    who_writes,
)
from upstander.report.kept import evidence, leads
from upstander.report.losses import ledger_blocks, reckon
from upstander.report.redact import OTHERS_DETAILS

_TRICKED = "I want to report that somebody tried to trick me. I can send more when I have it."


class FraudReport(WrittenForm):
    """The national fraud report, filled in by the person with this beside them."""

    slug = "fraud-report"
    title = "For the national fraud report"
    group, rank = "money", 2
    about = "For scams and stolen money. Ring the bank first if money moved."
    receivers = ("uk.reportfraud", "fraud_line")
    lists_files = True
    shares = frozenset({"name", "address", "postcode", "phone", "email", "police-reference",
                        "birth-date", "bank-account", OTHERS_DETAILS})  # fmt: skip
    rows = frozenset({"calls", "payments"})
    needs = ("what", "who", "reach", "postal", "payments", "account", "dates", "evidence")
    subject = "For the fraud report"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Who, the story, how contact was made, the money, what is kept."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from paragraph(copy.line("bank-first"))
        yield from paragraph(copy.line("not-here"))
        yield from section("1. The story", _story(facts))
        yield from section("2. How the contact began", _contact(copy))
        yield from accounts(facts)
        yield from section("3. Payments, as in the table", ledger_blocks(reckon(facts.losses)))
        yield from section("4. My bank", paragraph(facts.bank))
        yield from incidents(facts)
        yield from leads(facts)
        yield from evidence(facts)
        yield from effect(facts)
        yield from statements(facts, Nature.FACT)
        yield from section("Told before", listing(done_before(facts)))
        yield from section("How to reach me", contact(copy))
        yield from section("What I ask", asks(copy, copy.line("ask-reference")))
        yield from law_lines(copy.law())
        yield from not_claimed()

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """All incidents, where they do not fit into the sheet."""
        return incidents_file(copy.facts)


def _story(facts: ReportFacts) -> Iterator[Block]:
    yield from paragraph(in_short(facts, _TRICKED))
    yield from paragraph(who_writes(facts.helping))


def _contact(copy: Copy) -> Iterator[Block]:
    calls = copy.facts.calls
    yield from table(("Number, as shown", "Calls", "First", "Last"), by_number(calls))
    hidden = sum(map(withheld, calls))
    yield from paragraph(f"Calls with no number shown: {hidden:,}." if hidden else "")
    yield from paragraph(copy.line("faked-numbers") if calls else "")


PLUGIN = FraudReport()
