"""Find a service offline, and see what happens if one tells them. Needs no vault."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from upstander.directory.body import Body
from upstander.directory.body_old import OldBody
from upstander.directory.find import find_bodies, find_old
from upstander.directory.opening_hours import open_now
from upstander.directory.review import checked_line
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.web.access import admitted
from upstander.web.pages.directory.forms import Find
from upstander.web.pages.directory.reaching import ways_of

_FIRST = 12


@admitted
def services(request: HttpRequest) -> HttpResponseBase:
    """Look for services by place, person, harm, way, words and open now."""
    form = Find(request.GET or None)
    found: tuple[Body, ...] = ()
    old: list[OldBody] = []
    if form.is_bound and form.is_valid():
        wanted = form.cleaned_data
        found = find_bodies(
            shipped(),
            place=wanted["place"],
            audience=wanted["who"],
            kind=wanted["kind"],
            way=wanted["way"] or None,
            text=wanted["text"],
            open_at=datetime.now(UTC) if wanted["open"] else None,
        )
        old = list(find_old(shipped(), wanted["text"]))
    more = request.GET.get("all") == "1"
    context = {
        "form": form,
        "found": [
            (body, ways_of(body)[:2], _open(body)) for body in found[: None if more else _FIRST]
        ],
        "left": 0 if more else max(0, len(found) - _FIRST),
        "old": [(each.reason, [shipped().body(heir) for heir in each.heirs]) for each in old],
        "asked": form.is_bound,
    }
    return render(request, "directory/services.html", context)


@admitted
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One service, whole: with dates, sources and what was not seen."""
    try:
        body = shipped().body(slug)
    except DirectoryError:
        raise Http404 from None
    context = {
        "body": body,
        "ways": ways_of(body),
        "open": _open(body),
        "checked": checked_line(body, date.today()),
        "instead": [shipped().body(each) for each in body.instead],
        "unconfirmed": [name.replace("_", " ") for name in body.unconfirmed],
    }
    return render(request, "directory/service.html", context)


def _open(body: Body) -> str:
    return open_now(body, datetime.now(UTC))
