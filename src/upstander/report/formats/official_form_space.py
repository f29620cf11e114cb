"""Space for an official form that was filled in with an adviser; the form itself is not copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block, ReportFacts
from upstander.report.blocks import listing, paragraph, section, table
from upstander.report.claims import not_claimed
from upstander.report.form import Copy, WrittenForm, head
from upstander.report.redact import TO_THE_POLICE

_BLANK = "________________"
_MOST = 20


class OfficialFormSpace(WrittenForm):
    """Which form, who filled it in and when, and where it is attached."""

    slug = "official-form"
    title = "Official form: where it is attached"
    about = "For a checklist about stalking that an adviser or officer filled in with you."
    receivers = ("worksheet",)
    group, rank = "sheets", 7
    of_things = False
    shares = TO_THE_POLICE - {"opinion"}
    needs = ("police-reference",)
    subject = "An official form that goes with the report"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """What the form is, where to get it, and the space to say where it is."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from paragraph(copy.line("what-it-is"))
        yield from section("The form", _forms(facts))
        yield from section("Where to get it", listing(map(copy.line, ("where", "police-use"))))
        yield from section("How to attach it", listing(map(copy.line, ("attach", "not-copied"))))
        yield from paragraph(
            f"Police reference: {facts.police_reference or _BLANK}"
        )  # a blank to fill in by hand
        yield from not_claimed()

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """No statement of an authority without its day and the role of who made it."""
        yield from super().missing(facts, copy)
        if not facts.official_forms:
            yield "The completed form, if there is one. You do not need it to make a report."
        if any(not (each.by and each.role) for each in facts.official_forms):
            yield "The name and the role of who filled the form in with you."
        if any(not each.day for each in facts.official_forms):
            yield "The day when the form was filled in."
        if any(not each.exhibit for each in facts.official_forms):
            yield "A kept copy of the form, so that it has an exhibit number."


def _forms(facts: ReportFacts) -> Iterator[Block]:
    rows = [
        (each.name, each.by, each.role, each.day, each.exhibit, each.sha256)
        for each in facts.official_forms[:_MOST]
    ] or [("",) * 6]
    columns = ("Name of the form", "Filled in with", "Role", "Day", "Attached as exhibit",
               "Hash of the copy")  # fmt: skip
    yield from table(columns, ([cell or _BLANK for cell in row] for row in rows))


PLUGIN = OfficialFormSpace()
