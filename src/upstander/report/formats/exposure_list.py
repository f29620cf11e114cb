"""A working sheet for stolen or exposed data: what is out, what it opens, and steps in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block, Document, ReportFacts
from upstander.model.worksheets import Exposed
from upstander.report._interface import Asked
from upstander.report._masked import masked
from upstander.report._ordered_lines import lines_of
from upstander.report.blocks import listing, paragraph, section, table
from upstander.report.claims import not_claimed
from upstander.report.form import Copy, WrittenForm, head
from upstander.report.happened import MOST_ROWS, done_before, in_short
from upstander.report.kept import evidence
from upstander.report.redact import sort_words
from upstander.report.when import moment


class ExposureList(WrittenForm):
    """Which data, which accounts, and what to do first. No whole number stands on it."""

    slug = "exposure-list"
    title = "What others may have of me"
    about = "For stolen cards, passwords, papers or other data. It says what to do first."
    receivers = ("worksheet",)
    group, rank = "sheets", 5
    lists_files = True
    sheets = frozenset({"exposed"})
    shares = frozenset({"name", "police-reference"})
    needs = ("what", "evidence", "police-reference")
    subject = "Data that others may have"

    def write(self, facts: ReportFacts, asked: Asked) -> Document:
        """Write it from facts that hold no whole number any more."""
        return super().write(masked(facts), asked)

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """The list, then the steps in their order, then what was done."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from paragraph(in_short(facts))
        yield from section("What is out", _listed(facts))
        yield from section("What to do, in this order", _steps(copy))
        yield from section("What was done so far", listing(done_before(facts)))
        yield from evidence(facts)
        yield from not_claimed(copy.line("may-have"))

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """What the list still needs."""
        yield from super().missing(facts, copy)
        if not facts.exposed:
            yield "What others may have: a card, a password, a paper, a number."
        if any(not each.account for each in facts.exposed):
            yield "Which account each thing opens. If none, say so."
        if any(each.seen_at is None for each in facts.exposed):
            yield "The day you noticed each thing."


def _listed(facts: ReportFacts) -> Iterator[Block]:
    columns = ("No.", "What", "Number", "Where it was seen", "Address", "What it opens", "Noticed",
               "Done", "Exhibit")  # fmt: skip
    yield from table(columns, (
        (str(number), sort_words(each.what), each.number, each.where, each.address, each.account,
         moment(each.seen_at, facts.zone), each.done or "not yet", each.exhibit)
        for number, each in enumerate(facts.exposed[:MOST_ROWS], 1)
    ))  # fmt: skip
    rest = len(facts.exposed) - MOST_ROWS
    yield from paragraph(f"{rest:,} more are not listed here." if rest > 0 else "")
    yield from paragraph("" if facts.exposed else "Nothing is written down yet.")


def _steps(copy: Copy) -> Iterator[Block]:
    """One row for each step that is needed; those for everybody come last."""
    known = {name for name, _ in lines_of(copy, "step")}
    sorts = {_sort(each, known) for each in copy.facts.exposed}
    columns = ("Step", "For", "Have ready", "When", "Done")
    rows = [
        (text, sort_words(name), copy.line(f"ready-{name}"), copy.line(f"when-{name}"), "[ ]")
        for name, text in lines_of(copy, "step")
        if name in sorts
    ]
    rows += [
        (text, "all", copy.line(f"ready-all-{name}"), copy.line(f"when-all-{name}"), "[ ]")
        for name, text in lines_of(copy, "all")
    ]
    yield from table(columns, rows)


def _sort(exposed: Exposed, known: set[str]) -> str:
    sort = exposed.what.strip().casefold().replace(" ", "-")
    return sort if sort in known else "other"


PLUGIN = ExposureList()
