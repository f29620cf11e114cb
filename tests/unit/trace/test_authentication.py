"""Who says that the address in From is not what it looks like, and whether that counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from tests.unit.trace.signing import MAIL, known, look, rsa_key, seal, sign
from upstander.mail.headers import split_headers
from upstander.model.lead import Authentication, Verdict
from upstander.trace.authentication import authenticate

HEAD = (
    b"Return-Path: <ops@mailer.example.net>\r\n"
    b"Authentication-Results: mx.school.example; spf=softfail; dkim=none; dmarc=fail\r\n"
    b"Received: from relay.example.net (relay.example.net [198.51.100.23])\r\n"
    b"\tby mx.school.example with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000\r\n"
    b"From: Head Teacher <head@school.example>\r\n"
)
CAMERA = (
    b"Authentication-Results: inbox.example.org; spf=fail smtp.mailfrom=mail.example.net;"
    b" dkim=none; dmarc=fail header.from=example.org\r\n"
    b"Received: from mx.example.org (mx.example.org [192.0.2.25])\r\n"
    b"\tby inbox.example.org with ESMTPS id 77; Wed, 18 Nov 2026 03:12:44 +0000\r\n"
    b"Received: from unknown (HELO maya-pc) (203.0.113.77)\r\n"
    b"\tby mx.example.org with SMTP; Wed, 18 Nov 2026 03:12:41 +0000\r\n"
    b'From: "Priya Shah" <priya.shah@example.org>\r\n'
)
SCHOOL = frozenset({"mx.school.example"})


def check(
    mail: bytes,
    trusted: frozenset[str] = SCHOOL,
    domain: str = "school.example",
    border: int | None = None,
) -> Authentication:
    headers = split_headers(mail)
    return authenticate(mail, headers, trusted=trusted, from_domains=(domain,), border=border)


def test_the_provider_is_quoted_as_it_wrote_and_nobody_is_named() -> None:
    found = check(HEAD)

    assert found.forged_looking
    assert found.why == (
        "The address in From may not be who sent it."
        " mx.school.example wrote: spf=softfail; dkim=none; dmarc=fail."
    )


def test_a_server_below_a_named_domain_is_the_providers_too() -> None:
    found = check(CAMERA, frozenset({"example.org"}), "example.org")

    assert found.forged_looking
    assert "inbox.example.org wrote: spf=fail; dkim=none; dmarc=fail" in found.why


@pytest.mark.parametrize("name", ["example.net", "notexample.org", "org.example", ""])
def test_a_server_of_somebody_else_counts_for_nothing(name: str) -> None:
    found = check(CAMERA, frozenset({name}), "example.org")

    assert not found.forged_looking
    assert not any(each.trusted for each in found.results)
    assert "sender's side may have written it" in found.results[0].why


def test_a_line_below_the_first_received_is_a_claim() -> None:
    forged = b"Authentication-Results: mx.school.example; dmarc=pass header.from=school.example\r\n"
    mail = HEAD.replace(b"From: Head", forged + b"From: Head")

    found = check(mail)

    assert [each.trusted for each in found.results] == [True, True, True, False]
    assert "below the line of the hand-over" in found.results[3].why
    assert found.forged_looking


def test_with_a_known_hand_over_lines_above_its_end_count() -> None:
    first = CAMERA.index(b"Received:")
    mail = CAMERA[first : CAMERA.index(b"Received: from unknown")] + CAMERA[:first]
    mail += CAMERA[CAMERA.index(b"Received: from unknown") :]
    border = mail.index(b"From: ")
    trusted = frozenset({"example.org"})

    without, known_place = (check(mail, trusted, "example.org", at) for at in (None, border))

    assert "wrote: spf=fail; dkim=none; dmarc=fail" in known_place.why
    assert "in the name of inbox.example.org, says: spf=fail; dmarc=fail" in without.why
    assert [each.trusted for each in without.results] == [True, False, True]


def test_the_place_of_each_result_is_exact() -> None:
    spans = [each.span for each in check(HEAD).results]

    assert [HEAD[span.start : span.end] for span in spans] == [
        b"spf=softfail",
        b"dkim=none",
        b"dmarc=fail",
    ]
    assert spans[0].where == "Authentication-Results, line 1"


def test_a_line_that_names_no_server_is_not_trusted() -> None:
    mail = HEAD.replace(b" mx.school.example;", b"", 1)

    found = check(mail)

    assert not found.forged_looking
    assert "names no server" in found.results[0].why


@pytest.mark.parametrize(("said", "below"), [(b"fail", True), (b"pass", False)])
def test_received_spf_of_the_provider_counts_and_from_below_only_a_fail_does(
    said: bytes, below: bool
) -> None:
    line = b"Received-SPF: " + said + b" (mx.school.example: no) receiver=mx.school.example\r\n"
    received = HEAD[HEAD.index(b"Received:") :]

    assert check(line + received).results[0].trusted
    assert check(received + line).results[0].trusted is below
    assert check(received + line).forged_looking is below


def test_a_mail_that_passed_does_not_look_forged() -> None:
    mail = HEAD.replace(b"spf=softfail; dkim=none; dmarc=fail", b"spf=fail; dmarc=pass")

    found = check(mail)

    assert (found.forged_looking, found.why) == (False, "")


def test_a_fitting_signature_of_the_from_domain_is_said_beside_a_failed_result() -> None:
    fails = b"Authentication-Results: mx.example.org; dmarc=fail\r\n"

    found = look(fails + sign(MAIL), known(rsa_key()), trusted=frozenset({"mx.example.org"}))

    assert found.aligned == ("dkim example.org",)
    assert "A signature of example.org was found to fit all the same." in found.why


def test_what_a_forwarder_says_is_marked_and_never_trusted() -> None:
    sealer = "key1._domainkey.lists.example.com"
    mail = seal(MAIL, 1, says="dmarc=fail header.from=example.org")

    fits = look(mail, known(rsa_key(), sealer), trusted=frozenset({"lists.example.com"}))
    unknown = look(mail, trusted=frozenset({"lists.example.com"}))

    assert fits.results[0].why == (
        "A forwarder says this; its seal fits the key of lists.example.com."
    )
    assert "has not been found to fit" in unknown.results[0].why
    assert not any(each.trusted for each in (*fits.results, *unknown.results))
    assert not fits.forged_looking


def test_a_seal_that_does_not_fit_takes_the_forwarders_word_away() -> None:
    sealer = "key1._domainkey.lists.example.com"
    mail = seal(MAIL, 1) + b"Added.\r\n"

    found = look(mail, known(rsa_key(), sealer))

    assert found.signatures[0].verdict is Verdict.ALTERED
    assert "does not count" in found.results[0].why


def test_a_mail_without_any_of_it_says_nothing() -> None:
    assert check(b"From: a@school.example\r\n\r\nHello\r\n") == Authentication()


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    for name in (
        b"",
        b"DKIM-Signature:",
        b"Authentication-Results:",
        b"ARC-Seal:",
        b"Received-SPF:",
    ):
        found = check(name + data)
        assert "forged" not in found.why


def test_a_mail_without_keys_takes_no_longer_than_its_length() -> None:
    head = HEAD + seal(sign(MAIL), 1)

    assert_in_proportion(lambda lines: check(head + b"A line of words.\r\n" * lines), 200_000)


# --- a field without a server's name, as Outlook writes it ------------------------------------

OUTLOOK = (
    b"Received: from EUR01.prod.outlook.com (10.0.0.4) by HE1.prod.outlook.com with HTTPS;\r\n"
    b"\tThu, 12 Nov 2026 21:47:05 +0000\r\n"
    b"Authentication-Results: spf=fail (sender IP is 198.51.100.23)\r\n"
    b"\tsmtp.mailfrom=school.example; dkim=none; dmarc=fail header.from=school.example\r\n"
    b"Received: from relay.example.net (198.51.100.23) by FT1.mail.protection.outlook.com\r\n"
    b"\t(10.0.0.9) with Microsoft SMTP Server via Frontend Transport;\r\n"
    b"\tThu, 12 Nov 2026 21:47:03 +0000\r\n"
    b"Authentication-Results: spf=pass smtp.mailfrom=school.example; dmarc=pass\r\n"
    b"From: Head Teacher <head@school.example>\r\n"
)
MICROSOFT = frozenset({"outlook.com"})
BORDER = OUTLOOK.index(b"Authentication-Results: spf=pass")


def test_a_field_without_a_name_above_a_known_hand_over_is_trusted_by_its_place() -> None:
    found = check(OUTLOOK, MICROSOFT, border=BORDER)

    assert [each.trusted for each in found.results] == [True, True, True, False, False]
    assert "stands above the line of the hand-over" in found.results[0].why
    assert found.forged_looking
    assert "Your own mail provider wrote: spf=fail" in found.why


@pytest.mark.parametrize(("names", "border"), [(MICROSOFT, None), (frozenset[str](), BORDER)])
def test_without_a_sure_hand_over_a_field_without_a_name_is_not_trusted(
    names: frozenset[str], border: int | None
) -> None:
    found = check(OUTLOOK, names, border=border)

    assert not any(each.trusted for each in found.results)
    assert not found.forged_looking


def test_a_field_above_the_hand_over_that_names_another_server_is_not_trusted() -> None:
    mail = OUTLOOK.replace(b"Results: spf=fail", b"Results: mx.example.net; spf=fail", 1)

    found = check(mail, MICROSOFT, border=mail.index(b"Authentication-Results: spf=pass"))

    assert not any(each.trusted for each in found.results)
