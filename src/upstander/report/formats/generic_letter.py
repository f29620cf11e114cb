"""A letter to a receiver whose form is not known. It says so."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.model.report import Block, FilePart, Nature
from upstander.report.blocks import listing, paragraph, section
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, asks, closing, contact, head
from upstander.report.happened import (
    accounts,
    done_before,
    effect,
    how_often,
    in_short,
    incidents,
    incidents_file,
    statements,
    who_writes,
)
from upstander.report.kept import evidence


class GenericLetter(WrittenForm):
    """For everybody else: what happened, with dates, and what is asked."""

    slug = "generic-letter"
    title = "General letter"
    group, rank = "other", 9
    about = "For a receiver whose own form we do not know."
    receivers = ("other",)
    lists_files = True
    shares = frozenset({"name", "email"})
    needs = ("what", "account", "dates", "wants", "who", "reach", "evidence")
    subject = "Report of abuse by phone or internet"
    generic = True

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """The matter, one by one, what is kept, what is asked."""
        facts = copy.facts
        yield from head(copy, "Report of abuse by phone or internet")
        yield from paragraph(copy.line("general"))
        yield from paragraph(who_writes(facts.helping))
        yield from section("What happened", [*paragraph(in_short(facts)),
                                             *paragraph(how_often(facts))])  # fmt: skip
        yield from section("Where it is", listing(facts.addresses, numbered=True))
        yield from accounts(facts)
        yield from incidents(facts)
        yield from effect(facts)
        yield from statements(facts, Nature.FACT)
        yield from section("What was done so far", listing(done_before(facts)))
        yield from evidence(facts)
        yield from section("What I ask", asks(copy, copy.line("ask-reply")))
        yield from law_lines(copy.law())
        yield from not_claimed()
        yield from section("How to reach me", contact(copy))
        yield from closing(copy)

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """All incidents, where they do not fit into the letter."""
        return incidents_file(copy.facts)


PLUGIN = GenericLetter()
