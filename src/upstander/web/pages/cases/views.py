"""Start a case; answer what stands before its first file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from upstander.application.answer_case import answer_case
from upstander.application.start_case import start_case
from upstander.model.evidence import Case
from upstander.model.ids import CaseId
from upstander.web.access import Desk, gate, unlocked
from upstander.web.pages.cases.forms import Facts, NewCase, UnderEighteen
from upstander.web.reading import reader
from upstander.web.shown import page

ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Warsaw",
    "Asia/Karachi",
    "Asia/Kolkata",
    "America/New_York",
    "Australia/Sydney",
)


def case_of(desk: Desk, case: str) -> Case:
    """Give the case; NotFound for one that is not there or not for this person."""
    return desk.services.index.case(CaseId(case))


@unlocked
def new(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Start a case."""
    form = NewCase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = start_case(desk.services, actor=desk.actor, title=form.cleaned_data["title"])
        return redirect("case", case=made.id)
    return page(request, "cases/new.html", {"form": form}, typing=True)


@unlocked
def question(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Ask the one question before the first file."""
    found = case_of(desk, case)
    form = UnderEighteen(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["under18"]
        answer_case(desk.services, actor=desk.actor, case=found.id, under18=answer)
        gate.may_copy.discard(found.id)
        return redirect("add" if answer == "no" else "describe", case=found.id)
    return page(request, "cases/question.html", {"form": form, "case": found})


@unlocked
def facts(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Keep time zone and initials of the case."""
    found = case_of(desk, case)
    form = Facts(request.POST or None, initial={"zone": found.zone, "initials": found.initials})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer_case(
            desk.services,
            actor=desk.actor,
            case=found.id,
            zone=given["zone"],
            initials=given["initials"],
        )
        reader.look(desk, found.id)  # another zone: other nights, other days
        return redirect("case", case=found.id)
    context = {"form": form, "case": found, "zones": ZONES}
    return page(request, "cases/facts.html", context, typing=True)
