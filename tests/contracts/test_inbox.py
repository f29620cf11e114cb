"""Promises of every inbox."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes.blobs import FakeBlobs
from tests.fakes.clock import FakeClock
from tests.fakes.file_vault import new_vault
from tests.fakes.inbox import FakeInbox
from upstander.adapters.file_vault import FileVault
from upstander.application.ports import BlobStore, Inbox, StoredBlob
from upstander.model.digest import Digest
from upstander.model.entry import Json
from upstander.model.errors import NotFound, VaultLocked


@dataclass
class Place:
    locked: Inbox  # as seen without keys
    inbox: Inbox
    blobs: BlobStore
    clock: FakeClock


@pytest.fixture(params=["memory", "files"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    clock = FakeClock()
    if request.param == "memory":
        blobs = FakeBlobs()
        inbox = FakeInbox(blobs, clock)
        locked = FakeInbox(blobs, clock)
        locked._held, locked.locked = inbox._held, True
        return Place(locked, inbox, blobs, clock)
    vault = new_vault(tmp_path / "vault", clock)
    return Place(FileVault.locked_inbox(vault.path, clock=clock), vault.inbox, vault.blobs, clock)


def _capture(inbox: Inbox, data: bytes, **meta: Json) -> StoredBlob:
    sink = inbox.receive(dict(meta))
    sink.write(data)
    return sink.finish()


def test_takes_in_while_locked_and_shows_it_after(place: Place) -> None:
    stored = _capture(place.locked, b"captured", name="a.txt", case=None)

    (item,) = place.inbox.pending()

    assert item.blob == stored == StoredBlob(Digest.of(b"captured"), 8)
    assert dict(item.meta) == {"name": "a.txt", "case": None}
    assert place.inbox.open(item.ref).read() == b"captured"


def test_keeps_the_time_of_capture(place: Place) -> None:
    before = place.clock.now().utc
    _capture(place.locked, b"x")
    place.clock.advance(days=3)

    assert (place.inbox.pending()[0].captured_at - before).total_seconds() < 1


def test_lists_the_oldest_first(place: Place) -> None:
    for data in (b"one", b"two", b"three"):
        _capture(place.locked, data, n=data.decode())
        place.clock.advance(seconds=1)

    assert [item.meta["n"] for item in place.inbox.pending()] == ["one", "two", "three"]


def test_shows_nothing_that_was_not_finished(place: Place) -> None:
    place.locked.receive({}).write(b"half")
    sink = place.locked.receive({})
    sink.write(b"dropped")
    sink.abandon()

    assert place.inbox.pending() == ()


def test_cannot_be_read_while_locked(place: Place) -> None:
    _capture(place.locked, b"secret")
    ref = place.inbox.pending()[0].ref

    with pytest.raises(VaultLocked):
        place.locked.pending()
    with pytest.raises(VaultLocked):
        place.locked.open(ref)
    with pytest.raises(VaultLocked):
        place.locked.adopt(ref)


def test_a_capture_becomes_an_original_and_stays_until_discarded(place: Place) -> None:
    stored = _capture(place.locked, b"keep me")
    ref = place.inbox.pending()[0].ref

    assert place.inbox.adopt(ref) == stored
    assert place.inbox.adopt(ref) == stored  # twice, as after a crash
    assert len(place.inbox.pending()) == 1
    place.inbox.discard(ref)

    assert place.inbox.pending() == ()
    assert place.blobs.open(stored.digest).read() == b"keep me"


def test_a_discarded_capture_is_gone(place: Place) -> None:
    _capture(place.locked, b"not kept")
    ref = place.inbox.pending()[0].ref
    place.inbox.discard(ref)

    with pytest.raises(NotFound):
        place.inbox.open(ref)
    with pytest.raises(NotFound):
        place.inbox.adopt(ref)
    place.inbox.discard(ref)  # asking twice is fine


def test_a_ref_that_is_a_path_finds_nothing(place: Place) -> None:
    with pytest.raises(NotFound):
        place.inbox.open("../../vault")
