"""Leads of a mail: who holds the answer, exactly as in the evidence, and how sure each is."""

from __future__ import annotations

from dataclasses import fields

import pytest

from tests.unit.trace.signing import known, rsa_key, sign
from upstander.model.lead import Lead, Strength
from upstander.trace.key_records import KeyRecords
from upstander.trace.mail_trace import trace_mail

MAIL = (
    b"Return-Path: <ops@mailer.example.net>\r\n"
    b"Received: from relay.example.net (relay.example.net [198.51.100.23])\r\n"
    b"\tby mx.school.example with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000\r\n"
    b"From: Head Teacher <head@school.example>\r\n"
    b"Reply-To: h3ad.teacher@example.com\r\n"
    b"To: amari@school.example\r\n"
    b"Date: Thu, 12 Nov 2026 21:46:58 +0100\r\n"
    b"Message-ID: <9@relay.example.net>\r\n"
    b"X-Originating-IP: [203.0.113.9]\r\n"
    b"List-Unsubscribe: <https://lists.example.com/u/77>\r\n"
    b"\r\nI know you told.\r\n"
)


def leads(mail: bytes = MAIL, keys: KeyRecords | None = None) -> tuple[Lead, ...]:
    return trace_mail(mail, source="m", keys=keys).leads


def one(kind: str, mail: bytes = MAIL, keys: KeyRecords | None = None) -> Lead:
    return next(each for each in leads(mail, keys) if each.kind == kind)


@pytest.mark.parametrize(
    ("kind", "value", "holder"),
    [
        ("mail-handover", "198.51.100.23", "the network that holds 198.51.100.23"),
        ("own-provider", "mx.school.example", "the people who run mx.school.example"),
        ("reply-address", "h3ad.teacher@example.com", "the mailbox provider of example.com"),
        ("return-path", "ops@mailer.example.net", "the mail service of mailer.example.net"),
        ("message-id", "<9@relay.example.net>", "relay.example.net"),
        ("ip", "203.0.113.9", "the network that holds 203.0.113.9"),
        ("list-id", "<https://lists.example.com/u/77>", "lists.example.com"),
        ("device-zone", "+0100", "nobody outside"),
    ],
)
def test_each_lead_says_who_holds_the_answer(kind: str, value: str, holder: str) -> None:
    lead = one(kind)

    assert lead.value == value
    assert holder in lead.holder
    assert lead.ask and lead.give and lead.by


@pytest.mark.parametrize("inside", ["192.168.1.7", "127.0.0.1", "169.254.3.4", "240.0.0.1"])
def test_nobody_is_to_be_asked_about_an_address_inside_a_home_or_a_computer(inside: str) -> None:
    lead = one("ip", MAIL.replace(b"203.0.113.9", inside.encode()))

    assert (lead.value, lead.holder) == (inside, "nobody outside")
    assert lead.why == "The sender's side wrote this address."


def test_each_lead_stands_where_it_says_letter_for_letter() -> None:
    for lead in leads():
        stands = MAIL[lead.span.start : lead.span.end]

        assert stands == lead.value.encode(), lead.kind


def test_what_the_own_provider_recorded_comes_first() -> None:
    found = [each.strength for each in leads()]

    assert found[:2] == [Strength.PROVEN, Strength.PROVEN]
    assert Strength.PROVEN not in found[2:]


def test_a_signature_that_fits_makes_a_signed_lead_of_its_domain() -> None:
    mail = sign(MAIL.replace(b"school.example>", b"example.org>"), names=("from", "to", "date"))

    lead = one("dkim-domain", mail, known(rsa_key()))

    assert (lead.value, lead.strength, lead.signer) == (
        "example.org",
        Strength.SIGNED,
        "example.org",
    )
    assert lead.strength_words == "signed by example.org"


def test_a_signature_that_was_not_checked_is_a_claim_and_no_sign_of_forgery() -> None:
    lead = one("dkim-claim", sign(MAIL, names=("from", "to", "date")))

    assert lead.strength is Strength.CLAIMED
    assert "could not see" in lead.why
    assert "forg" not in " ".join((lead.why, *lead.notes)).lower()


def test_a_line_of_a_log_in_below_names_the_service_that_can_confirm_it() -> None:
    line = (
        b"Received: from [192.0.2.77] (helo=pc) by smtp.example.net with esmtpsa (Exim 4.96);"
        b" Thu, 12 Nov 2026 21:46:59 +0000\r\nFrom: Head"
    )

    lead = one("mail-submission", MAIL.replace(b"From: Head", line))

    assert (lead.value, lead.strength) == ("192.0.2.77", Strength.CLAIMED)
    assert "smtp.example.net" in lead.holder


def test_the_address_shown_in_from_is_never_said_to_have_sent_it() -> None:
    lead = one("mail-address")

    said = " ".join(
        str(getattr(lead, each.name)) for each in fields(lead) if each.name not in ("span", "value")
    )
    assert "may know nothing" in said
    assert "head@school.example sent" not in said
