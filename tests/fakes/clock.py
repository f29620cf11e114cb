"""A clock that a test moves by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from upstander.application.ports import Moment

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class FakeClock:
    """Each look at it moves it on by ``tick``; ``advance`` and ``set_back`` move it by hand."""

    def __init__(
        self,
        start: datetime = START,
        *,
        tick: timedelta = timedelta(milliseconds=1),
        zone: str = "+00:00",
        boot: str = "boot-1",
    ) -> None:
        self.utc = start
        self.tick = tick
        self.zone = zone
        self.boot = boot
        self.monotonic_ns = 1_000_000_000

    def now(self) -> Moment:
        self.utc += self.tick
        self.monotonic_ns += int(self.tick.total_seconds() * 1e9)
        return Moment(self.utc, self.zone, self.monotonic_ns, self.boot)

    def advance(self, **parts: float) -> None:
        self.utc += timedelta(**parts)
        self.monotonic_ns += int(timedelta(**parts).total_seconds() * 1e9)

    def set_back(self, **parts: float) -> None:
        """Wall time goes back; the monotonic clock does not."""
        self.utc -= timedelta(**parts)
