"""What the patterns of this folder share: their record, their words, and folding of many."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from upstander.directory.patterns import PLACE, PatternRecord, pattern_record
from upstander.language.marks import DIRECTION_MARKS
from upstander.model.finding import Finding, Pattern, Said
from upstander.recognise._interface import Known, PatternRule
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._timeline import is_sure

_LONGEST_NAME = 60
_LONGEST_LIST = 400
_LISTED = 50
"""How many ids of unsure messages, or accounts of a folded pattern, are listed by name."""


@dataclass(slots=True)
class Told:
    """What a pattern found, before it is put into words."""

    sentence: str
    items: Sequence[str]
    actors: tuple[str, ...] = ()
    target: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[tuple[str, str], ...] = ()
    unsure: Sequence[Said] = ()
    weight: int = 0  # the heavier ones are shown first


class Counted(PatternRule):
    """A pattern whose numbers and words stand in a record of the same slug."""

    @property
    def record(self) -> PatternRecord:
        """The shipped record; raises ``DirectoryError`` when it is missing or was refused."""
        return pattern_record(self.slug)

    @abstractmethod
    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """Give what was found; putting into words and folding come after."""

    def patterns(
        self, said: Sequence[Said], findings: Mapping[str, Finding], known: Known
    ) -> Iterable[Pattern]:
        """Give the patterns, the heaviest first; more than ``record.most`` are folded."""
        record = self.record
        reading = Reading.of(said, findings, known)
        told = sorted(self.found(reading, record), key=_heaviest)
        yield from (in_words(each, record) for each in told[: record.most])
        rest = told[record.most :]
        if rest:
            yield in_words(_folded(rest), record)


def in_words(told: Told, record: PatternRecord) -> Pattern:
    """Put what was found into the words of its record."""
    facts = [*((name, str(number)) for name, number in told.counts.items()), *told.facts]
    if told.unsure:
        facts.append(("unsure", str(len(told.unsure))))
        facts += (("unsure_id", each.id) for each in islice(told.unsure, _LISTED))
    if record.asks:
        facts.append(("asks", record.asks))
    return Pattern(
        slug=record.slug,
        why=say(record, told.sentence, told.counts, told.values),
        items=tuple(told.items),
        actors=told.actors,
        target=told.target,
        level=record.level,
        source=record.basis,
        facts=_each_once(facts),
        rule=record.rule,
    )


def _each_once(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Number the names of facts that come again, so that they can stand in a table by name."""
    used: dict[str, int] = {}
    found: list[tuple[str, str]] = []
    for name, value in facts:
        used[name] = used.get(name, 0) + 1
        found.append((name if used[name] == 1 else f"{name}_{used[name]}", value))
    return tuple(found)


def say(
    record: PatternRecord, name: str, counts: Mapping[str, int], values: Mapping[str, str]
) -> str:
    """Fill in a sentence of a record; what is filled in is never read as a place itself."""
    words = {count.name: count for count in record.counts}

    def fill(place: str) -> str:
        if place not in counts:
            longest = _LONGEST_LIST if place == "list" else _LONGEST_NAME
            return plain_name(values.get(place, ""), longest)
        number, count = counts[place], words[place]
        if number == 0:
            return count.none
        return count.one if number == 1 else count.many.replace("{n}", f"{number:,}")

    text = PLACE.sub(lambda match: fill(match[1]), record.sentence(name))
    return text[:1].upper() + text[1:]


def plain_name(text: str, longest: int = _LONGEST_NAME) -> str:
    """A name as it can stand in a sentence: one line, no direction marks, not too long."""
    kept = "".join(
        letter if letter.isprintable() else " "
        for letter in text[: 2 * longest]
        if letter not in DIRECTION_MARKS
    )
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"


def ids(said: Iterable[Said]) -> tuple[str, ...]:
    """The ids of messages, in their order."""
    return tuple(each.id for each in said)


def span(said: Sequence[Said]) -> tuple[tuple[str, str], ...]:
    """The first and the last sure time, as facts."""
    times = [each.at for each in said if each.at is not None and is_sure(each)]
    if not times:
        return ()
    return ("first", min(times).isoformat()), ("last", max(times).isoformat())


def _folded(rest: Sequence[Told]) -> Told:
    actors = tuple(dict.fromkeys(actor for each in rest for actor in each.actors))
    items = tuple(each.items[0] for each in rest if each.items)
    return Told(
        "more",
        items[:_LISTED],
        actors[:_LISTED],
        counts={"more": len(rest)},
    )


def _heaviest(told: Told) -> tuple[int, int, tuple[str, ...], str]:
    return -told.weight, -len(told.items), told.actors, told.target
