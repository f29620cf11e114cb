"""Promises of every store of private safety notes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tests.fakes.file_vault import new_vault
from tests.fakes.private_notes import FakePrivateNotes
from upstander.application.ports import PrivateNotes
from upstander.application.services import Services
from upstander.model.errors import NotFound


@pytest.fixture(params=["memory", "files"])
def notes(request: pytest.FixtureRequest, tmp_path: Path) -> PrivateNotes:
    if request.param == "memory":
        return FakePrivateNotes()
    return new_vault(tmp_path / "vault").private_notes


def test_gives_notes_back_in_the_order_written(notes: PrivateNotes) -> None:
    written = [notes.add(text) for text in ("one", "two — \udc80 ☂", "")]

    assert list(notes.all()) == written
    assert [note.text for note in notes.all()] == ["one", "two — \udc80 ☂", ""]


def test_an_erased_note_leaves_no_gap(notes: PrivateNotes) -> None:
    first, second, third = (notes.add(text) for text in ("a", "b", "c"))

    notes.erase(second.id)

    assert notes.all() == (first, third)
    assert notes.add("d") in notes.all()


def test_a_note_taken_up_twice_is_there_once(notes: PrivateNotes) -> None:
    first = notes.add("late", "CAPTURE1")

    assert notes.add("late", "CAPTURE1") == first
    assert notes.all() == (first,)


def test_erasing_what_is_not_there_says_so(notes: PrivateNotes) -> None:
    with pytest.raises(NotFound):
        notes.erase("NOBODY")


def test_what_packs_and_search_are_given_does_not_hold_private_notes() -> None:
    assert not [field for field in fields(Services) if "rivate" in str(field.type)]
