"""Text posted after the vault locked itself: kept encrypted, taken up after unlocking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from upstander.application.fold_inbox import HELD, fold_inbox
from upstander.application.private_notes import add_private_note
from upstander.model.entry import Json
from upstander.model.evidence import DiaryNote

if TYPE_CHECKING:
    from upstander.web.access import Desk

_PRIVATE = "private"


def put_aside(request: HttpRequest, path: Path | None) -> bool:
    """Encrypt what was typed into the inbox with the public key. Says whether there was any."""
    if path is None:
        return False
    private = request.POST.get("private_text", "").strip()
    if private:
        return _capture(path, {"what": _PRIVATE, HELD: True}, private.encode())
    note = typed_note(request)
    if note.is_empty():
        return False
    meta: dict[str, Json] = {"what": "note", "case": request.POST.get("case", "")}
    return _capture(path, meta, json.dumps(_filled(note)).encode())


def take_up(desk: Desk) -> int:
    """After unlocking: fold in what waited. Gives how many things were taken up."""
    return _private(desk) + len(fold_inbox(desk.services, actor=desk.actor))


def typed_note(request: HttpRequest) -> DiaryNote:
    """Read the fields of a note from a posted form; unknown fields are left out."""
    names = set(DiaryNote.__dataclass_fields__) - {"attachments", "event_utc"}
    given: dict[str, Any] = {n: request.POST[n] for n in names if request.POST.get(n, "").strip()}
    return DiaryNote(**given)


def _private(desk: Desk) -> int:
    waiting = [each for each in desk.services.inbox.pending() if each.meta.get("what") == _PRIVATE]
    for each in waiting:
        with desk.services.inbox.open(each.ref) as stream:
            text = stream.read().decode()
        add_private_note(desk.private, actor=desk.actor, text=text, ref=each.ref)
        desk.services.inbox.discard(each.ref)
    return len(waiting)


def _capture(path: Path, meta: dict[str, Json], body: bytes) -> bool:
    from upstander.bootstrap import capture_locked

    sink = capture_locked(path).receive(meta)
    try:
        sink.write(body)
        sink.finish()
    except BaseException:
        sink.abandon()
        raise
    return True


def _filled(note: DiaryNote) -> dict[str, str]:
    return {n: getattr(note, n) for n in DiaryNote.__dataclass_fields__ if getattr(note, n)}
