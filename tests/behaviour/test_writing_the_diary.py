"""Promise: your words are kept as you wrote them, and changes are seen as changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes.cast import TARA, House
from upstander.application.amend_note import amend_note
from upstander.application.write_note import write_note
from upstander.model.entry import Act
from upstander.model.errors import InvalidAnswer, NothingToKeep
from upstander.model.evidence import Case, DiaryNote, Grade, Witness

NOTE = DiaryNote(
    event_at="2026-10-05 18:40",
    certainty="about",
    zone="Europe/London",
    exact_words="I will wait for you",
    summary="A man stood by the gate.",
    opinion="I think it was Dan.",
    who_shown="a man in a grey coat",
    who_believed="Dan",
    who_because="the same walk",
)


def test_keeps_words_facts_and_opinion_apart(home: House, case: Case) -> None:
    kept = write_note(home.services, actor=TARA, case=case.id, note=NOTE)

    note = home.services.index.note(kept.id)
    assert (note.exact_words, note.summary, note.opinion) == (
        NOTE.exact_words,
        NOTE.summary,
        NOTE.opinion,
    )
    assert (note.who_shown, note.who_believed) == ("a man in a grey coat", "Dan")
    assert kept.grade is Grade.E


def test_keeps_the_event_time_apart_from_the_entry_time(home: House, case: Case) -> None:
    kept = write_note(home.services, actor=TARA, case=case.id, note=NOTE)

    assert home.services.index.note(kept.id).event_utc == "2026-10-05T17:40:00+00:00"
    assert kept.added_at.date().isoformat() == "2026-11-22"


@pytest.mark.parametrize("typed", ["31 February", "some time in May", "2026-13-40 99:99"])
def test_keeps_an_impossible_date_as_typed_and_unsure(home: House, case: Case, typed: str) -> None:
    kept = write_note(home.services, actor=TARA, case=case.id, note=replace(NOTE, event_at=typed))

    note = home.services.index.note(kept.id)
    assert (note.event_at, note.event_utc) == (typed, "")


def test_refuses_an_empty_note_calmly(home: House, case: Case) -> None:
    with pytest.raises(NothingToKeep, match="Write a few words"):
        write_note(home.services, actor=TARA, case=case.id, note=DiaryNote(certainty="about"))


def test_keeps_witnesses_in_records_of_their_own(home: House, case: Case) -> None:
    hanna = Witness(note=case.id, name="Hanna", contact="07700 900233")  # type: ignore[arg-type]  # the use case sets it
    kept = write_note(home.services, actor=TARA, case=case.id, note=NOTE, witnesses=[hanna])

    assert [w.name for w in home.services.index.witnesses(kept.id)] == ["Hanna"]
    bodies = [e for e in home.services.ledger.entries() if b"900233" in e.body]
    assert [e.act for e in bodies] == [Act.WITNESS]


def test_an_amendment_keeps_the_first_version_and_the_reason(home: House, case: Case) -> None:
    kept = write_note(home.services, actor=TARA, case=case.id, note=NOTE)
    amend_note(
        home.services,
        actor=TARA,
        item=kept.id,
        note=replace(NOTE, event_at="2026-10-05 18:45"),
        reason="I looked at my bus ticket",
    )

    last = list(home.services.ledger.entries())[-1]
    assert home.services.index.note(kept.id).event_at == "2026-10-05 18:45"
    assert (last.supersedes, last.reason) == (kept.ledger_seq, "I looked at my bus ticket")
    assert b"18:40" in list(home.services.ledger.entries())[kept.ledger_seq].body


def test_an_amendment_needs_a_reason(home: House, case: Case) -> None:
    kept = write_note(home.services, actor=TARA, case=case.id, note=NOTE)

    with pytest.raises(InvalidAnswer, match="why it changes"):
        amend_note(home.services, actor=TARA, item=kept.id, note=NOTE, reason="  ")
