"""Three steps at once, each with why; what is done or not wanted is put aside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from upstander.application.plan_case import mark_step, plan_case
from upstander.application.tell_case import tell_case
from upstander.directory.review import plain_date
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.report.routing.plan import SHOWN, Step
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.pages.directory.reaching import Reach, reach_of
from upstander.web.pages.plan.papers import paper_of
from upstander.web.shown import page


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step with the ways to reach it and the paper that goes with it."""

    step: Step
    ways: tuple[Reach, ...]
    paper: str
    paper_name: str
    checked: str


@unlocked
def plan(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """What can be done next: three steps, all others folded."""
    found = case_of(desk, case)
    made = plan_case(desk.services, actor=desk.actor, case=found.id)
    cards = [_card(step) for step in made.waiting]
    context = {
        "case": found,
        "now": cards[:SHOWN],
        "more": cards[SHOWN:],
        "aside": [(step, made.marks[step.id]) for step in made.put_aside],
        "refusals": [(_name(each.id), each.why) for each in made.whole.refusals],
        "questions": made.whole.questions,
        "about": () if made.chosen else made.about,
        "both_orders": any(step.phase == "platform" for step in made.whole.steps),
    }
    return page(request, "plan/plan.html", context)


@unlocked
@require_POST
def mark(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Mark a step as done, for later, or not for me."""
    found = case_of(desk, case)
    step, said = request.POST.get("step", ""), request.POST.get("mark", "")
    mark_step(desk.services, actor=desk.actor, case=found.id, step=step, mark=said)
    return redirect("plan", case=found.id)


@unlocked
@require_POST
def order(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Police first, or the service first: the person decides."""
    found = case_of(desk, case)
    told = replace(found.told, police_first=request.POST.get("first", ""))
    tell_case(desk.services, actor=desk.actor, case=found.id, told=told)
    return redirect("plan", case=found.id)


def _name(slug: str) -> str:
    try:
        return shipped().body(slug).name
    except DirectoryError:
        return ""


def _card(step: Step) -> StepCard:
    paper, name = paper_of(step)
    checked = plain_date(date.fromisoformat(step.checked))
    return StepCard(step, reach_of(step.id), paper, name, checked)
