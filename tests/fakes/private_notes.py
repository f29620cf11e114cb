"""Private safety notes in memory."""

from __future__ import annotations

from tests.fakes.clock import FakeClock
from tests.fakes.ids import FakeIds
from upstander.application.ports import Clock, Ids
from upstander.model.errors import NotFound
from upstander.model.evidence import PrivateNote


class FakePrivateNotes:
    """A list; erasing leaves nothing."""

    def __init__(self, clock: Clock | None = None, ids: Ids | None = None) -> None:
        self._clock = clock or FakeClock()
        self._ids = ids or FakeIds("private")
        self._notes: list[PrivateNote] = []

    def add(self, text: str, ref: str = "") -> PrivateNote:
        for kept in self._notes:
            if kept.id == ref:
                return kept
        note = PrivateNote(ref or self._ids.new(), self._clock.now().utc, text)
        self._notes.append(note)
        return note

    def all(self) -> tuple[PrivateNote, ...]:
        return tuple(self._notes)

    def erase(self, note: str) -> None:
        if all(kept.id != note for kept in self._notes):
            raise NotFound()
        self._notes = [kept for kept in self._notes if kept.id != note]
