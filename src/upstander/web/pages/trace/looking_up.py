"""Ask a register about one lead: what it tells whom is said first, and nothing is asked before."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponseBase

from upstander.application.look_up import earlier_answer, look_up, paste_answer, question_for
from upstander.bootstrap import lookups
from upstander.model.lead import Lead
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.shown import page

KINDS = {
    "mail-handover": "ip",
    "mail-submission": "ip",
    "ip": "ip",
    "written-ip": "ip",
    "domain": "domain",
    "written-domain": "domain",
    "dkim-domain": "domain",
    "dkim-claim": "domain",
    "link": "link",
    "mail-address": "email",
    "return-path": "email",
    "reply-address": "email",
    "written-address": "email",
}
"""Sorts of leads that a register can be asked about, and as what."""

_MOST_PASTED = 200_000


def looked_up_as(lead: Lead) -> str:
    """As what a lead can be looked up; empty where it cannot."""
    return KINDS.get(lead.kind, "")


@unlocked
def ask(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Say what it tells whom; ask only when the person says so, or read a pasted answer."""
    found = case_of(desk, case)
    asked = request.POST if request.method == "POST" else request.GET
    kind, value = asked.get("kind", ""), asked.get("value", "")
    question = question_for(kind, value)
    looked = earlier_answer(desk.services, case=found.id, subject=question.subject)
    if request.method == "POST" and request.POST.get("do") == "ask":
        looked = look_up(
            desk.services,
            actor=desk.actor,
            case=found.id,
            lead_kind=kind,
            value=value,
            lookups=lookups(),
            again=looked is not None,
        )
    elif request.method == "POST":
        pasted = request.POST.get("answer", "")[:_MOST_PASTED]
        looked = paste_answer(
            desk.services,
            actor=desk.actor,
            case=found.id,
            lead_kind=kind,
            value=value,
            data=pasted.encode(),
        )
    context = {
        "case": found,
        "kind": kind,
        "value": value,
        "question": question,
        "looked": looked,
        "old": question.needs_a_check(date.today()),
    }
    return page(request, "trace/look_up.html", context, typing=True)
