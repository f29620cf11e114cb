"""Captures in memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType
from typing import BinaryIO

from tests.fakes.blobs import FakeBlobs, FakeSink
from tests.fakes.clock import FakeClock
from tests.fakes.ids import FakeIds
from upstander.application.ports import Clock, Ids, InboxItem, StoredBlob
from upstander.model.digest import Digest
from upstander.model.entry import Json
from upstander.model.errors import NotFound, VaultLocked


class FakeInboxSink(FakeSink):
    """A sink that knows its ref."""

    def __init__(self, keep: Callable[[bytes], None], ref: str) -> None:
        super().__init__(keep)
        self.ref = ref


class FakeInbox:
    """A dictionary from ref to time, meta and bytes; set ``locked`` to act as a locked vault."""

    def __init__(
        self, blobs: FakeBlobs, clock: Clock | None = None, ids: Ids | None = None
    ) -> None:
        self._blobs = blobs
        self._clock = clock or FakeClock()
        self._ids = ids or FakeIds("inbox")
        self._held: dict[str, tuple[datetime, dict[str, Json], bytes]] = {}
        self.locked = False

    def receive(self, meta: dict[str, Json]) -> FakeInboxSink:
        ref, at = self._ids.new(), self._clock.now().utc

        def keep(data: bytes) -> None:
            self._held[ref] = (at, dict(meta), data)

        return FakeInboxSink(keep, ref)

    def pending(self) -> tuple[InboxItem, ...]:
        self._need_keys()
        return tuple(
            InboxItem(ref, at, MappingProxyType(meta), StoredBlob(Digest.of(data), len(data)))
            for ref, (at, meta, data) in sorted(self._held.items(), key=lambda held: held[1][0])
        )

    def open(self, ref: str) -> BinaryIO:
        self._need_keys()
        return io.BytesIO(self._data(ref))

    def adopt(self, ref: str) -> StoredBlob:
        self._need_keys()
        data = self._data(ref)
        self._blobs.keep(data)
        return StoredBlob(Digest.of(data), len(data))

    def discard(self, ref: str) -> None:
        self._held.pop(ref, None)

    def _data(self, ref: str) -> bytes:
        if ref not in self._held:
            raise NotFound()
        return self._held[ref][2]

    def _need_keys(self) -> None:
        if self.locked:
            raise VaultLocked()
