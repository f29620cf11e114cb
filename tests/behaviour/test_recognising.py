"""Promises about looking for signs: resumable, made again the same, answered by a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fakes.cast import KIT, TARA, House
from tests.fakes.recognising import OddWords, rules_only, with_classifier
from tests.support.recognised import ASKS, ME, answer, chat, findings, kept, look
from upstander.application import recognise_case
from upstander.application.amend_note import amend_note
from upstander.application.answer_case import answer_case
from upstander.application.answer_question import answer_question
from upstander.application.answer_sign import answer_sign
from upstander.application.erase_item import erase_item
from upstander.application.looks import Overview
from upstander.application.read_original import read_original
from upstander.application.rebuild_index import rebuild_index
from upstander.application.recognise_case import recognise_deep, recognise_quick
from upstander.application.seal_item import seal_item
from upstander.application.triage import Wanted, sign_cards, triage
from upstander.application.withdraw import show_again, withdraw
from upstander.application.write_note import write_note
from upstander.model.entry import Act
from upstander.model.errors import Interrupted, InvalidAnswer, NotFound
from upstander.model.evidence import Case, DiaryNote
from upstander.model.finding import Level, Reply, Stage, Summary
from upstander.recognise import summary

# --- a person's answers ----------------------------------------------------------------------


def test_an_answer_is_one_entry_and_a_later_one_counts(home: House, case: Case) -> None:
    kept(home, case)
    card = look(home, case).cards[0]

    answer(home, card, Reply.YES)
    answer(home, card, "no", note="he was joking about the garden")
    answer(home, card, "no", note="he was joking about the garden")

    written = [entry for entry in home.ledger.entries() if entry.act is Act.SIGN_ANSWER]
    assert [entry.data["reply"] for entry in written] == ["yes", "no"]
    assert written[0].item == card.item
    assert [each.reply for each in home.services.index.sign_answers(case.id)] == [Reply.NO]


def test_what_was_answered_no_moves_behind_but_never_vanishes(home: House, case: Case) -> None:
    kept(home, case)
    answer(home, look(home, case).cards[0], Reply.NO)

    shown = triage(home.services, actor=TARA, case=case.id)
    refused, _ = sign_cards(home.services, actor=TARA, case=case.id, wanted=Wanted(reply=Reply.NO))

    assert [(card.sign.rule, card.reply) for card in shown.cards] == [
        ("spot.car", None),
        ("spot.ground", Reply.NO),
    ]
    assert shown.level is Level.C
    assert [card.sign.rule for card in refused] == ["spot.ground"]


def test_an_answer_is_remembered_when_the_file_is_read_again(home: House, case: Case) -> None:
    item = kept(home, case)
    answer(home, look(home, case).cards[0], Reply.NO)

    answer_question(home.services, actor=TARA, item=item, slug="date_order", value="dmy")
    read_original(home.services, actor=TARA, item=item)

    assert look(home, case, rules_only("2")).cards[-1].reply is Reply.NO


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"reply": "perhaps"}, InvalidAnswer),
        ({"start": -1}, InvalidAnswer),
        ({"end": 0}, InvalidAnswer),
        ({"rule": "not a rule\n"}, InvalidAnswer),
        ({"rule": "spot.other"}, NotFound),
        ({"about": "0" * 64}, NotFound),
        ({"actor": KIT}, NotFound),
    ],
)
def test_refuses_an_answer_to_what_was_not_asked(
    home: House, case: Case, change: dict[str, object], error: type[Exception]
) -> None:
    kept(home, case)
    sign = look(home, case).cards[0]
    asked: dict[str, object] = {"about": sign.about, "rule": sign.sign.rule, "reply": "yes"}
    asked |= {"actor": TARA, "start": sign.sign.start, "end": sign.sign.end} | change

    with pytest.raises(error):
        answer_sign(home.services, case=case.id, **asked)  # type: ignore[arg-type]

    assert home.services.index.sign_answers(case.id) == ()


# --- made again the same ---------------------------------------------------------------------


def live(home: House, case: Case) -> None:
    first = kept(home, case)
    kept(home, case, ASKS, "asks.txt")
    third = kept(home, case, chat("a knife in the car"), "third.txt")
    note = write_note(home.services, actor=TARA, case=case.id, note=DiaryNote(summary="A car."))
    for card in look(home, case, with_classifier()).cards[:2]:
        answer(home, card, Reply.NO, note="no")
    amend_note(
        home.services,
        actor=TARA,
        item=note.id,
        note=DiaryNote(summary="A knife in the car."),
        reason="more",
    )
    answer_question(home.services, actor=TARA, item=first, slug="self_name", value=ME)
    read_original(home.services, actor=TARA, item=first)
    erase_item(home.services, actor=TARA, item=third, reason="mine")
    answer_case(home.services, actor=TARA, case=case.id, zone="Europe/London")


def test_recomputed_equals_lived(home: House, case: Case) -> None:
    live(home, case)
    lived = look(home, case, with_classifier())
    found, snapshot = findings(home, case), home.services.index.snapshot()
    assert found

    rebuilt = rebuild_index(home.services, actor=TARA)

    assert rebuilt.snapshot == snapshot
    assert look(home, case, with_classifier()) == lived
    assert findings(home, case) == found


def test_another_version_looks_at_everything_again(home: House, case: Case) -> None:
    kept(home, case)
    look(home, case)
    marks: list[int] = []

    def progress(_what: str, done: int, _total: int | None) -> None:
        marks.append(done)

    for version in ("1", "2", "2"):
        recognise_quick(
            home.services, rules_only(version), actor=TARA, case=case.id, progress=progress
        )

    assert marks == [11]


@pytest.mark.parametrize("leave", [withdraw, seal_item])
def test_what_is_out_of_sight_is_on_no_screen(
    home: House, case: Case, leave: Callable[..., object]
) -> None:
    item = kept(home, case)
    look(home, case)

    leave(home.services, actor=TARA, item=item)

    shown = triage(home.services, actor=TARA, case=case.id)
    assert (shown.cards, shown.kinds, shown.level, shown.patterns, shown.pairs) == (
        (),
        (),
        None,
        (),
        (),
    )


def test_what_comes_back_needs_no_second_look(home: House, case: Case) -> None:
    item = kept(home, case)
    lived = look(home, case)

    withdraw(home.services, actor=TARA, item=item)
    show_again(home.services, actor=TARA, item=item)

    assert triage(home.services, actor=TARA, case=case.id) == lived


# --- stopping and going on -------------------------------------------------------------------


def test_goes_on_at_the_batch_where_it_was_stopped(
    home: House, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognise_case, "BATCH", 4)
    kept(home, case)

    with pytest.raises(Interrupted):
        recognise_quick(home.services, rules_only(), actor=TARA, case=case.id, stop=lambda: True)
    assert home.services.index.look_state(case.id).looked == 4
    assert not triage(home.services, actor=TARA, case=case.id).progress.finished

    assert len(look(home, case).cards) == 2


def test_the_classifier_reads_the_most_suspicious_first_and_goes_on(
    home: House, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognise_case, "DEEP_BATCH", 1)
    kept(home, case, ASKS)
    model = OddWords()
    engine = with_classifier(model)
    recognise_quick(home.services, engine, actor=TARA, case=case.id)

    with pytest.raises(Interrupted):
        recognise_deep(home.services, engine, actor=TARA, case=case.id, stop=lambda: True)

    assert model.read[0] == "a knife? odd"
    assert home.services.index.look_state(case.id).waiting == 3
    recognise_deep(home.services, engine, actor=TARA, case=case.id)
    assert home.services.index.look_state(case.id).waiting == 0


def test_what_the_classifier_finds_takes_the_place_of_the_first_look(
    home: House, case: Case
) -> None:
    kept(home, case, ASKS)

    look(home, case, with_classifier())

    found = findings(home, case).values()
    assert sorted([sign.rule for sign in each.signs] for each in found) == [
        ["model.insult"],
        ["spot.knife", "model.insult"],
    ]
    assert {each.stage for each in found} == {Stage.MODEL}


def test_before_the_first_look_nothing_waits_for_the_classifier(home: House, case: Case) -> None:
    kept(home, case, ASKS)

    state = recognise_deep(home.services, with_classifier(), actor=TARA, case=case.id)

    assert (state.looked, state.waiting, state.through) == (0, 0, False)


def test_begins_again_when_the_person_tells_more_meanwhile(home: House, case: Case) -> None:
    kept(home, case)
    engine = rules_only()
    told: list[int] = []

    def progress(_what: str, done: int, _total: int | None) -> None:
        if not told:
            told.append(done)
            answer_case(home.services, actor=TARA, case=case.id, zone="Europe/Oslo")

    recognise_quick(home.services, engine, actor=TARA, case=case.id, progress=progress)
    state = recognise_quick(home.services, engine, actor=TARA, case=case.id)

    assert state.through


# --- patterns --------------------------------------------------------------------------------


def test_a_page_reads_no_message_again_for_its_patterns(
    home: House, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(home, case)
    lived = look(home, case)
    assert lived.pairs

    def read_again(*_given: object) -> None:
        raise AssertionError("everything is read again")

    monkeypatch.setattr(home.services.index, "said", read_again)
    assert triage(home.services, actor=TARA, case=case.id) == lived


def test_patterns_are_the_same_from_what_was_just_heard_and_from_the_index(
    home: House, case: Case
) -> None:
    kept(home, case)
    withdraw(home.services, actor=TARA, item=kept(home, case, ASKS, "asks.txt"))
    lived = look(home, case)

    home.services.index.put_overview(case.id, Overview("old", 0, Summary()))

    assert lived.pairs
    assert triage(home.services, actor=TARA, case=case.id) == lived


def test_patterns_follow_what_is_in_sight(
    home: House, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(home, case)
    second = kept(home, case, ASKS, "asks.txt")
    counts: list[int] = []
    real = summary.summarise

    def counted(said: list[object], *rest: object) -> object:
        counts.append(len(said))
        return real(said, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(summary, "summarise", counted)
    look(home, case)
    withdraw(home.services, actor=TARA, item=second)
    triage(home.services, actor=TARA, case=case.id)

    assert counts == [16, 11]


def test_a_stranger_finds_nothing(home: House, case: Case) -> None:
    kept(home, case)
    look(home, case)

    for ask in (triage, sign_cards):
        with pytest.raises(NotFound):
            ask(home.services, actor=KIT, case=case.id)
    for act in (recognise_quick, recognise_deep):
        with pytest.raises(NotFound):
            act(home.services, rules_only(), actor=KIT, case=case.id)
