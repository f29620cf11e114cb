"""What of a case belongs to one receiver: it is told of nothing that was elsewhere, of nobody else.

A site or app gets what was seen there, a network what it carries. Where the person said whom the
case is about, nobody but the police gets what other accounts wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from upstander.model.lead import Lead, LeadSource
from upstander.model.report import (
    Incident,
    KeptEvidence,
    ReportFacts,
    SubjectAccount,
)
from upstander.report.service_names import is_network, is_site, link_is_of, place_is_of
from upstander.report.when import known_times

_OF_MAIL = frozenset(
    {
        "ip", "mail-handover", "mail-submission", "own-provider", "return-path", "reply-address",
        "message-id", "dkim-domain", "dkim-claim", "device-zone", "mailer", "list-id",
        "mail-service-id", "domain",
    }
)  # fmt: skip
"""Leads out of the way of a mail: no site or app can answer for them."""
_EXHIBITS: Mapping[str, Callable[[ReportFacts], Iterator[str]]] = {
    "claims": lambda facts: (each.exhibit for each in facts.claims),
    "reposts": lambda facts: (each.exhibit for each in facts.reposts),
    "exposed": lambda facts: (each.exhibit for each in facts.exposed),
    "intrusions": lambda facts: (each.exhibit for each in facts.intrusions),
    "profiles": lambda facts: (
        each.exhibit for pair in facts.profiles for each in (pair.fake, pair.real)
    ),
}
"""The exhibit numbers in the rows of each sheet, by the field of the facts that holds it."""


def of_service(facts: ReportFacts, to: str) -> ReportFacts:
    """The facts without what was seen on another service than the receiver.

    Only for a site, an app or a network; every other receiver gets them whole. A thing that does
    not say where it was seen stays, as the person's own notes do; a link stays only where it goes
    to the receiver.
    """
    site = is_site(to)
    if not site and not is_network(to):
        return facts
    told = _narrowed(
        facts, lambda each: place_is_of(each.where, to), lambda each: place_is_of(each.where, to)
    )
    return replace(
        told,
        accounts=tuple(each for each in told.accounts if _account_is_of(each, to)),
        addresses=tuple(each for each in told.addresses if link_is_of(each, to)),
        leads=tuple(each for each in told.leads if not site or each.kind not in _OF_MAIL),
        raw_mail=b"" if site else told.raw_mail,
    )


def of_accounts(facts: ReportFacts) -> ReportFacts:
    """The facts with what the accounts wrote that the case is about, and the person's own notes.

    All of them where the person did not say whom it is about. What names nobody as its sender, as
    a forged mail does, stays.
    """
    if not facts.about:
        return facts
    return _narrowed(facts, _is_about, lambda each: each.about)


def with_its_own_files(
    facts: ReportFacts,
    rows: frozenset[str] = frozenset(),
    sheets: frozenset[str] = frozenset(),
) -> ReportFacts:
    """The facts of the accounts in question, with only the files in which what is told stands.

    The name of any other file would tell the receiver of matters that are none of theirs. Where
    nothing single is told no file is named, until the person picks some.

    Args:
        facts: what the receiver is told.
        rows: sorts of rows that the form tells of (``calls``, ``payments``): their tables count.
        sheets: the sheets that the form prints (``claims``, ``reposts``, ``exposed``,
            ``profiles``, ``intrusions``): the exhibits in their rows count.
    """
    facts = of_accounts(facts)
    things = {each.thing for each in facts.incidents} | {each.item for each in facts.incidents}
    things |= {each for name in sheets for each in _EXHIBITS[name](facts)}
    own = tuple(
        each for each in facts.evidence if rows.intersection(each.holds) or things & _names(each)
    )
    return replace(facts, evidence=own)


def told_things(facts: ReportFacts) -> Iterator[str]:
    """Item ids of the kept things that a form with these facts tells of, each once."""
    told = [each.thing for each in facts.evidence]
    told += [each.thing for each in facts.incidents]
    yield from dict.fromkeys(filter(None, told))


def worst_of(incidents: Iterable[Incident]) -> Incident | None:
    """The most urgent, and of those the latest; none where no sign is in any."""
    levelled = [each for each in incidents if each.level]
    early = datetime.min.replace(tzinfo=UTC)
    return max(
        levelled, key=lambda each: (-"ABCDE".index(each.level), each.utc or early), default=None
    )


def left_out_of(facts: ReportFacts, told: ReportFacts) -> Iterator[str]:
    """What of the facts a receiver is not told of, in sentences for the person who writes."""
    things = len(facts.incidents) - len(told.incidents)
    if things:
        was = "is one thing that was" if things == 1 else f"are {things:,} things that were"
        yield f"Left out {was} seen elsewhere, or that another account wrote."
    links = len(facts.addresses) - len(told.addresses)
    if links:
        was = "is one link that does" if links == 1 else f"are {links:,} links that do"
        yield f"Left out {was} not go to this service. Add it by hand if it belongs here."


def _narrowed(
    facts: ReportFacts,
    stays: Callable[[Incident], bool],
    traced: Callable[[LeadSource], bool],
) -> ReportFacts:
    """The facts with the incidents that stay, and what hangs on them."""
    kept = tuple(filter(stays, facts.incidents))
    gone = tuple(each for each in facts.incidents if not stays(each))
    worst = facts.worst
    if worst is not None and not stays(worst):
        worst = worst_of(kept)
    return replace(
        facts,
        incidents=kept,
        worst=worst,
        accounts=tuple(_accounts(facts.accounts, kept, gone)),
        leads=tuple(_leads(facts, kept, gone, traced)),
        evidence=tuple(_evidence(facts.evidence, kept, gone)),
    )


def _accounts(
    accounts: Iterable[SubjectAccount], kept: Iterable[Incident], gone: Iterable[Incident]
) -> Iterator[SubjectAccount]:
    """The accounts of what stays. One that was seen elsewhere too says what was seen here alone."""
    lost = {each.account for each in gone}
    for account in accounts:
        here = tuple(each for each in kept if each.account == account.name)
        if account.name not in lost:
            yield account
        elif here:
            times = known_times(here)
            yield SubjectAccount(
                name=account.name,
                service=next((each.where for each in here if each.where), ""),
                first=times[0] if times else None,
                last=times[-1] if times else None,
                count=len(here),
            )


def _leads(
    facts: ReportFacts,
    kept: Iterable[Incident],
    gone: Iterable[Incident],
    traced: Callable[[LeadSource], bool],
) -> Iterator[Lead]:
    """The leads out of what stays; of what is not known where it stands only if nothing went."""
    sources = {each.message: traced(each) for each in facts.sources}
    there = {name for each in kept for name in (each.message, each.item, each.thing)} - {""}
    other = any(gone)
    for lead in facts.leads:
        source = lead.span.source
        if sources.get(source, not other) or source in there:
            yield lead


def _evidence(
    evidence: Iterable[KeptEvidence], kept: Iterable[Incident], gone: Iterable[Incident]
) -> Iterator[KeptEvidence]:
    """The kept things in which what stays stands; all of them where nothing went."""
    there = {name for each in kept for name in (each.item, each.thing)}
    other = any(gone)
    return (each for each in evidence if not other or there & _names(each))


def _names(kept: KeptEvidence) -> set[str]:
    return {kept.thing, kept.exhibit, kept.name} - {""}


def _is_about(incident: Incident) -> bool:
    return incident.about or not incident.message or not incident.account


def _account_is_of(account: SubjectAccount, to: str) -> bool:
    """Whether an account is one of the receiver's, by where it was seen and by its address."""
    is_mail = "@" in account.address and "/" not in account.address
    if account.address and not is_mail and not link_is_of(account.address, to):
        return False
    return place_is_of(account.service, to)
