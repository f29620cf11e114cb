"""Which witnesses a report may name, and which it never names, whoever gets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.application.ports import Index
from upstander.model.evidence import Case, EvidenceItem, ItemKind
from upstander.report.private_words import same_key


def witnesses_named(
    index: Index, items: Iterable[EvidenceItem], hidden: Iterable[str]
) -> Iterator[str]:
    """Names of witnesses who may be named; the others stay in their own record."""
    never = set(map(same_key, hidden))
    for item in items:
        if item.kind is ItemKind.NOTE:
            for each in index.witnesses(item.id):
                if each.may_be_named == "yes" and same_key(each.name) not in never:
                    yield each.name


def never_named(index: Index, case: Case) -> Iterator[str]:
    """Names of witnesses who did not agree to be named, of every note of the case, each once.

    Who said no anywhere is not named; who was not asked about one note and agreed in another is.
    """
    asked: dict[str, tuple[str, set[str]]] = {}
    for item in index.items(case.id):
        if item.kind is ItemKind.NOTE:
            for each in index.witnesses(item.id):
                name = each.name.strip()
                asked.setdefault(same_key(name), (name, set()))[1].add(each.may_be_named)
    own = {same_key(case.told.target_name), same_key(case.told.reporter.name), ""}
    for key, (name, said) in asked.items():
        if key not in own and ("no" in said or "yes" not in said):
            yield name
