"""Who handed a mail over: whatever stands below, a line that may be forged never becomes it."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.mail.headers import split_headers
from upstander.model.lead import Strength
from upstander.trace.received import Received, read_received
from upstander.trace.walk import Recipient, Walk, recipient_of, walk

TARA = ("tara@example.org",)
DATE = "; Wed, 18 Nov 2026 03:12:41 +0000"
BORDER = "from r.example.net (r.example.net [203.0.113.77]) by mx.example.org (Postfix) with ESMTP"
FORGED = "from bank.example.com (bank.example.com [198.51.100.9]) by {by} (Postfix) with ESMTP"
NOT_OURS = FORGED.format(by="maya-pc")
AS_OURS = FORGED.format(by="mx.example.org")


def read(*values: str) -> tuple[Received, ...]:
    data = "".join(f"Received: {each}{DATE}\r\n" for each in values).encode() + b"\r\n"
    fields = split_headers(data).all("received")
    return tuple(read_received(each, number=at) for at, each in enumerate(fields, 1))


def walked(*values: str, addresses: tuple[str, ...] = TARA, named: tuple[str, ...] = ()) -> Walk:
    lines = read(*values)
    return walk(lines, recipient_of(lines, addresses, named))


def handed_over(*values: str) -> tuple[str, str]:
    found = walked(*values).handover
    return (found.ip, found.strength.value) if found else ("", "")


@pytest.mark.parametrize("below", [NOT_OURS, AS_OURS, FORGED.format(by="inbox.example.org")])
@pytest.mark.parametrize(
    "above",
    [
        ("from mx.example.org (unknown [203.0.113.77]) by inbox.example.org (Postfix) with ESMTP",),
        ("from mx.example.org (203.0.113.77) by inbox.example.org with SMTP",),
        ("from mx.example.org (HELO a) (203.0.113.77) by inbox.example.org with SMTP",),
        ("from x (mx.example.org [203.0.113.77] (may be forged)) by inbox.example.org (8.1/8.1)",),
        ("from localhost (unknown [203.0.113.77]) by mx.example.org (Postfix) with ESMTP",),
        ("from fetchmail (unknown [203.0.113.77]) by mx.example.org (Postfix) with ESMTP",),
        ("from x (h-203-0-113-77.example.org [203.0.113.77]) by mx.example.org (Postfix)",),
        (BORDER,),
        ("from x (mx.example.org [192.0.2.25]) by inbox.example.org with ESMTPS", BORDER),
        ("from x (pc7.example.org [203.0.113.77]) (Authenticated sender: carl@example.org)"
         " by mx.example.org (Postfix) with ESMTPSA",),
    ],
)  # fmt: skip
def test_a_forged_line_below_is_never_the_hand_over(above: tuple[str, ...], below: str) -> None:
    found = walked(*above, below)

    assert found.handover is not None
    assert (found.handover.ip, found.handover.strength) == ("203.0.113.77", Strength.PROVEN)
    assert "bank" not in found.handover.host + found.handover.basis
    assert found.hops[-1].strength is Strength.CLAIMED


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("from x by mx.example.org with ESMTP", NOT_OURS),
        ("from x by mx.example.org with ESMTP", AS_OURS),
        ("by mx.example.org with HTTP", NOT_OURS),
        ("by mx.example.org with HTTP", AS_OURS),
        ("from x (unknown [10.0.0.5]) by mx.example.org (Postfix) with ESMTP", NOT_OURS),
    ],
)
def test_without_an_outside_address_there_is_no_hand_over_and_it_says_why(
    above: str, below: str
) -> None:
    found = walked(above, below)

    assert found.handover is None
    assert "mx.example.org" in found.warnings[0]
    assert found.hops[1].strength is Strength.CLAIMED


@pytest.mark.parametrize(
    "above",
    [
        ("from mx.example.org by box.example.org (Dovecot) with LMTP",),
        ("from localhost (localhost [127.0.0.1]) by mx.example.org (Postfix) with ESMTP",
         "from mx.example.org ([127.0.0.1]) by localhost (x [127.0.0.1]) (amavisd-new) with LMTP"),
        ("from pop.example.org [192.0.2.9] by localhost with POP3 (fetchmail-6.3)",),
        ("from mx (unknown [10.0.0.5]) by inbox.example.org (Postfix) with ESMTP",),
        ("from mx (unknown [100.64.0.5]) by inbox.example.org (Postfix) with ESMTP",),
        ("(qmail 1 invoked from network)",),
    ],
)  # fmt: skip
def test_steps_inside_are_passed_to_the_border(above: tuple[str, ...]) -> None:
    assert handed_over(*above, BORDER, NOT_OURS) == ("203.0.113.77", "proven")


def test_a_program_that_puts_a_mail_in_again_makes_what_is_below_less_sure() -> None:
    again = "by mx.example.org (Postfix, from userid 1000)"

    assert handed_over(again, BORDER) == ("203.0.113.77", "inferred")


def test_an_address_that_may_only_have_been_said_is_less_sure() -> None:
    assert handed_over("from [198.51.100.9] by mx.example.org with ESMTP") == (
        "198.51.100.9",
        "inferred",
    )


def test_a_name_that_does_not_lead_back_to_the_address_is_not_the_hosts() -> None:
    line = "from bank.example.com (HELO x) (203.0.113.77) by mx.example.org with SMTP"

    found = walked(line).handover

    assert found is not None
    assert found.host == ""


def test_a_named_server_counts_beside_the_domain_of_the_recipient() -> None:
    inner = "from mx.example.org (mx.example.org [192.0.2.25]) by inbox.example.org with ESMTPS"
    border = "from unknown (HELO maya-pc) (203.0.113.77) by mx.example.org with SMTP"

    found = walked(inner, border, NOT_OURS, named=("mx.example.org",)).handover

    assert found is not None
    assert (found.ip, found.strength) == ("203.0.113.77", Strength.PROVEN)


def test_an_address_in_to_that_the_sender_chose_makes_no_server_of_theirs_ours() -> None:
    line = "from r.evil.test (r.evil.test [203.0.113.77]) by mx.school.example (Postfix)"

    found = walked(line, FORGED.format(by="r.evil.test"), addresses=("x@evil.test",)).handover

    assert found is not None
    assert (found.ip, found.strength) == ("203.0.113.77", Strength.INFERRED)
    assert found.basis.startswith("Probably")


@pytest.mark.parametrize(
    ("networks", "lines", "ip"),
    [
        (["192.0.2.0/24"], ["from a (192.0.2.1) by mx.example.org with SMTP",
                            "from a (203.0.113.77) by mx.example.org with SMTP"], "203.0.113.77"),
        (["192.0.2.0/24"], ["from a (203.0.113.77) by mx.example.org with SMTP",
                            "from a (192.0.2.1) by mx.example.org with SMTP"], "203.0.113.77"),
        (["2001:db8:1::/48"], ["from a (a [2001:db8:1::9]) by mx.example.org (Postfix) with ESMTP",
                               "from a (a [2001:db8:2::9]) by mx.example.org (Postfix)"],
         "2001:db8:2::9"),
        (["192.0.2.0/24"], ["from a (a [IPv6:::ffff:203.0.113.77]) by mx.example.org (Postfix)"],
         "::ffff:203.0.113.77"),
        ([], ["from a (a [127.0.0.1]) by mx.example.org (Postfix) with ESMTP",
              "from a (203.0.113.77) by mx.example.org with SMTP"], "203.0.113.77"),
    ],
)  # fmt: skip
def test_blocks_of_a_provider_are_inside_and_all_others_are_not(
    networks: list[str], lines: list[str], ip: str
) -> None:
    recipient = Recipient(("mx.example.org",))
    recipient = replace(recipient, networks=tuple(ip_network(each) for each in networks))

    found = walk(read(*lines), recipient).handover

    assert found is not None
    assert found.ip == ip


_NAMES = st.sampled_from(["bank.example.com", "mx.example.org", "inbox.example.org", "localhost"])
_LINES = st.builds(
    "from {0} ({1} [198.51.100.{2}]) by {3} {4}".format,
    _NAMES, _NAMES, st.integers(1, 254), _NAMES,
    st.sampled_from(["with SMTP", "with LMTP", "(Postfix) with ESMTPSA", "with HTTP", ""]),
)  # fmt: skip


@given(st.lists(_LINES, max_size=8))
def test_whatever_the_sender_writes_below_the_border_changes_nothing(forged: list[str]) -> None:
    inner = "from mx.example.org (mx.example.org [192.0.2.25]) by inbox.example.org with ESMTPS"

    found = walked(inner, BORDER, *forged)

    assert found.handover == walked(inner, BORDER).handover
    assert [hop.strength for hop in found.hops[2:]] == [Strength.CLAIMED] * len(forged)
    assert "198.51.100." not in " ".join(found.warnings)
