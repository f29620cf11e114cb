"""The plan of a case: who comes next, from what was told and noticed; the person decides.

What a person answered with "no" to a sign does not steer the plan. Each step can be marked as
done, for later, or not for me; that is a wish, kept in the record, and can be changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from upstander.application.follow_up import is_overdue
from upstander.application.gather_facts import noticed_signs
from upstander.application.hear_situation import in_words, kinds_told, with_words
from upstander.application.plan_facts import facts_of_things
from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Case
from upstander.model.ids import CaseId
from upstander.model.report import AgeBand, HelperRole, Submission, Told
from upstander.report.routing.book import route_book
from upstander.report.routing.plan import RoutePlan, Step
from upstander.report.routing.router import route
from upstander.report.routing.situation import NotedSign, Situation

MARKS = ("done", "later", "not for me", "")
"""What a step can be marked as; empty takes a mark back."""

_MOST_NOTICED = 2
"""So many kinds are taken from signs, as from a sentence: more would make a plan of everything."""

_CARED_BY = {HelperRole.TEACHER: "school", HelperRole.MANAGER: "employer"}
_HELPERS = {
    HelperRole.PARENT: "parent_carer",
    HelperRole.FRIEND: "bystander",
    HelperRole.BYSTANDER: "bystander",
    HelperRole.TEACHER: "school",
    HelperRole.MANAGER: "employer",
    HelperRole.PROFESSIONAL: "professional",
    HelperRole.OTHER: "bystander",
}
_AGES = {
    AgeBand.UNDER_13: ("child",),
    AgeBand.TEEN: ("child", "young_person"),
    AgeBand.OLDER_TEEN: ("young_person",),
    AgeBand.ADULT: ("adult",),
    AgeBand.UNKNOWN: (),
}
_LEADS = {
    "ip": "ip",
    "mail-handover": "ip",
    "phone": "phone",
    "mail-address": "mail",
    "reply-address": "mail",
    "return-path": "mail",
}


@dataclass(frozen=True, slots=True)
class CasePlan:
    """The plan with what was marked. ``waiting`` are the steps not marked, in order.

    ``about``: the kinds it is made for, in words. ``chosen``: the person chose them; else they were
    taken from what was said and noticed, and may be wrong.
    """

    whole: RoutePlan
    marks: dict[str, str]
    about: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def waiting(self) -> tuple[Step, ...]:
        """The steps that are neither done nor put aside; those for later come last."""
        open_steps = [step for step in self.whole.steps if not self.marks.get(step.id)]
        later = [step for step in self.whole.steps if self.marks.get(step.id) == "later"]
        return (*open_steps, *later)

    @property
    def put_aside(self) -> tuple[Step, ...]:
        """The steps that are done or not for this person."""
        return tuple(
            step for step in self.whole.steps if self.marks.get(step.id) in ("done", "not for me")
        )


def plan_case(
    services: Services, *, actor: Actor, case: CaseId, lead_kinds: Iterable[str] = ()
) -> CasePlan:
    """Give the plan of a case as of today. Works on an empty case; raises NotFound."""
    found = services.index.case(case)
    signs, labels = noticed_signs(services.index, case)
    today = services.clock.now().utc.date()
    situation = situation_of(
        found,
        signs,
        labels,
        frozenset(lead_kinds),
        today=today,
        things=frozenset(facts_of_things(services.index, case, today)),
    )
    plan = route(situation, route_book(), today)
    return CasePlan(
        plan,
        dict(found.marks),
        about=in_words(situation.kinds),
        chosen=bool(kinds_told(found.told.kinds)),
    )


def mark_step(services: Services, *, actor: Actor, case: CaseId, step: str, mark: str) -> Case:
    """Record what a person says of one step.

    Raises:
        InvalidAnswer: a mark that is not one of :data:`MARKS`.
        NotFound: no such case.
    """
    services.index.case(case)
    if mark not in MARKS:
        raise InvalidAnswer("Choose done, later or not for me.")
    draft = EntryDraft(Act.STEP, actor, case=case, data=data(step=step, mark=mark or "open"))
    record(services, draft)
    return services.index.case(case)


def situation_of(
    case: Case,
    signs: Iterable[tuple[str, str]],
    labels: Iterable[str],
    lead_kinds: frozenset[str] = frozenset(),
    *,
    today: date,
    things: frozenset[str] = frozenset(),
) -> Situation:
    """What the router has to know of a case: told first, noticed and said beside it.

    ``things``: facts of what is kept. That no money moved is believed, whatever a table holds.
    """
    told = case.told
    seen = things - {"money"} if told.money_moved == "no" else things
    situation = Situation(
        place=told.place,
        audiences=tuple(_audiences(told)),
        kinds=tuple(_kinds(told, labels)),
        signs=tuple(NotedSign(rule, level) for rule, level in signs),
        ages=(told.helping.age, *told.helping.other_ages),
        helping=told.helping,
        cared_by=tuple(_cared_by(told)),
        platform=told.platform,
        has=seen | frozenset(_has(case, lead_kinds, today)),
    )
    return with_words(situation, kinds=told.kinds, said=told.what_happened or case.title)


def _audiences(told: Told) -> Iterator[str]:
    role = told.helping.role
    if role in _HELPERS:
        yield _HELPERS[role]
    if role is HelperRole.SELF:
        yield from _AGES[told.helping.age]
        if told.employer and told.helping.age is AgeBand.ADULT:
            yield "employee"


def _kinds(told: Told, labels: Iterable[str]) -> Iterator[str]:
    """Directory kinds of what was told; else of the few things that were noticed most."""
    named = kinds_told(told.kinds)
    noticed = kinds_told(list(labels)[:_MOST_NOTICED])
    yield from named or noticed
    if told.employer and {"bullying", "harassment"} & {*named, *noticed}:
        yield "workplace_bullying"


def _cared_by(told: Told) -> Iterator[str]:
    if told.helping.role in _CARED_BY:
        yield _CARED_BY[told.helping.role]
    elif told.school and told.helping.age.is_child:
        yield "school"
    elif told.employer:
        yield "employer"


def _has(case: Case, lead_kinds: frozenset[str], today: date) -> Iterator[str]:
    told = case.told
    if told.danger_now == "yes":
        yield "danger"
    if told.money_moved == "yes":
        yield "money"
    if told.police_first == "police":
        yield "legal-action"
    banks = [each for each in case.submissions if each.form == "bank-sheet"]
    if any(_not_done(each) or is_overdue(each, today, told.place) for each in banks):
        yield "bank-refused"
    notices = [each for each in case.submissions if each.form == "platform-notice"]
    if any(map(_not_done, notices)):
        yield "platform-answered"
    if any(is_overdue(each, today, told.place) for each in notices):
        yield "week-passed"
    yield from (_LEADS[kind] for kind in lead_kinds & _LEADS.keys())


def _not_done(report: Submission) -> bool:
    """Whether an answer came, and the last one does not say that they do what was asked."""
    return bool(report.answers) and report.answers[-1].outcome != "yes"
