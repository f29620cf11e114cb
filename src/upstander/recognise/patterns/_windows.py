"""The fullest stretch of time in a row of events, found in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from upstander.model.finding import Said
from upstander.recognise.patterns._timeline import Account, account_of


@dataclass(frozen=True, slots=True)
class Window:
    """Events ``first`` to ``last`` (not included), and how many accounts they come from."""

    first: int
    last: int
    accounts: int

    @property
    def count(self) -> int:
        """How many events it holds."""
        return self.last - self.first


def fullest(said: Sequence[Said], length: timedelta) -> Window:
    """Give the window of a length with the most accounts, then the most events.

    ``said`` are messages with sure times, in time order; the first such window is given.
    """
    best = Window(0, 0, 0)
    inside: dict[Account, int] = {}
    first = 0
    for last, each in enumerate(said):
        account = account_of(each)
        inside[account] = inside.get(account, 0) + 1
        while _apart(said[first], each) > length:
            leaving = account_of(said[first])
            inside[leaving] -= 1
            if not inside[leaving]:
                del inside[leaving]
            first += 1
        if (len(inside), last + 1 - first) > (best.accounts, best.count):
            best = Window(first, last + 1, len(inside))
    return best


def _apart(one: Said, other: Said) -> timedelta:
    if one.at is None or other.at is None:
        return timedelta(0)
    return other.at - one.at


def hours_of(said: Sequence[Said]) -> int:
    """How many hours messages spread over, a begun one counted whole; at least one."""
    if not said:
        return 1
    return max(1, -(-_apart(said[0], said[-1]) // timedelta(hours=1)))
