"""Promise: what you post while the vault is locked is never lost and never doubled."""

from __future__ import annotations

import json

import pytest

from tests.fakes.cast import TARA, House
from tests.fakes.isolation import archive_of
from upstander.application.add_original import add_captured
from upstander.application.answer_case import answer_case
from upstander.application.fold_inbox import fold_inbox
from upstander.application.start_case import start_case
from upstander.application.take_members import list_members, take_members
from upstander.model.entry import Act
from upstander.model.errors import InvalidAnswer, VaultLocked
from upstander.model.evidence import Case, ItemKind


def capture(home: House, body: bytes, **meta: object) -> str:
    sink = home.inbox.receive(dict(meta))  # type: ignore[arg-type]  # plain JSON
    sink.write(body)
    sink.finish()
    return sink.ref


def test_a_note_posted_while_locked_is_folded_in(home: House, case: Case) -> None:
    home.inbox.locked = True
    body = json.dumps({"summary": "He rang again."}).encode()
    ref = capture(home, body, what="note", case=case.id)
    with pytest.raises(VaultLocked):
        fold_inbox(home.services, actor=TARA)

    home.inbox.locked = False
    folded = fold_inbox(home.services, actor=TARA)

    assert [item.id for item in folded] == [ref]
    assert home.services.index.note(folded[0].id).summary == "He rang again."


def test_folding_twice_adds_nothing(home: House, case: Case) -> None:
    ref = capture(home, b"hello", what="upload", case=case.id, name="a.txt")
    add_captured(home.services, actor=TARA, case=case.id, ref=ref)
    again = capture(home, b"hello", what="upload", case=case.id, name="a.txt")
    home.inbox._held[ref] = home.inbox._held.pop(again)

    assert fold_inbox(home.services, actor=TARA) == ()
    assert len(home.services.index.items(case.id)) == 1
    assert home.inbox.pending() == ()


class Ended(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("what", ["note", "upload"])
def test_the_time_of_capture_is_kept_when_the_program_ends_in_the_middle(
    home: House, case: Case, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def end(ref: str) -> None:
        raise Ended

    ref = capture(home, b'{"summary": "It rang."}', what=what, case=case.id, name="a.txt")
    at = home.inbox.pending()[0].captured_at.isoformat()
    with monkeypatch.context() as patched, pytest.raises(Ended):
        patched.setattr(home.inbox, "discard", end)
        fold_inbox(home.services, actor=TARA)
    fold_inbox(home.services, actor=TARA)

    folds = [e for e in home.services.ledger.entries() if e.act is Act.INBOX_FOLD]
    assert [(entry.item, entry.data["captured_at"]) for entry in folds] == [(ref, at)]


def test_a_capture_for_no_known_case_gets_a_case(home: House) -> None:
    capture(home, json.dumps({"summary": "It rang."}).encode(), what="note")

    folded = fold_inbox(home.services, actor=TARA)

    assert len(home.services.index.cases()) == 1
    assert folded[0].case == home.services.index.cases()[0].id


def test_a_file_that_may_not_be_copied_waits_in_the_inbox(home: House) -> None:
    fresh = start_case(home.services, actor=TARA)
    answer_case(home.services, actor=TARA, case=fresh.id, under18="unsure")
    capture(home, b"x", what="upload", case=fresh.id, name="a.jpg")

    assert fold_inbox(home.services, actor=TARA) == ()
    assert home.services.index.items(fresh.id) == ()
    assert len(home.inbox.pending()) == 1


def test_only_ticked_text_members_of_an_archive_are_kept(home: House) -> None:
    fresh = start_case(home.services, actor=TARA)
    answer_case(home.services, actor=TARA, case=fresh.id, under18="unsure")
    body = archive_of(_chat_txt=b"[03/10/2026, 22:14:09] Dan: hi\n", photo_jpg=b"never")
    ref = capture(home, body, what="upload", held=True, case=fresh.id, name="chat.zip")

    listed = list_members(home.services, actor=TARA, ref=ref)
    added = take_members(home.services, actor=TARA, case=fresh.id, ref=ref, members=["_chat.txt"])

    assert [(name, text) for name, _, text in listed] == [("_chat.txt", True), ("photo.jpg", False)]
    assert added.item.kind is ItemKind.PARTIAL_COPY
    assert not any(b"never" in data for data in home.blobs.kept.values())
    assert home.inbox.pending() == ()


def test_a_picture_can_not_be_ticked(home: House) -> None:
    fresh = start_case(home.services, actor=TARA)
    ref = capture(home, archive_of(photo_jpg=b"never"), held=True, name="chat.zip")

    with pytest.raises(InvalidAnswer):
        take_members(home.services, actor=TARA, case=fresh.id, ref=ref, members=["photo.jpg"])
