"""Our age files against the specification's other readers and writers."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.preserve import age
from upstander.preserve.age_keys import Identity

SIZES = [0, 1, 65535, 65536, 65537, 131072, 200_001]
ME = Identity.make(os.urandom)
THEIR = pyrage.x25519.Identity.from_str(ME.text())


def _data(size: int) -> bytes:
    return bytes(number % 251 for number in range(size))


def _sealed(data: bytes) -> bytes:
    return age.encrypt(data, [ME.public], os.urandom)


@pytest.mark.parametrize("size", SIZES)
def test_another_implementation_reads_what_we_write(size: int) -> None:
    assert pyrage.decrypt(_sealed(_data(size)), [THEIR]) == _data(size)


@pytest.mark.parametrize("size", SIZES)
def test_we_read_what_another_implementation_writes(size: int) -> None:
    assert age.decrypt(pyrage.encrypt(_data(size), [THEIR.to_public()]), [ME]) == _data(size)


@pytest.mark.needs("age")
def test_the_stock_program_and_we_read_each_other(tmp_path: Path) -> None:
    program = shutil.which("age") or "age"
    (tmp_path / "id").write_text(ME.text())
    (tmp_path / "ours").write_bytes(_sealed(_data(100_000)))
    read = subprocess.run(
        [program, "-d", "-i", tmp_path / "id", tmp_path / "ours"], capture_output=True, check=True
    )
    wrote = subprocess.run(
        [program, "-r", ME.recipient()], input=_data(100_000), capture_output=True, check=True
    )

    assert read.stdout == _data(100_000)
    assert age.decrypt(wrote.stdout, [ME]) == _data(100_000)


def test_several_recipients_can_each_read() -> None:
    other = Identity.make(os.urandom)
    sealed = age.encrypt(b"for both", [other.public, ME.public], os.urandom)

    assert age.decrypt(sealed, [ME]) == age.decrypt(sealed, [other]) == b"for both"
    assert pyrage.decrypt(sealed, [THEIR]) == b"for both"


@given(st.lists(st.binary(max_size=70_000), max_size=6))
def test_how_bytes_are_pushed_does_not_matter(parts: list[bytes]) -> None:
    out: list[bytes] = []
    writer = age.AgeWriter(out.append, [ME.public], os.urandom)
    for part in parts:
        writer.write(part)
    writer.finish()

    assert age.decrypt(b"".join(out), [ME]) == b"".join(parts)


@given(st.lists(st.tuples(st.integers(0, 200_000), st.integers(0, 140_000)), max_size=8))
def test_reads_the_same_from_any_place(looks: list[tuple[int, int]]) -> None:
    data = _data(150_000)
    reader = io.BufferedReader(age.AgeReader(io.BytesIO(_LONG), [ME]))
    for place, size in looks:
        reader.seek(place)
        assert reader.read(size) == data[place : place + size]


_LONG = _sealed(_data(150_000))


@pytest.mark.parametrize("cut", [1, 15, 16, 17, 65552, 65553, 100_000, len(_LONG) - 200])
def test_a_cut_file_is_refused_at_once(cut: int) -> None:
    with pytest.raises(age.AgeError):
        age.AgeReader(io.BytesIO(_LONG[:-cut]), [ME])


def test_bytes_added_at_the_end_are_refused() -> None:
    for extra in (b"x", bytes(16), bytes(70_000)):
        with pytest.raises(age.AgeError):
            age.decrypt(_LONG + extra, [ME])


@given(st.integers(0, len(_LONG) - 1), st.integers(1, 255))
def test_a_changed_byte_is_always_refused(place: int, change: int) -> None:
    damaged = bytearray(_LONG)
    damaged[place] ^= change

    with pytest.raises(age.AgeError):
        age.decrypt(bytes(damaged), [ME])


def test_swapped_chunks_are_refused() -> None:
    start = len(_LONG) - (150_000 + 3 * age.TAG)
    one = _LONG[start : start + 65552]
    two = _LONG[start + 65552 : start + 2 * 65552]
    with pytest.raises(age.AgeError):
        age.decrypt(_LONG[:start] + two + one + _LONG[start + 2 * 65552 :], [ME])


def test_another_key_does_not_open() -> None:
    with pytest.raises(age.AgeError, match="not for these keys"):
        age.decrypt(_LONG, [Identity.make(os.urandom)])


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_calmly(junk: bytes) -> None:
    for data in (
        junk,
        b"age-encryption.org/v1\n" + junk,
        b"age-encryption.org/v1\n-> X25519 " + junk,
    ):
        with pytest.raises(age.AgeError):
            age.decrypt(data, [ME])


def test_a_low_order_share_is_refused() -> None:
    lines = _sealed(b"x").split(b"\n", 2)
    forged = b"\n".join([lines[0], b"-> X25519 " + b"A" * 43, lines[2]])
    with pytest.raises(age.AgeError):
        age.decrypt(forged, [ME])


def test_the_same_bytes_twice_look_different() -> None:
    assert _sealed(b"same") != _sealed(b"same")
