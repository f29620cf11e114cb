"""Who holds the answer behind a name, by which words of the evidence; never who a person is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase

from upstander.application.trace_case import trace_case, trace_message
from upstander.model.ids import MessageId
from upstander.model.lead import Lead
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.pages.trace.looking_up import looked_up_as
from upstander.web.shown import page

_SHOWN_LEADS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A lead, and as what a register can be asked about it; empty where none can."""

    lead: Lead
    look_up: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Everything that one holder can be asked about."""

    name: str
    ask: str
    leads: tuple[Asked, ...]


@unlocked
def trace(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """The sheet of the whole case: by holder, then message by message."""
    found = case_of(desk, case)
    sheet = trace_case(desk.services, actor=desk.actor, case=found.id)
    holders = by_holder(sheet.asked)
    context = {
        "case": found,
        "sheet": sheet,
        "holders": holders[:_SHOWN_LEADS],
        "more": holders[_SHOWN_LEADS:],
        "mails": [each for each in sheet.traced if each.is_mail],
    }
    return page(request, "trace/case.html", context)


@unlocked
def one(request: HttpRequest, desk: Desk, case: str, message: str) -> HttpResponseBase:
    """The sheet of one message: its way here, line by line."""
    found = case_of(desk, case)
    traced = trace_message(desk.services, actor=desk.actor, message=MessageId(message))
    if desk.services.index.item(traced.item).case != found.id:
        raise Http404
    asked = request.GET.get("asked") == "1"
    leads = [lead for lead in traced.sheet.leads if asked or not lead.asked_only]
    context = {
        "case": found,
        "traced": traced,
        "sheet": traced.sheet,
        "holders": by_holder(leads),
        "held_back": len(traced.sheet.leads) - len(leads),
    }
    return page(request, "trace/one.html", context)


def by_holder(leads: Iterable[Lead]) -> list[Holder]:
    """Leads under who holds the answer, in the order in which they come."""
    held: dict[str, list[Asked]] = {}
    for lead in leads:
        held.setdefault(lead.holder, []).append(Asked(lead, looked_up_as(lead)))
    return [Holder(name, found[0].lead.ask, tuple(found)) for name, found in held.items()]
