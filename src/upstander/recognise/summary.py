"""What a set of messages shows together: patterns, pairs, first screen, and what was not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from upstander.model.errors import DirectoryError
from upstander.model.finding import Finding, NotRead, Pattern, Said, Summary
from upstander.plugins import Loaded, load_family
from upstander.recognise import patterns
from upstander.recognise._interface import Known, PatternRule
from upstander.recognise.course import course_of_conduct
from upstander.recognise.first_screen import first_screen
from upstander.recognise.patterns._reading import Reading

NOT_LOOKED_AT = "This was not looked at yet."
MOST_PAIRS = 1000
_NO_LEVEL = 5


def summarise(said: Sequence[Said], findings: Mapping[str, Finding], known: Known) -> Summary:
    """Look at all messages together.

    Args:
        said: the messages, in any order.
        findings: what was noticed in each, by its id; one that is missing is named as not read.
        known: what a person told about the case.
    """
    reading = Reading.of(said, findings, known)
    found, without = _patterns(reading, findings, known)
    pairs = course_of_conduct(reading, findings, known)
    screen = first_screen(reading.said, findings, known)
    return Summary(
        patterns=found,
        pairs=pairs[:MOST_PAIRS],
        first_screen=screen.ids,
        not_read=(*_not_read(reading.said, findings), *without),
        counted=len(reading.said),
        facts=_facts(
            folded=screen.folded,
            quiet=screen.quiet,
            unsure_dates=len(reading.unsure),
            pairs_folded=max(0, len(pairs) - MOST_PAIRS),
        ),
    )


def pattern_rules() -> Mapping[str, Loaded[PatternRule]]:
    """All patterns that ship, by slug."""
    return load_family(patterns, PatternRule)  # type: ignore[type-abstract]  # a family is named by its base


def _patterns(
    reading: Reading, findings: Mapping[str, Finding], known: Known
) -> tuple[tuple[Pattern, ...], list[NotRead]]:
    """All patterns, the most urgent first; one whose record was refused is named instead."""
    found: list[Pattern] = []
    without: list[NotRead] = []
    for slug, loaded in pattern_rules().items():
        try:
            found += loaded.part.patterns(reading, findings, known)
        except DirectoryError as error:
            without.append(NotRead(slug, f"This pattern was not looked for. {error.detail}"))
    return tuple(sorted(found, key=_most_urgent)), without


def _most_urgent(pattern: Pattern) -> tuple[int, bool, int, str, str]:
    level = pattern.level.rank if pattern.level else _NO_LEVEL
    folded = any(name == "more" for name, _ in pattern.facts)
    return level, folded, -len(pattern.items), pattern.slug, pattern.target


def _not_read(said: Iterable[Said], findings: Mapping[str, Finding]) -> list[NotRead]:
    """What was not read, one entry a reason, with the first message it holds for."""
    first: dict[str, str] = {}
    count: dict[str, int] = {}
    for each in said:
        finding = findings.get(each.id)
        why = NOT_LOOKED_AT if finding is None else finding.not_read
        if why:
            first.setdefault(why, each.id)
            count[why] = count.get(why, 0) + 1
    return [NotRead(first[why], why, count[why]) for why in first]


def _facts(**numbers: int) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(number)) for name, number in numbers.items() if number)
