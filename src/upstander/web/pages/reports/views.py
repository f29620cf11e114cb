"""Write reports and follow them up. Nothing is sent from here: the person sends it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from upstander.application.fill_sheet import SHEETS
from upstander.application.follow_up import follow_up, kinds_of_case
from upstander.application.gather_facts import gather_facts
from upstander.application.make_report import follow_report, kept_parts, report_of
from upstander.application.one_mail_of_case import FORMS as ONE_MAIL
from upstander.application.one_mail_of_case import MailToChoose, mails_to_choose
from upstander.application.someone_elses import wish_words
from upstander.application.write_report import Order, addressed, make_report
from upstander.model.errors import InvalidAnswer, NotFound, NothingToKeep
from upstander.model.evidence import Case
from upstander.model.ids import ItemId
from upstander.model.report import Block
from upstander.report.cover import case_summary
from upstander.report.forms import form as form_of
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.pages.items.views import to_save
from upstander.web.pages.reports.forms import Became, Goes
from upstander.web.pages.reports.grouping import form_groups, receivers_of, with_receiver
from upstander.web.pages.reports.shown import shown_of, to_keep
from upstander.web.shown import page

_BARE = "application/octet-stream"


@unlocked
def reports(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """The case in short, all reports, those that are due first, and the dates to know."""
    found = case_of(desk, case)
    facts = gather_facts(desk.services, actor=desk.actor, case=found.id).facts
    kinds = kinds_of_case(found.told)
    context = {
        "case": found,
        "tracker": follow_up(
            desk.services, actor=desk.actor, case=found.id, facts=facts, kinds=kinds
        ),
        "summary": [line for block in case_summary(facts) for line in block.items],
    }
    return page(request, "reports/reports.html", context)


@unlocked
def choose(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Which report to write."""
    found = case_of(desk, case)
    return page(request, "reports/choose.html", {"case": found, "groups": form_groups()})


@unlocked
def preview(request: HttpRequest, desk: Desk, case: str, form: str) -> HttpResponseBase:
    """See every word, who may learn of it and what is missing; then keep it."""
    found = case_of(desk, case)
    chosen = form_of(form)
    asked = request.POST if request.method == "POST" else None
    goes = Goes(asked, always=chosen.shares)
    order = addressed(desk.services, case=found.id, order=_order(request, form, goes))
    goes.initial["receiver"] = order.receiver
    keeping = request.method == "POST" and request.POST.get("do") == "keep"
    if keeping and goes.is_valid():
        seen = to_keep(request, desk.services, desk.actor, found, order)
        if seen is not None:
            made = make_report(desk.services, actor=desk.actor, case=found.id, order=seen)
            return redirect("report", case=found.id, report=made.id)
    shown = shown_of(desk.services, desk.actor, found, order)
    document = shown.document
    context: dict[str, Any] = {
        "case": found,
        "form": goes,
        "chosen": chosen,
        "document": document,
        "order": order,
        "receivers": with_receiver(receivers_of(chosen), order.to),
        "is_sheet": form in SHEETS,
        "wish": wish_words(found.told.helping),
        "mails": _mails(desk, found, form),
        "choice": shown.choice,
        "shown": shown,
        "changed": keeping,
        "quotes": any(_quotes(each) for each in document.blocks),
    }
    return page(request, "reports/preview.html", context, typing=True)


@unlocked
def report(request: HttpRequest, desk: Desk, case: str, report: str) -> HttpResponseBase:
    """One report as it was made, its files, and what became of it."""
    return _shown(request, desk, case_of(desk, case), report, Became())


def _shown(
    request: HttpRequest, desk: Desk, found: Case, report: str, form: Became
) -> HttpResponseBase:
    made = report_of(found, report)
    parts = kept_parts(desk.services, actor=desk.actor, case=found.id, report=report)
    text = next((part.data.decode() for part in parts if part.media_type == "text/plain"), "")
    context = {
        "case": found,
        "report": made,
        "text": text,
        "parts": parts,
        "form": form,
    }
    return page(request, "reports/report.html", context, typing=True)


@unlocked
def save(request: HttpRequest, desk: Desk, case: str, report: str, name: str) -> HttpResponseBase:
    """Give one file of a report, to save and never to show."""
    found = case_of(desk, case)
    for part in kept_parts(desk.services, actor=desk.actor, case=found.id, report=report):
        if part.name == name:
            kind = part.media_type if part.media_type == "application/pdf" else _BARE
            return to_save(HttpResponse(part.data, content_type=kind), part.name)
    raise NotFound()


@unlocked
@require_POST
def follow(request: HttpRequest, desk: Desk, case: str, report: str) -> HttpResponseBase:
    """Write down what became of a report."""
    found = case_of(desk, case)
    form = Became(request.POST)
    if not form.is_valid():
        return _shown(request, desk, found, report, form)
    try:
        follow_report(
            desk.services, actor=desk.actor, case=found.id, report=report, followed=form.followed()
        )
    except (InvalidAnswer, NothingToKeep) as wrong:  # what was typed stays on the page
        form.add_error(None, wrong.explain())
        return _shown(request, desk, found, report, form)
    return redirect("report", case=found.id, report=report)


def _mails(desk: Desk, case: Case, form: str) -> tuple[MailToChoose, ...]:
    """The mails that a report to a network can be about; none for any other form."""
    if form not in ONE_MAIL:
        return ()
    return mails_to_choose(gather_facts(desk.services, actor=desk.actor, case=case.id))


def _quotes(block: Block) -> bool:
    """Whether words of the evidence may stand in it: a quotation, or a table of exact words."""
    heads = block.rows[0] if block.rows else ()
    return block.kind == "quote" or any("words" in each.lower() for each in heads)


def _order(request: HttpRequest, form: str, goes: Goes) -> Order:
    given = goes.cleaned_data if goes.is_bound and goes.is_valid() else {}
    asked = request.POST if request.method == "POST" else request.GET
    return Order(
        form=form,
        to=asked.get("to", ""),
        receiver=given.get("receiver", ""),
        shares=frozenset(given.get("shares", ())),
        large=bool(given.get("large")),
        about=asked.get("about", ""),
        mail=asked.get("mail", ""),
        leave_out=goes.words_to_leave_out() if given else (),
        things=_ticked(request, "thing"),
        callers=_ticked(request, "caller"),
        payees=_ticked(request, "payee"),
    )


def _ticked(request: HttpRequest, name: str) -> frozenset[ItemId] | None:
    """What was ticked for this very receiver; ``None`` where nothing was offered yet.

    Ticks for another receiver do not count: it is told of something else by itself.
    """
    asked = request.POST
    if asked.get(f"{name}s_for") != asked.get("to", ""):
        return None
    return frozenset(map(ItemId, asked.getlist(name)))
