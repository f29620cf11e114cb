"""A grievance to an employer: what happened at work or through it, and what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.directory.shelf import shipped
from upstander.model.report import Block, FilePart, Nature
from upstander.report.blocks import listing, paragraph, section
from upstander.report.claims import law_lines, not_claimed
from upstander.report.deadlines import case_dates
from upstander.report.form import Copy, WrittenForm, asks, closing, contact, head
from upstander.report.happened import (
    incidents_file,
    statements,
    who_writes,
)
from upstander.report.redact import OPINION
from upstander.report.story import story

_AT_WORK = frozenset({"workplace_bullying"})


class EmployerGrievance(WrittenForm):
    """Facts, then inferences, then opinions with their authors; never a finding."""

    slug = "employer-grievance"
    title = "Grievance to the employer"
    group, rank = "care", 2
    about = "For abuse by people at work, or by anybody because of your work."
    receivers = ("uk.role.employer", "employer")
    lists_files = True
    shares = frozenset({"name", "email", "phone", "workplace", OPINION})
    needs = ("what", "employer", "dates", "two", "effect", "wants", "who", "reach", "evidence")
    subject = "A grievance"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """What happened, the effect, what was done, what is asked."""
        facts = copy.facts
        yield from head(copy, "A grievance")
        yield from listing(_about(copy))
        yield from paragraph(copy.line("purpose"))
        yield from story(facts)
        yield from section("What I ask", _wishes(copy))
        if copy.gets("witness"):
            yield from section("Witnesses, who agreed to be named", listing(facts.witnesses))
        yield from law_lines(copy.law())
        yield from not_claimed(copy.line("hear-both"))
        yield from section("How to reach me", contact(copy))
        yield from closing(copy)
        yield from statements(facts, Nature.OPINION)

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """All incidents, where they do not fit into the letter."""
        return incidents_file(copy.facts)

    def next_steps(self, copy: Copy) -> Iterator[str]:
        """Also the dates of a tribunal claim, where the place is known."""
        yield from super().next_steps(copy)
        dates = case_dates(copy.facts, shipped().deadlines(), kinds=_AT_WORK, today=copy.today)
        yield from (due.line for due in dates)


def _about(copy: Copy) -> Iterator[str]:
    facts = copy.facts
    yield f"Employer: {facts.employer}" if facts.employer else ""
    yield f"About what happened to: {facts.target_name}" if facts.target_name else ""
    yield who_writes(facts.helping)


def _wishes(copy: Copy) -> Iterator[Block]:
    names = ("ask-someone-else", "ask-steps", "ask-record", "ask-after")
    yield from asks(copy, *map(copy.line, names))


PLUGIN = EmployerGrievance()
