"""How a step is filled from its rule and from the record of its body; nothing comes from a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

from upstander.directory.body import Body, Contact
from upstander.directory.records import Quality
from upstander.directory.review import (
    CHECK_FIRST,
    HOURS_NOT_CHECKED,
    body_can_lead,
    hours_need_check,
    leading,
    needs_check,
)
from upstander.directory.routes import Phase, RouteAct, Routes, RouteStep
from upstander.report.routing.book import RouteBook
from upstander.report.routing.facts import Facts
from upstander.report.routing.plan import SHOWN, Step

PHASES: tuple[str, ...] = get_args(Phase)
EMERGENCY_ACT = "act.emergency-number"


def step_of(rule: RouteStep, topic: Routes, book: RouteBook, today: date) -> Step:
    """Fill a step. A body whose record was refused is named with nothing to ring."""
    body = book.bodies.get(rule.step)
    step = _act_step(rule, topic, book) if body is None else _body_step(rule, body, today)
    return replace(step, has_human=rule.has_human, private=rule.private)


def _act_step(rule: RouteStep, topic: Routes, book: RouteBook) -> Step:
    act = book.acts.get(rule.step)
    return Step(
        id=rule.step,
        order=0,
        phase=rule.phase,
        name=act.name if act else rule.step,
        why=rule.why,
        needs=rule.needs,
        when=rule.when,
        happens=rule.happens or (act.does if act else ""),
        hours="",
        cost="",
        contact=_emergency_numbers(book) if rule.step == EMERGENCY_ACT else _numbers(act, book),
        checked=topic.verified_on.isoformat(),
        quality=(topic.quality if act else Quality.UNCONFIRMED).value,
        can_lead=act is not None or rule.phase == "danger",  # 999 leads even without its record
        check_first=act is None,
    )


def _emergency_numbers(book: RouteBook) -> str:
    """The numbers for a place that is not known, each with where it works."""
    if book.emergency is None:
        return ""
    return "; ".join(f"{each.number} ({_plain(each.where)})" for each in book.emergency.numbers)


def _numbers(act: RouteAct | None, book: RouteBook) -> str:
    """The numbers of what an act means in one place or another, each with where it works."""
    held = ((way.where, book.bodies.get(way.body)) for way in (act.ways if act else ()))
    return "; ".join(
        f"{each.value} ({_plain(where)})"
        for where, body in held
        if body is not None
        for each in leading(body)
        if each.way == "phone"
    )


def _body_step(rule: RouteStep, body: Body, today: date) -> Step:
    return Step(
        id=body.slug,
        order=0,
        phase=rule.phase,
        name=body.name,
        why=rule.why,
        needs=rule.needs or body.have_ready,
        when=rule.when,
        happens=rule.happens or body.privacy or body.does,
        hours=_hours(body, today),
        cost=body.cost,
        contact=contact_line(body),
        checked=body.verified_on.isoformat(),
        quality=body.quality.value,
        can_lead=body_can_lead(body),
        check_first=needs_check(body, today) or not body_can_lead(body),
    )


def contact_line(body: Body) -> str:
    """The ways that were seen; else those that were not, said so; else where to find one."""
    seen = leading(body)
    if seen:
        return "; ".join(map(_way, seen))
    if body.contacts:
        return f"{CHECK_FIRST}: " + "; ".join(map(_way, body.contacts))
    return body.fill_in


def _way(contact: Contact) -> str:
    """One way in a line; a text to an emergency number with what it needs before it works."""
    note = f" ({contact.note.rstrip('.')})" if contact.way == "text" and contact.note else ""
    return f"{contact.way}: {contact.value}{note}"


def _hours(body: Body, today: date) -> str:
    if not body.contacts:
        return ""
    return HOURS_NOT_CHECKED if hours_need_check(body, today) or not body.hours else body.hours


def _plain(words: str) -> str:
    return words.rstrip(".")


def in_order(steps: list[tuple[int, Step]], facts: Facts) -> tuple[Step, ...]:
    """Sort by phase and rank; a number that was not seen does not stand among the first three.

    A seen service of the same phase takes its place, else the next step does.
    """
    waiting = [step for _, step in sorted(steps, key=_place_in_plan)]
    first: list[Step] = []
    while waiting and len(first) < SHOWN:
        chosen = _next_to_lead(waiting)
        if chosen is None:
            break
        waiting.remove(chosen)
        first.append(chosen)
    return tuple(
        replace(step, order=number) for number, step in enumerate((*first, *waiting), start=1)
    )


def _place_in_plan(ranked: tuple[int, Step]) -> tuple[int, int]:
    rank, step = ranked
    return PHASES.index(step.phase), rank


def _next_to_lead(waiting: list[Step]) -> Step | None:
    if waiting[0].can_lead:
        return waiting[0]
    able = [step for step in waiting if step.can_lead]
    same = [step for step in able if step.phase == waiting[0].phase]
    return next(iter((*same, *able)), None)
