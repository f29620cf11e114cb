"""Whose calls go into a report: one row a number, chosen by the person.

A whole call log holds friends, the doctor and the helpline as well. Numbers that were only rung
from here are left out until they are ticked; all others are ticked until they are taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from upstander.model.report import CallRecord
from upstander.report.calls import withheld
from upstander.report.private_words import same_key

HIDDEN = "withheld"
"""How calls without a number are chosen, all together."""


@dataclass(frozen=True, slots=True)
class Caller:
    """One number of a call log. ``came`` of its ``calls`` came in; ``key`` is for choosing it."""

    key: str
    number: str  # as first written; empty for calls that show none
    calls: int
    came: int

    @property
    def goes(self) -> bool:
        """Whether it goes along until the person says otherwise."""
        return self.came > 0


def caller_key(call: CallRecord) -> str:
    """What a call is chosen by: the same number is the same caller in each way of writing."""
    return HIDDEN if withheld(call) else same_key(call.number) or call.number


def named_key(number: str) -> str:
    """The same for a number that a person names, in any way of writing."""
    return same_key(number) or number


def callers(calls: Iterable[CallRecord]) -> tuple[Caller, ...]:
    """The callers of a log, those with most calls first."""
    rows: dict[str, list[CallRecord]] = {}
    for call in calls:
        rows.setdefault(caller_key(call), []).append(call)
    found = [
        Caller(
            key=key,
            number="" if key == HIDDEN else held[0].number,
            calls=len(held),
            came=sum(each.direction != "out" for each in held),
        )
        for key, held in rows.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.calls, each.number)))


def only_callers(
    calls: Iterable[CallRecord], chosen: Collection[str] | None
) -> tuple[CallRecord, ...]:
    """The calls of the chosen callers; ``None``: of those that go along by themselves.

    ``chosen`` holds keys, or numbers in any way of writing.
    """
    held = tuple(calls)
    if chosen is None:
        wanted = {each.key for each in callers(held) if each.goes}
    else:
        wanted = set(map(named_key, chosen))
    return tuple(call for call in held if caller_key(call) in wanted)
