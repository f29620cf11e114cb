"""A request for one's own data: own accounts, own messages, reports about oneself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from upstander.language.shown_time import in_utc
from upstander.model.report import Block, ReportFacts
from upstander.report._interface import Asked
from upstander.report.blocks import listing, paragraph, section
from upstander.report.claims import law_lines
from upstander.report.form import Copy, WrittenForm, contact, head
from upstander.report.own_accounts import accounts_with
from upstander.report.when import known_times

_NO_ACCOUNT = (
    "Your own account there. Add it under what you told, with the name of the service:"
    " such as 'Instagram: my.name'. Accounts elsewhere stay out."
)


class SubjectAccessRequest(WrittenForm):
    """For what an organisation holds about the person; it does not tell who somebody else is."""

    slug = "subject-access-request"
    title = "Request for my own data"
    group, rank = "follow", 2
    about = "To get what a site, a company or a school holds about you."
    receivers = ("platform", "isp", "mobile", "school", "employer", "bank")
    of_things = False
    shares = frozenset({"name", "email", "phone", "address", "postcode"})
    needs = ("who", "email", "postal", "dates")
    subject = "Request for my own data"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Whose data, which data, for which time."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from paragraph(copy.line("request"))
        yield from section("Who I am", _me(copy))
        yield from section("What I ask for", listing(_wanted(copy), numbered=True))
        yield from section("For this time", listing(_window(facts)))
        yield from paragraph(copy.line("not-others"))
        yield from paragraph(copy.line("keep"))
        yield from law_lines(copy.law())
        yield from paragraph(copy.line("answer"))

    def told_of(self, facts: ReportFacts, asked: Asked) -> ReportFacts:
        """Of the person's own accounts only those with this very organisation."""
        told = super().told_of(facts, asked)
        return replace(told, own_accounts=accounts_with(facts.own_accounts, asked))

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """Also which account, said in a way that shows that it is one there."""
        yield from super().missing(facts, copy)
        if not facts.own_accounts:
            yield _NO_ACCOUNT


def _me(copy: Copy) -> Iterator[Block]:
    facts = copy.facts
    yield from contact(copy)
    yield from listing(
        [
            *(f"My account: {each}" for each in facts.own_accounts),
            f"My number: {facts.own_number}" if facts.own_number else "",
        ]
    )


def _wanted(copy: Copy) -> Iterator[str]:
    yield from map(copy.line, ("own-account", "own-messages", "about-me", "who-saw"))


def _window(facts: ReportFacts) -> Iterator[str]:
    times = known_times(facts.incidents)
    if times:
        yield f"From {in_utc(times[0])} to {in_utc(times[-1])} (UTC), and what you hold besides."


PLUGIN = SubjectAccessRequest()
