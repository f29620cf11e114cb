"""What a receiver can be told of: things, callers and payees, each with whether it goes along."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.application.services import Services
from upstander.application.write_report import (
    Order,
    callers_to_choose,
    payees_to_choose,
    things_to_choose,
)
from upstander.model.actor import Actor
from upstander.model.evidence import Case, EvidenceItem, ItemKind
from upstander.model.report import Document
from upstander.report.blocks import counted
from upstander.report.callers import Caller
from upstander.report.forms import form
from upstander.report.payees import Payee

MOST_CALLERS = 200
"""How many callers and payees are listed: most calls, and the largest sums, first."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing to tick. ``more`` says which one it is."""

    value: str
    name: str
    more: str
    goes: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be ticked. ``rest`` and ``rest_payees`` go along too and are not listed."""

    things: tuple[Tick, ...] = ()
    callers: tuple[Tick, ...] = ()
    rest: tuple[str, ...] = ()
    payees: tuple[Tick, ...] = ()
    rest_payees: tuple[str, ...] = ()

    @property
    def told(self) -> int:
        """Of how many kept things the receiver is told."""
        return sum(each.goes for each in self.things)

    def ticked(self) -> dict[str, frozenset[str] | None]:
        """What is ticked of each sort; ``None`` where nothing of it can be."""
        sorts = {
            "things": (self.things, ()),
            "callers": (self.callers, self.rest),
            "payees": (self.payees, self.rest_payees),
        }
        return {
            name: frozenset((*(each.value for each in listed if each.goes), *rest))
            if listed
            else None
            for name, (listed, rest) in sorts.items()
        }


def choice_of(
    services: Services, actor: Actor, case: Case, order: Order, document: Document
) -> Choice:
    """What can be ticked for a report; ticked is what it tells of now."""
    if not form(order.form).of_things:
        return Choice()
    told = document.things if order.things is None else order.things
    kept = things_to_choose(services, case=case.id)
    found = callers_to_choose(services, case=case.id, order=order)
    paid = payees_to_choose(services, actor=actor, case=case.id, order=order)
    return Choice(
        things=tuple(_thing(each, each.id in told) for each in kept),
        callers=tuple(_caller(each, _goes(each, order)) for each in found[:MOST_CALLERS]),
        rest=tuple(each.key for each in found[MOST_CALLERS:] if _goes(each, order)),
        payees=tuple(_payee(each, _is_paid(each, order)) for each in paid[:MOST_CALLERS]),
        rest_payees=tuple(each.key for each in paid[MOST_CALLERS:] if _is_paid(each, order)),
    )


def _goes(caller: Caller, order: Order) -> bool:
    return caller.goes if order.callers is None else caller.key in order.callers


def _is_paid(payee: Payee, order: Order) -> bool:
    return order.payees is None or payee.key in order.payees


def _thing(item: EvidenceItem, goes: bool) -> Tick:
    note = "Note" if item.kind is ItemKind.NOTE else item.name or "Written down"
    return Tick(item.id, note, item.exhibit or f"{item.added_at:%Y-%m-%d %H:%M} UTC", goes)


def _caller(caller: Caller, goes: bool) -> Tick:
    only_rung = "" if caller.came else ", you rang them"
    number = caller.number or "No number shown"
    return Tick(caller.key, number, f"{counted(caller.calls, 'call')}{only_rung}", goes)


def _payee(payee: Payee, goes: bool) -> Tick:
    more = f"{counted(payee.payments, 'payment')}, {payee.shown_sum}"
    return Tick(payee.key, payee.name or "No name shown", more, goes)
