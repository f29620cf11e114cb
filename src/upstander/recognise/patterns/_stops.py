"""Which accounts were told to stop, or were blocked, and when.

A "stop" is said to somebody: to the other one where two people talk; in a group to those who had
written something with a listed sign there, and to whoever wrote last before it. Where nobody in
the group wrote such a thing it is taken as said to all. Who was told is counted, never blamed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from upstander.model.finding import Said
from upstander.recognise.patterns._timeline import (
    STOP,
    Account,
    Line,
    Placed,
    Talk,
    Timeline,
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A "stop" with its place in the timeline."""

    placed: Placed

    @property
    def said(self) -> Said:
        """The message."""
        return self.placed.said


def stops(timeline: Timeline) -> list[Placed]:
    """All requests to stop by whoever keeps the case or the target, in time order.

    Where nobody said which account is theirs, the first one in each conversation counts.
    """
    if not timeline.is_told:
        return timeline.first_asked
    found = (placed for placed, _ in timeline.signs_called(STOP))
    return [each for each in found if timeline.is_own(each.account)]


def first_stops(timeline: Timeline) -> dict[Account, Stop]:
    """For each account that was told to stop, the first time; sure times before the others."""
    first: dict[Account, Stop] = {}
    heard: set[int] = set()
    for stop in sorted(stops(timeline), key=lambda each: not each.sure):
        talk = timeline.talk_of(stop.said)
        told = _last_before(talk, stop) if id(talk) in heard else _told(timeline, talk, stop)
        heard.add(id(talk))
        for account in told:
            if account.name and not timeline.is_own(account):
                first.setdefault(account, Stop(stop))
    return first


def _told(timeline: Timeline, talk: Talk, stop: Placed) -> list[Account]:
    """The accounts that the first "stop" of a conversation was said to."""
    others = [each for each in talk.accounts if each != stop.account]
    others = [each for each in others if each.name and not timeline.is_own(each)]
    meant = [each for each in others if timeline.lines[each].noticed]
    if len(others) < 2 or not meant:
        return others
    return list(dict.fromkeys([*meant, *_last_before(talk, stop)]))


def _last_before(talk: Talk, stop: Placed) -> list[Account]:
    """Whoever spoke last before a "stop", apart from the one who said it."""
    at = bisect_left(talk.said, stop.place, key=lambda each: each.place)
    while at > 0:
        at -= 1
        if talk.said[at].account != stop.account:
            return [talk.said[at].account]
    return []


def after_stop(line: Line, stop: Stop) -> list[Placed]:
    """What an account said after a stop: later in time; in the same minute, later in order."""
    if not stop.placed.sure:
        return []
    return [each for each in line.sure if each.place > stop.placed.place]


def after_block(timeline: Timeline, account: Account) -> list[Placed]:
    """What an account said after it was blocked; nothing where no time is known."""
    at = timeline.known.blocked.get(account.name)
    if at is None or at.tzinfo is None:
        return []
    return [
        each
        for each in timeline.lines[account].sure
        if each.said.at is not None and each.said.at > at
    ]


def unwanted(timeline: Timeline, told_first: dict[Account, Stop]) -> dict[Account, list[Placed]]:
    """For each other account, its messages after a stop or a block, in time order."""
    found: dict[Account, list[Placed]] = {}
    for account, line in timeline.others.items():
        stop = told_first.get(account)
        later = {each.place: each for each in after_stop(line, stop)} if stop else {}
        later.update((each.place, each) for each in after_block(timeline, account))
        if later:
            found[account] = [later[place] for place in sorted(later)]
    return found
