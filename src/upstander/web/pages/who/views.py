"""Ask once who helps whom and what happened; keep apart what is fact and what is opinion."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from upstander.application.read_original import unread
from upstander.application.someone_elses import why_locked
from upstander.application.tell_case import say, tell_case
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.pages.who.forms import Says, Tell, Who
from upstander.web.reading import reader
from upstander.web.shown import page


@unlocked
def who(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Who helps whom. What was locked as someone else's is read when it may be."""
    found = case_of(desk, case)
    form = Who(request.POST or None, initial=Who.shown(found.told.helping))
    if request.method == "POST" and form.is_valid():
        told = replace(found.told, helping=form.helping())
        tell_case(desk.services, actor=desk.actor, case=found.id, told=told)
        reader.read(desk, unread(desk.services, actor=desk.actor))
        return redirect("plan", case=found.id)
    locked = _has_locked(desk, case) and why_locked(found.told.helping)
    return page(
        request, "who/who.html", {"case": found, "form": form, "locked": locked}, typing=True
    )


@unlocked
def tell(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """What happened, told once."""
    found = case_of(desk, case)
    form = Tell(request.POST or None, initial=Tell.shown(found.told))
    if request.method == "POST" and form.is_valid():
        told = form.told(found.told)
        tell_case(desk.services, actor=desk.actor, case=found.id, told=told)
        return redirect("plan", case=found.id)
    return page(request, "who/tell.html", {"case": found, "form": form}, typing=True)


@unlocked
def says(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Facts, what was worked out, and opinions: three recorded things."""
    found = case_of(desk, case)
    form = Says(request.POST or None)
    if request.method == "POST" and form.is_valid():
        statement = form.statement()
        say(desk.services, actor=desk.actor, case=found.id, statement=statement)
        return redirect("says", case=found.id)
    return page(request, "who/says.html", {"case": found, "form": form}, typing=True)


def _has_locked(desk: Desk, case: str) -> bool:
    found = case_of(desk, case)
    return any(item.origin.whose for item in desk.services.index.items(found.id))
