"""Notes, one kept thing, packs and the record, as Tara meets them."""

from __future__ import annotations

import io
import re

from tests.web.conftest import CHAT, Tara, words_in
from tests.web.test_handing_in import items, read_to_the_end


def test_a_note_keeps_facts_words_and_opinion_apart(tara: Tara) -> None:
    tara.post(tara.at("/write"), summary="He rang", exact_words="I know", opinion="He is jealous")
    page = words_in(tara.get(f"/i/{items(tara)[0].id}"))
    assert "What happened He rang" in page
    assert "Exact words" in page
    assert "What you think about it He is jealous" in page


def test_an_empty_note_is_told_kindly(tara: Tara) -> None:
    assert "nothing here to keep yet" in words_in(tara.post(tara.at("/write"), summary=" "))


def test_witnesses_stand_on_a_sheet_of_their_own(tara: Tara) -> None:
    tara.post(
        tara.at("/write"),
        **{"summary": "Fight", "witness-name": "Hanna", "witness-contact": "07700 900233"},
    )
    assert "Hanna" in words_in(tara.get(f"/i/{items(tara)[0].id}"))
    note = items(tara)[0].id
    assert "07700 900233" not in words_in(tara.post(tara.at("/packs/new"), item=note))
    with_sheet = tara.post(tara.at("/packs/new"), item=note, include_witnesses="on")
    assert "07700 900233" in words_in(with_sheet)


def test_a_changed_note_shows_what_it_said_before(tara: Tara) -> None:
    tara.post(tara.at("/write"), summary="At eight")
    note = items(tara)[0].id
    refused = tara.post(f"/i/{note}/amend", summary="At nine", reason="")
    assert "This field is required" in words_in(refused)
    tara.post(f"/i/{note}/amend", summary="At nine", reason="Looked at my diary")
    page = words_in(tara.get(f"/i/{note}"))
    assert "At nine" in page
    assert "What it said before" in page
    assert "At eight" in page


def test_out_of_sight_and_back(tara: Tara) -> None:
    tara.add(("chat.txt", CHAT))
    read_to_the_end(tara)
    chat = items(tara)[0].id
    tara.post(f"/i/{chat}/hide", reason="too much")
    assert "Brook Lane" not in words_in(tara.get(tara.at("?show=1")))
    assert "Out of sight chat.txt" in words_in(tara.get(tara.at("/kept")))
    tara.post(f"/i/{chat}/unhide")
    assert "Brook Lane" in words_in(tara.get(tara.at("?show=1")))


def test_sealing_is_one_press_and_shows_whom_to_tell(tara: Tara) -> None:
    tara.add(("photo.bin", b"\x00"))
    thing = items(tara)[0].id
    page = words_in(tara.post(f"/i/{thing}/seal"))
    assert "It is sealed" in page
    assert "Whom to tell" in page
    assert tara.get(f"/i/{thing}").status_code == 404
    assert tara.get(f"/i/{thing}/file").status_code == 404
    assert "photo.bin" not in words_in(tara.get(tara.at("/kept")))


def test_erasing_needs_the_words_and_says_what_is_lost(tara: Tara) -> None:
    tara.add(("a.bin", b"\x01"))
    thing = items(tara)[0].id
    assert "your safety comes first" in words_in(tara.get(f"/i/{thing}/erase"))
    tara.post(f"/i/{thing}/erase", reason="danger", words="ok")
    assert tara.get(f"/i/{thing}/file").status_code == 200
    tara.post(f"/i/{thing}/erase", reason="danger", words="evidence lost")
    assert tara.get(f"/i/{thing}/file").status_code == 404
    assert "The evidence is lost" in words_in(tara.get(f"/i/{thing}"))


def test_a_saved_file_has_a_plain_name_and_can_do_nothing(tara: Tara) -> None:
    tara.add(('he said "x" <b>.html', b"<script>alert(1)</script>"))
    saved = tara.get(f"/i/{items(tara)[0].id}/file")
    assert b"".join(saved.streaming_content) == b"<script>alert(1)</script>"
    assert re.fullmatch(r'attachment; filename="file-\w{6}\.html"', saved["Content-Disposition"])
    assert saved["Content-Type"] == "application/octet-stream"
    assert "sandbox" in saved["Content-Security-Policy"]


def test_unknown_things_are_404(tara: Tara) -> None:
    gone = "0" * 26
    for address in (f"/c/{gone}", f"/i/{gone}", f"/p/{gone}", f"/c/{gone}/packs/new"):
        assert tara.get(address).status_code == 404, address


def test_private_notes_are_in_no_pack_preview_record_or_timeline(tara: Tara) -> None:
    tara.post("/private", private_text="staying at QUINCE-HARBOUR")
    tara.post(tara.at("/write"), summary="He rang")
    note = items(tara)[0].id
    pages = [
        tara.post(tara.at("/packs/new"), item=note),
        tara.get("/diary"),
        tara.get(tara.at("?show=1&text=QUINCE")),
    ]
    assert all(
        b"QUINCE-HARBOUR" not in page.content.replace(b'value="QUINCE', b"") for page in pages
    )


def test_a_private_note_can_be_erased(tara: Tara) -> None:
    tara.post("/private", private_text="QUINCE-HARBOUR")
    shown = tara.get("/private").content.decode()
    erase = re.search(r'action="(/private/[^"]+/erase)"', shown)
    assert erase is not None
    tara.post(erase[1])
    assert "QUINCE-HARBOUR" not in words_in(tara.get("/private"))


def test_a_pack_is_previewed_made_saved_and_checked(tara: Tara) -> None:
    tara.add(("chat.txt", CHAT))
    read_to_the_end(tara)
    chat = items(tara)[0].id
    preview = words_in(tara.post(tara.at("/packs/new"), item=chat, at_risk_now="Maya, at home"))
    assert "POLICE COPY" in preview
    assert "Maya, at home" in preview
    assert "Brook Lane" in preview
    made = tara.post(tara.at("/packs/new"), item=chat, do="make").headers["Location"]
    assert "Downloads folder" in words_in(tara.get(made))
    saved = tara.get(f"{made}/file")
    sent = io.BytesIO(b"".join(saved.streaming_content))
    sent.name = "papers.zip"
    found = words_in(tara.post("/check", pack=sent))
    assert "What the check found" in found
    assert "Not as it was" not in found
    assert "Without a value from paper" in found


def test_a_changed_pack_is_refused_with_the_reason(tara: Tara) -> None:
    tara.post(tara.at("/write"), summary="He rang")
    made = tara.post(tara.at("/packs/new"), item=items(tara)[0].id, do="make").headers["Location"]
    body = bytearray(b"".join(tara.get(f"{made}/file").streaming_content))
    body[len(body) // 2] ^= 1
    sent = io.BytesIO(bytes(body))
    sent.name = "papers.zip"
    assert "Not as it was" in words_in(tara.post("/check", pack=sent))


def test_the_receipt_has_what_to_compare(tara: Tara) -> None:
    tara.post(tara.at("/write"), summary="He rang")
    made = tara.post(tara.at("/packs/new"), item=items(tara)[0].id, do="make").headers["Location"]
    page = words_in(tara.get(f"{made}/receipt"))
    assert "Key fingerprint" in page
    assert "Head of the record" in page


def test_the_record_is_told_in_plain_words(tara: Tara) -> None:
    tara.post(tara.at("/write"), summary="He rang")
    page = words_in(tara.get("/diary"))
    assert "note" in page.casefold()
    assert "To copy on paper" in page


def test_the_whole_vault_can_be_checked(tara: Tara) -> None:
    page = words_in(tara.get("/diary/check?full=1"))
    assert "What the check found" in page
    assert "Not as it was" not in page


def test_search_finds_words_and_nothing_odd_breaks_it(tara: Tara) -> None:
    tara.add(("chat.txt", CHAT))
    read_to_the_end(tara)
    assert "1 entry" in words_in(tara.get(tara.at("?text=Brook")))
    for odd in ('"', "a AND", "*", "'; drop", "\u202e"):
        assert (
            tara.client.get(
                tara.at(""), {"text": odd, "page": "999", "day": "x"}, headers={"host": "127.0.0.1"}
            ).status_code
            == 200
        )
