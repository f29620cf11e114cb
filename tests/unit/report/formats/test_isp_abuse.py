"""Abuse reports of one mail: byte for byte, one incident, nothing private beyond the mail."""

from __future__ import annotations

import base64
import email
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from tests.support.report_facts import NOW, case
from upstander.model.lead import Lead, Span, Strength
from upstander.model.report import Contact, Document, Incident, ReportFacts
from upstander.report._arf import Draft, Enclosed, arf
from upstander.report._interface import Asked
from upstander.report.as_text import plain_text
from upstander.report.formats.isp_abuse import PLUGIN

SAMPLES = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "sources" / "email_eml"
TICKED = Asked(now=NOW, address="abuse@network.example.net", shares=frozenset({"email"}))
PLAIN = Asked(now=NOW, address="abuse@network.example.net")
HEAD = (
    b"Return-Path: <ops@mailer.example.net>\r\n"
    b"Received: from relay.example.net ([198.51.100.23]) by mx.example.org;"
    b" Thu, 12 Nov 2026 22:47:03 +0100\r\n"
    b"From: Head <head@school.example>\r\nTo: tara@example.org\r\nSubject: last warning\r\n\r\n"
)
MAILS = {
    "ascii": HEAD + b"I know you told.\r\n",
    "eight-bit": HEAD + "You won\u2019t make it.\r\n".encode(),
    "long-line": HEAD + b"x" * 5000 + b"\r\n",
    "lone-lf": HEAD.replace(b"\r\n", b"\n") + b"one\ntwo",
    "lone-cr": HEAD + b"one\rtwo\r\n",
    "broken-mime": HEAD[:-2] + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
    + b"--x\r\n--x\r\n--y--\r\n",
    "nul": HEAD + b"a\0b\r\n",
    "no-end": HEAD + b"no line end",
    "only-line-ends": b"\r\n\r\n\r\n",
    "own-boundary": HEAD + b"--=_report_0\r\n--=_report_0--\r\n",
}  # fmt: skip
IP = Lead("ip", "198.51.100.23", Strength.PROVEN, "h", "a", "g", "b", Span("TE-001", 60, 73))


def facts_of(mail: bytes) -> ReportFacts:
    tara = Contact(name="Tara Example", email="tara@example.org")
    return ReportFacts(reporter=tara, raw_mail=mail, leads=(IP,), kinds=("threatening-messages",))


def report_of(document: Document) -> bytes:
    (part,) = document.files
    return part.data


def parts_of(raw: bytes) -> list[bytes]:
    """The bodies between the lines of the boundary, without any library."""
    boundary = raw.partition(b'boundary="')[2].partition(b'"')[0]
    pieces = raw.split(b"\r\n--" + boundary)[1:-1]
    return [piece.partition(b"\r\n\r\n")[2] for piece in pieces]


def read(raw: bytes) -> list[Message]:
    message = email.message_from_bytes(raw)
    assert message.get_content_type() == "multipart/report"
    assert message.get_param("report-type") == "feedback-report"
    held = message.get_payload()
    assert isinstance(held, list)
    return [each for each in held if isinstance(each, Message)]


@pytest.mark.parametrize("name", sorted(MAILS))
def test_the_mail_in_a_report_is_byte_for_byte_the_mail_that_was_kept(name: str) -> None:
    mail = MAILS[name]

    parts = parts_of(report_of(PLUGIN.write(facts_of(mail), TICKED)))

    assert parts[2] == mail
    assert [base64.b64decode(each) for each in parts[3:]] in ([], [mail])


@pytest.mark.parametrize("name", sorted(MAILS))
def test_a_mail_that_relays_may_change_goes_along_once_more_and_says_so(name: str) -> None:
    document = PLUGIN.write(facts_of(MAILS[name]), TICKED)
    parts = read(report_of(document))

    fragile = name not in ("ascii", "broken-mime", "no-end", "only-line-ends", "own-boundary")
    assert len(parts) == (4 if fragile else 3)
    assert ("original.eml, which keeps every byte" in _flat(document)) is fragile
    if fragile:
        assert parts[3].get_filename() == "original.eml"
        assert parts[3].get_payload(decode=True) == MAILS[name]


def test_an_independent_reader_finds_letter_fields_and_mail() -> None:
    letter, fields, mail = read(report_of(PLUGIN.write(facts_of(MAILS["ascii"]), TICKED)))

    assert letter.get_content_type() == "text/plain"
    assert b"Class (RSIT): Abusive Content / Harmful Speech" in (
        letter.get_payload(decode=True) or b""
    )
    inner = fields.get_payload(0)
    assert isinstance(inner, Message)
    assert inner["Feedback-Type"] == "abuse" and inner["Version"] == "1"
    assert inner["Source-IP"] == "198.51.100.23"
    assert inner["Arrival-Date"] == "Thu, 12 Nov 2026 22:47:03 +0100"
    assert inner["Original-Mail-From"] == "<ops@mailer.example.net>"
    assert mail.get_content_type() == "message/rfc822"


def test_no_domain_is_reported_that_did_not_sign() -> None:
    claimed = replace(IP, kind="dkim-domain", value="school.example", strength=Strength.CLAIMED)
    signed = replace(IP, kind="dkim-domain", value="mailer.example.net", strength=Strength.SIGNED)
    facts = replace(facts_of(MAILS["ascii"]), leads=(IP, claimed, signed))

    raw = report_of(PLUGIN.write(facts, TICKED))

    assert b"Reported-Domain: mailer.example.net" in raw
    assert b"Reported-Domain: school.example" not in raw


def test_without_a_tick_only_header_lines_go_and_the_own_address_is_out_of_them() -> None:
    mail = MAILS["ascii"].replace(b"by mx.example.org;", b"by mx for <tara@example.org>;")

    document = PLUGIN.write(facts_of(mail), PLAIN)

    raw = report_of(document)
    assert b"tara@example.org" not in raw and b"I know you told" not in raw
    assert b"Received: from relay.example.net ([198.51.100.23])" in raw
    assert read(raw)[2].get_content_type() == "text/rfc822-headers"
    assert any("tick your e-mail address" in each for each in document.missing)


def test_who_learns_says_that_the_mail_holds_the_own_address_and_what_else() -> None:
    mail = MAILS["ascii"].replace(b"I know you told.", b"I know Quiverdale Primary.")
    facts = replace(facts_of(mail), school="Quiverdale Primary")

    document = PLUGIN.write(facts, TICKED)

    assert any("holds your own mail address" in each for each in document.who_learns)
    assert "The mail also holds: school." in document.who_learns


@pytest.mark.parametrize("coded", [b"Sunflower7", b"=53unflower7", b"U3VuZmxvd2VyNw=="])
def test_a_password_in_the_mail_keeps_it_out_however_it_is_coded(coded: bytes) -> None:
    coding = b"base64" if coded.endswith(b"==") else b"quoted-printable"
    head = HEAD.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: " + coding + b"\r\n\r\n")
    facts = replace(facts_of(head + coded + b"\r\n"), private=(("password", "Sunflower7"),))

    document = PLUGIN.write(facts, TICKED)

    assert coded not in report_of(document)
    assert any("may hold a password" in each for each in document.missing)


def test_a_coded_subject_gives_no_private_word_away() -> None:
    coded = b"=?utf-8?B?U3VuZmxvd2VyNw==?="
    facts = facts_of(MAILS["ascii"].replace(b"last warning", coded))

    raw = report_of(PLUGIN.write(replace(facts, private=(("password", "Sunflower7"),)), TICKED))

    assert coded not in raw
    assert b"Subject: [left out: password]" in raw


def test_only_the_incident_and_the_traces_of_this_mail_are_told() -> None:
    other = replace(IP, value="203.0.113.99")
    facts = replace(
        facts_of(MAILS["ascii"]),
        leads=(other, IP),
        incidents=(Incident("1 Nov", "Another mail."), Incident("12 Nov", "I know  you told.")),
    )

    document = PLUGIN.write(facts, TICKED)

    text = plain_text(document)
    assert "203.0.113.99" not in text and "Another mail." not in text
    assert "> I know  you told." in text
    assert "This is about one mail only. Make one report for each mail." in document.missing


def test_the_time_of_the_server_stands_there_where_no_incident_is_of_this_mail() -> None:
    text = _flat(PLUGIN.write(facts_of(MAILS["ascii"]), TICKED))

    assert "Time: 2026-11-12 21:47:03 +00:00 (UTC 2026-11-12 21:47:03Z; time exact)" in text


@pytest.mark.parametrize(("kind", "said", "sort"), [
    ("fraud", "Fraud / Phishing", b"fraud"), ("harassment", "Harmful Speech", b"abuse"),
    ("identity-theft", "Fraud / Masquerade", b"fraud"),
])  # fmt: skip
def test_the_class_fits_the_kind(kind: str, said: str, sort: bytes) -> None:
    document = PLUGIN.write(replace(facts_of(MAILS["ascii"]), kinds=(kind,)), TICKED)

    assert said in plain_text(document)
    assert b"Feedback-Type: " + sort in report_of(document)


def test_the_file_says_nothing_private_in_its_name_and_beside_no_other() -> None:
    document = PLUGIN.write(facts_of(HEAD + b"words\r\n"), TICKED)

    assert [part.name for part in document.files] == ["report.eml"]
    assert document.name == "letter"


def test_without_a_mail_there_is_only_the_letter() -> None:
    assert PLUGIN.write(case("amari"), TICKED).files == ()


def test_a_mail_of_five_megabytes_is_a_report_in_proportion_to_its_size() -> None:
    line = b"x" * 70 + b"\r\n"

    def write(size: int) -> None:
        facts = facts_of(HEAD + line * (size // len(line)) + b"\xe2\x80\x99\r\n")
        assert len(report_of(PLUGIN.write(facts, TICKED))) > 2 * size

    assert_in_proportion(write, 5 * 1024 * 1024)


def test_a_time_without_a_zone_is_not_made_up() -> None:
    mail = MAILS["ascii"].replace(b" +0100", b"")

    assert b"Arrival-Date" not in report_of(PLUGIN.write(facts_of(mail), TICKED))


@given(st.binary(max_size=400), st.booleans())
@settings(max_examples=50)
def test_no_bytes_make_a_report_fail_or_change(body: bytes, head: bool) -> None:
    mail = (HEAD if head else b"") + body

    raw = arf(Draft("letter", "Abuse report"), [("Version", "1")], Enclosed(mail))

    parts = parts_of(raw)
    assert parts[2] == mail
    assert all(base64.b64decode(each) == mail for each in parts[3:])
    assert PLUGIN.write(facts_of(mail), PLAIN) == PLUGIN.write(facts_of(mail), PLAIN)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_field_or_subject_puts_a_line_of_its_own_into_the_head(value: str, name: str) -> None:
    raw = arf(Draft("x", f"{name}\r\nBcc: a@example.org"), [("Source-IP", value)], None)

    head = raw.partition(b"\r\n\r\n")[0]
    assert b"Bcc" not in head
    assert head.count(b"\r\n") == 4


@pytest.mark.shared
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample mails of ../shared are missing")
def test_every_sample_mail_goes_along_unchanged() -> None:
    samples = sorted(SAMPLES.glob("*"))
    assert len(samples) > 20

    for sample in samples:
        mail = sample.read_bytes()
        raw = arf(Draft("x", "Abuse report"), [], Enclosed(mail))
        assert parts_of(raw)[2] == mail, sample.name
        document = PLUGIN.write(facts_of(mail), PLAIN)
        assert b"tara@example.org" not in report_of(document), sample.name


def _flat(document: Document) -> str:
    return " ".join(plain_text(document).split())


def test_the_moment_of_writing_is_the_only_clock() -> None:
    later = replace(TICKED, now=datetime(2026, 12, 1, tzinfo=UTC))

    first, second = (PLUGIN.write(facts_of(MAILS["ascii"]), each) for each in (TICKED, later))

    assert b"26 November 2026" in report_of(first)
    assert b"1 December 2026" in report_of(second)
