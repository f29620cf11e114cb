"""A safeguarding concern for the council: a child, or an adult who may need care and help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block, Nature, ReportFacts
from upstander.report.blocks import listing, paragraph, section
from upstander.report.claims import law_lines, not_claimed
from upstander.report.cover import at_risk
from upstander.report.form import Copy, WrittenForm, asks, closing, contact, head
from upstander.report.happened import (
    accounts,
    done_before,
    effect,
    how_often,
    in_short,
    incidents,
    statements,
)
from upstander.report.kept import evidence
from upstander.report.redact import TO_THE_POLICE, youngest

_ANSWERS = {"yes": "yes", "no": "no", "unsure": "not sure"}


class CouncilSafeguarding(WrittenForm):
    """The concern, with the questions that a council asks; nothing is assumed."""

    slug = "council-safeguarding"
    title = "Safeguarding concern"
    group, rank = "care", 3
    about = "For a child in danger of harm, or an adult who cannot keep themselves from harm."
    receivers = ("uk.role.childrens_services", "council", "nir.gateway")
    lists_files = True
    shares = TO_THE_POLICE
    needs = ("what", "who", "where", "dates", "effect", "reach", "consent")
    subject = "Safeguarding concern"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Who, the questions, what happened, what they want, what is asked."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from paragraph(copy.line("danger-first"))
        yield from section("Who it is about, and where now", listing(at_risk(facts).split("\n")))
        yield from section("Questions you will ask", listing(_questions(copy)))
        yield from section("What the person wants", paragraph(facts.helping.wants))
        yield from section("What happened", [*paragraph(in_short(facts)),
                                             *paragraph(how_often(facts))])  # fmt: skip
        yield from incidents(facts)
        yield from accounts(facts)
        yield from effect(facts)
        yield from statements(facts, Nature.FACT)
        yield from statements(facts, Nature.INFERENCE)
        yield from section("What was done so far", listing(done_before(facts)))
        yield from evidence(facts)
        yield from section("What I ask", asks(copy, *map(copy.line, ("ask-look", "ask-tell"))))
        yield from law_lines(copy.law())
        yield from not_claimed()
        yield from section("How to reach me", contact(copy))
        yield from closing(copy)
        yield from statements(facts, Nature.OPINION)

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """Also what the council asks about an adult."""
        yield from super().missing(facts, copy)
        if not youngest(facts.helping).is_child and not facts.helping.protects_self:
            yield "Whether the person can keep themselves from harm. You may not know. Say so."


def _questions(copy: Copy) -> Iterator[str]:
    helping = copy.facts.helping
    if youngest(helping).is_child:
        yield copy.line("child")
        yield copy.line("own-words")
        return
    answer = _ANSWERS.get(helping.protects_self, "not told")
    yield copy.line("needs-care")
    yield copy.line("at-risk")
    yield f"{copy.line('protects-self')} Answer so far: {answer}."


PLUGIN = CouncilSafeguarding()
