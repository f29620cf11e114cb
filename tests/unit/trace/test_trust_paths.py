"""Which line is the hand-over for many ways of taking mail in, by providers and servers at home.

Each case is a whole way from the top down, in the manner of trusted networks of mail filters: the
servers inside, the border, and what the sender's side wrote below. Invented names; shapes of real
programs.
"""

from __future__ import annotations

import pytest

from upstander.model.lead import Strength, TraceSheet
from upstander.trace.mail_trace import trace_mail

DATE = "; Thu, 12 Nov 2026 21:47:03 +0000"
BELOW = "from bank.example.com (bank.example.com [198.51.100.9]) by {} with ESMTP id 1"
OUT = "203.0.113.77"


def traced(to: str, *lines: str, named: tuple[str, ...] = ()) -> TraceSheet:
    head = "".join(f"Received: {each}{DATE}\r\n" for each in lines)
    mail = f"Delivered-To: {to}\r\n{head}From: kit@example.net\r\nTo: {to}\r\n\r\nhello\r\n"
    return trace_mail(mail.encode(), source="m", recipient_mx=named)


WAYS = [
    pytest.param(
        "tara@gmail.com",
        ["by 2002:a05:7010:1234:b0:3c1:aaaa:bbbb with SMTP id a1csp1",
         f"from r.example.net (r.example.net. [{OUT}]) by mx.google.com with ESMTPS id b2"
         " for <tara@gmail.com>",
         BELOW.format("mx.google.com")],
        "mx.google.com", id="gmail-with-an-inner-line",
    ),
    pytest.param(
        "tara@school.example",
        ["by 2002:a05:7010:1234:b0:3c1:aaaa:bbbb with SMTP id a1csp1",
         f"from r.example.net (r.example.net. [{OUT}]) by mx.google.com with ESMTPS id b2",
         BELOW.format("mx.school.example")],
        "mx.google.com", id="own-domain-kept-at-gmail",
    ),
    pytest.param(
        "tara@outlook.com",
        ["from AM1.eurprd01.prod.outlook.com (2603:10a6:20b::1) by"
         " AM2.eurprd01.prod.outlook.com with HTTPS",
         "from DB1.eurprd02.prod.outlook.com (2603:10a6:10::15) by"
         " AM1.eurprd01.prod.outlook.com (2603:10a6:20b::1) with Microsoft SMTP Server",
         f"from r.example.net ({OUT}) by DB1.mail.protection.outlook.com (10.152.4.239)"
         " with Microsoft SMTP Server id 15 via Frontend Transport",
         BELOW.format("r.example.net")],
        "DB1.mail.protection.outlook.com", id="outlook",
    ),
    pytest.param(
        "tara@yahoo.co.uk",
        ["from 127.0.0.1 by mta1.mail.ir2.yahoo.com with HTTP",
         f"from {OUT} (EHLO r.example.net) by mta1.mail.ir2.yahoo.com with SMTPS",
         BELOW.format("r.example.net")],
        "mta1.mail.ir2.yahoo.com", id="yahoo",
    ),
    pytest.param(
        "tara@example.org",
        ["from mx.example.org by box.example.org with LMTP id x (envelope-from <a@example.net>)",
         f"from r.example.net (r.example.net [{OUT}]) by mx.example.org (Postfix) with ESMTPS",
         BELOW.format("r.example.net")],
        "mx.example.org", id="postfix-and-dovecot",
    ),
    pytest.param(
        "tara@example.org",
        [f"from r.example.net ([{OUT}] helo=mail) by mx.example.org with esmtps (Exim 4.96)"
         " (envelope-from <a@example.net>) id 1abc",
         BELOW.format("mx.example.org")],
        "mx.example.org", id="exim-and-a-line-that-copies-its-name",
    ),
    pytest.param(
        "tara@example.org",
        [f"from bank.example.com (r.example.net [{OUT}] (may be forged)) by mx.example.org"
         " (8.15.2/8.15.2) with ESMTP id q",
         BELOW.format("bank.example.com")],
        "mx.example.org", id="sendmail-may-be-forged",
    ),
    pytest.param(
        "tara@example.org",
        ["(qmail 22 invoked by uid 89)",
         f"from unknown (HELO maya-pc) ({OUT}) by mx.example.org with SMTP",
         BELOW.format("maya-pc")],
        "mx.example.org", id="qmail",
    ),
    pytest.param(
        "tara@example.org",
        ["from localhost (localhost [127.0.0.1]) by mx.example.org (Postfix) with ESMTP id 2",
         "from mx.example.org ([127.0.0.1]) by localhost (mx.example.org [127.0.0.1])"
         " (amavisd-new, port 10024) with LMTP",
         f"from r.example.net (r.example.net [{OUT}]) by mx.example.org (Postfix) with ESMTP",
         BELOW.format("r.example.net")],
        "mx.example.org", id="a-spam-filter-on-the-same-computer",
    ),
    pytest.param(
        "tara@example.org",
        ["from mx2.example.org (mx2.example.org [192.0.2.26]) by inbox.example.org (Postfix)",
         "from mx1.example.org (mx1.example.org [192.0.2.25]) by mx2.example.org (Postfix)",
         f"from r.example.net (r.example.net [{OUT}]) by mx1.example.org (Postfix)",
         BELOW.format("mx1.example.org")],
        "mx1.example.org", id="three-servers-inside",
    ),
    pytest.param(
        "tara@example.org",
        ["from edge (unknown [10.1.2.3]) by inbox.example.org (Postfix) with ESMTP",
         f"from r.example.net (r.example.net [{OUT}]) by edge.example.org (Postfix) with ESMTP",
         BELOW.format("r.example.net")],
        "edge.example.org", id="a-border-with-an-inner-address",
    ),
    pytest.param(
        "tara@example.org",
        [f"from mx.example.org (mx.example.org [{OUT}]) by inbox.example.org (Postfix)",
         BELOW.format("r.example.net")],
        "inbox.example.org", id="a-name-like-ours-without-a-line-of-ours",
    ),
    pytest.param(
        "tara@example.org",
        [f"from r.example.net (r.example.net [{OUT}] (nested (twice) here)) by mx.example.org\r\n"
         "\t(Postfix (Debian (GNU))) with ESMTP",
         BELOW.format("r.example.net")],
        "mx.example.org", id="nested-comments-and-folds",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("to", "lines", "border"), WAYS)
def test_the_computer_outside_that_gave_the_mail_is_the_hand_over(
    to: str, lines: list[str], border: str
) -> None:
    sheet = traced(to, *lines)

    assert sheet.handover is not None
    assert sheet.handover.ip == OUT
    assert sheet.handover.basis.removeprefix("Probably: ").startswith(border)
    assert sheet.hops[-1].strength is Strength.CLAIMED
    assert "bank.example.com" not in sheet.handover.host


@pytest.mark.parametrize(
    "address", ["2001:db8::77", "::ffff:203.0.113.77", "2002:cb00:714d::1", "100.64.0.9"]
)
def test_limits_of_an_address_are_said_beside_it(address: str) -> None:
    line = f"from r.example.net (r.example.net [{address}]) by mx.example.org (Postfix) with ESMTP"
    below = f"from a.example.net (a.example.net [{address}]) by r.example.net with ESMTP"

    hop = traced("tara@example.org", line, below).hops[-1]

    assert hop.from_ip == address
    assert "no outside holder" in hop.note


def test_a_step_inside_without_an_address_gives_no_hand_over_and_says_whom_to_ask() -> None:
    sheet = traced("tara@example.org", "from x by mx.example.org with ESMTP", BELOW.format("x"))

    assert sheet.handover is None
    assert "mx.example.org" in sheet.warnings[0]
    assert all(each.strength is not Strength.PROVEN for each in sheet.leads)


def test_servers_that_are_not_ours_are_only_probably_so() -> None:
    line = f"from r.example.net (r.example.net [{OUT}]) by mx.harbour.test (Postfix) with ESMTP"

    sheet = traced("tara@example.org", line)

    assert sheet.handover is not None
    assert sheet.handover.strength is Strength.INFERRED
    assert sheet.handover.basis.startswith("Probably")


def test_outlooks_result_without_a_name_counts_above_the_hand_over_and_not_below() -> None:
    top = f"Received: from a (2603:10a6:10::15) by A.prod.outlook.com with HTTPS{DATE}\r\n"
    border = (
        f"Received: from r.example.net ({OUT}) by D.mail.protection.outlook.com (10.0.0.9)"
        f" with Microsoft SMTP Server via Frontend Transport{DATE}\r\n"
    )
    own = "Authentication-Results: spf=fail smtp.mailfrom=example.net; dmarc=fail\r\n"
    theirs = "Authentication-Results: spf=pass; dmarc=pass\r\n"
    mail = f"{top}{own}{border}{theirs}From: kit@example.net\r\nTo: tara@outlook.com\r\n\r\n"

    found = trace_mail(mail.encode(), source="m").authentication

    assert [each.trusted for each in found.results] == [True, True, False, False]
    assert found.forged_looking


def test_two_hundred_lines_are_read_and_the_rest_is_said() -> None:
    lines = [BELOW.format(f"h{number}.example.net") for number in range(260)]

    sheet = traced("tara@example.org", *lines)

    assert len(sheet.hops) == 200
    assert any("Only the topmost 200" in each for each in sheet.warnings)


@pytest.mark.parametrize("inside", ["10.0.0.5", "203.0.113.77", "127.0.0.1"])
def test_a_mail_written_on_the_providers_web_page_does_not_believe_lines_below(inside: str) -> None:
    web = f"from {inside} (Webmail authenticated user carl@example.org) by mx.example.org with HTTP"
    sheet = traced("tara@example.org", web, BELOW.format("mx.example.org"))

    assert sheet.handover is None or sheet.handover.ip == inside
    assert sheet.hops[-1].strength is Strength.CLAIMED
