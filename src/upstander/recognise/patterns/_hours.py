"""Night hours on the wall clock of the person, and days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Said
from upstander.recognise.patterns._timeline import is_sure


@dataclass(frozen=True, slots=True)
class Night:
    """From one full hour to another, over midnight where the first is the later one."""

    from_hour: int
    to_hour: int

    @classmethod
    def of(cls, record: PatternRecord) -> Night:
        """The night hours of a record."""
        return cls(record.number("from_hour"), record.number("to_hour"))

    def holds(self, said: Said) -> bool:
        """Whether a message with a sure time came at night, by its local time."""
        local = wall_time(said)
        if local is None:
            return False
        if self.from_hour <= self.to_hour:
            return self.from_hour <= local.hour < self.to_hour
        return local.hour >= self.from_hour or local.hour < self.to_hour

    def count(self, said: Iterable[Said]) -> int:
        """How many messages came at night."""
        return sum(map(self.holds, said))


def wall_time(said: Said) -> datetime | None:
    """The local time of a message, where it is sure and known."""
    return said.local if is_sure(said) else None
