"""Promise: the list of what is kept can always be made again from the vault."""

from __future__ import annotations

import pytest

from tests.fakes.cast import A01, TARA, House, upload
from upstander.application.add_original import add_original
from upstander.application.amend_note import amend_note
from upstander.application.answer_question import answer_question
from upstander.application.erase_item import erase_item
from upstander.application.read_original import read_original, unread
from upstander.application.rebuild_index import rebuild_index
from upstander.application.record import catch_up
from upstander.application.seal_item import seal_item
from upstander.application.withdraw import withdraw
from upstander.application.write_note import write_note
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Case, DiaryNote


def live(home: House, case: Case) -> None:
    services = home.services
    other = b"[03/10/2026, 22:14:09] Dan: hello\n[13/10/2026, 22:14:09] Dan: hello\n"
    for name, body in (("a", A01.encode()), ("b", other), ("c", other), ("d", other + other)):
        item = add_original(services, actor=TARA, case=case.id, upload=upload(name, body)).item
        read_original(services, actor=TARA, item=item.id)
    answer_question(services, actor=TARA, item=item.id, slug="zone", value="Europe/London")
    read_original(services, actor=TARA, item=item.id)
    note = write_note(services, actor=TARA, case=case.id, note=DiaryNote(summary="It rang."))
    amend_note(
        services, actor=TARA, item=note.id, note=DiaryNote(summary="It rang twice."), reason="twice"
    )
    kept = services.index.items(case.id)
    withdraw(services, actor=TARA, item=kept[0].id)
    erase_item(services, actor=TARA, item=kept[1].id, reason="a copy")
    seal_item(services, actor=TARA, item=kept[3].id)
    for item_id in unread(services, actor=TARA):
        read_original(services, actor=TARA, item=item_id)


def test_rebuilt_equals_lived(home: House, case: Case) -> None:
    live(home, case)
    lived = home.services.index.snapshot()

    rebuilt = rebuild_index(home.services, actor=TARA)

    assert rebuilt.snapshot == lived
    assert rebuilt.unresolved == ()


class Ended(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("where", ["ledger.append", "index.put_report"])
def test_a_reading_that_ended_at_its_last_step_is_done_again(
    home: House, case: Case, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def end(*_given: object) -> None:
        raise Ended

    item = add_original(home.services, actor=TARA, case=case.id, upload=upload()).item.id
    with monkeypatch.context() as patched, pytest.raises(Ended):
        port, _, step = where.partition(".")
        patched.setattr(getattr(home.services, port), step, end)
        read_original(home.services, actor=TARA, item=item)
    for each in unread(home.services, actor=TARA):
        read_original(home.services, actor=TARA, item=each)
    lived = home.services.index.snapshot()

    assert len(list(home.services.index.messages(case.id))) > 1
    assert rebuild_index(home.services, actor=TARA).snapshot == lived


def test_an_index_left_behind_by_a_crash_catches_up(home: House, case: Case) -> None:
    live(home, case)
    lived = home.services.index.snapshot()
    home.index.reset()

    catch_up(home.services)
    rebuild_index(home.services, actor=TARA)

    assert home.services.index.snapshot() == lived


def test_an_answer_that_was_not_offered_is_refused(home: House, case: Case) -> None:
    kept = add_original(home.services, actor=TARA, case=case.id, upload=upload("a.txt")).item
    read_original(home.services, actor=TARA, item=kept.id)

    with pytest.raises(InvalidAnswer, match="Choose one"):
        answer_question(home.services, actor=TARA, item=kept.id, slug="self_name", value="clear")

    assert len(list(home.services.index.messages(case.id))) == 11


def test_an_answer_holds_for_every_copy_of_the_same_bytes(home: House, case: Case) -> None:
    first = add_original(home.services, actor=TARA, case=case.id, upload=upload("a.txt")).item
    second = add_original(home.services, actor=TARA, case=case.id, upload=upload("b.txt")).item
    for item in (first, second):
        read_original(home.services, actor=TARA, item=item.id)

    answer_question(home.services, actor=TARA, item=second.id, slug="zone", value="Europe/London")
    read_original(home.services, actor=TARA, item=second.id)

    found = [message for _, message in home.services.index.messages(case.id)]
    assert len(found) == 11
    assert all(message.sent and message.sent.utc for message in found)
