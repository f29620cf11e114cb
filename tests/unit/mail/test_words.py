"""Encoded words, parameters and character sets, right and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.mail.charset import decode_text
from upstander.mail.params import parse_params
from upstander.mail.words import decode_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?q?Caf=C3=A9?=", "Café"),
        ("=?UTF-8?B?w6k=?= =?utf-8?Q?_fin?=", "é fin"),
        ("=?utf-8?b?4pw=?= =?utf-8?b?hQ==?=", "✅"),  # one letter cut in two words
        ("=?utf-8?q?two words?= end", "two words end"),  # blanks inside are against the rule
        ("=?iso-8859-1?q?Fr=F6sche?=", "Frösche"),
        ("=?iso-8859-1*en?q?a?=", "a"),
        ("=?utf-8?b?w6k?=", "é"),  # padding missing
        ("=?x-none?q?abc?=", "abc"),
        ("no =?utf-8?q words", "no =?utf-8?q words"),
    ],
)
def test_encoded_words_are_read(written: str, read: str) -> None:
    assert decode_words(written) == read


def test_an_encoded_word_is_decoded_only_once() -> None:
    assert decode_words("=?utf-8?q?=3D=3Futf-8=3Fq=3Fa=3F=3D?=") == "=?utf-8?q?a?="


def test_parameters_in_pieces_are_joined_and_decoded() -> None:
    kind, params = parse_params(
        'application/pdf; name*0*=utf-8\'\'caf%C3%A9; name*1=" menu.pdf"; x="a;b"'
    )

    assert (kind, params["name"], params["x"]) == ("application/pdf", "café menu.pdf", "a;b")


@pytest.mark.parametrize(
    ("data", "declared", "text", "used"),
    [
        (b"plain", None, "plain", "us-ascii"),
        ("won’t".encode(), "utf-8", "won’t", "utf-8"),
        (b"won\x92t", "iso-8859-1", "won’t", "cp1252"),
        (b"won\x92t", "us-ascii", "won’t", "cp1252"),
        ("won’t".encode(), "x-unknown", "won’t", "utf-8"),
        (b"\x81\x8d", None, "\x81\x8d", "iso-8859-1"),
        ("日本".encode("iso2022_jp"), None, "日本", "iso-2022-jp"),
        (b"abc\x00", "rot13", "abc\x00", "rot13"),
        (b"\xff", "unicode_escape", "ÿ", "cp1252"),
    ],
)
def test_the_rung_that_held_is_recorded(
    data: bytes, declared: str | None, text: str, used: str
) -> None:
    decoded = decode_text(data, declared)

    assert (decoded.text, decoded.used) == (text, used)


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_become_text(data: bytes, declared: str) -> None:
    assert isinstance(decode_text(data, declared).text, str)


@given(st.text(max_size=300))
def test_any_header_text_can_be_decoded(text: str) -> None:
    decode_words(text)
    parse_params(text)
