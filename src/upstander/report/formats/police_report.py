"""A report to the police that is no emergency: by 101, online, or on paper."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.model.report import Block, FilePart, Nature
from upstander.report.blocks import listing, paragraph, section
from upstander.report.claims import law_lines, not_claimed
from upstander.report.cover import seven_questions
from upstander.report.form import Copy, WrittenForm, asks, contact, head
from upstander.report.happened import accounts, effect, incidents, incidents_file, statements
from upstander.report.kept import evidence, leads
from upstander.report.redact import TO_THE_POLICE

_CHECKLIST = frozenset({"stalking", "harassment"})
"""Kinds for which advisers fill in an official form with the person."""


class PoliceReport(WrittenForm):
    """The police sheet: seven questions first, then everything that can be checked."""

    slug = "police-report"
    title = "Report to the police"
    group, rank = "police", 2
    about = "For threats, stalking, blackmail or harassment when nobody is in danger right now."
    receivers = ("uk.police.101", "uk.police.online", "uk.police.jslo", "sct.police.scotland",
                 "nir.psni", "police")  # fmt: skip
    lists_files = True
    shares = TO_THE_POLICE
    all_files = True
    needs = ("what", "who", "reach", "account", "dates", "two", "worst", "effect", "evidence",
             "police-reference", "consent")  # fmt: skip
    subject = "Report to the police"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """The cover, then details; opinions have a place of their own."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from seven_questions(facts, police=True)
        yield from section("How to reach me", contact(copy))
        yield from accounts(facts)
        yield from incidents(facts)
        yield from effect(facts)
        yield from statements(facts, Nature.FACT)
        yield from statements(facts, Nature.INFERENCE)
        yield from evidence(facts)
        yield from leads(facts, ways_on=True)
        yield from section("What I ask", asks(copy, copy.line("ask-reference")))
        if copy.gets("witness"):
            yield from section("Witnesses, who agreed to be named", listing(facts.witnesses))
        yield from law_lines(copy.law())
        yield from not_claimed()
        yield from statements(facts, Nature.OPINION)
        if _CHECKLIST.intersection(facts.kinds):
            yield from section("Official checklist", paragraph(copy.line("official-form")))

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """All incidents, where they do not fit into the letter."""
        return incidents_file(copy.facts)


PLUGIN = PoliceReport()
