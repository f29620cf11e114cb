"""How the intake tests read: bytes in, messages and their report out."""

from __future__ import annotations

import hashlib
import io

from upstander.intake.read import read_original
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings


def read(
    data: bytes | str, name: str = "WhatsApp Chat with Tara.txt", **answers: str
) -> tuple[list[Message], ReadReport]:
    """Read bytes (or UTF-8 text) with the answers a person gave."""
    raw = data.encode() if isinstance(data, str) else data
    events = list(
        read_original(
            io.BytesIO(raw),
            name=name,
            sha256=hashlib.sha256(raw).hexdigest(),
            settings=ReadSettings(**answers),  # type: ignore[arg-type]  # answers are texts
        )
    )
    report = events.pop()
    assert isinstance(report, ReadReport)
    messages = [event for event in events if isinstance(event, Message)]
    assert len(messages) == len(events)
    return messages, report
