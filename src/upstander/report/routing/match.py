"""Whether a rule speaks: conditions compared with facts, nothing weighed."""

from __future__ import annotations

from collections.abc import Sequence

from upstander.directory.kinds import plain_phrase
from upstander.directory.routes import Conditions
from upstander.report.routing.facts import Facts


def speaks(either: Sequence[Conditions], unless: Sequence[Conditions], facts: Facts) -> bool:
    """Say whether one of ``either`` holds, or there is none, and none of ``unless`` does."""
    if either and not any(holds(each, facts) for each in either):
        return False
    return not any(holds(each, facts) for each in unless)


def holds(asked: Conditions, facts: Facts) -> bool:
    """Say whether every named field holds; of a list one entry is enough."""
    sets = (
        (asked.kinds, facts.kinds),
        (asked.signs, facts.signs),
        (asked.levels, facts.levels),
        (asked.audiences, facts.audiences),
        (asked.ages, facts.ages),
        (asked.whereabouts, facts.whereabouts),
        (asked.has, facts.has),
        (asked.cared_by, facts.cared_by),
        (asked.consent, {facts.consent}),
        (asked.protects_self, {facts.protects_self}),
    )
    return (
        all(not wanted or not held.isdisjoint(wanted) for wanted, held in sets)
        and facts.has.isdisjoint(asked.lacks)
        and (not asked.places or serves(asked.places, facts.place))
        and (not asked.text or any(_said(each, facts) for each in asked.text))
    )


def serves(places: Sequence[str], place: str) -> bool:
    """Say whether what works in ``places`` works in all of ``place``; ``INT`` works anywhere.

    Of a country whose part is not told, all its parts have to be among the places.
    """
    if "INT" in places:
        return True
    if not place:
        return False
    if any(place == held or place.startswith(held + "-") for held in places):
        return True
    parts = _PARTS.get(place, frozenset())
    return bool(parts) and parts <= frozenset(places)


_PARTS = {"GB": frozenset({"GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"})}
"""The parts of a country whose parts have law and services of their own (ISO 3166-2:GB)."""


def _said(words: str, facts: Facts) -> bool:
    return f" {plain_phrase(words)} " in facts.phrase
