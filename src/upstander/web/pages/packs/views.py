"""Choose what goes into a pack, look at every line of it, make it, save it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect

from upstander.application.choose_exhibits import PackChoice
from upstander.application.make_pack import make_pack, open_pack, preview_pack
from upstander.application.possible_pictures import must_stay
from upstander.model.evidence import Case, ItemState, PackRecord
from upstander.model.ids import ItemId, MessageId
from upstander.model.timeline import TimelinePage, TimelineQuery
from upstander.store import queries
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.pages.guide.views import words_of
from upstander.web.pages.items.views import pieces, to_save
from upstander.web.pages.packs.forms import PageOne
from upstander.web.shown import page

PER_PAGE = 200
_SHOWN_LINES = 2000
"""Lines of words on one page of the preview; the next pages show the rest."""


@unlocked
def packs(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """The packs that were made, and the way to a new one."""
    found = case_of(desk, case)
    context = {"case": found, "packs": queries.packs(desk.actor, found.id)}
    return page(request, "packs/packs.html", context)


@unlocked
def choose(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Tick items, say what page one says; preview every line; make it."""
    found = case_of(desk, case)
    kept = [i for i in queries.items(desk.actor, found.id) if i.state is ItemState.KEPT]
    stay = must_stay(desk.services, found, kept)
    items = [each for each in kept if each.id not in stay]
    form = PageOne(request.POST or None, initial=_told_once(found))
    ticked = set(request.POST.getlist("item")) if request.method == "POST" else set()
    context: dict[str, Any] = {"case": found, "items": items, "form": form, "ticked": ticked}
    context["stay"] = [each for each in kept if each.id in stay]
    if request.method == "POST" and form.is_valid():
        choice = _choice(found, request, form)
        if request.POST.get("do") == "make":
            made = make_pack(desk.services, actor=desk.actor, choice=choice)
            return redirect("pack", pack=made.item)
        preview = preview_pack(desk.services, actor=desk.actor, choice=choice)
        words = Paginator(preview.texts, _SHOWN_LINES).get_page(request.GET.get("page"))
        context |= {"preview": preview, "words": words, "choice": choice}
        return page(request, "packs/preview.html", context, typing=True)
    return page(request, "packs/choose.html", context, typing=True)


@unlocked
def messages(request: HttpRequest, desk: Desk, case: str, item: str) -> HttpResponseBase:
    """Tick single messages of one thread; what is left out is marked in the pack."""
    found = case_of(desk, case)
    asked = request.GET.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
    shown: TimelinePage = queries.timeline(
        desk.actor,
        TimelineQuery(case=found.id, item=ItemId(item), page=number, per_page=PER_PAGE),
    )
    context = {
        "case": found,
        "shown": shown,
        "item": item,
        "form": PageOne(initial=_told_once(found)),
    }
    return page(request, "packs/messages.html", context, typing=True)


@unlocked
def pack(request: HttpRequest, desk: Desk, pack: str) -> HttpResponseBase:
    """One pack: what to write on paper, how to save it, what stays behind."""
    made = _pack(desk, pack)
    case = desk.services.index.case(made.case)
    context = {"case": case, "pack": made, **words_of("pack-download")}
    return page(request, "packs/pack.html", context)


@unlocked
def receipt(request: HttpRequest, desk: Desk, pack: str) -> HttpResponseBase:
    """The receipt to print or copy."""
    made = _pack(desk, pack)
    case = desk.services.index.case(made.case)
    return page(request, "packs/receipt.html", {"pack": made, "case": case})


@unlocked
def save(request: HttpRequest, desk: Desk, pack: str) -> HttpResponseBase:
    """Give the zip under a neutral name."""
    made = _pack(desk, pack)
    stream = open_pack(desk.services, actor=desk.actor, item=made.id)
    response = StreamingHttpResponse(pieces(stream), content_type="application/zip")
    response.headers["Content-Length"] = str(made.size)
    return to_save(response, f"{made.made_at:%Y-%m-%d}-papers.zip")


def _pack(desk: Desk, pack: str) -> PackRecord:
    return desk.services.index.pack(ItemId(pack))


def _told_once(case: Case) -> dict[str, str]:
    """What page one can take from what was told and reported already."""
    done = [
        f"{each.title}: {each.receiver or each.to}, {each.sent_at}"
        + (f", reference {each.reference}" if each.reference else "")
        for each in case.submissions
        if each.sent_at
    ]
    return {
        "producer": case.told.reporter.name,
        "at_risk_now": case.told.at_risk_now,
        "done_so_far": "\n".join(done),
        "missing": "\n".join(case.told.unsure),
    }


def _choice(case: Case, request: HttpRequest, form: PageOne) -> PackChoice:
    given = form.cleaned_data
    return PackChoice(
        case=case.id,
        items=tuple(ItemId(each) for each in request.POST.getlist("item")),
        messages=tuple(MessageId(each) for each in request.POST.getlist("message")),
        include_witnesses=given["include_witnesses"],
        pictures=given["pictures"],
        producer=given["producer"],
        at_risk_now=given["at_risk_now"],
        what_happened=case.told.what_happened,
        done_so_far=given["done_so_far"],
        missing=given["missing"],
    )
