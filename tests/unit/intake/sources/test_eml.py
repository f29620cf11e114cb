"""One mail: what it says, who claims to have sent it, and where in the file it stands."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from upstander.intake.read import choose, read_original
from upstander.intake.sources._mail_message import read_mail_member
from upstander.mail.headers import split_headers
from upstander.model.errors import NotFound
from upstander.model.message import AttachmentState, Message, MessageKind, ZoneBasis
from upstander.model.reading import ReadReport, ReadSettings

DATA = Path(__file__).resolve().parents[3] / "data" / "sources" / "eml"


def read(
    data: bytes, name: str = "mail.eml", self_name: str = ""
) -> tuple[list[Message], ReadReport]:
    digest = hashlib.sha256(data).hexdigest()
    settings = ReadSettings(self_name=self_name)
    events = list(read_original(io.BytesIO(data), name=name, sha256=digest, settings=settings))
    report = events.pop()
    assert isinstance(report, ReadReport)
    return [event for event in events if isinstance(event, Message)], report


def example(name: str) -> bytes:
    return (DATA / name / "input.eml").read_bytes()


def test_the_head_teacher_mail_reads_as_printed() -> None:
    (mail,), report = read(example("head-teacher"))

    assert mail.text == (
        "I know you told. Watch your back Friday after period 6, you won’t make it to your car."
    )
    assert (mail.kind, mail.subject) == (MessageKind.MAIL, "last warning")
    assert ("reply-to", "h3ad.teacher@example.com") in mail.extra
    assert (report.status, report.bytes_leftover) == ("read", 0)


def test_the_camera_bluff_mail_keeps_claim_and_arrival_apart() -> None:
    (mail,), _ = read(example("camera-bluff"))

    times = {time.role: time.utc for time in mail.times}
    assert times["sent"] == datetime(2026, 11, 18, 3, 12, 40, tzinfo=UTC)
    assert times["received"] == datetime(2026, 11, 18, 3, 12, 44, tzinfo=UTC)
    assert mail.sender is not None
    assert mail.sender.handle == mail.recipients[0].handle == "priya.shah@example.org"
    assert mail.native_id == "<a1b2@maya-pc>"


def test_the_raw_headers_stand_in_the_span_in_their_order() -> None:
    data = example("camera-bluff")
    (mail,), _ = read(data)

    where = mail.provenance
    headers = split_headers(data[where.start : where.end])
    assert where.raw_sha256 == hashlib.sha256(data).hexdigest()
    assert [field.name for field in headers.fields[:5]] == [
        "Return-Path",
        "Authentication-Results",
        "Received",
        "Received",
        "Received",
    ]
    assert b"(HELO maya-pc) (203.0.113.77)" in headers.fields[3].value


def test_a_mail_says_the_same_when_it_is_read_again() -> None:
    assert read(example("head-teacher")) == read(example("head-teacher"))


def test_a_date_with_an_ambiguous_zone_is_not_an_instant() -> None:
    (mail,), _ = read(b"From: a@example.org\nDate: Fri, 21 Aug 2026 09:55 BST\nTo: b\n\nx")

    sent = mail.sent
    assert sent is not None and sent.utc is None
    assert (sent.raw, sent.zone_basis) == ("Fri, 21 Aug 2026 09:55 BST", ZoneBasis.NONE)
    assert sent.local == datetime(2026, 8, 21, 9, 55)


def test_an_attachment_can_be_fetched_again() -> None:
    data = (
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n"
        b"--b\nContent-Type: image/gif; name=../../x.gif\nContent-Transfer-Encoding: base64\n\n"
        b"R0lGODlhAQ==\n--b--\n"
    )
    (mail,), _ = read(data)

    attachment = mail.attachments[0]
    assert attachment.member is not None
    content = read_mail_member(io.BytesIO(data), attachment.member)
    assert attachment.sha256 == hashlib.sha256(content).hexdigest()
    assert (attachment.safe_name, attachment.sniffed_type) == ("x.gif", "image/gif")
    assert attachment.state is AttachmentState.PRESENT


@pytest.mark.parametrize("member", ["", "mail:0-9", "mail:0-5/9", "mail:5-1/1/u1", "../x"])
def test_a_pointer_to_nothing_finds_nothing(member: str) -> None:
    with pytest.raises(NotFound):
        read_mail_member(io.BytesIO(b"From: a@example.org\n\nhi"), member)


def test_which_address_is_yours_is_asked_not_guessed() -> None:
    (mail,), report = read(example("head-teacher"))

    assert mail.direction == "unknown"
    assert [question.slug for question in report.questions] == ["self_name"]
    assert set(report.questions[0].options) == {"head@school.example", "amari@school.example"}


def test_the_answer_tells_in_from_out() -> None:
    (mail,), report = read(example("head-teacher"), self_name="Amari@School.example")

    assert mail.direction == "in"
    assert mail.recipients[0].is_self is True
    assert not report.questions


def test_two_from_lines_are_pointed_out() -> None:
    (mail,), report = read(b"From: a@example.org\nFrom: b@example.org\nSubject: x\n\nhi")

    assert mail.sender is not None and mail.sender.handle == "a@example.org"
    assert "several-from" in [warning.code for warning in report.warnings]


@pytest.mark.parametrize(
    "name", ["mail", "saved.msg", "note.txt", "1700000000.M1P2.host:2,S", "x.eml", "photo.jpg"]
)
def test_a_mail_is_known_by_any_name(name: str) -> None:
    source, _ = choose(example("head-teacher"), name)

    assert source is not None and source.slug == "eml"


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2024, 10:11 - Tara: From: kit@example.org\n12/03/2024, 10:12 - Kit: Subject: x\n",
        "[12/03/2024, 10:11:12] Tara: hi\n",
        "Note to self: call Sam\nSubject to change: all of it\n",
        "GIF89a",
        "",
    ],
)
def test_what_is_no_mail_is_not_taken_for_one(text: str) -> None:
    source, _ = choose(text.encode(), "x.txt")

    assert source is None or source.slug not in ("eml", "mbox")


def test_an_apple_mail_file_is_read_without_its_frame() -> None:
    mail = b"From: a@example.org\nSubject: x\nDate: Wed, 18 Nov 2026 03:12:40 +0000\n\nhi\n"
    data = b"%-10d\n" % len(mail) + mail + b"<?xml version='1.0'?><plist/>"

    (message,), report = read(data, "1.emlx")

    assert message.text == "hi"
    assert report.bytes_covered == len(mail)
    assert report.bytes_covered + report.bytes_leftover == len(data)


def test_a_name_with_a_direction_override_becomes_harmless() -> None:
    data = (
        b"From: a@example.org\nSubject: x\nContent-Type: image/jpeg;"
        b" name*=utf-8''photo_%E2%80%AEgpj.exe\n\n\xff\xd8\xff"
    )
    (mail,), _ = read(data)

    assert mail.attachments[0].native_name == "photo_\u202egpj.exe"
    assert mail.attachments[0].safe_name == "photo_gpj.exe"


def test_a_mail_of_five_hundred_levels_is_read_and_the_limit_is_said() -> None:
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500)
    )
    _, report = read(b"From: a@example.org\nSubject: deep\n" + levels + b"\nbottom\n")

    assert "too-deep" in [warning.code for warning in report.warnings]
    assert report.bytes_leftover == 0
