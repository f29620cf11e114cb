"""Signs made by hand, and a chat that holds some, for the tests of their pages."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tests.web.conftest import Tara
from upstander.model.finding import Level, Sign
from upstander.model.ids import CaseId, ItemId
from upstander.model.timeline import Certainty, When
from upstander.model.triage import ContextLine, LookProgress, SignCard, Triage
from upstander.web.reading import reader

KEY = (
    b"[03/10/2026, 22:20:00] Maya R: Please stop contacting me.\r\n"
    b"[04/10/2026, 01:02:55] Dan: saw your car at Brook Lane. nice of him to stay over\r\n"
    b"[04/10/2026, 01:03:20] Dan: \xe2\x80\x8e"
    b"<attached: 00000012-PHOTO-2026-10-04-01-03-20.jpg>\r\n"
    b"[05/10/2026, 18:31:47] Dan: sorry. love you. can we talk\r\n"
    b"[05/10/2026, 18:59:58] Dan: on my way to yours with my spare key. "
    b"if hes there i swear il put him in the ground\r\n"
    b"[05/10/2026, 19:00:10] Dan: dont bother calling anyone\r\n"
)
DONE = LookProgress(total=5, by_rules=5, waiting=0, finished=True)


def when(hour: int = 18) -> When:
    return When(
        raw="05/10/2026",
        certainty=Certainty.EXACT,
        utc=datetime(2026, 10, 5, hour - 1, 59, 58, tzinfo=UTC),
        local=datetime(2026, 10, 5, hour, 59, 58),
        zone="Europe/London",
    )


def card(number: int = 1, level: Level | None = Level.B, **changes: Any) -> SignCard:
    quote = f"words number {number}"
    sign = Sign("U4", quote, 0, len(quote), "This reads like a threat.", "Test, 2026", level)
    line = ContextLine(f"m:{number}", when(), "Dan", quote, is_this=True)
    made = SignCard(CaseId("c"), ItemId("i"), str(number), sign, when(), "Dan", "chat", (line,))
    return replace(made, **changes)


def triage_of(*cards: SignCard, **changes: Any) -> Triage:
    made = Triage(CaseId("c"), None, cards, 0, 3, (), (), (), DONE)
    return replace(made, **changes)


def looked_at(tara: Tara, *files: tuple[str, bytes]) -> str:
    """Hand files in and wait until all of it was looked at; gives the first look."""
    tara.post(tara.at("/facts"), zone="Europe/London")
    tara.add(*files)
    end = time.monotonic() + 60
    while reader.working() and time.monotonic() < end:
        time.sleep(0.05)
    return str(tara.get(tara.at("/signs")).content.decode())
