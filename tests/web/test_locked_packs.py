"""A pack saved locked, and a preview with more lines than fit on one page."""

from __future__ import annotations

import re
import tempfile
from typing import Any

import pyrage
import pytest

from tests.web.conftest import CHAT, Tara, words_in
from tests.web.test_handing_in import items, read_to_the_end
from tests.web.test_locking import plain_anywhere
from upstander.web.access import gate
from upstander.web.pages.packs import views


@pytest.fixture
def pack(tara: Tara) -> str:
    """The address of a made pack."""
    tara.post(tara.at("/write"), summary="He rang")
    made = tara.post(tara.at("/packs/new"), item=items(tara)[0].id, do="make")
    return str(made.headers["Location"])


def shown_words(page: Any) -> tuple[str, str]:
    """The five words on the page, and the number of the copy they open."""
    text = page.content.decode()
    said = re.search(r'<p class="big mono">([a-z ]+)</p>', text)
    copy = re.search(r'name="copy" value="([0-9A-Z]{26})"', text)
    assert said and copy
    return said[1], copy[1]


def test_a_pack_saved_locked_opens_with_the_words_shown(tara: Tara, pack: str) -> None:
    assert "Save it locked" in words_in(tara.get(pack))
    said, copy = shown_words(tara.post(f"{pack}/locked", recipient="PC Adams"))
    saved = tara.post(f"{pack}/locked/file", copy=copy)

    assert re.search(r'filename="[0-9-]{10}-papers\.age"', saved.headers["Content-Disposition"])
    opened = pyrage.passphrase.decrypt(b"".join(saved.streaming_content), said)
    assert opened == b"".join(tara.get(f"{pack}/file").streaming_content)


def test_the_words_are_given_up_with_the_file(tara: Tara, pack: str) -> None:
    _, copy = shown_words(tara.post(f"{pack}/locked"))
    b"".join(tara.post(f"{pack}/locked/file", copy=copy).streaming_content)

    assert not gate.spoken
    assert tara.post(f"{pack}/locked/file", copy=copy).status_code == 404


def test_locking_forgets_words_that_wait(tara: Tara, pack: str) -> None:
    _, copy = shown_words(tara.post(f"{pack}/locked"))
    gate.lock()
    tara.unlock()

    assert tara.post(f"{pack}/locked/file", copy=copy).status_code == 404


def test_the_words_are_nowhere_on_disk_and_in_no_address(
    tara: Tara, pack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tara.path.parent))
    said, copy = shown_words(tara.post(f"{pack}/locked"))
    saved = tara.post(f"{pack}/locked/file", copy=copy)
    b"".join(saved.streaming_content)

    assert not plain_anywhere(tara.path.parent, said)
    assert said.split()[0] not in saved.request["PATH_INFO"] + saved.request["QUERY_STRING"]
    assert said not in tara.get("/diary").content.decode()


def test_each_page_of_words_opens_its_own_copy(tara: Tara, pack: str) -> None:
    first, copy = shown_words(tara.post(f"{pack}/locked"))
    second, _ = shown_words(tara.post(f"{pack}/locked"))
    saved = tara.post(f"{pack}/locked/file", copy=copy)

    assert first != second
    assert pyrage.passphrase.decrypt(b"".join(saved.streaming_content), first)


def test_words_for_one_pack_do_not_lock_another(tara: Tara, pack: str) -> None:
    other = tara.post(tara.at("/packs/new"), item=items(tara)[0].id, do="make").headers["Location"]
    _, copy = shown_words(tara.post(f"{pack}/locked"))

    assert tara.post(f"{other}/locked/file", copy=copy).status_code == 404


def test_the_record_says_that_a_locked_copy_was_saved_and_for_whom(tara: Tara, pack: str) -> None:
    _, copy = shown_words(tara.post(f"{pack}/locked", recipient="PC Adams"))
    assert "PC Adams" not in words_in(tara.get("/diary"))
    tara.post(f"{pack}/locked/file", copy=copy)

    assert "saved to hand over: PC Adams" in words_in(tara.get("/diary"))


def test_every_line_of_a_long_chat_can_be_seen_before_the_pack(
    tara: Tara, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "_SHOWN_LINES", 2)
    tara.add(("chat.txt", CHAT))
    read_to_the_end(tara)
    fields = {"item": items(tara)[0].id, "missing": "The call of Sunday"}
    seen, address = "", tara.at("/packs/new")
    while address:
        page = tara.post(address, **fields)
        assert "The call of Sunday" in words_in(page)
        seen += words_in(page)
        onward = re.search(r'formaction="(\?page=\d+)#words">More lines', page.content.decode())
        address = tara.at("/packs/new") + onward[1] if onward else ""

    for said in ("where are you", "WHERE ARE YOU", "Please stop", "Brook Lane", "on my way"):
        assert said in seen, said


def test_a_pack_can_be_made_from_a_later_page_of_the_preview(tara: Tara) -> None:
    tara.post(tara.at("/write"), summary="He rang")
    made = tara.post(tara.at("/packs/new?page=99"), item=items(tara)[0].id, do="make")

    assert "Your pack is ready" in words_in(tara.get(made.headers["Location"]))
