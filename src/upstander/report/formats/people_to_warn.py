"""A working sheet for posted private details: whom to warn, and in which order they go."""

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
from upstander.report.happened import MOST_ROWS
from upstander.report.kept import evidence
from upstander.report.redact import TO_THE_POLICE, sort_words
from upstander.report.when import moment

_PLACE = frozenset({"address", "postcode", "school", "hours", "finish-time", "nursery", "route"})
_REACH = frozenset({"phone", "workplace", "car", "number-plate", "gym", "club"})
_OPENS = frozenset(
    {"password", "pin", "card", "bank-account", "gate-code", "identity-number", "passport"}
)


class PeopleToWarn(WrittenForm):
    """Who has to hear of it first, and what has to come down first."""

    slug = "people-to-warn"
    title = "Who to warn, and what to take down first"
    about = "For private details that somebody put online."
    receivers = ("worksheet",)
    group, rank = "sheets", 4
    lists_files = True
    shares = TO_THE_POLICE - {"opinion"}
    all_files = True
    needs = ()
    subject = "Private details that were put online"

    def write(self, facts: ReportFacts, asked: Asked) -> Document:
        """Write it from facts that hold no whole number any more."""
        return super().write(masked(facts), asked)

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Danger first, then people, then details by rank, then the order of steps."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from paragraph(copy.line("danger"))
        yield from section("People to warn", _people(facts))
        yield from section("What was posted, the most urgent first", _details(copy))
        yield from section(
            "In this order", listing((text for _, text in lines_of(copy, "order")), numbered=True)
        )
        yield from section("Do not", listing(text for _, text in lines_of(copy, "not")))
        yield from evidence(facts)
        yield from not_claimed()

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """What the sheet still needs."""
        yield from super().missing(facts, copy)
        if not facts.exposed:
            yield "Which details were posted, and where."
        if any(not each.address for each in facts.exposed):
            yield "The full link to each place. Copy it as text."
        if not facts.to_warn:
            yield "Who lives, learns or works where the details point to."
        if any(not each.how for each in facts.to_warn):
            yield "How each person can be told with care: by phone, in person, or by whom."


def _people(facts: ReportFacts) -> Iterator[Block]:
    columns = ("No.", "Who", "Why", "How to tell them", "Told")
    yield from table(columns, (
        (str(number), each.who, each.why, each.how, each.told_at or "not yet")
        for number, each in enumerate(facts.to_warn[:MOST_ROWS], 1)
    ))  # fmt: skip
    rest = len(facts.to_warn) - MOST_ROWS
    yield from paragraph(f"{rest:,} more are not listed here." if rest > 0 else "")
    yield from paragraph("" if facts.to_warn else "Nobody is written down yet.")


def _details(copy: Copy) -> Iterator[Block]:
    ranked = sorted(copy.facts.exposed, key=rank)[:MOST_ROWS]
    columns = ("No.", "What", "Why it counts", "Where", "Address", "Seen", "Taken down", "Exhibit")
    yield from table(columns, (
        (str(number), sort_words(each.what), copy.line(f"rank-{rank(each)}"), each.where,
         each.address, moment(each.seen_at, copy.facts.zone), each.done or "not yet", each.exhibit)
        for number, each in enumerate(ranked, 1)
    ))  # fmt: skip
    rest = len(copy.facts.exposed) - MOST_ROWS
    yield from paragraph(f"{rest:,} more are not listed here." if rest > 0 else "")
    yield from paragraph("" if copy.facts.exposed else "Nothing is written down yet.")


def rank(exposed: Exposed) -> int:
    """How urgent it is that a detail goes: 1 tells where somebody can be found, 4 the rest."""
    sort = exposed.what.strip().casefold().replace(" ", "-")
    ranks = ((_PLACE, 1), (_REACH, 2), (_OPENS, 3))
    return next((number for sorts, number in ranks if sort in sorts), 4)


PLUGIN = PeopleToWarn()
