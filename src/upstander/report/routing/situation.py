"""What is known when a plan is asked for. All of it may be empty; unknown takes the safer way."""

from __future__ import annotations

from dataclasses import dataclass, field

from upstander.model.report import AgeBand, Helping


@dataclass(frozen=True, slots=True)
class NotedSign:
    """A sign that was noticed, as ``U4``; ``level`` where it was noticed at its own level."""

    rule: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """A case as the router sees it.

    Attributes:
        place: ISO 3166 code such as ``GB-ENG``; empty or no place at all: not known.
        audiences: who asks, in the words of the directory (``child``, ``parent_carer``).
        kinds: what happened, in the words of the directory (``image_abuse``).
        signs: of the urgency rules.
        ages: of the person targeted; of answers that contradict each other the younger counts.
        helping: who helps whom, and what the person said about it.
        cared_by: ``school``, ``employer``, ``school-employer``, ``parent`` or ``university``.
        platform: id of the service it happened on, such as ``platform.snapchat``.
        has: further facts, see :data:`upstander.directory.routes.Fact`.
        text: what was said in one's own words. It is looked at for words, never shown.
    """

    place: str = ""
    audiences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    signs: tuple[NotedSign, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    helping: Helping = field(default_factory=Helping)
    cared_by: tuple[str, ...] = ()
    platform: str = ""
    has: frozenset[str] = frozenset()
    text: str = ""
