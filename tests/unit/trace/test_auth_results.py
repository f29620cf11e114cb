"""Authentication-Results are read as written, whatever stands in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.trace._auth_results import Reported, read_received_spf, read_results

PLAIN = " mx.example.org; spf=pass smtp.mailfrom=tara@example.org; dkim=fail header.d=example.net"


def _said(reported: Reported) -> list[str]:
    return [f"{each.method}={each.result}" for each in reported.results]


def test_server_results_and_properties_are_read() -> None:
    reported = read_results(PLAIN.encode())

    assert reported.server == "mx.example.org"
    assert _said(reported) == ["spf=pass", "dkim=fail"]
    assert reported.results[0].properties == (("smtp.mailfrom", "tara@example.org"),)


def test_the_place_of_a_result_is_exact() -> None:
    second = read_results(PLAIN.encode()).results[1]

    assert PLAIN[second.start : second.end] == "dkim=fail header.d=example.net"


@pytest.mark.parametrize(
    ("value", "server", "said"),
    [
        ("mx.example.org 1; dkim=pass", "mx.example.org", ["dkim=pass"]),
        ("mx.example.org; none", "mx.example.org", ["none=none"]),
        ('"mx example"; spf=none', "mx example", ["spf=none"]),
        ("(a (b) ; spf=pass) mx.example.org; dkim=pass", "mx.example.org", ["dkim=pass"]),
        (
            "mx.example.org; dkim=pass (k; (2) \\) bits); spf=fail",
            "mx.example.org",
            ["dkim=pass", "spf=fail"],
        ),
        ("mx.example.org;\r\n\tdkim = pass\r\n\theader.d = a.b", "mx.example.org", ["dkim=pass"]),
        ("mx.example.org; dkim/1=pass", "mx.example.org", ["dkim=pass"]),
        (
            "spf=fail (sender IP) smtp.mailfrom=a.example; dmarc=fail",
            "",
            ["spf=fail", "dmarc=fail"],
        ),
        ("mx.example.org dkim=pass", "mx.example.org", ["dkim=pass"]),
        ("mx.example.org; ; =; dkim; spf=pass;", "mx.example.org", ["spf=pass"]),
        ("mx.example.org; spf=(what); dkim=pass", "mx.example.org", ["dkim=pass"]),
        ("mx.example.org; spf=pass (never ends; dkim=fail", "mx.example.org", ["spf=pass"]),
        ("", "", []),
        (";;;", "", []),
    ],
)
def test_odd_and_broken_fields_give_what_can_be_read(
    value: str, server: str, said: list[str]
) -> None:
    reported = read_results(value.encode())

    assert reported.server == server
    assert _said(reported) == said


def test_a_semicolon_in_a_comment_or_a_quoted_string_ends_nothing() -> None:
    value = b'mx.example.org; dkim=fail (bad; really) reason="a; b=c" header.d=example.net'

    (only,) = read_results(value).results

    assert only.properties == (("reason", "a; b=c"), ("header.d", "example.net"))


def test_an_equals_sign_in_an_address_stays_in_it() -> None:
    value = b"mx.example.org; spf=pass smtp.mailfrom=bounce+tara=example.org@news.example.net"

    (only,) = read_results(value).results

    assert only.properties == (("smtp.mailfrom", "bounce+tara=example.org@news.example.net"),)


def test_blanks_and_comments_around_the_dot_are_allowed() -> None:
    (only,) = read_results(b"mx.example.org; spf=fail smtp (x) . mailfrom=a.example").results

    assert only.properties == (("smtp.mailfrom", "a.example"),)


def test_several_results_of_one_method_are_all_there() -> None:
    value = b"mx.example.org; dkim=pass header.d=a.example; dkim=fail header.d=b.example"

    assert _said(read_results(value)) == ["dkim=pass", "dkim=fail"]


def test_received_spf_gives_result_server_and_pairs() -> None:
    value = (
        b" softfail (mx.example.org: domain of a@b.example does not say) client-ip=192.0.2.7;"
        b' envelope-from="a@b.example"; helo=b.example;'
    )

    reported = read_received_spf(value)

    assert reported is not None
    assert (reported.server, _said(reported)) == ("mx.example.org", ["spf=softfail"])
    assert ("envelope-from", "a@b.example") in reported.results[0].properties


def test_the_receiver_that_received_spf_names_is_its_server() -> None:
    reported = read_received_spf(b"Pass (other: x) receiver=mx.example.org; helo=b.example")

    assert reported is not None
    assert reported.server == "mx.example.org"


@pytest.mark.parametrize("value", [b"", b"()", b"=", b"192.0.2.1", b"\xff"])
def test_received_spf_without_a_result_gives_nothing(value: bytes) -> None:
    assert read_received_spf(value) is None


@given(st.binary(max_size=300) | st.text(' \r\n\t"\\();=./@ab1-', max_size=300).map(str.encode))
def test_every_value_is_a_piece_of_the_evidence(value: bytes) -> None:
    reported = read_results(value)

    texts = [re.sub(r"\r*\n", "", value.decode(code, "replace")) for code in ("utf-8", "latin-1")]
    for each in reported.results:
        pieces = (each.method, each.result, *(given for _, given in each.properties))
        assert all(any(piece in text for text in texts) for piece in pieces)
        assert 0 <= each.start < each.end <= len(value)


@given(st.binary(max_size=200))
def test_received_spf_never_falls_over(value: bytes) -> None:
    reported = read_received_spf(b"fail " + value)

    assert reported is None or reported.results[0].result


@pytest.mark.parametrize(
    "piece", ["(", '"', '"\\', "a=", "a ", "a . ", "x; ", "a=b ", "\\", "()", ". ", " =", "a=b;"]
)
def test_a_hostile_field_is_read_in_a_moment(piece: str) -> None:
    def read(size: int) -> None:
        value = (piece * size).encode()
        assert len(read_results(value).results) <= 100
        read_received_spf(value)

    assert_in_proportion(read, 1_000_000)
