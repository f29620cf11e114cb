"""The plan: steps in order, who is not for this and why, and what is asked once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SHOWN = 3
"""So many steps are shown at once."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. ``contact``, ``hours`` and ``checked`` come from the directory alone.

    Attributes:
        id: of a body, or of an act without one (``act.keep-evidence``).
        order: 1 for the first.
        needs: what to have ready.
        contact: ways to reach it that were seen in a source; else those that were not, behind
            the words "check first"; empty for an act.
        hours: as the directory says them, or "hours not checked"; empty for an act.
        checked: when the record was compared with its sources, ``2026-11-22``.
        can_lead: whether it may stand among the first three.
        check_first: whether a number, address or hour in it was not seen or has grown old.
        private: nobody learns of the person through it, so a "no" does not hold it back.
    """

    id: str
    order: int
    phase: str
    name: str
    why: str
    needs: tuple[str, ...]
    when: str
    happens: str
    hours: str
    cost: str
    contact: str
    checked: str
    quality: str
    can_lead: bool
    check_first: bool
    has_human: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class NotThis:
    """A body that is not for this situation, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked once because the answer changes the plan."""

    slug: str
    text: str
    why: str
    options: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The question with its answers and its reason, in one line."""
        choice = f" ({' / '.join(self.options)})" if self.options else ""
        return f"{self.text}{choice} {self.why}"


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """What to do, in order. ``on`` is the day the records were looked at for age."""

    steps: tuple[Step, ...]
    refusals: tuple[NotThis, ...]
    questions: tuple[Question, ...]
    on: date


def first_three(plan: RoutePlan) -> tuple[Step, ...]:
    """Give what a screen shows at once; no number or address among it is unseen."""
    return plan.steps[:SHOWN]


def as_json(plan: RoutePlan) -> dict[str, object]:
    """Give the plan as other programs read it; the whole ordered list."""
    names = ("id", "order", "why", "needs", "when", "contact", "checked", "quality")
    steps = [{name: getattr(step, name) for name in names} for step in plan.steps]
    return {
        "steps": [{**step, "needs": list(step["needs"])} for step in steps],
        "not": [{"id": each.id, "why": each.why} for each in plan.refusals],
        "ask": [each.line for each in plan.questions],
    }
