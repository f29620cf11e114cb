"""What goes along with a report, named in the shell: a word that names nothing is refused.

A slip of the hand must not make a report that holds less, or more, than the person believes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from upstander.model.errors import InvalidAnswer, NotFound

if TYPE_CHECKING:
    from upstander.bootstrap import Session
    from upstander.model.evidence import Case, EvidenceItem
    from upstander.model.ids import ItemId

NONE = "none"
"""The word for nothing at all."""
_MOST = 8


def chosen_things(
    session: Session, case: Case, named: Sequence[str] | None
) -> frozenset[ItemId] | None:
    """The kept things that were named; raises NotFound for no such name, InvalidAnswer for two."""
    from upstander.application.write_report import things_to_choose

    if named is None:
        return None
    kept = things_to_choose(session.services, case=case.id)
    return frozenset(_one_thing(kept, word) for word in named if word != NONE)


def chosen_shares(words: Iterable[str]) -> frozenset[str]:
    """The private sorts that were named; raises InvalidAnswer for a word that is none."""
    from upstander.application.write_report import SHAREABLE

    given = frozenset(words)
    if unknown := sorted(given - SHAREABLE):
        raise InvalidAnswer(
            f"'{unknown[0][:40]}' is nothing that can be shared. Nothing was written.",
            next_step=f"Known words: {', '.join(sorted(SHAREABLE))}.",
        )
    return given


def chosen_callers(
    session: Session,
    case: Case,
    named: Sequence[str] | None,
    things: frozenset[ItemId] | None,
) -> frozenset[str] | None:
    """The numbers that were named; raises NotFound for one that is in no call log."""
    from upstander.application.write_report import callers_of
    from upstander.report.callers import named_key

    if named is None:
        return None
    known = {each.key for each in callers_of(session.services, case=case.id, things=things)}
    chosen = {word: named_key(word) for word in named if word != NONE}
    _refuse_unknown("No call is of", chosen, known, "Name a number as the call log shows it.")
    return frozenset(chosen.values())


def chosen_payees(
    session: Session,
    case: Case,
    named: Sequence[str] | None,
    things: frozenset[ItemId] | None,
) -> frozenset[str] | None:
    """The payees that were named; raises NotFound for one that no payment went to."""
    from upstander.application.write_report import payees_of
    from upstander.report.payees import named_key

    if named is None:
        return None
    found = payees_of(session.services, actor=session.actor, case=case.id, things=things)
    chosen = {word: named_key(word) for word in named if word != NONE}
    names = ", ".join(each.name or each.key for each in found[:_MOST])
    step = f"Name one of: {names}." if names else "No table with payments is kept in this case."
    _refuse_unknown("No payment went to", chosen, {each.key for each in found}, step)
    return frozenset(chosen.values())


def _one_thing(kept: Sequence[EvidenceItem], word: str) -> ItemId:
    """By its exhibit number or its id, else by a file name that only one thing has."""
    sure = [each for each in kept if word in (each.exhibit, each.id)]
    found = sure or [each for each in kept if each.name == word]
    if not found:
        raise NotFound(
            f"Nothing kept in this case is called '{word[:40]}'. Nothing was written.",
            next_step="Name an exhibit number or a file name, as upstander timeline shows it.",
        )
    if len(found) > 1:
        numbers = ", ".join(each.exhibit or each.id for each in found[:_MOST])
        raise InvalidAnswer(
            f"{len(found)} kept things are called '{word[:40]}'. Nothing was written.",
            next_step=f"Name one of them by its number: {numbers}.",
        )
    return found[0].id


def _refuse_unknown(
    what: str, chosen: dict[str, str], known: Collection[str], next_step: str
) -> None:
    unknown = [word for word, key in chosen.items() if key not in known]
    if unknown:
        raise NotFound(f"{what} '{unknown[0][:40]}'. Nothing was written.", next_step=next_step)
