"""Occasions: what one account did to one target, parted where hours lie between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from upstander.model.finding import Said
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._timeline import Account, Placed

Incidents = Mapping[tuple[Account, str], Sequence[Said]]


def incidents(reading: Reading, leaves_out: frozenset[str]) -> Incidents:
    """For each account and target: messages with listed signs, or after a stop or block, in time.

    Only with sure times. Labels that are left out do not count (see ``Reading.heeds``).
    """
    found: dict[tuple[Account, str], list[Said]] = {}
    for account, line in reading.subjects.items():
        counted: dict[int, Placed] = {
            each.place: each for each in line.noticed if reading.heeds(each.said, leaves_out)
        }
        counted.update((each.place, each) for each in reading.unwanted.get(account, ()))
        for place in sorted(counted):
            said = counted[place].said
            for target in reading.aim.of(said):
                found.setdefault((account, target), []).append(said)
    return found


def occasions(said: Sequence[Said], gap: timedelta) -> list[list[Said]]:
    """Part messages, in time order, wherever at least ``gap`` lies between two of them."""
    found: list[list[Said]] = []
    for each in said:
        before = found[-1][-1].at if found else None
        if before is None or each.at is None or each.at - before >= gap:
            found.append([])
        found[-1].append(each)
    return found
