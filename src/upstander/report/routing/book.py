"""What the router reads: topics of rules, bodies, urgency rules and emergency numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from upstander.directory.body import Body
from upstander.directory.records import Emergency
from upstander.directory.routes import RouteAct, Routes
from upstander.directory.shelf import Directory, shipped
from upstander.directory.urgency import UrgencyRule


@dataclass(frozen=True, slots=True)
class RouteBook:
    """Everything that a plan is made from. ``covered`` are the countries with rules."""

    topics: tuple[Routes, ...]
    bodies: Mapping[str, Body]
    urgency: Mapping[str, UrgencyRule] = field(default_factory=dict)
    emergency: Emergency | None = None
    acts: Mapping[str, RouteAct] = field(init=False)
    covered: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        acts = {act.step: act for topic in self.topics for act in topic.acts}
        places = {place[:2] for topic in self.topics for place in topic.jurisdictions}
        object.__setattr__(self, "acts", acts)
        object.__setattr__(self, "covered", frozenset(places - {"ZZ", "IN"}))


def route_book(
    directory: Directory | None = None, topics: Sequence[Routes] | None = None
) -> RouteBook:
    """Make the book of a directory; without one, of what ships with the program."""
    shelf = directory or shipped()
    return RouteBook(
        topics=shelf.routes() if topics is None else tuple(topics),
        bodies={body.slug: body for body in shelf.bodies()},
        urgency={rule.slug: rule for rule in shelf.rules()},
        emergency=shelf.emergency(None),
    )
