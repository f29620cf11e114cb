"""Results of checks by their place: a provider may write them right below its own line."""

from __future__ import annotations

import pytest

from upstander.mail.headers import split_headers
from upstander.model.lead import Authentication
from upstander.trace.authentication import authenticate
from upstander.trace.mail_trace import trace_mail

DATE = "; Thu, 12 Nov 2026 21:47:03 +0000\r\n"
INNER = f"Received: by 2002:a05:7010:1234:b0:3c1:aaaa:bbbb with SMTP id a1csp1{DATE}"
BORDER = (
    "Received: from r.example.net (r.example.net. [203.0.113.77])\r\n"
    f" by mx.google.com with ESMTPS id b2 for <tara@gmail.com>{DATE}"
)
SPF = "Received-SPF: fail (google.com: domain of a@example.org does not designate) x=y\r\n"
FAIL = "Authentication-Results: mx.google.com; dmarc=fail header.from=example.org\r\n"
PASS = "Authentication-Results: mx.google.com; dmarc=pass header.from=example.org;"
PASS += " spf=pass smtp.mailfrom=example.org\r\n"
ARC = "ARC-Authentication-Results: i=1; mx.google.com; dmarc=fail header.from=example.org\r\n"
THEIRS = f"Received: from pc (pc [198.51.100.9]) by r.example.net with ESMTP{DATE}"
FROM = "From: Head <head@example.org>\r\nTo: tara@gmail.com\r\n\r\nhello\r\n"


def gmail(*lines: str) -> Authentication:
    mail = "".join(("Delivered-To: tara@gmail.com\r\n", *lines, FROM))
    return trace_mail(mail.encode(), source="m").authentication


def other(*lines: str) -> Authentication:
    """A mail of a provider that writes its results above its own line."""
    text = "".join((*lines, FROM)).replace("mx.google.com", "mx.example.org")
    mail = text.encode()
    border = mail.index(b"+0000", mail.index(b"by mx.example.org")) + 7
    return authenticate(
        mail,
        split_headers(mail),
        trusted=frozenset({"mx.example.org"}),
        from_domains=("example.org",),
        border=border,
    )


def test_what_gmail_writes_right_below_its_own_line_counts() -> None:
    found = gmail(INNER, BORDER, SPF, FAIL, THEIRS)

    assert [each.trusted for each in found.results] == [True, True]
    assert "right below its own line" in found.results[0].why
    assert found.forged_looking
    assert "mx.google.com wrote: dmarc=fail" in found.why


def test_a_pass_right_below_gmails_own_line_counts_too() -> None:
    found = gmail(INNER, BORDER, PASS, THEIRS)

    assert found.aligned == ("spf example.org",)
    assert not found.forged_looking


@pytest.mark.parametrize(
    "lines",
    [
        (BORDER, THEIRS, PASS),
        (BORDER, "X-Mailer: a\r\n", PASS, THEIRS),
        (BORDER, FAIL, PASS, THEIRS),
    ],
)
def test_a_pass_further_down_never_counts_at_gmail(lines: tuple[str, ...]) -> None:
    found = gmail(INNER, *lines)

    assert found.aligned == ()
    assert not any(each.trusted for each in found.results if each.result == "pass")


def test_a_pass_right_below_the_line_of_another_provider_does_not_count() -> None:
    found = other(BORDER, PASS, THEIRS)

    assert not any(each.trusted for each in found.results)


@pytest.mark.parametrize("lines", [(BORDER, FAIL, THEIRS), (BORDER, THEIRS, FAIL)])
def test_a_fail_in_the_own_providers_name_counts_wherever_it_stands(lines: tuple[str, ...]) -> None:
    found = other(*lines)

    assert found.forged_looking
    assert "in the name of mx.example.org, says: dmarc=fail" in found.why
    assert "mx.example.org wrote" not in found.why
    assert "so that nobody is named" in found.results[0].why


def test_a_fail_below_does_not_take_away_what_the_provider_surely_wrote() -> None:
    found = other(PASS, BORDER, THEIRS, FAIL)

    assert not found.forged_looking
    assert not any(each.trusted for each in found.results if each.result == "fail")


def test_a_fail_below_in_somebody_elses_name_counts_for_nothing() -> None:
    assert not other(BORDER, FAIL.replace("mx.google.com", "mx.example.net")).forged_looking


def test_the_providers_own_sealed_results_above_the_border_count() -> None:
    found = gmail(INNER, ARC, BORDER, THEIRS)

    assert found.forged_looking
    assert [each.trusted for each in found.results] == [True]
    assert found.results[0].why == "Your own mail provider wrote this (mx.google.com)."


@pytest.mark.parametrize(
    "lines",
    [
        (INNER, BORDER, ARC.replace("fail", "pass"), THEIRS),
        (INNER, ARC.replace("mx.google.com", "mx.example.net"), BORDER, THEIRS),
    ],
)
def test_sealed_results_of_others_or_below_the_border_do_not_count(lines: tuple[str, ...]) -> None:
    assert not any(each.trusted for each in gmail(*lines).results)


def test_only_the_topmost_sealed_results_of_the_provider_count() -> None:
    found = gmail(INNER, ARC, ARC.replace("i=1", "i=2"), BORDER, THEIRS)

    assert [each.trusted for each in found.results] == [True, False]
