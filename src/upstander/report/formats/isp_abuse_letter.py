"""A letter to the abuse desk of a network: plain text, one matter, address and exact time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from upstander.model.lead import Lead, Strength
from upstander.model.report import Block, Incident, ReportFacts
from upstander.report._interface import Asked
from upstander.report._one_mail import OneMail, came_by_mail
from upstander.report.blocks import listing, paragraph, quote, section
from upstander.report.claims import law_lines, not_claimed
from upstander.report.form import Copy, WrittenForm, asks, closing, contact, head
from upstander.report.happened import in_short
from upstander.report.kept import evidence, leads
from upstander.report.when import incident_time, moment

_OF_THE_NETWORK = frozenset(
    {
        "ip",
        "mail-handover",
        "mail-submission",
        "domain",
        "dkim-domain",
        "message-id",
        "host",
        "mail-from",
        "port",
        "x-originating-ip",
    }
)


_WHICH_MAIL = (
    "The mail itself. Keep it here as a file, with all its header lines, and choose it above."
    " What came by an app and what stands in your notes is not in this letter."
)


class IspAbuseLetter(WrittenForm):
    """The plain letter; the whole mail with its header goes along in another form."""

    slug = "isp-abuse-letter"
    title = "Abuse report"
    group, rank = "network", 2
    about = "For a mail or an attack that came from an internet address of a network."
    receivers = ("any.isp", "isp", "uk.bt", "uk.sky", "uk.virginmedia", "uk.talktalk", "uk.plusnet")
    lists_files = True
    of_things = False  # which mail it is about is asked instead
    shares = frozenset({"email"})
    needs = ("network", "dates", "mail", "email")
    subject = "Abuse report: harassment from your network"

    def told_of(self, facts: ReportFacts, asked: Asked) -> ReportFacts:
        """Of one mail only: no message of an app and no note is any matter of a network."""
        return super().told_of(_one_matter(facts), asked)

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Class, source, time, words, what is asked."""
        facts = copy.facts
        yield from head(copy, self.title)
        yield from listing([copy.line("class"), *_sources(facts)])
        yield from section("What happened", paragraph(in_short(facts)))
        yield from section("The message, as it came", _messages(facts))
        yield from leads(facts, _OF_THE_NETWORK)
        yield from evidence(facts)
        yield from section("What I ask", asks(copy, copy.line("ask-act"), copy.line("ask-keep")))
        yield from law_lines(copy.law())
        yield from not_claimed(copy.line("shared-address"))
        yield from section("How to reach me", contact(copy))
        yield from closing(copy)

    def missing(self, facts: ReportFacts, copy: Copy) -> Iterator[str]:
        """Also says where a site or an app is the better receiver."""
        yield from super().missing(facts, copy)
        if facts.platform or (facts.addresses and not _connections(facts)):
            yield "This looks like something on a site or app. A notice to it fits better."
        if not facts.raw_mail:
            yield _WHICH_MAIL
        if len(facts.incidents) > 1:
            yield "Networks take one matter in one letter. Choose the mail that it is about."


def _connections(facts: ReportFacts) -> list[Lead]:
    """The surest internet addresses, all of one message: a network takes one matter at a time."""
    found = [each for each in facts.leads if each.is_connection]
    sure = [each for each in found if each.strength in (Strength.PROVEN, Strength.INFERRED)]
    of = (sure or found)[:1]
    return [each for each in sure or found if each.span.source == of[0].span.source]


def _one_matter(facts: ReportFacts) -> ReportFacts:
    """The facts with the message that the address is of; where that is not known, with mails."""
    sources = {each.span.source for each in _connections(facts)}
    about = tuple(each for each in facts.incidents if each.message and each.message in sources)
    about = about or _mails(facts)
    return replace(facts, incidents=about, worst=facts.worst if facts.worst in about else None)


def _mails(facts: ReportFacts) -> tuple[Incident, ...]:
    """What came by mail; of the mail at hand its one incident, in whatever way it is told."""
    if facts.raw_mail:
        return OneMail(facts).only().incidents
    return tuple(filter(came_by_mail, facts.incidents))


def _sources(facts: ReportFacts) -> Iterator[str]:
    """Each address with the time of the very line that recorded it, never with another's."""
    found = _connections(facts)
    for each in found:
        yield f"Source address: {each.value}"
        if each.at is not None:
            yield f"Time at which it was recorded: {moment(each.at, facts.zone)}"
    if not any(each.at for each in found):
        yield from (f"Time: {incident_time(each, facts.zone)}" for each in facts.incidents[:3])


def _messages(facts: ReportFacts) -> Iterator[Block]:
    for each in facts.incidents[:3]:
        yield from quote(each.what)
        yield from paragraph(f"From, as written: {each.account}." if each.account else "")


PLUGIN = IspAbuseLetter()
