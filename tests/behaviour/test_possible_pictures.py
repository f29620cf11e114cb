"""Promises for when a picture may be a sexual one of someone under 18: it is copied nowhere."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest

from tests.fakes.cast import TARA, House
from tests.fakes.isolation import archive_of
from tests.support.files_that_say import film, photo
from upstander.application.add_original import Upload, add_original
from upstander.application.answer_case import answer_case
from upstander.application.choose_exhibits import PackChoice
from upstander.application.make_pack import make_pack, open_pack, preview_pack
from upstander.application.open_item import open_attachment, open_item
from upstander.application.read_original import read_original
from upstander.model.errors import MustNotCopy
from upstander.model.evidence import Case
from upstander.model.ids import ItemId

CHAT = b"[03/10/2026, 22:14:09] Dan: hello\n[03/10/2026, 22:15:09] Ana: hi\n"


def mail(*files: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "kit@example.net", "look"
    made.set_content("see")
    for each in files:
        made.add_attachment(each, maintype="image", subtype="jpeg", filename="a.jpg")
    return made.as_bytes()


FILES = {
    "a.jpg": photo(),
    "clip.mp4": film(),
    "notes.txt": photo(),  # only called a text
    "chat.zip": archive_of(_chat_txt=CHAT, a_jpg=photo()),
    "with.eml": mail(photo()),
    "odd.bin": b"\x00\x01",
}
WORDS = {"chat.txt": CHAT, "plain.eml": mail()}


def kept(home: House, case: Case, name: str) -> ItemId:
    upload = Upload(name, io.BytesIO({**FILES, **WORDS}[name]))
    item = add_original(home.services, actor=TARA, case=case.id, upload=upload).item.id
    read_original(home.services, actor=TARA, item=item)
    return item


def doubt(home: House, case: Case, answer: str = "unsure") -> None:
    answer_case(home.services, actor=TARA, case=case.id, under18=answer)


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@pytest.mark.parametrize("name", FILES)
def test_what_can_hold_a_picture_is_neither_packed_nor_opened(
    home: House, case: Case, name: str, answer: str
) -> None:
    item = kept(home, case, name)
    doubt(home, case, answer)
    home.isolation.fail = True  # nothing may ask it

    with pytest.raises(MustNotCopy, match=name):
        preview_pack(home.services, actor=TARA, choice=PackChoice(case.id, (item,)))
    with pytest.raises(MustNotCopy):
        make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (item,)))
    with pytest.raises(MustNotCopy):
        open_item(home.services, actor=TARA, item=item)
    with pytest.raises(MustNotCopy):
        open_attachment(home.services, actor=TARA, item=item, member="a.jpg")


@pytest.mark.parametrize("name", WORDS)
def test_words_that_were_read_go_on(home: House, case: Case, name: str) -> None:
    item = kept(home, case, name)
    doubt(home, case)

    made = make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (item,)))

    assert made.size and open_item(home.services, actor=TARA, item=item).read()


def test_a_pack_made_before_is_not_given_out_again(home: House, case: Case) -> None:
    item = kept(home, case, "a.jpg")
    made = make_pack(home.services, actor=TARA, choice=PackChoice(case.id, (item,)))
    doubt(home, case)

    with pytest.raises(MustNotCopy):
        open_pack(home.services, actor=TARA, item=made.item)


def test_an_answer_that_was_a_mistake_opens_it_again(home: House, case: Case) -> None:
    item = kept(home, case, "a.jpg")
    doubt(home, case)
    doubt(home, case, "no")

    assert open_item(home.services, actor=TARA, item=item).read() == photo()
