"""Write and change notes; the private notes in their own store."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from upstander.application.amend_note import amend_note
from upstander.application.private_notes import (
    add_private_note,
    erase_private_note,
    list_private_notes,
)
from upstander.application.write_note import write_note
from upstander.model.errors import IntakeError, NotFound
from upstander.model.evidence import ItemKind
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.pages.guide.views import words_of
from upstander.web.pages.items.views import item_of
from upstander.web.pages.notes.forms import AmendReason, NoteForm, PrivateText, WitnessForm
from upstander.web.reading import reader
from upstander.web.shown import page


@unlocked
def write(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Write a note. One field is enough."""
    found = case_of(desk, case)
    form = NoteForm(request.POST or None, initial={"zone": found.zone})
    witness = WitnessForm(request.POST or None, prefix="witness")
    if request.method == "POST" and form.is_valid() and witness.is_valid():
        try:
            write_note(
                desk.services,
                actor=desk.actor,
                case=found.id,
                note=form.note(),
                witnesses=(witness.witness(),),
            )
            reader.look(desk, found.id)
            return redirect("case", case=found.id)
        except IntakeError as wrong:
            form.add_error(None, wrong.explain())
    context = {"case": found, "form": form, "witness": witness}
    return page(request, "notes/write.html", context, typing=True)


@unlocked
def amend(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Change a note with a reason; what was written first stays in the record."""
    found = item_of(desk, item)
    if found.kind is not ItemKind.NOTE:
        raise NotFound()
    before = asdict(desk.services.index.note(found.id))
    form = NoteForm(request.POST or None, initial=before)
    reason = AmendReason(request.POST or None)
    if request.method == "POST" and form.is_valid() and reason.is_valid():
        try:
            why = reason.cleaned_data["reason"]
            amend_note(desk.services, actor=desk.actor, item=found.id, note=form.note(), reason=why)
            reader.look(desk, found.case)
            return redirect("item", item=found.id)
        except IntakeError as wrong:
            form.add_error(None, wrong.explain())
    case = desk.services.index.case(found.case)
    context = {"case": case, "item": found, "form": form, "reason": reason}
    return page(request, "notes/amend.html", context, typing=True)


@unlocked
def private(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Private safety notes: in no pack, report, print or search."""
    form = PrivateText(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.cleaned_data["private_text"]
            add_private_note(desk.private, actor=desk.actor, text=text)
            return redirect("private")
        except IntakeError as wrong:
            form.add_error(None, wrong.explain())
    kept = list_private_notes(desk.private, actor=desk.actor)
    context = {"form": form, "notes": kept, **words_of("private-note")}
    return page(request, "notes/private.html", context, typing=True)


@unlocked
@require_POST
def erase_private(request: HttpRequest, desk: Desk, note: str) -> HttpResponseBase:
    """Erase one private note; nothing about it stays."""
    erase_private_note(desk.private, actor=desk.actor, note=note)
    return redirect("private")
