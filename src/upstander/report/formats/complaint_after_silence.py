"""A complaint when no answer came, or one that did not help: with the report and the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from upstander.model.report import Block, Document, DoneBefore, FilePart, ReportFacts
from upstander.paper.glyphs import visible
from upstander.report._interface import Asked
from upstander.report.blocks import listing, paragraph, quote, section
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, asks, closing, contact, head
from upstander.report.happened import accounts, done_before, how_often, in_short
from upstander.report.told_before import about_before, same_receiver

_ELSEWHERE = "The earlier report went to somebody else, or nobody was named. So it is not attached."
_AS_IT_WAS = (
    "The earlier report goes along as they have it already, with all that it tells of."
    " Words that you leave out are left out there too."
)
_LEARN_OF_IT = "They learn whom you reported it to before, and what the answer was."
_NO_EARLIER = "The earlier report is not attached. Ask me for it if you need it."


class ComplaintAfterSilence(WrittenForm):
    """The same matter once more, one step up."""

    slug = "complaint-after-silence"
    title = "Complaint about an earlier report"
    group, rank = "follow", 1
    about = "When a report had no answer, or an answer that did not help."
    receivers = ("platform", "isp", "mobile", "school", "employer", "bank", "uk.rhc", "regulator",
                 "ombudsman")  # fmt: skip
    of_things = False
    shares = frozenset({"name", "email"})
    needs = ("before", "answer", "what", "link", "email")
    subject = "Complaint about an earlier report"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """What was reported, what came back, what is the matter, what is asked."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from section("What I reported before", listing(done_before(facts)))
        yield from section("The answer that I had", _answers(facts))
        yield from section("The matter", [*paragraph(in_short(facts)),
                                          *paragraph(how_often(facts))])  # fmt: skip
        yield from section("Where it is", listing(facts.addresses, numbered=True))
        yield from accounts(facts)
        yield from section("What I ask", asks(copy, *map(copy.line, ("ask-again", "ask-reasons"))))
        yield from section("Attached", listing(each.name for each in self.files(copy)))
        yield from paragraph("" if copy.asked.earlier else _NO_EARLIER)
        yield from law_lines(copy.law())
        yield from not_claimed()
        yield from section("How to reach me", contact(copy))
        yield from closing(copy)

    def write(self, facts: ReportFacts, asked: Asked) -> Document:
        """Write it; says so where it tells of a report that went to somebody else."""
        document = super().write(facts, asked)
        if _of_another(self.before_of(facts, asked), asked):
            return replace(document, who_learns=(*document.who_learns, _LEARN_OF_IT))
        return document

    def before_of(self, facts: ReportFacts, asked: Asked) -> tuple[DoneBefore, ...]:
        """The report that it follows, or those to the same receiver; never any other."""
        return about_before(facts, asked)

    def files(self, copy: Copy) -> Iterable[FilePart]:
        """The report as it was made, and each answer."""
        if copy.asked.earlier:
            yield _text_file("earlier-report.txt", copy.asked.earlier)
        written = (each for each in _answered(copy.facts) if each.answer)
        for number, each in enumerate(written, 1):
            yield _text_file(f"answer-{number}.txt", _answer(each))

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """Also the text of the earlier report, or why it does not go along."""
        yield from super().missing(facts, copy)
        if copy.asked.earlier:
            chose = copy.asked.chosen or any(sort == "private" for sort, _ in facts.private)
            yield from [_AS_IT_WAS] if chose else []
        elif copy.asked.about:
            yield _ELSEWHERE
        else:
            yield "The report that you sent before, as a text."


def _of_another(before: Iterable[DoneBefore], asked: Asked) -> bool:
    return any(not same_receiver(each.body, each.to, asked) for each in before)


def _answered(facts: ReportFacts) -> list[DoneBefore]:
    return [each for each in facts.before if each.answer or each.outcome]


def _answers(facts: ReportFacts) -> Iterator[Block]:
    for each in _answered(facts):
        yield from paragraph(f"From {each.to}:")
        yield from quote(each.answer)
        yield from paragraph(each.outcome)
    if facts.before and not _answered(facts):
        yield from paragraph("No answer came.")


def _answer(each: DoneBefore) -> str:
    head = "\n".join(
        line
        for line in (
            f"From: {each.to}",
            f"About the report of: {each.when}" if each.when else "",
            f"Reference: {each.reference}" if each.reference else "",
        )
        if line
    )
    return f"{head}\n\n{each.answer}\n"


def _text_file(name: str, text: str) -> FilePart:
    return FilePart(name, "text/plain", visible(text).encode("utf-8", "backslashreplace"))


PLUGIN = ComplaintAfterSilence()
