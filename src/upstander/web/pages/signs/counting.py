"""Messages by day and by hour, counted once for each state of a case.

Only numbers are kept between pages: no name, no word, no time of a single message.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date

from upstander.application.said import DESCRIBED, NOTE
from upstander.model.finding import Said

_KEPT = 8
_NOT_SENT = frozenset({NOTE, DESCRIBED, "system"})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages came when; each pair is (all, with signs). Undated ones stand apart."""

    hours: tuple[tuple[int, int], ...]
    days: tuple[tuple[date, int, int], ...]
    undated: int

    @property
    def total(self) -> int:
        """Messages with a sure time."""
        return sum(number for number, _ in self.hours)


def tally(said: Iterable[Said], senders: Container[str], noticed: Container[str]) -> Tally:
    """Count what some accounts sent, by the clock of the place.

    Args:
        said: everything that was said.
        senders: accounts that count.
        noticed: ids of messages with signs.
    """
    hours, days = Counter[int](), Counter[date]()
    flagged_hours, flagged_days = Counter[int](), Counter[date]()
    undated = 0
    for each in said:
        if each.sender not in senders or each.is_self is True or each.kind in _NOT_SENT:
            continue
        if each.local is None or not each.exact:
            undated += 1
            continue
        hour, day = each.local.hour, each.local.date()
        hours[hour] += 1
        days[day] += 1
        if each.id in noticed:
            flagged_hours[hour] += 1
            flagged_days[day] += 1
    return Tally(
        hours=tuple((hours[hour], flagged_hours[hour]) for hour in range(24)),
        days=tuple((day, days[day], flagged_days[day]) for day in sorted(days)),
        undated=undated,
    )


class Kept:
    """The last few tallies, by a key that changes with what they rest on."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = {}
        self._guard = threading.Lock()

    def get(self, key: str, make: Callable[[], Tally]) -> Tally:
        """Give the tally of a key; make it where it is not there."""
        with self._guard:
            found = self._tallies.get(key)
        if found is None:
            found = make()
            with self._guard:
                self._tallies[key] = found
                while len(self._tallies) > _KEPT:
                    self._tallies.pop(next(iter(self._tallies)))
        return found


kept = Kept()
