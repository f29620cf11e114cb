"""Promises of the trace sheet of a mail: what is proven, what is claimed, and nobody accused."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstander.model.lead import Strength, TraceSheet
from upstander.trace.mail_trace import trace_mail

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "sources"
BORDER = (
    b"Received: from relay.example.net (relay.example.net [198.51.100.23])\r\n"
    b" by mx.example.org with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000\r\n"
)
HEAD = (
    b"From: Kit <kit@example.net>\r\nTo: tara@example.org\r\nSubject: hello\r\n"
    b"Date: Thu, 12 Nov 2026 21:46:58 +0000\r\nMessage-ID: <77@relay.example.net>\r\n"
)
CLAIM = (
    b"Received: from bank.example.com ([203.0.113.9]) by relay.example.net;"
    b" Thu, 12 Nov 2026 21:40:00 +0000\r\n"
)


def traced(
    *lines: bytes, body: bytes = b"words\r\n", recipient_mx: tuple[str, ...] = ()
) -> TraceSheet:
    data = b"".join(lines) + b"\r\n" + body
    return trace_mail(data, source="m", recipient_mx=recipient_mx)


def leads(sheet: TraceSheet) -> dict[str, str]:
    return {lead.kind: lead.value for lead in sheet.leads}


def test_the_own_server_says_who_handed_over() -> None:
    sheet = traced(BORDER, CLAIM, HEAD)

    assert sheet.handover is not None
    assert (sheet.handover.ip, sheet.handover.host) == ("198.51.100.23", "relay.example.net")
    assert sheet.handover.strength is Strength.PROVEN
    assert sheet.handover.time_utc == datetime(2026, 11, 12, 21, 47, 3, tzinfo=UTC)


def test_what_stands_below_is_the_senders_word() -> None:
    sheet = traced(BORDER, CLAIM, HEAD)

    below = sheet.hops[-1]
    assert below.strength is Strength.CLAIMED and "do not rely on it" in below.note
    assert sheet.handover is not None and sheet.handover.ip != "203.0.113.9"


@pytest.mark.parametrize("zone", [b"BST", b"IST"])
def test_a_zone_that_is_not_known_is_never_shown_as_utc(zone: bytes) -> None:
    sheet = traced(BORDER.replace(b"+0000", zone), HEAD)

    assert sheet.hops[0].time_utc is None
    assert sheet.hops[0].time_raw.endswith(zone.decode())


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (b" BST", "does not say a time zone"),
        (b" -0000", "does not say a time zone"),
        (b"", "does not say a time zone"),
    ],
)
def test_a_hand_over_time_without_a_known_zone_is_said_in_its_own_words(
    zone: bytes, said: str
) -> None:
    sheet = traced(BORDER.replace(b" +0000", zone), HEAD)

    written = f'"Thu, 12 Nov 2026 21:47:03{zone.decode()}"'
    assert sheet.handover is not None and sheet.handover.time_utc is None
    assert any(written in line and said in line for line in sheet.warnings)


@pytest.mark.parametrize(
    ("date", "said"),
    [(b"; soon", '"soon" and cannot be read as a time'), (b"", "gives no time")],
)
def test_a_hand_over_time_that_is_none_is_said(date: bytes, said: str) -> None:
    sheet = traced(BORDER.replace(b"; Thu, 12 Nov 2026 21:47:03 +0000", date), HEAD)

    assert any(said in line for line in sheet.warnings)


def test_header_lines_too_long_to_be_read_are_said() -> None:
    sheet = traced(BORDER, b"X-Long: " + b"a" * 5_000_000 + b"\r\n", HEAD)

    assert sheet.froms == ()
    assert any("header lines are too long" in line for line in sheet.warnings)
    assert not any("too long" in line for line in traced(BORDER, HEAD).warnings)


def test_a_mail_without_received_lines_says_so_and_gives_the_rest() -> None:
    sheet = traced(HEAD)

    assert sheet.handover is None
    assert any("no Received line" in line for line in sheet.warnings)
    assert leads(sheet)["message-id"] == "<77@relay.example.net>"


def test_no_mail_at_all_is_said_with_what_to_do() -> None:
    sheet = trace_mail(b"just some words that were pasted", source="m")

    assert sheet.handover is None
    assert any("ask for the original" in line for line in sheet.warnings)


def test_two_from_lines_are_named() -> None:
    sheet = traced(BORDER, HEAD, b"From: head@example.com\r\n")

    assert any("more than one From" in line for line in sheet.warnings)


def test_a_date_far_from_the_hand_over_is_said() -> None:
    odd = HEAD.replace(b"12 Nov 2026 21:46:58", b"11 Nov 2026 21:46:58")

    sheet = traced(BORDER, odd)

    assert any("1 day" in line and "before" in line for line in sheet.warnings)


def test_the_leads_of_a_mail_service_name_its_customer_number() -> None:
    sheet = traced(BORDER, HEAD, b"X-SG-EID: u001.abcDEF\r\nX-Mailer: Harbour Mail 3\r\n")

    found = leads(sheet)
    assert found["mail-service-id"] == "u001.abcDEF"
    assert found["mailer"] == "Harbour Mail 3"


def test_words_of_the_mail_give_leads_with_their_place() -> None:
    sheet = traced(BORDER, HEAD, body=b"Ring me on 07700 900123.\r\n")

    phone = next(lead for lead in sheet.leads if lead.kind == "phone")
    assert phone.value == "07700 900123" and phone.span.unit == "char"


def test_the_persons_own_address_is_no_lead() -> None:
    mine = HEAD.replace(b"kit@example.net", b"tara@example.org")

    sheet = traced(BORDER, mine)

    assert "mail-address" not in leads(sheet)
    assert any("your own address" in note for note in sheet.froms[0].notes)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("kit@examp1e.org", "looks like tara@example.org"),
        ("kit@exarnple.org", "looks like tara@example.org"),
        ("kit@\u0435xample.org", "U+0435 CYRILLIC SMALL LETTER IE"),
        ("kit@xn--exmple-cua.org", "In letters its name is"),
    ],
)
def test_an_address_that_looks_like_another_is_shown_as_another(address: str, said: str) -> None:
    sheet = traced(BORDER, HEAD.replace(b"kit@example.net", address.encode()))

    assert any(said in note for note in sheet.froms[0].notes)
    assert sheet.froms[0].address == address


def test_a_name_that_is_an_address_of_somebody_else_is_named() -> None:
    sheet = traced(BORDER, HEAD.replace(b"Kit <", b'"head@school.example" <'))

    assert any("head@school.example" in note for note in sheet.froms[0].notes)


def test_a_named_provider_is_taken_at_the_persons_word() -> None:
    sheet = traced(
        BORDER, HEAD.replace(b"tara@example.org", b"x@y.test"), recipient_mx=("mx.example.org",)
    )

    assert sheet.handover is not None and sheet.handover.strength is Strength.PROVEN


# --- any bytes ------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [BORDER, CLAIM, HEAD, b"Received: \r\n", b"Received: from a by b\r\n", b"X: \xff\xfe\r\n", b":"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES | st.binary(max_size=60), max_size=8).map(b"".join))
def test_any_bytes_give_a_sheet_whose_leads_stand_where_they_say(data: bytes) -> None:
    sheet = trace_mail(data, source="m")

    for lead in sheet.leads:
        if lead.span.unit == "byte":
            stands = data[lead.span.start : lead.span.end]
            assert stands == lead.value.encode("utf-8", "surrogateescape"), lead.kind


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Priya Shah", "bank.example.com", "head"]), min_size=1))
def test_no_sentence_of_ours_says_that_a_forged_party_sent_it(names: list[str]) -> None:
    forged = [
        f"Received: from {name.replace(' ', '')} ([203.0.113.9]) by {name.replace(' ', '')};"
        " Thu, 12 Nov 2026 21:40:00 +0000\r\n"
        for name in names
    ]
    head = HEAD.replace(b"Kit", names[0].encode())

    sheet = traced(BORDER, "".join(forged).encode(), head)

    assert sheet.handover is not None and sheet.handover.ip == "198.51.100.23"
    said = [sheet.handover.basis, sheet.authentication.why, *sheet.warnings]
    said += [hop.note for hop in sheet.hops] + [lead.why for lead in sheet.leads]
    for name in names:
        assert not [line for line in said if f"{name} sent" in line]


@pytest.mark.shared
def test_every_shared_mail_is_traced() -> None:
    if not SHARED.is_dir():
        pytest.skip("MISSING: ../shared/data/sources, so no shared mail was traced here")
    found = [path for path in SHARED.glob("email_*/*") if path.is_file()]

    for path in found:
        data = path.read_bytes()[:2_000_000]
        sheet = trace_mail(data, source=path.name)
        for lead in sheet.leads:
            if lead.span.unit == "byte":
                stands = data[lead.span.start : lead.span.end]
                assert stands == lead.value.encode("utf-8", "surrogateescape"), path.name

    assert len(found) > 100


HTML = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n"


def test_a_link_behind_words_is_a_lead_and_says_what_it_shows() -> None:
    body = b'<a href="https://login.example.com/pay?id=7">www.harbourbank.example</a>'

    sheet = traced(BORDER, HEAD, HTML, body=body)

    lead = next(each for each in sheet.leads if each.value == "https://login.example.com/pay?id=7")
    assert (lead.kind, lead.span.where) == ("link", "link 1")
    assert any("www.harbourbank.example" in note for note in lead.notes)


def test_the_same_link_many_times_is_one_lead() -> None:
    body = b'<a href="https://login.example.com/pay">Pay</a> ' * 40

    links = [each for each in traced(BORDER, HEAD, HTML, body=body).leads if each.kind == "link"]

    assert [each.value for each in links] == ["https://login.example.com/pay"]


def test_the_name_of_a_file_in_a_mail_tells_a_date_only_when_asked() -> None:
    kind = b'Content-Type: image/jpeg; name="IMG_20261117_083000.jpg"\r\n'

    [lead] = [each for each in traced(BORDER, HEAD, kind).leads if each.kind == "file-metadata"]

    assert lead.asked_only and lead.plain == "2026-11-17 08:30"


INSIDE = (
    b'Content-Type: multipart/mixed; boundary="b"\r\n',
    b"--b\r\nContent-Type: text/plain\r\n\r\nSee this.\r\n--b\r\n"
    b"Content-Type: message/rfc822\r\n\r\nFrom: vex@example.com\r\nSubject: x\r\n\r\n"
    b"Ring 07700 900123 now.\r\n--b--\r\n",
)


def test_a_mail_inside_gives_leads_that_say_so_and_a_next_step() -> None:
    sheet = traced(BORDER, HEAD, INSIDE[0], body=INSIDE[1])

    lead = next(each for each in sheet.leads if each.value == "07700 900123")
    assert lead.span.where == "a mail inside it"
    assert "sent on inside this one" in lead.notes[0]
    assert any("Save the inner one" in line for line in sheet.warnings)
    assert sheet.handover is not None and sheet.handover.ip == "198.51.100.23"


def test_the_recipients_own_mail_inside_gives_nothing_about_them() -> None:
    own = INSIDE[1].replace(b"vex@example.com", b"Tara <TARA@example.org>")

    sheet = traced(BORDER, HEAD, INSIDE[0], body=own + b"\r\n")

    assert "07700 900123" not in [each.value for each in sheet.leads]


def test_the_recipients_own_address_in_the_words_is_no_lead() -> None:
    sheet = traced(BORDER, HEAD, body=b"write to tara@example.org or vex@example.com\r\n")

    found = [each.value for each in sheet.leads]
    assert "tara@example.org" not in found and "vex@example.com" in found
