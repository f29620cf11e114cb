"""What became of each report, and when to ask again. Reminders stand in the program only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from upstander.application.gather_facts import gather_facts
from upstander.application.services import Services
from upstander.directory.kind_names import kind_names
from upstander.directory.review import plain_date
from upstander.directory.shelf import shipped
from upstander.model.actor import Actor
from upstander.model.evidence import Case
from upstander.model.ids import CaseId
from upstander.model.report import ReportFacts, Submission, Told
from upstander.report.deadlines import Due, after_answer, answer_date, case_dates


@dataclass(frozen=True, slots=True)
class Followed:
    """One report as a line: how it stands, when to look again, and what can be done then."""

    report: Submission
    stands: str  # written | waiting | due | answered | closed
    words: str
    due: date | None
    then: str
    more: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracker:
    """All reports of a case, those that are due first, and the dates that the case itself has."""

    reports: tuple[Followed, ...]
    dates: tuple[Due, ...]

    @property
    def due(self) -> int:
        """How many reports wait for the person."""
        return sum(1 for each in self.reports if each.stands == "due")


def follow_up(
    services: Services, *, actor: Actor, case: CaseId, facts: ReportFacts, kinds: frozenset[str]
) -> Tracker:
    """Give how the reports of a case stand today.

    Args:
        services: the ports; today is the clock's.
        actor: who asks.
        case: the case; raises NotFound.
        facts: what was gathered, for the dates that count from what happened.
        kinds: directory kinds of the case.
    """
    today = services.clock.now().utc.date()
    found = services.index.case(case)
    rows = [_followed(each, found.told.place, today) for each in found.submissions]
    order = {"due": 0, "written": 1, "waiting": 2, "answered": 3, "closed": 4}
    rows.sort(key=lambda row: (order[row.stands], row.due or date.max, row.report.made_at))
    dates = case_dates(facts, shipped().deadlines(), kinds=kinds, today=today)
    return Tracker(tuple(rows), dates)


def tracker_of(services: Services, *, actor: Actor, case: CaseId) -> Tracker:
    """The same, with facts and kinds gathered from the case. Raises NotFound."""
    found = services.index.case(case)
    facts = gather_facts(services, actor=actor, case=case).facts
    return follow_up(services, actor=actor, case=case, facts=facts, kinds=kinds_of_case(found.told))


def due_reports(case: Case, today: date) -> int:
    """How many reports of a case wait for the person: it is time to ask again."""
    rows = (_followed(each, case.told.place, today) for each in case.submissions)
    return sum(1 for row in rows if row.stands == "due")


def due_lines(case: Case, today: date) -> tuple[str, ...]:
    """What to say of each report for which it is time to ask again."""
    rows = (_followed(each, case.told.place, today) for each in case.submissions)
    return tuple(f"{row.report.title}: {row.words}" for row in rows if row.stands == "due")


def is_overdue(report: Submission, today: date, place: str) -> bool:
    """Whether no answer is written down though the dated rule of this report says it is time."""
    sent = _day(report.sent_at)
    if sent is None or report.answers or report.closed:
        return False
    due = answer_date(report.form, sent, shipped().deadlines(), today=today, place=place)
    return due is not None and due.day <= today


def kinds_of_case(told: Told) -> frozenset[str]:
    """The words of the directory for a case; bullying with an employer is bullying at work."""
    kinds = directory_kinds(told.kinds)
    at_work = told.employer and kinds & _AT_WORK
    return kinds | {"workplace_bullying"} if at_work else kinds


_AT_WORK = frozenset({"bullying", "harassment", "sexual_harassment"})


def directory_kinds(kinds: Iterable[str]) -> frozenset[str]:
    """The words of the directory for the kinds that were told, by whichever of their names."""
    taxonomy = shipped().taxonomy
    names = kind_names(taxonomy)
    found: set[str] = set()
    for word in kinds:
        if kind := taxonomy.kinds.get(names.kind(word)):
            found.update((names.find(word), *kind.directory_kinds))
    return frozenset(found)


def _followed(report: Submission, place: str, today: date) -> Followed:
    if report.closed:
        return Followed(report, "closed", f"Closed: {report.closed}", None, "")
    if report.answers:
        answered = _day(report.answers[-1].at)
        more = (
            after_answer(report.form, answered, shipped().deadlines(), today=today)
            if answered
            else ()
        )
        words = report.answers[-1].outcome_words or "An answer came."
        return Followed(report, "answered", words, _next(report), "", more)
    if not report.sent_at:
        return Followed(report, "written", "Written. Not sent yet.", None, "")
    return _waiting(report, place, today)


def _waiting(report: Submission, place: str, today: date) -> Followed:
    sent = _day(report.sent_at)
    records = shipped().deadlines()
    rule = answer_date(report.form, sent, records, today=today, place=place) if sent else None
    due = _next(report) or (rule.day if rule else None)
    then = rule.then if rule else ""
    if due is None:
        return Followed(report, "waiting", "Sent. No answer written down yet.", None, then)
    if due <= today:
        words = f"No answer written down. It was time to ask again on {plain_date(due)}."
        return Followed(report, "due", words, due, then, (rule,) if rule else ())
    words = f"Sent. If no answer comes, ask again on {plain_date(due)}."
    return Followed(report, "waiting", words, due, then, (rule,) if rule else ())


def _next(report: Submission) -> date | None:
    return _day(report.next_date)


def _day(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written.strip()).date() if written.strip() else None
    except ValueError:
        return None
