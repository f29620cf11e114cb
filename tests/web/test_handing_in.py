"""Files: kept at once, told plainly, never in the clear, and not at all where they must not be."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

from tests.web.conftest import CHAT, Tara, words_in
from tests.web.test_locking import ZEBRA, plain_anywhere
from upstander.web.access import gate
from upstander.web.reading import reader


def read_to_the_end(tara: Tara) -> str:
    end = time.monotonic() + 60
    while reader.busy() and time.monotonic() < end:
        time.sleep(0.1)
    return words_in(tara.get(tara.at("/kept")))


def export(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "."), body)
    return buffer.getvalue()


def test_tells_at_once_what_was_kept_and_read_and_what_not(tara: Tara) -> None:
    tara.add(("chat.txt", CHAT), ("odd.bin", b"\x00\x01"), ("empty.png", b""))
    page = read_to_the_end(tara)
    assert "chat.txt Kept. " in page
    assert "Read to the end" in page
    assert "odd.bin Kept. 2 bytes" in page
    assert "Kept, not read." in page
    assert "empty.png Kept. 0 bytes" in page


def test_asks_what_only_a_person_can_know_and_reads_again(tara: Tara) -> None:
    tara.add(("chat.txt", CHAT))
    assert "Which of these names is you?" in read_to_the_end(tara)
    item = items(tara)[0].id
    tara.post(f"/i/{item}/answer", slug="self_name", value="Maya R")
    assert "Which of these names is you?" not in read_to_the_end(tara)
    shown = tara.get(tara.at("")).content.decode()
    assert "Please stop contacting me." in shown.split("Maya R", 1)[1]


def test_a_file_that_was_not_opened_can_be_tried_again(tara: Tara) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", bytes(80_000_000))
    tara.add(("bomb.zip", buffer.getvalue()))
    assert "Try to read it again" in read_to_the_end(tara)
    again = tara.post(f"/i/{items(tara)[0].id}/again")
    assert again.headers["Location"] == tara.at("/kept")
    assert "Not opened." in read_to_the_end(tara)


def test_the_question_about_under_18_comes_before_the_first_file(tara: Tara) -> None:
    made = tara.post("/new", title="Another")
    tara.case = made.headers["Location"].rsplit("/", 1)[1]
    assert tara.get(tara.at("/add")).headers["Location"] == tara.at("/question")
    tara.add(("chat.txt", CHAT))
    assert items(tara) == ()
    assert pending() == ()


def test_yes_or_not_sure_leads_to_words_only(tara: Tara) -> None:
    tara.post(tara.at("/question"), under18="unsure")
    assert tara.get(tara.at("/add")).headers["Location"] == tara.at("/describe")
    page = words_in(tara.get(tara.at("/describe")))
    assert "Do not look at it again." in page
    tara.add(("photo.jpg", ZEBRA.encode()))
    assert items(tara) == ()
    assert pending() == ()
    tara.post(tara.at("/describe"), where="In the group chat", seen_at="yesterday")
    assert [item.kind for item in items(tara)] == ["described"]


def test_from_an_archive_only_ticked_text_is_taken(tara: Tara) -> None:
    tara.post(tara.at("/question"), under18="yes")
    archive = export(_chat__txt=CHAT, photo__jpg=ZEBRA.encode())
    sent = io.BytesIO(archive)
    sent.name = "export.zip"
    held = tara.post(tara.at("/archive"), archive=sent).headers["Location"]
    page = words_in(tara.get(held))
    assert "Left alone photo.jpg" in page
    tara.post(held, member="_chat.txt")
    kept = items(tara)[0]
    assert kept.kind == "partial-copy"
    assert pending() == ()
    assert gate.session is not None
    with gate.session.services.blobs.open(kept.digest) as stream:
        assert ZEBRA.encode() not in stream.read()


def test_under_describe_only_anything_but_an_archive_is_refused_unkept(tara: Tara) -> None:
    tara.post(tara.at("/question"), under18="yes")
    sent = io.BytesIO(b"\xff\xd8\xff" + ZEBRA.encode())
    sent.name = "photo.zip"
    page = tara.post(tara.at("/archive"), archive=sent)
    assert "Nothing of this file was kept." in words_in(page)
    assert pending() == ()


def test_a_form_from_an_old_page_keeps_no_file(tara: Tara) -> None:
    tara.client.handler.enforce_csrf_checks = True
    assert tara.add(("chat.txt", CHAT)).status_code == 403
    assert pending() == ()
    assert items(tara) == ()


def test_uploads_rest_nowhere_in_plain_form(tara: Tara) -> None:
    tara.add(("chat.txt", CHAT + ZEBRA.encode()))
    read_to_the_end(tara)
    assert plain_anywhere(tara.path, ZEBRA) == []


def test_hostile_names_and_words_are_shown_harmlessly(tara: Tara) -> None:
    tara.add(("<script>alert(1)</script>.txt", CHAT))
    read_to_the_end(tara)
    for address in (tara.at("?show=1"), tara.at("/kept")):
        page = tara.get(address).content.decode()
        assert "<script>alert" not in page
    assert "[U+202E]" in words_in(tara.get(tara.at("?show=1")))


def test_the_same_file_twice_is_told(tara: Tara) -> None:
    tara.add(("a.txt", CHAT))
    tara.add(("b.txt", CHAT))
    assert "you added the same file before" in words_in(tara.get(tara.at("/kept")))


def test_how_the_file_was_got_is_kept_with_it(tara: Tara) -> None:
    tara.add(("a.bin", b"\x01"), method="screenshot", platform="ChatterBox")
    assert "ChatterBox" in words_in(tara.get(f"/i/{items(tara)[0].id}"))


def items(tara: Tara) -> tuple[Any, ...]:
    assert gate.session is not None
    return gate.session.services.index.items(tara.case)  # type: ignore[arg-type]


def pending() -> tuple[Any, ...]:
    assert gate.session is not None
    return gate.session.services.inbox.pending()
