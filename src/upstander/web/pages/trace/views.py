"""Who holds the answer behind a name, by which words of the evidence; never who a person is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase

from upstander.application.trace_case import trace_case, trace_message
from upstander.application.what_files_say import (
    files_here,
    what_file_says,
    what_files_of_message_say,
)
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.lead import Lead
from upstander.model.message import Message
from upstander.store import queries
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.pages.trace.looking_up import looked_up_as
from upstander.web.shown import page

_SHOWN_LEADS = 12
_SHOWN_OF_ONE = 6


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
    """The sheet of one message: its way here, line by line; what its files say only when asked."""
    found = case_of(desk, case)
    traced = trace_message(
        desk.services, actor=desk.actor, message=MessageId(message), case=found.id
    )
    if desk.services.index.item(traced.item).case != found.id:
        raise Http404
    asked = request.GET.get("asked") == "1" and found.under18 == "no"
    leads = [lead for lead in traced.sheet.leads if asked or not lead.asked_only]
    said, unread = _files_say(desk, found.id, traced.message) if asked else ((), ())
    holders = by_holder([*said, *leads])
    context = {
        "case": found,
        "traced": traced,
        "sheet": traced.sheet,
        "holders": holders[:_SHOWN_OF_ONE],
        "more": holders[_SHOWN_OF_ONE:],
        "unread": unread,
        "more_to_ask": not asked and _may_say_more(traced.message, traced.sheet.leads),
        "may_open": found.under18 == "no",
    }
    return page(request, "trace/one.html", context)


@unlocked
def file(request: HttpRequest, desk: Desk, case: str, item: str) -> HttpResponseBase:
    """What one kept file says about itself. Opening this page is asking for it."""
    found = case_of(desk, case)
    kept = queries.item(desk.actor, ItemId(item))
    if kept.case != found.id or not kept.has_bytes:
        raise Http404
    may_open = found.under18 == "no"
    said = what_file_says(desk.services, actor=desk.actor, item=kept.id) if may_open else None
    context = {"case": found, "item": kept, "said": said, "may_open": may_open}
    return page(request, "trace/file.html", context)


def _files_say(
    desk: Desk, case: CaseId, message: Message
) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    return what_files_of_message_say(desk.services, actor=desk.actor, message=message.id, case=case)


def _may_say_more(message: Message, leads: Iterable[Lead]) -> bool:
    """Whether something is shown only when asked, or a file came along that may say something."""
    return any(lead.asked_only for lead in leads) or any(files_here(message))


def by_holder(leads: Iterable[Lead]) -> list[Holder]:
    """Leads under who holds the answer, in the order in which they come."""
    held: dict[str, list[Asked]] = {}
    for lead in leads:
        held.setdefault(lead.holder, []).append(Asked(lead, looked_up_as(lead)))
    return [Holder(name, found[0].lead.ask, tuple(found)) for name, found in held.items()]
