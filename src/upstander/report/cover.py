"""The cover of a report: the seven questions that a receiver has, answered from facts told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from upstander.model.report import Block, ReportFacts
from upstander.report.blocks import counted, heading, listing, paragraph, quote
from upstander.report.happened import done_before, how_often, in_short, who_writes
from upstander.report.when import incident_time

NOT_SAID = "Not said."
NO_GAP = "The writer noted no gap. There may be some."
_MOST_ACCOUNTS = 5
_NO_SENDER = "No account, number or address was picked out yet."


def seven_questions(facts: ReportFacts, *, police: bool) -> Iterator[Block]:
    """The questions with their answers. The first, who is at risk and where, is for police only."""
    questions = [
        ("What happened?", in_short(facts)),
        ("Who sent it, as shown?", _senders(facts)),
        ("First, last, how often?", how_often(facts) or NOT_SAID),
        ("The worst, in its own words", ""),
        ("What was done so far?", "\n".join(done_before(facts)) or NOT_SAID),
        ("What is missing or unsure?", "\n".join(facts.unsure) or NO_GAP),
    ]
    if police:
        questions.insert(0, ("Who is at risk, and where now?", at_risk(facts)))
    for number, (question, answer) in enumerate(questions, 1):
        yield heading(f"{number}. {question}")
        yield from _worst(facts) if not answer else _lines(answer)


def case_summary(facts: ReportFacts) -> Iterator[Block]:
    """The whole in a few lines, for a list or the head of a letter."""
    lines = [
        f"Case: {facts.case_ref}" if facts.case_ref else "",
        in_short(facts),
        who_writes(facts.helping),
        how_often(facts, exact=False),
        counted(len(facts.accounts), "account") + " as shown" if facts.accounts else "",
        counted(len(facts.evidence), "exhibit") + " kept" if facts.evidence else "",
    ]
    yield from listing(lines)


def at_risk(facts: ReportFacts) -> str:
    """Who is at risk and where, as told."""
    lines = [
        facts.at_risk_now,
        f"Name: {facts.target_name}" if facts.target_name else "",
        f"Where: {facts.address}" if facts.address else "",
        who_writes(facts.helping),
    ]
    return "\n".join(each for each in lines if each) or NOT_SAID


def _senders(facts: ReportFacts) -> str:
    lines = [
        ", ".join(
            each
            for each in (
                account.name,
                account.service,
                f"id {account.id}" if account.id else "",
                account.address,
                account.number,
                counted(account.count, "time") if account.count else "",
            )
            if each
        )
        for account in facts.accounts[:_MOST_ACCOUNTS]
    ]
    rest = len(facts.accounts) - _MOST_ACCOUNTS
    if rest > 0:
        lines.append(f"and {rest:,} more")
    return "\n".join(lines or _named_in(facts) or _notes(facts)) or _NO_SENDER


def _notes(facts: ReportFacts) -> list[str]:
    """What mails show and their provider recorded, where nobody can be named."""
    notes = dict.fromkeys(each.note for each in facts.incidents if each.note)
    return list(notes)[:_MOST_ACCOUNTS]


def _named_in(facts: ReportFacts) -> list[str]:
    """Accounts that only the single things name."""
    seen = Counter(each.account for each in facts.incidents if each.account)
    most = seen.most_common(_MOST_ACCOUNTS)
    return [f"{name}, {counted(count, 'time')}" for name, count in most]


def _worst(facts: ReportFacts) -> Iterator[Block]:
    if facts.worst is None or not facts.worst.what:
        yield from paragraph("Not chosen.")
        return
    yield from quote(facts.worst.what)
    account = f"Account: {facts.worst.account}." if facts.worst.account else ""
    when = f"When: {incident_time(facts.worst, facts.zone)}."
    yield from paragraph(account, when, facts.worst.note)


def _lines(answer: str) -> Iterator[Block]:
    lines = answer.split("\n")
    yield from paragraph(answer) if len(lines) == 1 else listing(lines)
