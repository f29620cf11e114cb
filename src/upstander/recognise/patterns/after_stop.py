"""Contact after somebody said stop: located, counted before and after, for each account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Said
from upstander.recognise.patterns._hours import Night
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._stops import Stop, after_stop
from upstander.recognise.patterns._timeline import YOU, Account, Placed


class AfterStop(Counted):
    """Counts what came after the first "stop" that each account was told."""

    slug = "after_stop"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each person who said stop."""
        by: dict[str, dict[Account, Stop]] = {}
        for account, stop in reading.told.items():
            by.setdefault(reading.who(stop), {})[account] = stop
        for who, stops in by.items():
            parts = [_part(reading, account, stop) for account, stop in stops.items()]
            if any(part.after for part in parts):
                yield _counted(reading.shown(who), stops, parts, Night.of(record), who)
            elif any(part.unsure for part in parts):
                yield _undated(reading.shown(who), stops, parts, who)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one account said before and after it was told to stop."""

    name: str
    before: int
    after: list[Placed]
    unsure: list[Said]


def _part(reading: Reading, account: Account, stop: Stop) -> _Part:
    line = reading.lines[account]
    before = sum(each.place < stop.placed.place for each in line.sure)
    return _Part(reading.label(account), before, after_stop(line, stop), line.unsure)


def _counted(
    who: str, stops: Mapping[Account, Stop], parts: list[_Part], night: Night, target: str
) -> Told:
    writing = [part for part in parts if part.after]
    placed = sorted((each for part in writing for each in part.after), key=_place)
    said = [each.said for each in placed]
    each_one = [
        fact
        for part in writing
        for fact in (
            (f"before:{part.name}", str(part.before)),
            (f"after:{part.name}", str(len(part.after))),
        )
    ]
    return Told(
        YOU if who == YOU else "named",
        (*_stop_ids(stops), *ids(said)),
        tuple(part.name for part in writing),
        target=target,
        counts={"messages": len(said), "night": night.count(said), "accounts": len(writing)},
        values={"who": who},
        facts=(
            ("before", str(sum(part.before for part in writing))),
            *_when(stops),
            *each_one,
            *span(said),
        ),
        unsure=[each for part in parts for each in part.unsure],
        weight=len(said),
    )


def _undated(who: str, stops: Mapping[Account, Stop], parts: list[_Part], target: str) -> Told:
    """A "stop" is there, but no date is sure enough to count with."""
    unsure = [each for part in parts for each in part.unsure]
    return Told(
        "undated",
        _stop_ids(stops),
        tuple(part.name for part in parts),
        target=target,
        counts={"messages": len(unsure)},
        values={"who": who},
        facts=tuple(_when(stops)),
        unsure=unsure,
    )


def _place(placed: Placed) -> int:
    return placed.place


def _stop_ids(stops: Mapping[Account, Stop]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stop.said.id for stop in stops.values()))


def _when(stops: Mapping[Account, Stop]) -> Iterable[tuple[str, str]]:
    """Where "stop" was said, and when, once each."""
    for stop in {each.said.id: each for each in stops.values()}.values():
        yield "stop", stop.said.id
        if stop.said.at is not None and stop.placed.sure:
            yield "stop_at", stop.said.at.isoformat()


PLUGIN = AfterStop()
