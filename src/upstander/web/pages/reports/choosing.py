"""What a receiver can be told of: kept things and callers, each with whether it goes along."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.application.services import Services
from upstander.application.write_report import Order, callers_to_choose, things_to_choose
from upstander.model.evidence import Case, EvidenceItem, ItemKind
from upstander.model.report import Document
from upstander.report.callers import Caller
from upstander.report.forms import form

MOST_CALLERS = 200
"""How many callers are listed, those with most calls first."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing to tick. ``more`` says which one it is."""

    value: str
    name: str
    more: str
    goes: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be ticked. ``rest`` are the keys of callers that go along and are not listed."""

    things: tuple[Tick, ...] = ()
    callers: tuple[Tick, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def told(self) -> int:
        """Of how many kept things the receiver is told."""
        return sum(each.goes for each in self.things)


def choice_of(services: Services, case: Case, order: Order, document: Document) -> Choice:
    """What can be ticked for a report; ticked is what it tells of now."""
    if not form(order.form).of_things:
        return Choice()
    told = document.things if order.things is None else order.things
    kept = things_to_choose(services, case=case.id)
    found = callers_to_choose(services, case=case.id, order=order)
    return Choice(
        things=tuple(_thing(each, each.id in told) for each in kept),
        callers=tuple(_caller(each, _goes(each, order)) for each in found[:MOST_CALLERS]),
        rest=tuple(each.key for each in found[MOST_CALLERS:] if _goes(each, order)),
    )


def _goes(caller: Caller, order: Order) -> bool:
    return caller.goes if order.callers is None else caller.key in order.callers


def _thing(item: EvidenceItem, goes: bool) -> Tick:
    note = "Note" if item.kind is ItemKind.NOTE else item.name or "Written down"
    return Tick(item.id, note, item.exhibit or f"{item.added_at:%Y-%m-%d %H:%M} UTC", goes)


def _caller(caller: Caller, goes: bool) -> Tick:
    calls = f"{caller.calls:,} call{'' if caller.calls == 1 else 's'}"
    only_rung = "" if caller.came else ", you rang them"
    return Tick(caller.key, caller.number or "No number shown", f"{calls}{only_rung}", goes)
