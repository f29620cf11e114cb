"""The machine's clocks."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from upstander.application.ports import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


class SystemClock:
    """Reads wall time, offset and the monotonic clock in one look."""

    def now(self) -> Moment:
        """Look at the clocks."""
        return Moment(
            utc=datetime.now(UTC),
            zone=_offset(),
            monotonic_ns=time.monotonic_ns(),
            boot=_boot(),
            source="ntp" if _SYNCHRONISED.exists() else "os",
        )


def _offset() -> str:
    text = datetime.now().astimezone().strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


@cache
def _boot() -> str:
    """The id of this start of the machine; where none is given, the minute it started in."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        started = time.time() - time.monotonic()
        return f"started-{round(started / 60)}"
