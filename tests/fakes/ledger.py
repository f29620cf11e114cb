"""A ledger in memory that makes the same bytes as the one on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tests.fakes.clock import FakeClock
from tests.fakes.ids import FakeIds
from upstander.application.ports import Clock, Ids
from upstander.model.entry import Entry, EntryDraft, Head, chain_line, head_of
from upstander.model.ids import DeviceId, VaultId
from upstander.preserve.ledger import (
    Instrument,
    Stamp,
    clock_jump,
    decode_body,
    encode_body,
    walk_chain,
    went_back,
)

INSTRUMENT = Instrument(DeviceId("DEVICE"), "test", "upstander", "0")


class FakeLedger:
    """Keeps lines and bodies in two lists."""

    def __init__(
        self, clock: Clock | None = None, ids: Ids | None = None, vault: str = "VAULT"
    ) -> None:
        self._clock = clock or FakeClock()
        self._ids = ids or FakeIds("ledger")
        self._vault = VaultId(vault)
        self.lines: list[bytes] = []
        self.bodies: list[bytes] = []
        self._last: datetime | None = None

    @property
    def vault(self) -> VaultId:
        return self._vault

    def append(self, drafts: Sequence[EntryDraft]) -> tuple[Entry, ...]:
        lines, bodies = len(self.lines), len(self.bodies)
        written = []
        try:
            for draft in drafts:
                self._note_jump(draft)
                written.append(self._write(draft))
        except BaseException:  # all or nothing, as on disk
            del self.lines[lines:], self.bodies[bodies:]
            raise
        return tuple(written)

    def head(self) -> Head:
        return head_of(len(self.lines), self.lines[-1] if self.lines else None)

    def entries(self, start: int = 0) -> Iterator[Entry]:
        for seq, line in enumerate(walk_chain(self.chain(), start), start):
            yield decode_body(self.bodies[seq], line, self._vault)

    def chain(self) -> bytes:
        return b"".join(line + b"\n" for line in self.lines)

    def _note_jump(self, draft: EntryDraft) -> None:
        now = self._clock.now().utc
        last = self._last
        if last is not None and went_back(last, now):
            self._last = None
            self._write(clock_jump(draft.actor, last, now))

    def _write(self, draft: EntryDraft) -> Entry:
        moment = self._clock.now()
        stamp = Stamp(
            self._vault,
            len(self.lines),
            self._ids.salt(),
            moment.utc,
            moment.zone,
            moment.monotonic_ns,
            moment.boot,
            moment.source,
            INSTRUMENT,
        )
        body = encode_body(draft, stamp)
        line = chain_line(len(self.lines), self.lines[-1] if self.lines else None, body)
        entry = decode_body(body, line, self._vault)
        self.lines.append(line)
        self.bodies.append(body)
        self._last = moment.utc
        return entry
