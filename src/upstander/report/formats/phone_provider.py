"""A report of calls and texts to a phone company, from a call log of any length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.language.csv_table import table as csv_table
from upstander.language.shown_time import iso_utc
from upstander.model.report import Block, CallRecord, FilePart, ReportFacts
from upstander.report.blocks import listing, paragraph, section, table
from upstander.report.calls import (
    by_number,
    pattern,
    shown_direction,
    shown_length,
    with_doubts,
    withheld,
)
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, asks, closing, contact, head
from upstander.report.happened import in_short

_MOST_ROWS = 500
_COLUMNS = ("row", "when", "utc", "number_as_shown", "direction", "duration_s", "doubt")


class PhoneProvider(WrittenForm):
    """Numbers, times and pattern; withheld calls are counted and name nobody."""

    slug = "phone-provider"
    title = "Report of calls and texts"
    group, rank = "network", 2
    about = "For calls or texts that do not stop. Your own phone company can help."
    receivers = ("mobile", "uk.role.telco", "uk.vodafone", "uk.o2", "uk.three", "uk.ee")
    shares = frozenset({"name", "email", "phone", "police-reference"})
    rows = frozenset({"calls", "texts"})
    needs = ("what", "own-number", "calls", "three-calls", "who", "reach", "police-reference")
    subject = "Report of unwanted calls"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """The pattern first, then the numbers, then each call."""
        facts, calls = copy.facts, with_doubts(copy.facts.calls, copy.today)
        yield from head(copy, self.title)
        yield from paragraph(in_short(facts))
        yield from listing(_slots(facts))
        yield from section("The pattern", listing(pattern(calls, facts.zone)))
        yield from section("The numbers, as shown", _numbers(copy))
        yield from section("What I ask", asks(copy, copy.line("ask-team"), copy.line("ask-keep")))
        yield from section("How to reach me", contact(copy))
        yield from law_lines(copy.law())
        yield from not_claimed(copy.line("faked-numbers"))
        yield from closing(copy)
        yield from section("Each call", _calls(calls))

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """The whole call log as a table."""
        if copy.facts.calls:
            rows = [
                (each.row or number, each.when, iso_utc(each.utc), each.number, each.direction,
                 "" if each.duration_s is None else each.duration_s, each.doubt)
                for number, each in enumerate(with_doubts(copy.facts.calls, copy.today), 1)
            ]  # fmt: skip
            yield FilePart("calls.csv", "text/csv", csv_table(_COLUMNS, rows))


def _slots(facts: ReportFacts) -> Iterator[str]:
    yield f"Number that is called: {facts.own_number}" if facts.own_number else ""
    if not facts.police_reference:
        yield "Police reference: none yet"


def _numbers(copy: Copy) -> Iterator[Block]:
    calls = copy.facts.calls
    yield from table(("Number, as shown", "Calls", "First", "Last"), by_number(calls))
    hidden = sum(map(withheld, calls))
    if hidden:
        yield from paragraph(
            f"{hidden:,} with no number shown: they cannot be used to say who called.",
            copy.line("network-can-see"),
        )


def _calls(calls: tuple[CallRecord, ...]) -> Iterator[Block]:
    rows = [
        (str(each.row or number), each.when, each.number, shown_direction(each),
         shown_length(each), each.doubt)
        for number, each in enumerate(calls[:_MOST_ROWS], 1)
    ]  # fmt: skip
    yield from table(("No.", "When", "Number", "Which way", "How long", "Doubt"), rows)
    rest = len(calls) - _MOST_ROWS
    yield from paragraph(f"{rest:,} more are in calls.csv." if rest > 0 else "")


PLUGIN = PhoneProvider()
