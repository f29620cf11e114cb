"""What of a case belongs to one site or app: a notice to it tells of nothing that was elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.model.report import ReportFacts

_PLATFORM = "platform."
_OF_MAIL = frozenset(
    {
        "ip", "mail-handover", "mail-submission", "own-provider", "return-path", "reply-address",
        "message-id", "dkim-domain", "dkim-claim", "device-zone", "mailer", "list-id",
        "mail-service-id", "domain",
    }
)  # fmt: skip
"""Leads out of the way of a mail: no site or app can answer for them."""
_NOT_A_SITE = frozenset({"e-mail", "email", "sms", "mms", "text message", "call", "phone"})


def of_service(facts: ReportFacts, to: str) -> ReportFacts:
    """The facts without what was seen on another service than the receiver.

    Only for a receiver that is a site or app of the directory. What does not say where it was seen
    stays, as the person's own notes do.
    """
    name = _name(to)
    if not name:
        return facts
    incidents = tuple(each for each in facts.incidents if _is_there(each.where, name))
    if len(incidents) == len(facts.incidents):
        return replace(facts, leads=tuple(x for x in facts.leads if x.kind not in _OF_MAIL))
    there = {each.message for each in incidents if each.message}
    items = {each.item for each in incidents}
    return replace(
        facts,
        incidents=incidents,
        worst=facts.worst if facts.worst in incidents else None,
        accounts=tuple(each for each in facts.accounts if _is_there(each.service, name)),
        leads=tuple(
            each for each in facts.leads if each.kind not in _OF_MAIL and each.span.source in there
        ),
        evidence=tuple(each for each in facts.evidence if {each.exhibit, each.name} & items),
        raw_mail=b"",
    )


def with_its_own_files(facts: ReportFacts, rows: frozenset[str] = frozenset()) -> ReportFacts:
    """The facts with only the kept files in which the things that are told stand.

    The name of any other file would tell the receiver of matters that are none of theirs. Where
    nothing single is told no file is named, until the person picks some.

    Args:
        facts: what the receiver is told.
        rows: sorts of rows that the form tells of (``calls``, ``payments``): their tables count.
    """
    things = {each.thing for each in facts.incidents} | {each.item for each in facts.incidents}
    things |= set(_in_sheets(facts))
    own = tuple(
        each
        for each in facts.evidence
        if rows.intersection(each.holds) or (things & {each.thing, each.exhibit, each.name}) - {""}
    )
    return replace(facts, evidence=own)


def told_things(facts: ReportFacts) -> Iterator[str]:
    """Item ids of the kept things that a form with these facts tells of, each once."""
    told = [each.thing for each in facts.evidence]
    told += [each.thing for each in facts.incidents]
    yield from dict.fromkeys(filter(None, told))


def _in_sheets(facts: ReportFacts) -> Iterator[str]:
    """Exhibit numbers that stand in rows of the sheets."""
    yield from (each.exhibit for each in facts.claims)
    yield from (each.exhibit for each in facts.reposts)
    yield from (each.exhibit for each in facts.exposed)
    yield from (each.exhibit for each in facts.intrusions)
    yield from (each.exhibit for pair in facts.profiles for each in (pair.fake, pair.real))


def _name(to: str) -> str:
    """The name of a site or app by which a service is called; empty for any other receiver."""
    if not to.startswith(_PLATFORM):
        return ""
    try:
        return shipped().body(to).name.casefold()
    except DirectoryError:
        return ""


def _is_there(where: str, name: str) -> bool:
    """Whether a thing was seen on the service, or nobody can tell: a link may be of anywhere."""
    said = where.strip().casefold()
    if said in name or name.split(" (")[0] in said:
        return True
    return said not in _NOT_A_SITE and said not in _other_services()


def _other_services() -> frozenset[str]:
    found = (each for each in shipped().bodies() if each.slug.startswith(_PLATFORM))
    return frozenset(each.name.casefold() for each in found)
