"""Promises of every store of originals."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.fakes.blobs import FakeBlobs
from tests.fakes.file_vault import new_vault
from upstander.application.ports import BlobStore, StoredBlob
from upstander.model.digest import EMPTY, Digest
from upstander.model.errors import OriginalChanged


@pytest.fixture(params=["memory", "files"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    return FakeBlobs() if request.param == "memory" else new_vault(tmp_path / "vault").blobs


def _keep(blobs: BlobStore, *parts: bytes, durable: bool = True) -> StoredBlob:
    sink = blobs.receive()
    for part in parts:
        sink.write(part)
    return sink.finish(durable=durable)


@pytest.mark.parametrize("size", [0, 1, 1000, 65536, 65537, 300_000])
def test_gives_back_the_bytes_it_took(blobs: BlobStore, size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    stored = _keep(blobs, data[: size // 2], data[size // 2 : size])

    assert stored == StoredBlob(Digest.of(data[:size]), size)
    with blobs.open(stored.digest) as stream:
        assert stream.read() == data[:size]


def test_reads_from_any_place(blobs: BlobStore) -> None:
    data = bytes(range(256)) * 1024
    stored = _keep(blobs, data)

    with blobs.open(stored.digest) as stream:
        assert stream.seek(-10, io.SEEK_END) == len(data) - 10
        assert stream.read() == data[-10:]
        stream.seek(65530)
        assert stream.read(12) == data[65530:65542]
        assert stream.tell() == 65542
        assert stream.readline(5) == data[65542:65547]


def test_knows_what_is_there(blobs: BlobStore) -> None:
    stored = _keep(blobs, b"here")

    assert blobs.has(stored.digest)
    assert not blobs.has(Digest.of(b"elsewhere"))


def test_keeps_an_empty_file(blobs: BlobStore) -> None:
    assert _keep(blobs).digest == EMPTY
    assert blobs.open(EMPTY).read() == b""


def test_the_same_bytes_twice_are_kept_once(blobs: BlobStore) -> None:
    first, second = _keep(blobs, b"same"), _keep(blobs, b"sa", b"me")

    assert first == second
    assert blobs.open(first.digest).read() == b"same"


def test_what_waits_for_the_group_can_be_read(blobs: BlobStore) -> None:
    stored = _keep(blobs, b"waiting", durable=False)

    assert blobs.open(stored.digest).read() == b"waiting"
    blobs.sync()
    assert blobs.open(stored.digest).read() == b"waiting"


def test_the_same_bytes_twice_in_one_group_are_kept_once(blobs: BlobStore) -> None:
    first = _keep(blobs, b"twin", durable=False)
    _keep(blobs, b"twin", durable=False)
    blobs.sync()

    assert blobs.open(first.digest).read() == b"twin"


def test_abandoned_bytes_are_not_kept(blobs: BlobStore) -> None:
    sink = blobs.receive()
    sink.write(b"never mind")
    sink.abandon()

    assert not blobs.has(Digest.of(b"never mind"))
    with pytest.raises(ValueError, match="closed"):
        sink.write(b"more")


def test_says_when_an_original_is_missing(blobs: BlobStore) -> None:
    with pytest.raises(OriginalChanged):
        blobs.open(Digest.of(b"nowhere"))


def test_erased_bytes_are_gone(blobs: BlobStore) -> None:
    stored = _keep(blobs, b"lost on purpose")
    blobs.erase(stored.digest)

    assert not blobs.has(stored.digest)
    blobs.erase(stored.digest)  # asking twice is fine


def test_erased_bytes_are_gone_before_the_group_too(blobs: BlobStore) -> None:
    stored = _keep(blobs, b"lost early", durable=False)
    blobs.erase(stored.digest)
    blobs.sync()

    assert not blobs.has(stored.digest)
