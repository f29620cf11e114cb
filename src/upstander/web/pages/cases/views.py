"""Start a case; answer what stands before its first file."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect

from upstander.application.answer_case import answer_case, block_at
from upstander.application.start_case import start_case
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Block, Case
from upstander.model.ids import CaseId
from upstander.web.access import Desk, gate, unlocked
from upstander.web.pages.cases.forms import Blocked, BlockedAccounts, Facts, NewCase, UnderEighteen
from upstander.web.reading import reader
from upstander.web.shown import page

_MOST_ACCOUNTS = 20
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
        said = form.cleaned_data
        made = start_case(
            desk.services, actor=desk.actor, title=said["title"], happened=said["happened"]
        )
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
    """Keep time zone, initials, whom it is about, and what was blocked."""
    found = case_of(desk, case)
    form = Facts(request.POST or None, initial=_told(found))
    rows = BlockedAccounts(_rows(request), prefix="b", initial=_accounts(desk, found))
    if request.method == "POST" and form.is_valid() and (not rows.is_bound or rows.is_valid()):
        said = form.cleaned_data
        try:
            answer_case(
                desk.services,
                actor=desk.actor,
                case=found.id,
                zone=said["zone"],
                initials=said["initials"],
                about=said["about"].split(",") if "about" in request.POST else None,
                blocked=_blocked(rows, said["zone"] or found.zone),
            )
        except InvalidAnswer as wrong:
            form.add_error("zone", wrong.detail or wrong.explain())
        else:
            reader.look(desk, found.id)  # other nights, other days, other people
            return redirect("case", case=found.id)
    context = {"form": form, "rows": rows, "case": found, "zones": ZONES}
    return page(request, "cases/facts.html", context, typing=True)


def _told(case: Case) -> dict[str, str]:
    return {"zone": case.zone, "initials": case.initials, "about": ", ".join(case.about)}


def _accounts(desk: Desk, case: Case) -> list[dict[str, object]]:
    """The accounts that may be blocked: those that were, then those with the most signs."""
    zone = ZoneInfo(case.zone) if case.zone else UTC
    rows: dict[str, dict[str, object]] = {
        each.account: {"account": each.account, "at": each.at.astimezone(zone).replace(tzinfo=None)}
        for each in case.blocked
    }
    signs: Counter[str] = Counter()
    for glance in desk.services.index.glances(case.id):
        if glance.sender and not glance.own and glance.marks:
            signs[glance.sender] += 1
    for sender, _ in signs.most_common(_MOST_ACCOUNTS):
        rows.setdefault(sender, {"account": sender})
    return list(rows.values())


def _rows(request: HttpRequest) -> QueryDict | None:
    """What was sent about blocked accounts; ``None`` where nothing was asked or sent."""
    return request.POST if "b-TOTAL_FORMS" in request.POST else None


def _blocked(rows: BaseFormSet[Blocked], zone: str) -> list[Block] | None:
    """The rows with a time, which is that of the place of the case. Raises InvalidAnswer."""
    if not rows.is_bound:
        return None
    told = [(row.get("account"), row.get("at")) for row in rows.cleaned_data]
    timed = [(str(name), at) for name, at in told if name and isinstance(at, datetime)]
    return [block_at(name, at, zone) for name, at in timed]
