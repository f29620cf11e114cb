"""Signs on screens: the first look, all of them, kinds, over time, and the answers to them."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from upstander.application.answer_sign import answer_sign
from upstander.application.triage import SCREEN, Wanted, sign_cards, triage
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Case
from upstander.model.finding import Reply
from upstander.model.timeline import TimelineRow
from upstander.model.triage import Triage
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.pages.guide.views import words_of
from upstander.web.pages.signs import charts, screen
from upstander.web.pages.signs.counting import Tally, kept, tally
from upstander.web.pages.signs.forms import Answer
from upstander.web.pages.signs.kinds import in_kinds
from upstander.web.pages.signs.marks import find, mark
from upstander.web.pages.signs.unread import unread_rows
from upstander.web.pages.signs.wording import how_far, label_words
from upstander.web.pages.timeline.views import by_day
from upstander.web.reading import reader
from upstander.web.shown import page, words_open

_ROWS = 30
_PAIRS = 6
_MOST_PAIRS = 200


@unlocked
def first(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """What may be dangerous first, with what to do now."""
    found, seen = _look(desk, case)
    parts, behind = screen.in_parts(screen.shown(seen.cards))
    urgent = [each for each in screen.shown(seen.cards) if each.urgent]
    danger = screen.danger_card(found.zone, date.today()) if urgent else None
    context = {
        **_frame(request, found, seen, "signs"),
        "parts": parts,
        "behind": behind,
        "danger": danger,
        "urgent": urgent,
        "is_urgent": bool(urgent),
        "guides": {part.level: words_of(part.heading.guide) for part in parts if part.level},
        "folded": seen.folded,
        "quiet": seen.quiet,
        "unread": unread_rows(desk, found.id, seen.not_read),
    }
    return page(request, "signs/first.html", context)


@unlocked
def every(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """All signs one by one, or those of one kind or one answer."""
    found, seen = _look(desk, case)
    asked = request.GET
    label = _label(seen, asked.get("k", ""))
    wanted = Wanted(label=label, **_replied(asked.get("answer", "")))
    number = _number(asked.get("page", ""))
    cards, total = sign_cards(
        desk.services, actor=desk.actor, case=found.id, wanted=wanted, page=number
    )
    pages = max(1, -(-total // SCREEN))
    context = {
        **_frame(request, found, seen, "signs-all"),
        "signs": screen.shown(cards),
        "total": total,
        "label": label_words(label) if label else None,
        "answer": asked.get("answer", ""),
        **_paging(number, pages),
    }
    return page(request, "signs/every.html", context)


@unlocked
def kinds(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """What kinds of eCRIME the words may speak of, counted."""
    found, seen = _look(desk, case)
    context = {**_frame(request, found, seen, "signs-kinds"), "kinds": in_kinds(seen.kinds)}
    return page(request, "signs/kinds.html", context)


@unlocked
def over_time(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """What shows over many messages: sentences, who to whom, by day and by hour."""
    found, seen = _look(desk, case)
    pairs = screen.heaviest(seen.pairs)
    counted = _tally(desk, found, seen)
    drawn = [charts.by_day(counted), charts.by_hour(counted)]
    context = {
        **_frame(request, found, seen, "signs-time"),
        "sorts": screen.alike(seen.patterns),
        "aimed": [each for each in screen.by_target(seen.pairs) if len(each.accounts) > 1],
        "pairs": pairs[:_PAIRS],
        "more_pairs": pairs[_PAIRS:_MOST_PAIRS],
        "pairs_left": max(0, len(pairs) - _MOST_PAIRS),
        "charts": [each for each in drawn if each is not None],
        "counted": counted,
    }
    return page(request, "signs/time.html", context)


@unlocked
def messages(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """The messages that a pattern or a pair rests on, as they stand in the timeline."""
    found, seen = _look(desk, case)
    of = request.GET.get("of", "")
    pattern = find(of, seen.patterns, screen.pattern_parts)
    pair = find(of, seen.pairs, screen.pair_parts) if pattern is None else None
    if pattern is None and pair is None:
        return redirect("signs-time", case=found.id)
    items = pattern.items if pattern is not None else pair.items if pair is not None else ()
    number = _number(request.GET.get("page", ""))
    rows = _rows(desk, found, items[(number - 1) * _ROWS : number * _ROWS])
    context = {
        **_frame(request, found, seen, "signs-time"),
        "pattern": screen.ShownPattern(pattern) if pattern is not None else None,
        "pair": pair,
        "days": by_day(rows),
        "total": len(items),
        **_paging(number, max(1, -(-len(items) // _ROWS))),
    }
    return page(request, "signs/messages.html", context)


@unlocked
@require_POST
def answer(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Keep yes, no or not sure, and go on where the person was."""
    found = case_of(desk, case)
    form = Answer(request.POST)
    if not form.is_valid():
        raise InvalidAnswer("Choose yes, no or not sure.")
    given = dict(form.cleaned_data)
    back, after = given.pop("back"), given.pop("after")
    answer_sign(desk.services, actor=desk.actor, case=found.id, **given)
    here = mark(given["about"], given["rule"], given["start"], given["end"])
    return redirect(_onward(found, back, given["reply"], here, after))


@unlocked
def far(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """How far the looking is, for a page that stays open."""
    _found, seen = _look(desk, case)
    reading = reader.busy()
    words = how_far(seen.progress, reading=reading)
    return JsonResponse({"words": words, "done": seen.progress.finished and not reading})


def _look(desk: Desk, case: str) -> tuple[Case, Triage]:
    """The case and what is known of it; what is new is looked at behind the page."""
    found = case_of(desk, case)
    seen = triage(desk.services, actor=desk.actor, case=found.id)
    if not seen.progress.finished and not reader.looking(found.id):
        reader.look(desk, found.id)
    return found, seen


def _frame(request: HttpRequest, case: Case, seen: Triage, tab: str) -> dict[str, Any]:
    """What all these pages show."""
    reading = reader.busy()
    said = request.GET.get("said", "")
    return {
        "case": case,
        "tab": tab,
        "far": how_far(seen.progress, reading=reading),
        "finished": seen.progress.finished and not reading,
        "by_rules": seen.progress.by_rules >= seen.progress.total and not reading,
        "without_model": seen.progress.without_model,
        "trouble": reader.trouble(case.id),
        "open": words_open(request),
        "back": request.get_full_path(),
        "said": said if said in set(Reply) else "",
        "at": request.GET.get("at", ""),
        "nothing_yet": not seen.progress.total and not seen.not_read and not reading,
    }


def _label(seen: Triage, wanted: str) -> str:
    found = find(wanted, seen.kinds, lambda each: ("kind", each.label))
    return found.label if found is not None else ""


def _replied(text: str) -> dict[str, Any]:
    if text == "none":
        return {"unanswered": True}
    return {"reply": Reply(text)} if text in set(Reply) else {}


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _paging(number: int, pages: int) -> dict[str, int]:
    here = min(number, pages)
    return {"here": here, "pages": pages, "before": here - 1, "later": here + 1}


def _rows(desk: Desk, case: Case, about: tuple[str, ...]) -> tuple[TimelineRow, ...]:
    around = desk.services.index.around
    return tuple(row for each in about for row in around(case.id, each, 0))


def _tally(desk: Desk, case: Case, seen: Triage) -> Tally:
    """Counted once for each state of the case; the accounts are those with signs, or all."""
    index = desk.services.index
    pairs = [pair for pair in seen.pairs if pair.flagged] or seen.pairs
    senders = {pair.actor for pair in pairs}
    glances = index.glances(case.id)
    noticed = {each.about for each in glances if each.marks or each.flag}
    if not seen.pairs:
        senders = {each.sender for each in glances if each.marks}
    key = mark(index.look_state(case.id).key, len(noticed), len(senders))
    return kept.get(key, lambda: tally(index.said(case.id), senders, noticed))


def _onward(case: Case, back: str, reply: str, here: str, after: str) -> str:
    """Back to the page, at the sign itself, or at the next one after "no"."""
    own = f"/c/{case.id}/signs"
    parts = urlsplit(back)
    fits = not parts.scheme and not parts.netloc and parts.path in (own, f"{own}/all")
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query)
        if fits and name not in ("said", "at", "auto")
    ]
    at = after if reply == Reply.NO else here
    query += [("said", reply), ("at", at)]
    return f"{parts.path if fits else own}?{urlencode(query)}#{at or 'end'}"
