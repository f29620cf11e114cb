"""The charset ladder, and offsets that are those of the file."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.intake.text import blocks, decode, decode_scanned, detect, original_bytes

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    ("raw", "codec", "skip"),
    [
        (b"\xef\xbb\xbfhi\n", "utf-8", 3),
        ("hi\n".encode("utf-16"), "utf-16-le", 2),
        (b"\xfe\xff" + "hi\n".encode("utf-16-be"), "utf-16-be", 2),
        ("hello there\n".encode("utf-16-le"), "utf-16-le", 0),
        ("hello there\n".encode("utf-16-be"), "utf-16-be", 0),
        (b"plain\n", "utf-8", 0),
    ],
)
def test_the_charset_is_found(raw: bytes, codec: str, skip: int) -> None:
    charset = detect(raw)
    assert (charset.codec, charset.skip) == (codec, skip)


@given(ANY_TEXT, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_the_scanned_text_gives_back_every_byte(text: str, codec: str) -> None:
    marks = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    raw = marks[codec] + text.encode(codec, "surrogatepass")
    charset = detect(raw)
    back = b"".join(original_bytes(each, charset) for each in blocks(io.BytesIO(raw), charset))
    assert raw[: charset.skip] + back == raw


@given(st.binary(max_size=400))
def test_any_bytes_decode_to_text_that_can_be_stored(raw: bytes) -> None:
    found = decode(raw)
    assert found.text.encode() and "\0" not in found.text if found.text else True
    assert found.charset in ("utf-8", "cp1252")


def test_a_half_surrogate_and_a_zero_byte_are_mended_and_named() -> None:
    raw = "a\ud83d\0b".encode("utf-16-le", "surrogatepass")
    charset = detect(b"\xff\xfe" + raw)
    scanned = b"".join(blocks(io.BytesIO(b"\xff\xfe" + raw), charset))
    found = decode_scanned(scanned, charset)
    assert found.text == "a\ufffd\ufffdb"
    assert found.repairs == ("NUL", "surrogate")


def test_a_declared_charset_that_does_not_exist_falls_down_the_ladder() -> None:
    assert decode("é".encode(), "x-klingon").text == "é"
    assert decode(b"\xe9", "x-klingon") == ("é", "cp1252", ("charset-fallback",))
