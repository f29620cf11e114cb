"""Numbers that open something: only their end is ever written, so that one can tell which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from upstander.language.figures import figures
from upstander.model.report import ReportFacts
from upstander.model.worksheets import Exposed

_IDENTITY = "identity-number"
ENDS_IN = "ends in "
"""How a number begins of which only the end is left."""
_LONG = 12  # signs, as in a card number: four at the end say which card it is
_SHORT = 6
_ISO_DAY = r"\d{4}-\d\d-\d\d(?!\d)"
_NUMBER = re.compile(
    r"(?<![^\W_])(?<!\d[.-])(?:[A-Za-z]{1,3}[ .-]?)?"
    rf"(?!{_ISO_DAY})\d(?:[ .-]{{0,2}}\d){{5,}}[A-Za-z]?(?![^\W_])"
)


def masked(facts: ReportFacts) -> ReportFacts:
    """The facts without whole numbers of exposed things, wherever those stand."""
    private = (*facts.private, *((_IDENTITY, each) for each in _numbers(facts.exposed)))
    return replace(facts, exposed=tuple(map(_masked, facts.exposed)), private=private)


def ending(number: str) -> str:
    """``ends in 4321``; nothing of a number that is too short to hide the rest."""
    signs = [each for each in figures(number).text if each.isalnum()]
    if len(signs) < _SHORT:
        return "number not shown" if signs else ""
    return f"{ENDS_IN}{''.join(signs[-4 if len(signs) >= _LONG else -2 :])}"


def _numbers(exposed: tuple[Exposed, ...]) -> Iterator[str]:
    """Each number with all its signs apart: so it is found in whatever groups it was typed."""
    for each in exposed:
        signs = [sign for sign in figures(each.number).text if sign.isalnum()]
        if len(signs) >= _SHORT:
            yield " ".join(signs)


def _masked(exposed: Exposed) -> Exposed:
    return replace(
        exposed,
        what=_without(exposed.what),
        where=_without(exposed.where),
        account=_without(exposed.account),
        done=_without(exposed.done),
        number=ending(exposed.number),
    )


def _without(text: str) -> str:
    """A text with only the ends of long numbers; figures of other scripts count too."""
    form = figures(text)
    pieces, at = [], 0
    for found in _NUMBER.finditer(form.text):
        start, end = form.span(*found.span())
        pieces += [text[at:start], f"[{ending(found[0])}]"]
        at = end
    return "".join((*pieces, text[at:]))
