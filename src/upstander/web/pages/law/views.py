"""What may be relevant in law: pointers with questions, never a word about guilt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.http import HttpRequest, HttpResponseBase

from upstander.application.follow_up import directory_kinds
from upstander.application.gather_facts import gather_facts
from upstander.directory.law import CHOICE, GROUPS, LawPointer, nearest, pointers, why_none
from upstander.directory.review import plain_date
from upstander.directory.shelf import shipped
from upstander.web.access import Desk, unlocked
from upstander.web.pages.cases.views import case_of
from upstander.web.shown import page

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Shelf:
    """One group of pointers under its heading."""

    title: str
    cards: tuple[LawPointer, ...]


@unlocked
def law(request: HttpRequest, desk: Desk, case: str) -> HttpResponseBase:
    """At most eight pointers for the place, the kinds and the last day of the case."""
    found = case_of(desk, case)
    facts = gather_facts(desk.services, actor=desk.actor, case=found.id).facts
    on = max((each.utc.date() for each in facts.incidents if each.utc), default=None)
    kinds = directory_kinds(found.told.kinds)
    known = shipped().law()
    today = datetime.now(UTC).date()
    cards = pointers(known, place=found.told.place, on=on, kinds=kinds, today=today)
    first = nearest(cards, _SHOWN)
    context = {
        "case": found,
        "choice": CHOICE,
        "why_none": why_none(known, found.told.place),
        "told_kinds": bool(kinds),
        "day": _day(on),
        "shelves": _shelves(first),
        "more": _shelves([each for each in cards if each not in first]),
        "left": max(0, len(cards) - _SHOWN),
    }
    return page(request, "law/law.html", context)


def _day(on: date | None) -> str:
    return plain_date(on) if on else ""


def _shelves(cards: Sequence[LawPointer]) -> list[Shelf]:
    held = [
        Shelf(title, tuple(each for each in cards if each.group == group))
        for group, title in GROUPS.items()
    ]
    return [each for each in held if each.cards]
