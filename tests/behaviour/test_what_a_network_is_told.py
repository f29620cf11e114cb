"""A network is told of one mail: of no app, no note, no other reader, and of no words left out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.cast import TARA, House
from tests.support.reporting import Matter
from upstander.application.write_note import write_note
from upstander.model.evidence import Case, DiaryNote
from upstander.model.report import Contact, Document

MAIL = (
    b"Return-Path: <ops@mailer.example.net>\r\n"
    b"Received: from relay.example.net (relay.example.net [198.51.100.23])"
    b" by mx.example.org with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000\r\n"
    b"From: Head <head@school.example>\r\n"
    b"To: tara@example.org\r\n"
    b"Cc: Ellen Hart <ellen.hart@example.org>, sam@example.org\r\n"
    b"X-Note: Tara lives behind the mill\r\n"
    b"X-SES-Outgoing: 2026.11.12-198.51.100.23\r\n"
    b"X-Originating-IP: [198.51.100.23]\r\n"
    b"References: <private.thread@example.org>\r\n"
    b"Subject: last warning\r\n"
    b"Date: Thu, 12 Nov 2026 21:46:58 +0000\r\n\r\n"
    b"I will kill you, Tara. I know Ellen Hart and the yellow house.\r\n"
)
CHAT = b"[19/11/2026, 21:50:00] Marlow: I will burn your house down tonight, Sam knows it\n"
EMAIL = frozenset({"email"})


@pytest.fixture
def matter(home: House, case: Case) -> Matter:
    matter = Matter(home, case)
    reporter = Contact(name="Tara Pell", email="tara@example.org")
    matter.tell(place="GB-ENG", kinds=("threats",), reporter=reporter)
    matter.add("_chat.txt", CHAT, zone="Europe/London", self_name="Tara")
    return matter


@pytest.fixture
def mailed(matter: Matter) -> Matter:
    matter.add("last warning.eml", MAIL)
    return matter


def draft(matter: Matter, **order: Any) -> tuple[Document, bytes]:
    document = matter.document("isp-abuse", **order)
    return document, b"".join(part.data for part in document.files)


# --- without a mail -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["isp-abuse-letter", "isp-abuse"])
def test_without_a_mail_no_chat_and_no_note_goes_to_a_network(matter: Matter, form: str) -> None:
    note = DiaryNote(summary="Ellen Hart saw him at the gate.", event_at="2026-11-12 22:00",
                     zone="Europe/London")  # fmt: skip
    write_note(matter.home.services, actor=TARA, case=matter.case.id, note=note)

    document, text = matter.document(form), matter.text(form)

    assert "burn your house" not in text and "at the gate" not in text
    assert "_chat.txt" not in text
    assert any("The mail itself." in line for line in document.missing)


def test_with_a_mail_only_its_own_words_go(mailed: Matter) -> None:
    text = mailed.text("isp-abuse-letter")

    assert "I will kill you" in text and "burn your house" not in text
    assert "last warning.eml" in text and "_chat.txt" not in text


# --- what goes along of it ------------------------------------------------------------------------


def test_of_the_lines_of_a_mail_only_those_that_show_its_way_go(mailed: Matter) -> None:
    _, sent = draft(mailed)

    for line in (b"Received: from relay", b"X-SES-Outgoing:", b"X-Originating-IP:", b"From: Head"):
        assert line in sent, line
    for gone in (b"behind the mill", b"References:", b"private.thread"):
        assert gone not in sent, gone


@pytest.mark.parametrize("shares", [frozenset(), EMAIL])
def test_other_readers_of_a_mail_are_marked_in_its_lines(
    mailed: Matter, shares: frozenset[str]
) -> None:
    _, sent = draft(mailed, shares=shares, leave_out=("yellow house",))

    assert b"ellen.hart" not in sent and b"sam@example.org" not in sent
    assert b"Cc: [left out: email]" in sent


def test_other_readers_in_a_whole_mail_are_said(mailed: Matter) -> None:
    document, sent = draft(mailed, shares=EMAIL)

    assert b"ellen.hart@example.org" in sent
    assert any("Other people got this mail too." in line for line in document.who_learns)


@pytest.mark.parametrize("words", ["yellow house", "YELLOW  house", "behind the mill"])
def test_a_mail_with_words_that_are_left_out_does_not_go_whole(mailed: Matter, words: str) -> None:
    document, sent = draft(mailed, shares=EMAIL, leave_out=(words,))

    assert words.encode() not in sent and b"Content-Type: message/rfc822" not in sent
    assert any("Words that you leave out stand in the mail." in line for line in document.missing)


def test_a_mail_with_files_does_not_go_whole_where_words_are_left_out(matter: Matter) -> None:
    body = (
        b'\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nI will kill you.\r\n'
        b"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;"
        b' filename="a.pdf"\r\n\r\n%PDF yellow house\r\n--b--\r\n'
    )
    matter.add("filed.eml", MAIL.partition(b"\r\n\r\n")[0] + body)

    document, sent = draft(matter, shares=EMAIL, leave_out=("yellow house",))

    assert b"%PDF" not in sent
    assert any("The mail has files in it" in line for line in document.missing)


def test_an_address_that_is_left_out_goes_nowhere(mailed: Matter) -> None:
    out = ("tara@example.org",)

    _, sent = draft(mailed, shares=EMAIL, leave_out=out)

    assert b"tara@example.org" not in sent
    for form in ("isp-abuse-letter", "generic-letter", "platform-notice", "police-report"):
        assert "tara@example.org" not in mailed.text(form, leave_out=out), form


def test_no_file_for_computers_is_made_without_the_address(home: House, case: Case) -> None:
    matter = Matter(home, case)
    reporter = Contact(name="Tara Pell", email="tara@example.org")
    matter.tell(place="GB-ENG", kinds=("fraud",), reporter=reporter,
                addresses=("https://pay.example.com/x",))  # fmt: skip
    matter.add("_chat.txt", CHAT, zone="Europe/London", self_name="Tara")
    assert matter.document("xarf-report").files

    document = matter.document("xarf-report", leave_out=("tara@example.org",))

    assert document.files == ()
    assert any("You leave your mail address out" in line for line in document.missing)
