"""Received lines as servers write them: what was seen, what was only said, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.mail.headers import split_headers
from upstander.trace.received import Received, read_received

ROOT = Path(__file__).parents[2]
DATE = "; Wed, 18 Nov 2026 03:12:41 +0000"


def line_of(value: str, before: str = "") -> tuple[bytes, Received]:
    data = f"{before}Received: {value}\r\nSubject: x\r\n\r\n".encode("utf-8", "surrogateescape")
    return data, read_received(split_headers(data).all("received")[0], source="a.eml")


def read(value: str) -> Received:
    return line_of(value)[1]


def shapes() -> list[list[str]]:
    """Each way of writing: the line, and its address, its name, its greeting and its server."""
    text = (ROOT / "data" / "received" / "shapes.tsv").read_text(encoding="utf-8")
    return [row.split("\t") for row in text.splitlines()[1:]]


@pytest.mark.parametrize(("value", "ip", "rdns", "helo", "by"), shapes())
def test_each_way_of_writing_gives_what_was_seen_apart_from_what_was_said(
    value: str, ip: str, rdns: str, helo: str, by: str
) -> None:
    line = read(value + DATE)

    assert (line.ip, line.rdns, line.helo, line.by) == (ip, rdns, helo, by)
    assert line.date.utc == datetime(2026, 11, 18, 3, 12, 41, tzinfo=UTC)


def test_the_other_clauses_are_told() -> None:
    value = (
        "from a (b.example.net [192.0.2.9]) by mx.example.org (Postfix) with ESMTPS id 4A2B"
        " for <tara@example.org>; Wed, 18 Nov 2026 03:12:41 +0000 (envelope-from kit@example.net)"
    )

    line = read(value)

    assert (line.protocol, line.queue, line.recipient, line.sender) == (
        "ESMTPS",
        "4A2B",
        "tara@example.org",
        "kit@example.net",
    )


# --- what cannot be talked into -----------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "from fetchmail.example.net (unknown [203.0.113.7]) by mx.example.org (Postfix) with ESMTP",
        "from localhost (unknown [203.0.113.7]) by mx.example.org (Postfix) with ESMTP id 1",
        "from localhost (HELO localhost) (203.0.113.7) by mx.example.org with SMTP",
        "from lmtp (unknown [203.0.113.7]) by mx.example.org (Postfix) with ESMTP id 1",
        "from uid.example.net (uid.example.net [203.0.113.7]) by mx.example.org with SMTP",
        "from a (b [203.0.113.7]) by mx.example.org (envelope-from <invoked by@x>) with SMTP",
    ],
)
def test_a_name_that_the_other_side_chose_never_hides_where_the_mail_came_in(value: str) -> None:
    line = read(value + DATE)

    assert line.ip == "203.0.113.7"
    assert not line.local


@pytest.mark.parametrize(
    "value",
    [
        "from mx.example.org ([203.0.113.7]) by mx.example.org with ESMTP id 1",
        "from mx.example.org (203.0.113.7) by mx.example.org with SMTP",
        "from x (mx.example.org [203.0.113.7] (may be forged)) by mx.example.org (8.13/8.13)",
        "from mx.example.org (HELO x) (203.0.113.7) by mx.example.org with SMTP",
        "from mx.example.org ([203.0.113.7]) by mx.example.org (8.14.4) (envelope-from exim 4@x)",
    ],
)
def test_a_name_that_was_not_looked_up_both_ways_is_not_taken_for_a_server(value: str) -> None:
    assert not read(value + DATE).checked


def test_an_address_in_the_greeting_is_not_the_address_that_was_seen() -> None:
    line = read(
        f"from unknown (HELO 198.51.100.9) (203.0.113.77) by mx.example.org with SMTP{DATE}"
    )

    assert (line.ip, line.helo, line.seen) == ("203.0.113.77", "198.51.100.9", True)


def test_an_address_that_stands_alone_may_be_what_the_other_side_said() -> None:
    assert not read(f"from [198.51.100.9] by mx.example.org with ESMTP id 1{DATE}").seen


def test_an_address_behind_the_one_that_was_seen_changes_nothing() -> None:
    value = (
        'from a (b.example.net [203.0.113.77]) (Client CN "x [198.51.100.9]", Issuer "y")'
        " by mx.example.org (Postfix) with ESMTPS id 1"
    )

    assert read(value + DATE).ip == "203.0.113.77"


# --- inside one system, and signed in ------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "(qmail 10681 invoked by uid 404)",
        "(qmail 9751 invoked from network)",
        "by 2002:a05:7108:d20a:b0:3a with SMTP id x1",
        "by mail.example.org (Postfix, from userid 889) id 27C",
        "from kit@example.net by mx.example.org by uid 502 with qmail-scanner-1.20",
        "from mx.example.org by box.example.org (Dovecot) with LMTP id 1",
        "from me ([unix socket]) by box.example.org (Cyrus v2.2.12) with LMTPA",
        "from localhost (localhost [127.0.0.1]) by mx.example.org (Postfix) with ESMTP id F1",
        "from mx.example.org ([127.0.0.1]) by localhost (x [127.0.0.1]) (amavisd-new) with ESMTP",
        "from pop.example.net [192.0.2.9] by localhost with POP3 (fetchmail-6.2.4) for t@localhost",
        "from mail pickup service by example.com with Microsoft SMTPSVC",
    ],
)  # fmt: skip
def test_a_step_inside_one_system_is_local(value: str) -> None:
    assert read(value + DATE).local


@pytest.mark.parametrize(
    ("value", "login"),
    [
        ("from x (b [192.0.2.9]) (Authenticated sender: kit@example.net) by m.example.net",
         "kit@example.net"),
        ("from x (192.0.2.9) by m.example.net (7.0.027) (authenticated as kit) id 41", "kit"),
        ("from [192.0.2.9] (account kit@example.net) by m.example.net", "kit@example.net"),
        ("from x ([192.0.2.9]) (AUTH: LOGIN kit@example.net, SSL: TLSv1) by m.example.net",
         "kit@example.net"),
        ("from x (b [192.0.2.9]) (authenticated as user kit using X) by m.example.net", "kit"),
        ("from x (b [192.0.2.9]) (authenticated bits=0) by m.example.net (8.13/8.13)", ""),
        ("from 192.0.2.9 by www.example.net with HTTP", ""),
        ("from x ([192.0.2.9]) by m.example.net with esmtpsa (Exim 4.42) id 1", ""),
    ],
)  # fmt: skip
def test_a_line_says_that_somebody_signed_in_and_as_whom(value: str, login: str) -> None:
    data, line = line_of(value + DATE)

    assert line.signed_in
    assert line.login == login
    if login:
        assert data[line.login_span.start : line.login_span.end].decode() == login


def test_a_host_that_is_called_authenticated_has_not_signed_in() -> None:
    value = "from x (authenticated.example.net [192.0.2.9]) by mx.example.org with ESMTP id 1"

    assert not read(value + DATE).signed_in


# --- times --------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["BST", "IST", "-0000", "", "+9900"])
def test_a_time_whose_zone_is_not_known_is_never_made_universal(zone: str) -> None:
    line = read(f"from a ([192.0.2.9]) by mx.example.org; Wed, 18 Nov 2026 03:12:41 {zone}")

    assert line.date.utc is None
    assert line.date.raw.startswith("Wed, 18 Nov 2026 03:12:41")


@pytest.mark.parametrize(
    "tail",
    [" Wed, 18 Nov 2026 03:12:41 +0000", "; 18 Nov 2026 03:12:41 GMT", ";17 Nov 2026 22:12:41 EST"],
)  # fmt: skip
def test_a_date_without_a_semicolon_or_with_an_old_zone_is_read(tail: str) -> None:
    line = read(f"from a ([192.0.2.9]) by mx.example.org with ESMTP id EF01{tail}")

    assert line.date.utc == datetime(2026, 11, 18, 3, 12, 41, tzinfo=UTC)


# --- any bytes -----------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    ["from", "by", "with", "id", "for", "(", ")", "((", "[192.0.2.9]", "192.0.2.9", "HELO x", ";",
     "helo=", "(b [2001:db8::1])", "mx.example.org", "ESMTPSA", "\\", '"', "\r\n\t", "-0000",
     "(Authenticated sender: kit)", "authenticated", "é", "\x00", "Wed, 18 Nov 2026 03:12:41 +0000"]
)  # fmt: skip


@given(st.lists(_WORDS | st.text(max_size=12), max_size=30))
def test_whatever_stands_in_a_line_each_value_stands_at_its_place(words: list[str]) -> None:
    text = " ".join(words).replace("\n", "\n\t").encode("utf-8", "replace").decode()

    data, line = line_of(text)

    for value, span in ((line.ip, line.ip_span), (line.login, line.login_span)):
        if value:
            assert data[span.start : span.end].decode("utf-8") == value
    assert line.span.source == "a.eml"


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    data = b"Received: " + raw + b"\r\n\r\n"

    for header in split_headers(data).all("received"):
        assert isinstance(read_received(header), Received)


@pytest.mark.parametrize(
    "part",
    ["(", ")", "()", "from ", "[1.2.3.4", "(HELO ", "helo=", "\\(", "a.", ";", '"', "1.", ":"],
)
def test_an_endless_line_takes_no_longer_than_a_short_one(part: str) -> None:
    def read_long(size: int) -> None:
        line = read("from " + part * (size // len(part)))
        assert line.span.end - line.span.start >= size - len(part)

    assert_in_proportion(read_long, 1_000_000)


def test_a_name_in_other_letters_is_read_as_such() -> None:
    line = read(f"from x (m\u00fcnchen.example.net [192.0.2.9]) by m\u00e4x.example.org{DATE}")

    assert line.by == "m\u00e4x.example.org"


def test_spaces_before_the_colon_are_no_reason_to_miss_a_line() -> None:
    data = b"Received : from a (b.example.net [192.0.2.9])\r\n by mx.example.org" + DATE.encode()

    line = read_received(
        split_headers(data + b"\r\nFrom : kit@example.net\r\n\r\nx").all("received")[0]
    )

    assert (line.ip, line.by) == ("192.0.2.9", "mx.example.org")
