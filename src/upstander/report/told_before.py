"""Which earlier reports a receiver hears of: its own, and that the police were told.

To whom else somebody turned, and what came back, is theirs to tell. The police and the council
are told all of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError
from upstander.model.report import DoneBefore, ReportFacts
from upstander.report._interface import Asked

_POLICE = frozenset({"police", "emergency"})
_POLICE_FORMS = frozenset({"police-report", "police-999"})
_THE_POLICE = "the police"


def known_before(
    facts: ReportFacts, asked: Asked, *, reference: bool = False
) -> tuple[DoneBefore, ...]:
    """What a receiver other than the police and the council hears of earlier reports.

    Args:
        facts: all earlier reports of the case.
        asked: for whom the form is written.
        reference: whether the receiver gets the reference of the police.
    """
    return tuple(_heard_of(facts, asked, reference=reference))


def about_before(facts: ReportFacts, asked: Asked) -> tuple[DoneBefore, ...]:
    """The earlier report that is followed up; where none is named, those to the same receiver."""
    if asked.about:
        return tuple(each for each in facts.before if each.report == asked.about)
    return tuple(each for each in facts.before if same_receiver(each.body, each.to, asked))


def same_receiver(body: str, name: str, asked: Asked) -> bool:
    """Whether an earlier report went to the very receiver of this one; not known is no."""
    if body or asked.to:
        return body == asked.to
    named = _key(name)
    return bool(named) and named == _key(asked.receiver)


def _heard_of(facts: ReportFacts, asked: Asked, *, reference: bool) -> Iterator[DoneBefore]:
    for each in facts.before:
        if same_receiver(each.body, each.to, asked):
            yield each
        elif _went_to_the_police(each):
            number = each.reference if reference else ""
            yield DoneBefore(_THE_POLICE, each.when, reference=number, brief=True)


def _went_to_the_police(before: DoneBefore) -> bool:
    """A body of the directory, or a report to the police for which nobody was named."""
    if not before.body:
        return not before.to and before.form in _POLICE_FORMS
    try:
        return shipped().body(before.body).kind in _POLICE
    except DirectoryError:
        return False


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
