"""Every step that a route names is a body or an explained act; every kind it asks for exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from upstander.directory.checks._interface import DirectoryCheck, Known, Located
from upstander.directory.kinds import Vocabulary
from upstander.directory.routes import Conditions, Routes


class RoutesLeadSomewhere(DirectoryCheck):
    """A step that names nobody would send a frightened person into the void."""

    slug = "routes-lead-somewhere"
    title = "Every step of a route is a body or an explained act"

    def problems(self, located: Located, known: Known) -> Iterator[str]:
        """Look up each id, each kind, and whether an act is explained twice."""
        record = located.record
        if not isinstance(record, Routes):
            return
        acts = _acts(known)
        there = known.slugs.get("bodies", frozenset()) | frozenset(acts)
        for step in _steps(record):
            if step not in there:
                yield f"'{step}' is neither a body nor an explained act"
        for act in record.acts:
            if acts.count(act.step) > 1:
                yield f"'{act.step}' is explained twice"
        kinds = _directory_kinds(known)
        for kind in sorted({each for asked in _conditions(record) for each in asked.kinds}):
            if kind not in kinds:
                yield f"'{kind}' is no word of the directory"


def _steps(record: Routes) -> Iterator[str]:
    for rule in record.steps:
        yield rule.step
        yield from (local.step for local in rule.local)
    for refusal in record.refusals:
        yield from refusal.steps
    yield from (way.body for act in record.acts for way in act.ways)


def _conditions(record: Routes) -> Iterator[Conditions]:
    for rule in (*record.steps, *record.refusals, *record.questions):
        yield from rule.either
        yield from rule.unless


def _acts(known: Known) -> list[str]:
    topics = cast("dict[str, Routes]", known.records.get("routes", {})).values()
    return [act.step for topic in topics for act in topic.acts]


def _directory_kinds(known: Known) -> frozenset[str]:
    heads = cast("dict[str, Vocabulary]", known.records.get("taxonomy", {})).values()
    return frozenset(each.slug for head in heads for each in head.directory_kinds)


PLUGIN = RoutesLeadSomewhere()
