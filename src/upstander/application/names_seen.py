"""Names of people in the kept conversations who are not what a report is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.application.ports import Index
from upstander.model.evidence import Case, EvidenceItem
from upstander.report.private_words import same_key
from upstander.report.redact import youngest

MOST = 200
"""How many are looked for, those who wrote most first."""


def names_seen(
    index: Index, case: Case, items: Iterable[EvidenceItem], about: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """Pairs of private sort and name: the person's own name there, and those of others.

    ``about`` are the accounts that the case is about: those that the person told, or else those
    with a sign in what they wrote. A number is no name. Nobody said who
    the others are, so one of them may be the other side's second account: a receiver that gets
    the names of others gets it too.
    """
    subjects = set(map(same_key, about))
    own = {same_key(name) for name in (*_own(index, items), *case.told.own_accounts)}
    me = "child" if youngest(case.told.helping).is_child else "name"
    return tuple(
        (me if same_key(name) in own else "other-person", name)
        for name in index.people(case.id, MOST)
        if _is_name(name) and same_key(name) not in subjects
    )


def own_names(index: Index, case: Case, items: Iterable[EvidenceItem]) -> frozenset[str]:
    """The person's own names in the conversations as they told them, in one form each."""
    told = case.told
    named = (told.reporter.name, told.target_name, *told.own_accounts, *_own(index, items))
    return frozenset(map(same_key, named)) - {""}


def _own(index: Index, items: Iterable[EvidenceItem]) -> Iterator[str]:
    """What the person said about which of the names is theirs."""
    for item in items:
        if item.has_bytes:
            yield index.settings(item.id).self_name


def _is_name(written: str) -> bool:
    return any(map(str.isalpha, written)) and "@" not in written
