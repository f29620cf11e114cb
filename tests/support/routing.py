"""Written situations of ``tests/data/routing``, and plans made of them on a fixed day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from upstander.application.hear_situation import kinds_told
from upstander.model.report import AgeBand, Consent, HelperRole, Helping
from upstander.report.routing.book import RouteBook, route_book
from upstander.report.routing.plan import RoutePlan
from upstander.report.routing.router import route
from upstander.report.routing.situation import NotedSign, Situation

CASES = Path(__file__).resolve().parents[1] / "data" / "routing" / "cases.toml"
TODAY = date(2026, 11, 26)

Written = dict[str, Any]


def written_cases() -> list[Written]:
    """All cases, in the order of the file."""
    with CASES.open("rb") as opened:
        cases: list[Written] = tomllib.load(opened)["case"]
    return cases


@cache
def book() -> RouteBook:
    """What ships with the program."""
    return route_book()


def situation_of(case: Written) -> Situation:
    """A case as the router takes it; kinds by any of their names."""
    helping = Helping(
        role=HelperRole(case.get("role", "self")),
        consent=Consent(case.get("consent", "not asked")),
        protects_self=case.get("protects_self", ""),
    )
    return Situation(
        place=case.get("place", ""),
        audiences=tuple(case.get("audience", ())),
        kinds=kinds_told(case.get("kinds", ())),
        signs=signs(*case.get("signs", ())),
        ages=tuple(AgeBand(age) for age in case.get("ages", ())),
        helping=helping,
        cared_by=tuple(case.get("cared_by", ())),
        platform=case.get("platform", ""),
        has=frozenset(case.get("has", ())),
        text=case.get("text", ""),
    )


def signs(*written: str) -> tuple[NotedSign, ...]:
    """Signs as they are written: ``U4`` or ``U16:A``."""
    return tuple(NotedSign(*each.split(":")) for each in written)


def plan_of(**told: Any) -> RoutePlan:
    """The plan of a situation told as in a case."""
    return route(situation_of(told), book(), TODAY)


def ids(plan: RoutePlan) -> list[str]:
    """The steps, in order."""
    return [step.id for step in plan.steps]


def refused(plan: RoutePlan) -> list[str]:
    """Who is not for it."""
    return [each.id for each in plan.refusals]


def asked(plan: RoutePlan) -> list[str]:
    """What is asked."""
    return [each.slug for each in plan.questions]


def stand_in_order(plan: RoutePlan, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The pairs whose first does not stand before its second."""
    order = {step.id: step.order for step in plan.steps}
    return [f"{a} before {b}" for a, b in pairs if not order.get(a, 999) < order.get(b, -1)]
