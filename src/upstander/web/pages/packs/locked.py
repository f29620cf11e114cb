"""Save a pack locked: the words that open it are shown once and kept only in memory."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_POST

from upstander.application.deliver_pack import deliver_pack, spoken_passphrase
from upstander.model.ids import ItemId
from upstander.web.access import Desk, Locking, gate, unlocked
from upstander.web.pages.items.views import to_save
from upstander.web.pages.packs.forms import ForWhom
from upstander.web.shown import page


@unlocked
def words(request: HttpRequest, desk: Desk, pack: str) -> HttpResponseBase:
    """Ask who it is for; then show five words to say by phone, once."""
    made = desk.services.index.pack(ItemId(pack))
    case = desk.services.index.case(made.case)
    form = ForWhom(request.POST if request.method == "POST" else None)
    context = {"case": case, "pack": made, "form": form}
    if not form.is_valid():
        return page(request, "packs/lock.html", context)
    copy, said = desk.services.ids.new(), spoken_passphrase(desk.services)
    gate.spoken[copy] = Locking(made.id, said, form.cleaned_data["recipient"])
    return page(request, "packs/locked.html", context | {"copy": copy, "said": said})


@unlocked
@require_POST
def save(request: HttpRequest, desk: Desk, pack: str) -> HttpResponseBase:
    """Give the locked file under a neutral name, once; its words leave our memory."""
    made = desk.services.index.pack(ItemId(pack))
    waiting = gate.spoken.pop(request.POST.get("copy", ""), None)
    if waiting is None or waiting.pack != made.id:
        raise Http404
    pieces = deliver_pack(
        desk.services,
        actor=desk.actor,
        item=made.id,
        passphrase=waiting.passphrase,
        recipient=waiting.recipient,
    )
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    return to_save(response, f"{made.made_at:%Y-%m-%d}-papers.age")
