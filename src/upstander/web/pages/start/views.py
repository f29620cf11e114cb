"""The way in: exchange the start token, ask about the device, then the list of cases."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from upstander.application.follow_up import due_reports
from upstander.store import queries
from upstander.web.access import COOKIE, admitted, desk_of, everyone, gate
from upstander.web.pages.guide.views import words_of
from upstander.web.reading import reader
from upstander.web.shown import page


@everyone
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take the single-use token, give a cookie and go on to an address without it."""
    key = gate.exchange(token)
    if key is None:
        raise Http404
    response = redirect("start")
    response.set_cookie(COOKIE, key, httponly=True, samesite="Lax")
    return response


@admitted
def start(request: HttpRequest) -> HttpResponseBase:
    """The cases, or the step that comes before them."""
    session = gate.opened()
    if session is not None:
        if gate.recovery_code:
            return redirect("recovery")
        gate.touch()
        desk = desk_of(session)
        today = desk.services.clock.now().utc.date()
        cases = [(each, due_reports(each, today)) for each in queries.list_cases(desk.actor)]
        return page(request, "start/cases.html", {"cases": cases, "busy": reader.busy()})
    if gate.path is not None and (gate.path / "vault.json").exists():
        return redirect("unlock")
    if gate.shared_device:
        return redirect("create")
    return render(request, "start/device.html", words_of("shared-device"))


@admitted
@require_POST
def device(request: HttpRequest) -> HttpResponse:
    """Remember, for this run only, whether someone else uses this device."""
    answer = request.POST.get("shared", "")
    if answer not in {"yes", "no", "unsure"}:
        return redirect("start")
    gate.shared_device = answer
    return redirect("create")
