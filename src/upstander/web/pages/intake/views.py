"""Hand files in; see what was kept and read and what not; answer what only a person knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from upstander.application.add_original import Added, add_captured
from upstander.application.answer_question import answer_question
from upstander.application.describe_thing import Described, describe_thing
from upstander.application.fold_inbox import HELD
from upstander.application.take_members import list_members, take_members
from upstander.model.errors import InvalidAnswer, UpstanderError
from upstander.model.evidence import Case, EvidenceItem, Origin
from upstander.model.ids import CaseId, ItemId
from upstander.model.reading import Question, ReadReport
from upstander.store import queries
from upstander.web.access import Desk, gate, is_admitted, unlocked
from upstander.web.pages.cases.views import ZONES, case_of
from upstander.web.pages.guide.views import words_of
from upstander.web.pages.intake.forms import Describe, Whence
from upstander.web.pages.intake.table_form import TableForm, said_columns, table_form
from upstander.web.reading import Going, reader
from upstander.web.shown import again, page
from upstander.web.upload import IntoInbox, only_archives

_AGAIN_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One kept thing with what reading gave and how far it is."""

    item: EvidenceItem
    report: ReadReport | None
    going: Going | None
    questions: tuple[Question, ...]

    @property
    def table(self) -> TableForm | None:
        """How the columns were taken, where it is a table."""
        table = self.report.table if self.report is not None else None
        return table_form(table) if table is not None else None

    @property
    def asks_columns(self) -> bool:
        """Whether the meaning of the columns is in doubt."""
        return any(each.slug == "columns" for each in self.questions)


def add(request: HttpRequest, case: str) -> HttpResponseBase:
    """Take files. The receiver is put in place before anything looks at the body."""
    if request.method == "POST":
        return _receive(request, case)
    return _add_page(request, case=case)


def _receive(request: HttpRequest, case: str) -> HttpResponseBase:
    """Give the request its receiver; without the answer "no" every file is skipped unread."""
    session = gate.opened() if is_admitted(request) else None
    receiver: IntoInbox | None = None
    if session is not None and _may_copy(session.services.index.cases(), case):
        receiver = IntoInbox(request, session.services.inbox, {"case": case})
    elif session is None and gate.path is not None and case in gate.may_copy:
        from upstander.bootstrap import capture_locked

        receiver = IntoInbox(request, capture_locked(gate.path), {"case": case})
    if receiver is not None:
        request.upload_handlers = [receiver]
    response = _take(request, case=case, receiver=receiver)
    if response.status_code == 403 and receiver is not None and session is not None:
        receiver.discard()
    return response


def _may_copy(cases: tuple[Case, ...], case: str) -> bool:
    return any(each.id == case and each.under18 == "no" for each in cases)


@csrf_protect
def _take(request: HttpRequest, *, case: str, receiver: IntoInbox | None) -> HttpResponseBase:
    form = Whence(request.POST)
    if gate.opened() is None:
        return _late(request, receiver)
    return _keep(request, case=case, receiver=receiver, form=form)


def _late(request: HttpRequest, receiver: IntoInbox | None) -> HttpResponse:
    kept = receiver is not None and any(not each.problem for each in receiver.arrived)
    return page(request, "vault/locked.html", {"kept_files": kept}, status=200 if kept else 403)


@unlocked
def _keep(
    request: HttpRequest, desk: Desk, *, case: str, receiver: IntoInbox | None, form: Whence
) -> HttpResponseBase:
    found = case_of(desk, case)
    if receiver is None:
        return redirect("add", case=found.id)
    origin = Origin(**form.cleaned_data) if form.is_valid() else Origin()
    added, problems = _adopt(desk, found.id, receiver, origin)
    reader.read(desk, [each.item.id for each in added if each.same_as is None])
    gate.told[found.id] = problems + [
        f"{each.item.name}: you added the same file before. Both are listed."
        for each in added
        if each.same_as is not None
    ]
    return redirect("kept", case=found.id)


def _adopt(
    desk: Desk, case: CaseId, receiver: IntoInbox, origin: Origin
) -> tuple[list[Added], list[str]]:
    """Record each arrived file; one that fails is told and the rest goes on."""
    refs = receiver.refs()
    added: list[Added] = []
    problems = [f"{each.name}: {each.problem}" for each in receiver.arrived if each.problem]
    for each in receiver.arrived:
        if each.token not in refs:
            continue
        try:
            ref = refs[each.token]
            added.append(
                add_captured(desk.services, actor=desk.actor, case=case, ref=ref, origin=origin)
            )
        except UpstanderError as wrong:
            problems.append(f"{each.name}: {wrong.explain()}")
    return added, problems


@unlocked
def _add_page(request: HttpRequest, desk: Desk, *, case: str) -> HttpResponseBase:
    found = case_of(desk, case)
    if not found.under18:
        return redirect("question", case=found.id)
    if found.under18 != "no":
        return redirect("describe", case=found.id)
    gate.may_copy.add(found.id)
    return page(request, "intake/add.html", {"case": found, "form": Whence()}, typing=True)


add = csrf_exempt(add)
add.access = "unlocked"  # type: ignore[attr-defined]  # the inner views carry the check


@unlocked
def kept(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Show what was kept and read, and what not, with reasons; asks again while reading goes on."""
    found = case_of(desk, case)
    lines = _lines(desk, found.id)
    busy = any(line.going and not line.going.problem for line in lines)
    context: dict[str, Any] = {
        "case": found,
        "lines": lines,
        "zones": ZONES,
        "hidden": queries.hidden_items(desk.actor, found.id),
        "busy": busy,
        "told": gate.told.pop(found.id, []),
        "hold": request.GET.get("hold") == "1",
    }
    response = page(request, "intake/kept.html", context)
    if busy and not context["hold"]:
        return again(response, _AGAIN_SECONDS, f"/c/{found.id}/kept?auto=1")
    return response


def _lines(desk: Desk, case: CaseId) -> list[Line]:
    asked: dict[ItemId, list[Question]] = {}
    for item, question in queries.questions(desk.actor, case):
        asked.setdefault(item.id, []).append(question)
    reports = {item.id: report for item, report in queries.reports(desk.actor, case)}
    return [
        Line(item, reports.get(item.id), reader.going(item.id), tuple(asked.get(item.id, ())))
        for item in queries.items(desk.actor, case)
    ]


@unlocked
@require_POST
def answer(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Keep an answer that only a person can give, and read the file again with it."""
    value = request.POST.get("value", "").strip() or request.POST.get("typed", "").strip()
    slug = request.POST.get("slug", "")
    answered = answer_question(
        desk.services, actor=desk.actor, item=ItemId(item), slug=slug, value=value
    )
    reader.read(desk, [answered.id])
    return redirect("kept", case=answered.case)


@unlocked
@require_POST
def columns(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Keep what the columns of a table mean, and read the file again with it."""
    value = said_columns({name: str(each) for name, each in request.POST.items()})
    answered = answer_question(
        desk.services, actor=desk.actor, item=ItemId(item), slug="columns", value=value
    )
    reader.read(desk, [answered.id])
    return redirect("kept", case=answered.case)


@unlocked
@require_POST
def read_again(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Try once more to read a file that could not be opened; a fault may have been passing."""
    kept = desk.services.index.item(ItemId(item))
    reader.read(desk, [kept.id])
    return redirect("kept", case=kept.case)


@unlocked
def describe(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Write a thing down without a copy; the stop card stands beside it."""
    found = case_of(desk, case)
    form = Describe(request.POST or None)
    if request.method == "POST" and form.is_valid():
        described = Described(**form.cleaned_data)
        describe_thing(desk.services, actor=desk.actor, case=found.id, described=described)
        reader.look(desk, found.id)
        return redirect("case", case=found.id)
    context = {
        "case": found,
        "form": form,
        "stop": words_of("stop-card"),
        **words_of("describe-only"),
    }
    return page(request, "intake/describe.html", context, typing=True)


def archive(request: HttpRequest, case: str) -> HttpResponseBase:
    """Hold a chat export, encrypted and unread, until its text files are ticked."""
    session = gate.opened() if is_admitted(request) else None
    receiver: IntoInbox | None = None
    if request.method == "POST" and session is not None:
        meta: dict[str, Any] = {"case": case, HELD: True, "what": "members"}
        receiver = IntoInbox(request, session.services.inbox, meta, first=only_archives)
        request.upload_handlers = [receiver]
    response = _held(request, case=case, receiver=receiver)
    if response.status_code == 403 and receiver is not None:
        receiver.discard()
    return response


@csrf_protect
@unlocked
@require_POST
def _held(
    request: HttpRequest, desk: Desk, *, case: str, receiver: IntoInbox | None
) -> HttpResponseBase:
    found = case_of(desk, case)
    request.POST.get("csrfmiddlewaretoken")
    refs = receiver.refs() if receiver else {}
    tokens = [each.token for each in receiver.arrived] if receiver else []
    ready = [refs[token] for token in tokens if token in refs]
    if not ready:
        reasons = [each.problem for each in receiver.arrived] if receiver else []
        raise InvalidAnswer(" ".join(reasons) or "Choose a chat export in a zip file.")
    return redirect("members", case=found.id, ref=ready[0])


archive = csrf_exempt(archive)
archive.access = "unlocked"  # type: ignore[attr-defined]  # the inner view carries the check


@unlocked
def members(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponseBase:
    """Let text files be ticked; everything else of the archive is dropped unread."""
    found = case_of(desk, case)
    waiting = {each.ref: each for each in desk.services.inbox.pending() if each.meta.get(HELD)}
    if ref not in waiting or waiting[ref].meta.get("case") != found.id:
        return redirect("describe", case=found.id)
    if request.method == "POST":
        if request.POST.get("do") == "drop":
            desk.services.inbox.discard(ref)
            return redirect("describe", case=found.id)
        ticked = request.POST.getlist("member")
        added = take_members(
            desk.services, actor=desk.actor, case=found.id, ref=ref, members=ticked
        )
        reader.read(desk, [added.item.id])
        return redirect("kept", case=found.id)
    listed = list_members(desk.services, actor=desk.actor, ref=ref)
    return page(request, "intake/members.html", {"case": found, "members": listed})
