"""A letter to a school: facts with dates, the effect on the child, and what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import AgeBand, Block, FilePart, Nature, ReportFacts
from upstander.report.blocks import listing, paragraph, section
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, asks, closing, contact, head
from upstander.report.happened import (
    incidents_file,
    statements,
    who_writes,
)
from upstander.report.story import story


class SchoolLetter(WrittenForm):
    """To the head and the lead for safeguarding."""

    slug = "school-letter"
    title = "Letter to the school"
    group, rank = "care", 1
    about = "For pupils of the same school, in lessons or at home."
    receivers = ("uk.role.school", "school")
    lists_files = True
    wishes = True
    shares = frozenset({"name", "child", "school", "email", "phone"})
    needs = ("what", "school", "dates", "effect", "wants", "who", "reach", "evidence", "consent")
    subject = "A concern about a pupil"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Who it is about, what happened, the effect, what is asked."""
        facts = copy.facts
        yield from head(copy, "A concern about a pupil")
        yield from listing(_about(copy))
        yield from paragraph(copy.line("for-whom"))
        yield from story(facts)
        yield from section("What I ask", _wishes(copy))
        yield from law_lines(copy.law())
        yield from not_claimed(copy.line("both-sides"))
        yield from section("How to reach me", contact(copy))
        yield from closing(copy)
        if copy.gets("opinion"):
            yield from statements(facts, Nature.OPINION)

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """All incidents, where they do not fit into the letter."""
        return incidents_file(copy.facts)

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """Also whether it is about a pupil at all."""
        yield from super().missing(facts, copy)
        if facts.helping.age is AgeBand.ADULT:
            yield "This letter is for pupils. The person is an adult: is a letter to work better?"


def _about(copy: Copy) -> Iterator[str]:
    facts = copy.facts
    yield f"School: {facts.school}" if facts.school else ""
    yield f"Pupil: {facts.target_name}" if facts.target_name else ""
    yield who_writes(facts.helping)


def _wishes(copy: Copy) -> Iterator[Block]:
    names = ("ask-today", "ask-record", "ask-plan", "ask-no-viewing")
    yield from asks(copy, *map(copy.line, names))


PLUGIN = SchoolLetter()
