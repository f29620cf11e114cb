"""Promises about what files say: only when asked, never a name, never where it could harm."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from tests.behaviour.test_checking_screenshots import shot
from tests.fakes.cast import TARA, House
from tests.fakes.isolation import archive_of
from tests.support.files_that_say import photo
from upstander.application.add_original import Upload, add_original
from upstander.application.answer_case import answer_case
from upstander.application.open_item import preview_picture
from upstander.application.read_original import read_original
from upstander.application.trace_case import trace_case
from upstander.application.what_files_say import what_file_says, what_files_of_message_say
from upstander.model.errors import MustNotCopy, NotFound, OriginalChanged
from upstander.model.evidence import Case, EvidenceItem, Origin
from upstander.model.ids import ItemId, MessageId

CHAT = b"[03/10/2026, 22:14:09] Dan: <attached: a.jpg>\n[03/10/2026, 22:15:09] Dan: see\n"


def add(home: House, case: Case, name: str, data: bytes, whose: str = "") -> EvidenceItem:
    file = Upload(name, io.BytesIO(data), Origin(whose=whose))
    item = add_original(home.services, actor=TARA, case=case.id, upload=file).item
    read_original(home.services, actor=TARA, item=item.id)
    return item


def add_chat(home: House, case: Case) -> MessageId:
    item = add(home, case, "chat.zip", archive_of(_chat_txt=CHAT, a_jpg=photo()))
    found = home.services.index.messages(case.id, items=[item.id])
    return next(message.id for _, message in found if message.attachments)


def test_a_kept_photo_tells_its_program_and_device_and_no_name(home: House, case: Case) -> None:
    item = add(home, case, "a.jpg", photo())

    said = what_file_says(home.services, actor=TARA, item=item.id)

    leads = said.leads
    values = [lead.value for lead in leads]
    assert {"PaintApp 3", "Camwell", "2026:11:17 08:30:00"} <= set(values)
    assert "Kieran" not in values
    assert all(lead.asked_only and lead.span.source == item.id for lead in leads)


def test_the_files_of_a_message_are_looked_into_one_by_one(home: House, case: Case) -> None:
    message = add_chat(home, case)

    leads, unread = what_files_of_message_say(home.services, actor=TARA, message=message)

    assert ("PaintApp 3", "file 1, a.jpg, Image:Software") in [
        (lead.value, lead.span.where) for lead in leads
    ]
    assert unread == ()


def test_nobody_asked_so_the_sheet_of_the_case_says_nothing_of_it(home: House, case: Case) -> None:
    add(home, case, "a.jpg", photo())
    add_chat(home, case)

    sheet = trace_case(home.services, actor=TARA, case=case.id)

    assert "PaintApp 3" not in [lead.value for lead in sheet.asked]
    assert "PaintApp 3" not in [lead.value for each in sheet.traced for lead in each.sheet.leads]


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_no_file_of_a_case_that_may_hold_such_a_picture_is_looked_into(
    home: House, case: Case, answer: str
) -> None:
    item = add(home, case, "a.jpg", photo())
    message = add_chat(home, case)
    answer_case(home.services, actor=TARA, case=case.id, under18=answer)

    with pytest.raises(MustNotCopy):
        what_file_says(home.services, actor=TARA, item=item.id)
    with pytest.raises(MustNotCopy):
        what_files_of_message_say(home.services, actor=TARA, message=message)
    with pytest.raises(MustNotCopy):
        preview_picture(home.services, actor=TARA, item=item.id)


def test_a_file_that_is_not_there_is_said(home: House, case: Case) -> None:
    with pytest.raises(NotFound):
        what_file_says(home.services, actor=TARA, item=ItemId("0" * 26))


def test_a_file_that_cannot_be_unpacked_is_named_and_the_sheet_goes_on(
    home: House, case: Case
) -> None:
    message = add_chat(home, case)
    home.isolation.fail = True

    leads, unread = what_files_of_message_say(home.services, actor=TARA, message=message)

    assert (leads, unread) == ((), ("a.jpg",))


def test_a_file_that_is_not_as_it_was_kept_is_never_called_kept(
    home: House, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = add_chat(home, case)

    def changed(*_: object) -> None:
        raise OriginalChanged()

    monkeypatch.setattr(home.blobs, "open", changed)

    with pytest.raises(OriginalChanged):
        what_files_of_message_say(home.services, actor=TARA, message=message)


def test_all_files_of_a_message_share_one_time(home: House, case: Case) -> None:
    message = add_chat(home, case)
    home.clock.tick = timedelta(seconds=60)

    leads, unread = what_files_of_message_say(home.services, actor=TARA, message=message)

    assert (leads, unread) == ((), ("a.jpg",))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.png", shot(), "says nothing about a program"),
        ("a.pdf", b"%PDF-1.7\n", "broken or cut"),
        ("a.psd", b"8BPS" + bytes(60), "does not know how"),
    ],
)
def test_what_could_not_be_looked_into_is_not_called_silent(
    home: House, case: Case, name: str, data: bytes, words: str
) -> None:
    item = add(home, case, name, data)

    assert words in what_file_says(home.services, actor=TARA, item=item.id).words
