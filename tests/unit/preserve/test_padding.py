"""Padding: sizes that say little, bytes that come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.preserve.padding import (
    SMALLEST,
    pad,
    padded_size,
    padding,
    padme,
    read_trailer,
    unpad,
)


@given(st.binary(max_size=5000))
def test_padded_bytes_come_back(data: bytes) -> None:
    assert unpad(pad(data)) == data
    assert len(pad(data)) == padded_size(len(data))


@given(st.integers(0, 2**50))
def test_padding_costs_little(size: int) -> None:
    assert size <= padme(size) <= max(size * 1.12, size + 1)
    assert padded_size(size) >= max(SMALLEST, size + 8)


@pytest.mark.parametrize("size", [0, 1, 1016, 1017, 65536, 10_000_000])
def test_streamed_padding_has_the_promised_length(size: int) -> None:
    parts = list(padding(size))

    assert sum(map(len, parts)) == padded_size(size) - size
    assert parts[-1][-8:] == size.to_bytes(8, "big")


def test_few_sizes_are_left_of_many() -> None:
    assert len({padded_size(size) for size in range(1000, 1_000_000, 97)}) < 300


@pytest.mark.parametrize("payload", [b"", b"short", bytes(1024)[:-1] + b"\xff", b"\xff" * 1024])
def test_a_length_that_cannot_be_is_refused(payload: bytes) -> None:
    if payload == bytes(1024)[:-1] + b"\xff":
        assert read_trailer(payload[-8:], len(payload)) == 255
        return
    with pytest.raises(ValueError, match="does not fit"):
        unpad(payload)
