"""Lines that may be made up above the hand-over: nothing below them is called proven."""

from __future__ import annotations

import pytest

from upstander.model.lead import Strength, TraceSheet
from upstander.trace.mail_trace import trace_mail

DATE = "; Thu, 12 Nov 2026 21:47:03 +0000"
UNREAD = "This line could not be read."
VICTIM = "from victim ([198.51.100.9]) by mx.example.org with ESMTP"
BORDER = "from x ([203.0.113.7]) by mx.example.org with ESMTP"
RESULTS = "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.net\r\n"


def traced(*lines: str, below_first: str = "") -> TraceSheet:
    written = [f"Received: {each}{DATE}\r\n" for each in lines]
    written[1:1] = [below_first] if below_first else []
    mail = f"{''.join(written)}From: kit@example.net\r\nTo: tara@example.org\r\n\r\nhello\r\n"
    return trace_mail(mail.encode(), source="m")


@pytest.mark.parametrize("garbage", ["blah blah", "", "(spool)", "blah via blah", ";;", "("])
def test_below_a_line_that_cannot_be_read_nothing_is_proven(garbage: str) -> None:
    sheet = traced(garbage, BORDER)

    assert sheet.hops[0].strength is Strength.CLAIMED
    assert sheet.hops[0].note.startswith(UNREAD) and not sheet.hops[0].inside
    assert sheet.handover is not None and sheet.handover.ip == "203.0.113.7"
    assert sheet.handover.strength is Strength.INFERRED
    assert "could not be read" in sheet.handover.basis
    assert any("could not be read" in each for each in sheet.warnings)
    assert not [lead for lead in sheet.leads if lead.strength is Strength.PROVEN]


def test_a_line_that_cannot_be_read_is_not_called_the_own_providers() -> None:
    sheet = traced("blah blah")

    assert sheet.handover is None
    assert not any("Every line is your own" in each for each in sheet.warnings)
    assert any("No Received line could be read" in each for each in sheet.warnings)


def test_lines_above_the_one_that_cannot_be_read_stay_proven() -> None:
    inner = "from mx.example.org (mx.example.org [192.0.2.25]) by inbox.example.org with ESMTPS"

    sheet = traced(inner, "blah blah", BORDER)

    strengths = [each.strength for each in sheet.hops]
    assert strengths == [Strength.PROVEN, Strength.CLAIMED, Strength.INFERRED]


def test_a_line_that_cannot_be_read_below_the_hand_over_changes_nothing() -> None:
    sheet = traced(BORDER, "blah blah")

    assert sheet.handover == traced(BORDER).handover
    assert sheet.handover is not None and sheet.handover.strength is Strength.PROVEN
    assert sheet.hops[1].note.startswith(UNREAD)
    assert sheet.hops[1].strength is Strength.CLAIMED


@pytest.mark.parametrize("known", ["(qmail 1 invoked from network)", "via dmail-2002(12) for x"])
def test_forms_of_known_programs_without_a_server_can_be_read(known: str) -> None:
    sheet = traced(known, BORDER)

    assert sheet.handover is not None and sheet.handover.strength is Strength.PROVEN
    assert UNREAD not in sheet.hops[0].note


def test_a_line_by_another_name_than_the_computer_above_is_not_proven() -> None:
    top = "from mail.example.org (mail.example.org [203.0.113.66]) by mx.example.org with ESMTP"

    sheet = traced(top, VICTIM)

    assert sheet.handover is not None and sheet.handover.strength is Strength.INFERRED
    assert sheet.handover.basis.startswith("Probably")
    assert "mail.example.org (203.0.113.66)" in sheet.handover.basis
    assert "may be made up" in sheet.handover.basis
    assert [each.strength for each in sheet.hops] == [Strength.PROVEN, Strength.INFERRED]
    assert any("203.0.113.66" in each for each in sheet.warnings)
    proven = [lead.value for lead in sheet.leads if lead.strength is Strength.PROVEN]
    assert "198.51.100.9" not in proven


@pytest.mark.parametrize("between", [(), ("by mail.example.org with SMTP id 7",)])
def test_a_line_by_the_name_of_the_computer_above_is_proven(between: tuple[str, ...]) -> None:
    top = "from x (mail.example.org [192.0.2.25]) by inbox.example.org with ESMTP"
    by = "mx.example.org" if between else "mail.example.org"

    sheet = traced(top, *between, f"from x (r.example.net [203.0.113.7]) by {by} with ESMTP")

    assert sheet.handover is not None and sheet.handover.strength is Strength.PROVEN


@pytest.mark.parametrize(
    "top",
    [
        "blah blah",
        "from mail.example.org (mail.example.org [203.0.113.66]) by mx.example.org with ESMTP",
    ],
)
def test_results_below_a_line_in_doubt_are_not_the_providers(top: str) -> None:
    sheet = traced(top, VICTIM, below_first=RESULTS)

    assert not any(each.trusted for each in sheet.authentication.results)
