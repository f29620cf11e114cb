"""The router: from a situation to a plan. Pure, deterministic, and it never raises.

Order: life first, then a device that nobody watches, money that can still be stopped, sexual
harm to a child, police or safeguarding the same day, keeping what is there, and then police,
school, employer, accounts, services, networks, people to talk to, regulators and what follows.
Whatever a refusal names never stands among the steps, whichever rule asked for it, and neither
does a body that does not serve the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from upstander.directory.routes import RouteQuestion, Routes, RouteStep
from upstander.report.routing.book import RouteBook
from upstander.report.routing.facts import Facts, facts_of
from upstander.report.routing.match import serves, speaks
from upstander.report.routing.plan import NotThis, Question, RoutePlan, Step
from upstander.report.routing.showing import PHASES, in_order, step_of
from upstander.report.routing.situation import Situation

_TELLS_OTHERS = frozenset(
    {"bank", "child", "today", "police", "care", "platform", "network", "regulator"}
)
"""Phases in which somebody else learns of it; a person's "no" holds them back."""

HELD_BACK = (
    "They said no, and that counts. It changes only if life is in danger, if it is about a "
    "child, or if they cannot keep themselves from harm."
)
OVERRIDDEN = (
    "They said no. This may still be told, because life, a child or an adult who cannot keep "
    "themselves from harm goes before that. Tell them that you do it, and why."
)
AFTER_THEIR_YES = "After they say yes."


def route(situation: Situation, book: RouteBook, today: date) -> RoutePlan:
    """Make the plan of a situation; empty facts give a plan too. ``today`` is for ages of facts."""
    facts = facts_of(situation, book.urgency, book.covered)
    topics = tuple(topic for topic in book.topics if _is_for(topic, facts))
    refused = dict(_refused(topics, facts))
    steps: dict[str, tuple[int, Step]] = {}
    for topic in topics:
        for rule in topic.steps:
            if speaks(rule.either, rule.unless, facts):
                named = _named(rule, facts, book)
                if named.step not in refused and _is_open(named.step, topic, facts, book):
                    _add(steps, named, step_of(named, topic, book, today))
    kept, held = _by_their_wish(list(steps.values()), facts)
    return RoutePlan(
        steps=in_order(kept, facts),
        refusals=(*(NotThis(step, why) for step, why in refused.items()), *held),
        questions=tuple(map(_question, _asked(topics, facts))),
        on=today,
    )


def _is_for(topic: Routes, facts: Facts) -> bool:
    """Whether a topic speaks of the place; one for everywhere always does."""
    return topic.everywhere or any(
        facts.place == place or facts.place.startswith(place + "-") for place in topic.jurisdictions
    )


def _refused(topics: tuple[Routes, ...], facts: Facts) -> Iterator[tuple[str, str]]:
    said = set()
    for topic in topics:
        for rule in topic.refusals:
            if speaks(rule.either, rule.unless, facts):
                for step in rule.steps:
                    if step not in said:
                        said.add(step)
                        yield step, rule.why


def _named(rule: RouteStep, facts: Facts, book: RouteBook) -> RouteStep:
    """The same step at the body that was named, or at the one that does it in this place."""
    body = book.bodies.get(facts.platform) if rule.or_named else None
    if body is not None and body.kind in rule.or_named:
        return rule.model_copy(update={"step": body.slug})
    for local in rule.local:
        if local.place == facts.place:
            return rule.model_copy(update={"step": local.step})
    return rule


def _is_open(step: str, topic: Routes, facts: Facts, book: RouteBook) -> bool:
    """Whether a body is there and serves the place; an act is always open.

    For a place that is not known a rule for everywhere vouches for the body itself.
    """
    body = book.bodies.get(step)
    if body is None:
        return True
    if body.status == "closed":
        return False
    if not facts.place:
        return topic.everywhere
    return serves(body.jurisdictions, facts.place)


def _add(steps: dict[str, tuple[int, Step]], rule: RouteStep, step: Step) -> None:
    """Keep the most urgent of two rules for one step."""
    before = steps.get(step.id)
    place = (PHASES.index(step.phase), rule.rank)
    if before is None or place < (PHASES.index(before[1].phase), before[0]):
        steps[step.id] = (rule.rank, step)


def _by_their_wish(
    steps: list[tuple[int, Step]], facts: Facts
) -> tuple[list[tuple[int, Step]], list[NotThis]]:
    """Hold back, mark or let pass what tells others, as the person wished."""
    if "no-stands" in facts.has:
        held = [NotThis(step.id, HELD_BACK) for _, step in steps if _tells(step)]
        return [each for each in steps if not _tells(each[1])], held
    if "no-overridden" in facts.has:
        return [
            (rank, replace(step, why=f"{step.why} {OVERRIDDEN}") if _tells(step) else step)
            for rank, step in steps
        ], []
    if "ask-first" in facts.has:
        return [
            (rank, replace(step, when=f"{AFTER_THEIR_YES} {step.when}") if _tells(step) else step)
            for rank, step in steps
        ], []
    return steps, []


def _tells(step: Step) -> bool:
    return step.phase in _TELLS_OTHERS and not step.private


def _asked(topics: tuple[Routes, ...], facts: Facts) -> list[RouteQuestion]:
    asked = {
        rule.slug: rule
        for topic in topics
        for rule in topic.questions
        if speaks(rule.either, rule.unless, facts)
    }
    return sorted(asked.values(), key=lambda each: each.rank)


def _question(rule: RouteQuestion) -> Question:
    return Question(rule.slug, rule.text, rule.why, rule.options)
