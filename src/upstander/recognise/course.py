"""The course of conduct: for each account and target, how often, on how many days, from when.

Only counting. Where two people talk, each message goes to the other one, also the words of the
person who keeps the case; in a group only messages with listed signs are tied to a target.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from upstander.model.finding import Finding, Pair, Said
from upstander.recognise._interface import Known
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._timeline import (
    Account,
    account_of,
    day_of,
    is_spoken,
    is_sure,
)


@dataclass(slots=True)
class _Counting:
    """One pair while it is counted."""

    sure: list[Said] = field(default_factory=list)
    unsure: list[Said] = field(default_factory=list)
    flagged: int = 0


def course_of_conduct(
    said: Sequence[Said], findings: Mapping[str, Finding], known: Known
) -> tuple[Pair, ...]:
    """Give one pair for each account and target, those with most listed signs first."""
    reading = Reading.of(said, findings, known)
    pairs: dict[tuple[Account, str], _Counting] = {}
    for each in reading.said:
        if not each.sender or not is_spoken(each):
            continue
        for target in reading.aim.of(each):
            _count(pairs.setdefault((account_of(each), target), _Counting()), each, reading)
    found = [_pair(reading, account, target, c) for (account, target), c in pairs.items()]
    return tuple(sorted(found, key=lambda pair: (-pair.flagged, -pair.count, pair.actor)))


def _count(counting: _Counting, said: Said, reading: Reading) -> None:
    (counting.sure if is_sure(said) else counting.unsure).append(said)
    counting.flagged += reading.noticed(said)


def _pair(reading: Reading, account: Account, target: str, counting: _Counting) -> Pair:
    sure = counting.sure
    days = len({day_of(each) for each in sure})
    return Pair(
        actor=reading.label(account),
        target=target,
        count=len(sure),
        occasions=max(days, 1),
        first=sure[0].at if sure else None,
        last=sure[-1].at if sure else None,
        flagged=counting.flagged,
        unsure=len(counting.unsure),
        items=tuple(each.id for each in (*sure, *counting.unsure)),
    )
