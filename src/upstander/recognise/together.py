"""Signs of one message weighed together.

Some are graver together: a threat with a place is more than each alone. The rules say which
(``level_with`` of the records, needs.md section 4: "A with U1/U5"). Among rules they are raised
where they are found; here also where one of the two was noticed by the classifier.

And a wording is not a message: sayings, songs and games hold the words of danger. Where the
classifier has read the whole message and finds next to nothing of danger in it, what a wording
alone called level A is level B: it keeps its words and its place among what may be dangerous,
below what both notice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from upstander.directory.shelf import shipped
from upstander.directory.urgency import UrgencyRule
from upstander.model.finding import Level, Sign
from upstander.recognise.classifier import Card, Scores
from upstander.recognise.rules import graver

_SEVERAL = 3
"""So many different urgency rules on one message stand without the classifier."""


def raised_together(signs: Sequence[Sign], plain: str) -> tuple[Sign, ...]:
    """Give the signs, those raised that another sign makes graver; nothing is ever lowered.

    Args:
        signs: all signs of one message.
        plain: its plain text, for records that ask that it is about now.
    """
    beside = {sign.rule.lower() for sign in signs}
    return tuple(_raised(sign, beside, plain) for sign in signs)


def _raised(sign: Sign, beside: set[str], plain: str) -> Sign:
    rule = _rules().get(sign.rule)
    if rule is None or sign.level is None:
        return sign
    return replace(sign, level=graver(sign.level, rule, beside, plain))


@cache
def _numbers() -> frozenset[str]:
    """The numbers of all urgency rules."""
    return frozenset(rule.number for rule in shipped().rules())


@cache
def _rules() -> Mapping[str, UrgencyRule]:
    """The rules that another can make graver."""
    return {rule.number: rule for rule in shipped().rules() if rule.level_with}


def agreed(signs: Sequence[Sign], row: Scores, card: Card) -> tuple[Sign, ...]:
    """Give the signs of rules, level A as B where the classifier all but rules danger out.

    No sign is taken away. Where there is no classifier, or it could not read the whole message,
    this is not asked and level A stands. Nor is it where several urgency rules speak: what three
    notice is no single wording.

    Args:
        signs: what the rules noticed, raised together.
        row: the classifier's answers about the whole message.
        card: where its answers stand, and ``agrees``: from which "level A" on it leaves A alone.
    """
    urgent = {sign.rule for sign in signs if sign.rule in _numbers()}
    if len(urgent) >= _SEVERAL or row[card.at["level_a"]] >= card.thresholds["agrees"]:
        return tuple(signs)
    return tuple(replace(sign, level=Level.B) if sign.level is Level.A else sign for sign in signs)
