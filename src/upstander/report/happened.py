"""What happened, as blocks: in words, by account, thing by thing; facts apart from opinions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from upstander.directory.review import plain_date
from upstander.directory.shelf import shipped
from upstander.language.csv_table import table as csv_table
from upstander.language.shown_time import iso_utc
from upstander.model.errors import DirectoryError
from upstander.model.report import (
    AgeBand,
    Block,
    Consent,
    FilePart,
    HelperRole,
    Helping,
    Incident,
    Nature,
    ReportFacts,
    Statement,
    SubjectAccount,
)
from upstander.report.blocks import counted, listing, paragraph, section, table
from upstander.report.redact import youngest
from upstander.report.when import incident_time, known_times, local_day, moment

MOST_ROWS = 100
"""Rows of a table in a letter; the file beside it holds all of them."""

NOTHING_YET = "I want to report abuse by phone or internet. I can send more when I have it."
_RELATIONS = {
    HelperRole.PARENT: "I am a parent or carer.",
    HelperRole.FRIEND: "I am a friend or a relative.",
    HelperRole.TEACHER: "I work at the school.",
    HelperRole.MANAGER: "I work for the same employer.",
    HelperRole.PROFESSIONAL: "I help as part of my work.",
    HelperRole.BYSTANDER: "I saw it happen.",
    HelperRole.OTHER: "",
}
_AGES = {
    AgeBand.UNDER_13: "The person is under 13.",
    AgeBand.TEEN: "The person is 13 to 15.",
    AgeBand.OLDER_TEEN: "The person is 16 or 17.",
    AgeBand.ADULT: "The person is an adult.",
    AgeBand.UNKNOWN: "",
}
_CONSENT = {
    Consent.YES: "They agreed that I write.",
    Consent.REFUSED: "They did not want this report.",
    Consent.UNABLE: "They are not able to say if they agree.",
    Consent.NOT_ASKED: "They were not asked yet if they agree.",
}
_INCIDENT_COLUMNS = ("number", "when", "utc", "certainty", "account", "where", "words", "exhibit")


def who_writes(helping: Helping) -> str:
    """As what somebody writes, and what the person targeted said to that; empty if not told."""
    if helping.role is HelperRole.SELF:
        return _AGES[youngest(helping)].replace("The person is", "I am")
    relation = f"Relation: {helping.relation}." if helping.relation else ""
    said = [
        "I write for someone else.",
        _RELATIONS[helping.role],
        relation,
        _AGES[youngest(helping)],
        _CONSENT[helping.consent],
        f"What they want: {helping.wants}" if helping.wants else "",
    ]
    return " ".join(each for each in said if each)


def without_wishes(facts: ReportFacts) -> ReportFacts:
    """The facts without what the person who is helped said that they want.

    It stands among what is asked as well, where whoever helps asked for nothing else.
    """
    helping = facts.helping
    if helping.role is HelperRole.SELF or not helping.wants:
        return facts
    asked = "" if facts.wants == helping.wants else facts.wants
    return replace(facts, wants=asked, helping=replace(helping, wants=""))


def in_short(facts: ReportFacts, otherwise: str = NOTHING_YET) -> str:
    """What happened in the person's words; else its kind and what is there, counted; never empty.

    Nothing but what was told and what is kept stands in it.
    """
    if facts.what_happened:
        return facts.what_happened
    names = ", ".join(kind_name(each) for each in facts.kinds)
    parts = [
        f"I want to report this: {names}." if names else "",
        _incidents_in_short(facts, "" if names else "I want to report "),
    ]
    return " ".join(each for each in parts if each) or otherwise


def _incidents_in_short(facts: ReportFacts, start: str) -> str:
    """How many incidents there are, and of which days."""
    if not facts.incidents:
        return ""
    number = f"{start}{counted(len(facts.incidents), 'incident')}"
    days = [local_day(each, facts.zone) for each in known_times(facts.incidents)]
    if not days:
        return f"{number}." if start else f"It is about {number}."
    span = f"of {plain_date(days[0])}"
    if days[-1] != days[0]:
        span = f"between {plain_date(days[0])} and {plain_date(days[-1])}"
    return f"{number} {span}." if start else f"It is about {number} {span}."


def kind_name(slug: str) -> str:
    """The name of a kind for people; a kind that is not known stays as it was written."""
    try:
        return shipped().kind(slug).name
    except DirectoryError:
        return slug


def accounts(facts: ReportFacts) -> Iterator[Block]:
    """The accounts as shown, with their ids; who uses them is not said."""
    head = ("Account, as shown", "Service", "Id", "Address", "Number", "Seen")
    rows = [
        (each.name, each.service, each.id, each.address, each.number, _seen(each, facts.zone))
        for each in facts.accounts[:MOST_ROWS]
    ]
    yield from section("Accounts, as shown", [*table(head, rows), *_account_note(facts)])


def incidents(facts: ReportFacts) -> Iterator[Block]:
    """Each thing that happened: time, account and place, exact words."""
    head = ("No.", "When", "Account and place", "Exact words, or what was done", "Exhibit")
    rows = [
        (str(number), incident_time(each, facts.zone), _where(each), each.what, each.item)
        for number, each in enumerate(facts.incidents[:MOST_ROWS], 1)
    ]
    rest = len(facts.incidents) - MOST_ROWS
    more = f"{rest:,} more are in incidents.csv." if rest > 0 else ""
    yield from section("What happened, one by one", [*table(head, rows), *paragraph(more)])


def incidents_file(facts: ReportFacts) -> Iterator[FilePart]:
    """All incidents as a table, where there are more than a letter shows."""
    if len(facts.incidents) > MOST_ROWS:
        rows = [
            (number, each.when, iso_utc(each.utc), each.certainty, each.account, each.where,
             each.what, each.item)
            for number, each in enumerate(facts.incidents, 1)
        ]  # fmt: skip
        yield FilePart("incidents.csv", "text/csv", csv_table(_INCIDENT_COLUMNS, rows))


def how_often(facts: ReportFacts, *, exact: bool = True) -> str:
    """When first, when last, how often, counted over what has a known time.

    ``exact`` times are for receivers; else the days are said in words.
    """
    if not facts.incidents:
        return ""
    times = known_times(facts.incidents)
    undated = len(facts.incidents) - len(times)
    said = moment if exact else _day_in_words
    first = f"First: {said(times[0], facts.zone)}." if times else ""
    last = f"Last: {said(times[-1], facts.zone)}." if len(times) > 1 else ""
    parts = [
        first,
        last,
        f"Listed here: {counted(len(facts.incidents), 'incident')}.",
        f"{undated:,} without a sure time." if undated else "",
    ]
    return " ".join(each for each in parts if each)


def _day_in_words(at: datetime, zone: str) -> str:
    return plain_date(local_day(at, zone))


def statements(facts: ReportFacts, nature: Nature) -> Iterator[Block]:
    """What people said, of one nature only, each with its author."""
    titles = {
        Nature.FACT: "Seen, heard or done, as told",
        Nature.INFERENCE: "Worked out from the facts",
        Nature.OPINION: "Opinions: what people believe, not checked",
    }
    said = [_attributed(each, facts.zone) for each in facts.statements if each.nature is nature]
    yield from section(titles[nature], listing(said))


def effect(facts: ReportFacts) -> Iterator[Block]:
    """What it does to the person, in their words."""
    yield from section(
        "The effect, as told",
        [
            *paragraph(facts.effect),
            *paragraph(f"Feared: {facts.fear}" if facts.fear else ""),
            *paragraph(f"Asked for it to stop: {facts.told_to_stop}" if facts.told_to_stop else ""),
        ],
    )


def done_before(facts: ReportFacts) -> Iterator[str]:
    """Reports that were made before, one line each; a brief one says nothing of an answer."""
    for each in facts.before:
        to = f"Reported to {each.to}" if each.brief else each.to
        none = "" if each.brief else "no answer yet"
        parts = [
            f"{to}, {each.when}" if each.when else to,
            each.channel,
            f"reference {each.reference}" if each.reference else "",
            f"answer: {each.answer or each.outcome}" if each.answer or each.outcome else none,
        ]
        yield "; ".join(part for part in parts if part)


def _account_note(facts: ReportFacts) -> Iterable[Block]:
    rest = len(facts.accounts) - MOST_ROWS
    yield from paragraph(
        "A name as shown is not a person." if facts.accounts else "",
        f"{rest:,} more accounts are not listed here." if rest > 0 else "",
    )


def _seen(account: SubjectAccount, zone: str) -> str:
    times = counted(account.count, "time") if account.count else ""
    first = f"first {moment(account.first, zone)}" if account.first else ""
    last = f"last {moment(account.last, zone)}" if account.last else ""
    return ", ".join(each for each in (times, first, last) if each)


def _where(incident: Incident) -> str:
    where = ", ".join(each for each in (incident.account, incident.where) if each)
    return f"{where}. {incident.note}" if incident.note else where


def _attributed(statement: Statement, zone: str) -> str:
    who = f"{statement.by} says" if statement.by else "Said by a person who is not named"
    when = f", {moment(statement.at, zone)}" if statement.at else ""
    return f"{who}{when}: {statement.text}"
