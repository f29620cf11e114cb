"""A working sheet for a break-in to an account or device: what was seen, and logs before all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.model.report import Block, ReportFacts
from upstander.model.worksheets import Intrusion
from upstander.report._ordered_lines import lines_of
from upstander.report.blocks import listing, paragraph, section, table
from upstander.report.claims import not_claimed
from upstander.report.form import Copy, WrittenForm, asks, contact, head
from upstander.report.happened import MOST_ROWS, in_short
from upstander.report.kept import evidence, leads
from upstander.report.when import moment


class IntrusionSheet(WrittenForm):
    """Another device, another channel, logs kept; only then changes."""

    slug = "intrusion-sheet"
    title = "Somebody may be in an account or device"
    about = "For signs that somebody reads your mail, messages or files."
    receivers = ("worksheet",)
    group, rank = "sheets", 6
    lists_files = True
    sheets = frozenset({"intrusions"})
    shares = frozenset({"name", "email", "phone", "workplace", "police-reference"})
    needs = ("what", "dates", "reach")
    subject = "A possible break-in"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """First another device, then the signs, what to keep, and what comes after."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from section("Before anything else", listing(_texts(copy, "first"), numbered=True))
        yield from section("What happened", paragraph(in_short(facts)))
        yield from section("What was seen", _signs(facts))
        yield from section("Keep these logs first", listing(_keep(copy)))
        yield from section("When they are kept", listing(_texts(copy, "then"), numbered=True))
        yield from section("Do not", listing(_texts(copy, "not")))
        yield from evidence(facts)
        yield from leads(facts)
        yield from section("What I ask", asks(copy, copy.line("ask-keep"), copy.line("ask-tell")))
        yield from not_claimed(copy.line("shared-address"))
        yield from section("How to reach me", contact(copy))

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """What the sheet still needs; logs above all."""
        yield from super().missing(facts, copy)
        if not facts.intrusions:
            yield "What you saw: a sign-in, a rule that sends mail on, a program, a look-alike."
        if any(not each.kept for each in facts.intrusions):
            yield "A kept copy of each log. Some logs are gone after a few days."
        if any(each.utc is None for each in facts.intrusions):
            yield "The time of each sign, with its zone, as the log shows it."


def _texts(copy: Copy, prefix: str) -> Iterator[str]:
    return (text for _, text in lines_of(copy, prefix))


def _signs(facts: ReportFacts) -> Iterator[Block]:
    columns = ("No.", "What was seen", "Account or device", "When, as shown", "UTC",
               "Internet address", "Exhibit", "Log")  # fmt: skip
    yield from table(columns, (
        (str(number), each.what, each.where, each.when, moment(each.utc, facts.zone),
         _source(each), each.exhibit, each.kept or "not kept yet")
        for number, each in enumerate(facts.intrusions[:MOST_ROWS], 1)
    ))  # fmt: skip
    rest = len(facts.intrusions) - MOST_ROWS
    yield from paragraph(f"{rest:,} more are not listed here." if rest > 0 else "")
    yield from paragraph("" if facts.intrusions else "No sign is written down yet.")


def _source(sign: Intrusion) -> str:
    if not (sign.source and sign.port):
        return sign.source
    way = f" {sign.protocol}" if sign.protocol else ""
    return f"{sign.source}, port {sign.port}{way}"


def _keep(copy: Copy) -> Iterator[str]:
    """What to keep for the sorts of signs that were seen; for none, all of it."""
    sorts = {each.sort for each in copy.facts.intrusions}
    known = dict(lines_of(copy, "keep"))
    chosen = [text for sort, text in known.items() if sort in sorts]
    return iter(chosen if chosen and sorts <= known.keys() else known.values())


PLUGIN = IntrusionSheet()
