"""To read out on an emergency call: the place first, then what is happening, in short lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.directory.shelf import shipped
from upstander.model.report import Block, Incident
from upstander.report.blocks import heading, listing, paragraph, quote
from upstander.report.form import Copy, WrittenForm
from upstander.report.happened import in_short
from upstander.report.one_page import one_page
from upstander.report.redact import TO_THE_POLICE
from upstander.report.when import incident_time

_ASK_YOURSELF = "Say the house number, street, town and postcode."
_MOST_ACCOUNTS = 3


class Police999(WrittenForm):
    """The read-out for an emergency call."""

    slug = "police-999"
    title = "To read out on the emergency call"
    group, rank = "police", 1
    about = "For danger now. Call first. This only helps you to say it."
    receivers = ("uk.999", "uk.999bsl", "emergency")
    shares = TO_THE_POLICE
    all_files = True
    needs = ("where", "what", "account")
    subject = "To read out"

    def blocks(self, copy: Copy) -> Iterable[Block]:
        """Place, what is happening, who, the words, before; on one page in large print."""
        return one_page(_lines(copy)) if copy.asked.large else _lines(copy)


def _lines(copy: Copy) -> Iterator[Block]:
    facts = copy.facts
    yield from paragraph(shipped().emergency(facts.place or None).lead)
    yield heading("Where")
    yield from listing([facts.address, facts.at_risk_now] if _told(copy) else [_ASK_YOURSELF])
    yield heading("What is happening")
    yield from paragraph(in_short(facts, copy.line("happening")))
    yield from _words(_gravest(copy), facts.zone)
    yield heading("Who")
    yield from listing(_people(copy))
    yield heading("Say also, if you know")
    yield from listing(
        [copy.line("weapon"), copy.line("way-in"), copy.line("children"), *_before(copy)]
    )


def _told(copy: Copy) -> bool:
    return bool(copy.facts.address or copy.facts.at_risk_now)


def _gravest(copy: Copy) -> Incident | None:
    """The thing the person chose, or else the last one with a sign of level A."""
    if copy.facts.worst is not None:
        return copy.facts.worst
    urgent = [each for each in copy.facts.incidents if each.level == "A"]
    return urgent[-1] if urgent else None


def _words(incident: Incident | None, zone: str) -> Iterator[Block]:
    if incident is not None and incident.what:
        yield from paragraph("The words:")
        yield from quote(incident.what)
        yield from paragraph(f"When: {incident_time(incident, zone)}.", incident.note)


def _people(copy: Copy) -> Iterator[str]:
    facts = copy.facts
    yield f"At risk: {facts.target_name}" if facts.target_name else copy.line("who-is-at-risk")
    for account in facts.accounts[:_MOST_ACCOUNTS]:
        ids = ", ".join(each for each in (account.name, account.service, account.number) if each)
        yield f"The words came from the account or number: {ids}"


def _before(copy: Copy) -> Iterator[str]:
    if copy.facts.police_reference:
        yield f"Reported before. Reference: {copy.facts.police_reference}"
    if copy.facts.fear:
        yield f"What is feared: {copy.facts.fear}"


PLUGIN = Police999()
