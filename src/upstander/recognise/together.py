"""Signs of one message that are graver together: a threat with a place is more than each alone.

The rules say which (``level_with`` of the records, needs.md section 4: "A with U1/U5"). Among rules
they are raised where they are found; here also where one of the two was noticed by the classifier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from upstander.directory.shelf import shipped
from upstander.directory.urgency import LevelWith
from upstander.model.finding import Level, Sign
from upstander.recognise.rules import NOW


def raised_together(signs: Sequence[Sign], plain: str) -> tuple[Sign, ...]:
    """Give the signs, those raised that another sign makes graver; nothing is ever lowered.

    Args:
        signs: all signs of one message.
        plain: its plain text, for records that ask that it is about now.
    """
    rules = {sign.rule for sign in signs}
    graver = _graver()
    if not rules & graver.keys():
        return tuple(signs)
    return tuple(_raised(sign, rules, plain, graver.get(sign.rule, ())) for sign in signs)


def _raised(sign: Sign, rules: set[str], plain: str, held: Iterable[LevelWith]) -> Sign:
    levels = [
        with_.level
        for with_ in held
        if any(slug.upper() in rules for slug in with_.rules)
        and (not with_.now or NOW.search(plain))
    ]
    level = min([sign.level or Level.E, *levels], key=lambda each: each.rank)
    return replace(sign, level=level) if levels and level is not sign.level else sign


@cache
def _graver() -> Mapping[str, tuple[LevelWith, ...]]:
    """For each rule that another can make graver: with which, and how grave."""
    return {rule.number: rule.level_with for rule in shipped().rules() if rule.level_with}
