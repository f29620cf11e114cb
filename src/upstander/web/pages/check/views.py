"""Check any pack. The file waits encrypted in the inbox while it is checked, then it goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from upstander.application.fold_inbox import HELD
from upstander.model.entry import Json
from upstander.model.errors import InvalidAnswer
from upstander.preserve.verify_pack import examine_pack
from upstander.web.access import Desk, gate, is_admitted, unlocked
from upstander.web.pages.check.forms import PaperValues
from upstander.web.shown import page
from upstander.web.upload import IntoInbox


def check(request: HttpRequest) -> HttpResponseBase:
    """Show the form, or check what was handed in. Nothing of it is kept."""
    session = gate.opened() if is_admitted(request) else None
    receiver: IntoInbox | None = None
    if request.method == "POST" and session is not None:
        meta: dict[str, Json] = {"what": "check", HELD: True}
        receiver = IntoInbox(request, session.services.inbox, meta)
        request.upload_handlers = [receiver]
    try:
        return _checked(request, receiver=receiver)
    finally:
        if receiver is not None:
            receiver.discard()


@csrf_protect
@unlocked
def _checked(request: HttpRequest, desk: Desk, *, receiver: IntoInbox | None) -> HttpResponseBase:
    form = PaperValues(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid() or receiver is None:
        return page(request, "check/check.html", {"form": form}, typing=True)
    refs = receiver.refs()
    ready = [refs[each.token] for each in receiver.arrived if each.token in refs]
    if not ready:
        reasons = [each.problem for each in receiver.arrived]
        raise InvalidAnswer(" ".join(reasons) or "Choose the zip file of a pack.")
    given = {name: value.strip() or None for name, value in form.cleaned_data.items()}
    with desk.services.inbox.open(ready[0]) as stream:
        found = examine_pack(stream, **given)
    context = {"found": found, "paper": any(given.values())}
    return page(request, "check/found.html", context)


check = csrf_exempt(check)
check.access = "unlocked"  # type: ignore[attr-defined]  # the inner view carries the check
