"""One kept thing: its facts and its bytes; out of sight, sealed, erased."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from upstander.application.check_screenshot import check_screenshot
from upstander.application.erase_item import erase_item
from upstander.application.open_item import open_attachment, open_item, preview_picture
from upstander.application.possible_pictures import must_stay
from upstander.application.seal_item import seal_item
from upstander.application.withdraw import show_again, withdraw
from upstander.model.errors import NotFound
from upstander.model.evidence import DiaryNote, EvidenceItem, ItemKind, ItemState
from upstander.model.ids import ItemId, MessageId
from upstander.model.message import AttachmentState, Message
from upstander.picture.sniff import describes_itself
from upstander.store import queries
from upstander.web.access import Desk, unlocked
from upstander.web.pages.guide.views import words_of
from upstander.web.pages.items.forms import Erase, Reason
from upstander.web.shown import page

_CHUNK = 1 << 18
_HISTORY = 500
_FILES = (ItemKind.ORIGINAL, ItemKind.PARTIAL_COPY)
_PICTURE = re.compile(r"\.(jpe?g|png|gif|webp|bmp|tiff?|heic)\Z", re.IGNORECASE)
_SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def item_of(desk: Desk, item: str) -> EvidenceItem:
    """Give the item; NotFound for one that is not there or not for this person."""
    return queries.item(desk.actor, ItemId(item))


@unlocked
def show(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """The facts of a kept thing, and what can be done with it."""
    found = item_of(desk, item)
    case = desk.services.index.case(found.case)
    message = _message(desk, request.GET.get("m", ""), found)
    is_note = found.kind is ItemKind.NOTE
    context = {
        "item": found,
        "case": case,
        "message": message,
        "attachments": _attachments(message),
        "report": desk.services.index.report(found.id),
        "note": desk.services.index.note(found.id) if is_note else None,
        "witnesses": desk.services.index.witnesses(found.id) if is_note else (),
        "is_file": found.kind in _FILES,
        "has_bytes": found.kind in _FILES and found.state is not ItemState.ERASED,
        "may_open": case.under18 == "no",
        "may_copy": not must_stay(desk.services, case, [found]),
        "says": found.kind in _FILES and describes_itself(found.media_type),
        "is_picture": found.kind in _FILES and bool(_PICTURE.search(found.name)),
        "earlier": _earlier(desk, found) if is_note else (),
        "history": queries.ledger(desk.actor, item=found.id, per_page=_HISTORY)[0],
        "reason": Reason(),
    }
    return page(request, "items/item.html", context)


@unlocked
def download(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Give the original as a file to save; it is never shown inside a page."""
    found = item_of(desk, item)
    stream = open_item(desk.services, actor=desk.actor, item=found.id)
    response = StreamingHttpResponse(pieces(stream), content_type="application/octet-stream")
    response.headers["Content-Length"] = str(found.size)
    return to_save(response, neutral_name(found.name, f"file-{found.id[:6]}"))


@unlocked
def member(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Give one part of an archive or mail as a file to save."""
    name = request.GET.get("name", "")
    data = open_attachment(desk.services, actor=desk.actor, item=ItemId(item), member=name)
    response = HttpResponse(data, content_type="application/octet-stream")
    return to_save(response, neutral_name(name, "part"))


@unlocked
def picture(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Give a small clean copy; grey unless colour was asked for."""
    jpeg = preview_picture(
        desk.services,
        actor=desk.actor,
        item=ItemId(item),
        member=request.GET.get("name") or None,
        grey=request.GET.get("colour") != "1",
    )
    response = HttpResponse(jpeg, content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = _SANDBOX
    return response


@unlocked
def screenshot(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """What a reader of a picture of a screen will miss. Opening this page is asking for it."""
    found = item_of(desk, item)
    case = desk.services.index.case(found.case)
    if not found.has_bytes:
        raise NotFound()
    may_open = case.under18 == "no"
    lacks = check_screenshot(desk.services, actor=desk.actor, item=found.id) if may_open else ()
    context = {"item": found, "case": case, "lacks": lacks, "may_open": may_open}
    return page(request, "items/screenshot.html", context)


@unlocked
@require_POST
def hide(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Move a thing out of sight."""
    found = item_of(desk, item)
    reason = request.POST.get("reason", "")
    withdraw(desk.services, actor=desk.actor, item=found.id, reason=reason)
    return redirect("kept", case=found.case)


@unlocked
@require_POST
def unhide(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Bring it back into sight."""
    found = item_of(desk, item)
    show_again(desk.services, actor=desk.actor, item=found.id)
    return redirect("item", item=found.id)


@unlocked
@require_POST
def seal(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Take a possible sexual picture of someone under 18 out of everything, in one step."""
    found = item_of(desk, item)
    seal_item(desk.services, actor=desk.actor, item=found.id)
    context = {"item": found, "case": desk.services.index.case(found.case)}
    return page(request, "items/sealed.html", {**context, "stop": words_of("stop-card")})


@unlocked
def erase(request: HttpRequest, desk: Desk, item: str) -> HttpResponseBase:
    """Erase the bytes after the guide was shown and the words were typed."""
    found = item_of(desk, item)
    if found.kind not in _FILES or found.state in (ItemState.SEALED, ItemState.ERASED):
        raise NotFound()
    form = Erase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        erase_item(desk.services, actor=desk.actor, item=found.id, reason=reason)
        return redirect("kept", case=found.case)
    case = desk.services.index.case(found.case)
    context = {"item": found, "case": case, "form": form, **words_of("deletion-guide")}
    return page(request, "items/erase.html", context, typing=True)


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Give a stream in pieces and close it."""
    with stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def neutral_name(name: str, stem: str) -> str:
    """A download name that says nothing: a plain stem and at most a harmless ending."""
    ending = re.search(r"\.([A-Za-z0-9]{1,5})\Z", name)
    return f"{stem}.{ending[1].lower()}" if ending else stem


def to_save(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """Make an answer a file to save that can do nothing in the browser."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = _SANDBOX
    return response


def _message(desk: Desk, ref: str, item: EvidenceItem) -> Message | None:
    if not ref:
        return None
    owner, message = desk.services.index.message(MessageId(ref), case=item.case)
    if owner != item.id:
        raise Http404
    return message


def _attachments(message: Message | None) -> list[tuple[str, str, bool]]:
    """Name, member and "is a picture" of what came with a message and is here."""
    return [
        (each.native_name, each.member, bool(_PICTURE.search(each.native_name)))
        for each in (message.attachments if message else ())
        if each.state is AttachmentState.PRESENT and each.member
    ]


def _earlier(desk: Desk, item: EvidenceItem) -> tuple[DiaryNote, ...]:
    """What a note said before it was changed, the first version first."""
    return queries.note_versions(desk.actor, item.id)[:-1]
