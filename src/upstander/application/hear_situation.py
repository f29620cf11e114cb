"""From a sentence in a person's own words to what the router can use: kinds and urgent signs.

The rules alone look at it, so that it is quick and needs no model. What is found is a
suggestion: kinds that a person chose are never replaced by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from upstander.directory.shelf import shipped
from upstander.model.finding import Said
from upstander.recognise.engine import Engine
from upstander.recognise.kinds import kinds_of
from upstander.report.routing.situation import NotedSign

LONGEST = 2000
"""Characters that are looked at of what was said; the rest is not."""

MOST = 2
"""So many kinds are taken from words; the likeliest first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence speaks of: words of the directory, and signs of the urgency rules."""

    kinds: tuple[str, ...] = ()
    signs: tuple[NotedSign, ...] = ()


def hear_situation(text: str) -> Heard:
    """Look at a sentence. Empty where nothing was noticed; never raises."""
    said = text[:LONGEST].strip()
    if not said:
        return Heard()
    signs = _signs(said)
    found = (_directory_kind(slug, signs) for slug in kinds_of(said)[:MOST])
    return Heard(tuple(dict.fromkeys(found)), signs)


def _directory_kind(slug: str, signs: tuple[NotedSign, ...]) -> str:
    """The word of the directory for a kind that was heard.

    "Grooming" also stands for goading (K11). Where the words urge self-harm and no sign speaks
    of a child who is lured, it is that: the child protection police do not take it.
    """
    kind = shipped().kind(slug).directory_kinds[0]
    rules = {sign.rule for sign in signs}
    goaded = kind == "grooming" and "U13" in rules and rules.isdisjoint({"U3", "U12"})
    return "self_harm_encouragement" if goaded else kind


def _signs(text: str) -> tuple[NotedSign, ...]:
    finding = next(iter(_engine().quick([Said("said", text)])))
    return tuple(
        dict.fromkeys(
            NotedSign(sign.rule, sign.level.value)
            for sign in finding.signs
            if sign.rule[:1] == "U" and sign.rule[1:].isdigit() and sign.level is not None
        )
    )


@cache
def _engine() -> Engine:
    return Engine()
