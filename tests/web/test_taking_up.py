"""What was posted while locked is taken up once, also when the program ends in the middle."""

from __future__ import annotations

import pytest

from tests.web.conftest import Tara
from upstander.adapters.file_vault.inbox import FileInbox
from upstander.application.private_notes import list_private_notes
from upstander.web.access import gate


class Ended(BaseException):
    """The program ends here."""


def test_a_private_note_that_was_being_taken_up_is_there_once(
    tara: Tara, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(self: FileInbox, ref: str) -> None:
        raise Ended

    gate.lock()
    tara.post("/private", private_text="staying at QUINCE-HARBOUR")
    with monkeypatch.context() as patched, pytest.raises(Ended):
        patched.setattr(FileInbox, "discard", end)
        tara.unlock()
    gate.lock()
    tara.unlock()

    assert gate.session is not None
    kept = list_private_notes(gate.session.private, actor=gate.session.actor)
    assert [note.text for note in kept] == ["staying at QUINCE-HARBOUR"]
