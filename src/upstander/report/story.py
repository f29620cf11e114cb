"""The middle of a letter to those who owe care: what happened, its effect, what was done."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.model.report import Block, Nature, ReportFacts
from upstander.report.blocks import listing, paragraph, section
from upstander.report.happened import (
    accounts,
    done_before,
    effect,
    how_often,
    in_short,
    incidents,
    statements,
)
from upstander.report.kept import evidence


def story(facts: ReportFacts) -> Iterator[Block]:
    """What happened one by one, by which accounts, with what effect, what was done, what is kept.

    Facts come before what was worked out; an opinion is not part of it.
    """
    yield from section("What happened", [*paragraph(in_short(facts)), *paragraph(how_often(facts))])
    yield from incidents(facts)
    yield from accounts(facts)
    yield from effect(facts)
    yield from statements(facts, Nature.FACT)
    yield from statements(facts, Nature.INFERENCE)
    yield from section("What was done so far", listing(done_before(facts)))
    yield from evidence(facts)
