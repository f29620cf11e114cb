"""One calm timeline: folded, blurred until asked, by day, person and channel, searchable."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponseBase

from upstander.model.timeline import TimelineQuery, TimelineRow
from upstander.store import queries
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.reading import reader
from upstander.web.shown import page, words_open
from upstander.web.tags import day_of

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Day:
    """The rows of one day."""

    name: str
    rows: tuple[TimelineRow, ...]


@unlocked
def timeline(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """Show a page of the timeline."""
    found = case_of(desk, case)
    asked = request.GET
    number = asked.get("page", "1")
    query = TimelineQuery(
        case=found.id,
        text=asked.get("text", "").strip()[:200],
        day=asked.get("day", "")[:10],
        person=asked.get("person", "")[:200],
        channel=asked.get("channel", "")[:200],
        page=max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1,
        per_page=PER_PAGE,
    )
    shown = queries.timeline(desk.actor, query)
    context = {
        "case": found,
        "query": query,
        "shown": shown,
        "days": by_day(shown.rows),
        "before": shown.page - 1,
        "after": shown.page + 1,
        "open": words_open(request),
        "busy": reader.busy(),
        "filtered": bool(query.text or query.day or query.person or query.channel),
    }
    return page(request, "timeline/timeline.html", context)


def by_day(rows: tuple[TimelineRow, ...]) -> tuple[Day, ...]:
    """Group neighbouring rows of one day; what has no sure day stands under its own heading."""
    return tuple(
        Day(name, tuple(each)) for name, each in groupby(rows, lambda row: day_of(row.when))
    )
