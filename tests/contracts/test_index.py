"""Promises of every index: in memory, on SQLCipher, on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.index import FakeIndex
from tests.support.story import CASE, CHAT, NOTE, PHOTO, SEEN, Story, message, original
from tests.support.story import read_report as report
from upstander.application.ports import Index
from upstander.model.entry import Act
from upstander.model.errors import IndexStale, NotFound
from upstander.model.evidence import Grade, ItemKind, ItemState
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.message import Content, Message

NOON = datetime(2026, 10, 4, 12, 0, tzinfo=UTC)


def _texts(index: Index, case: CaseId = CASE) -> list[str]:
    return [each.text for _, each in index.messages(case)]


def test_a_fresh_index_is_empty(index: Index) -> None:
    assert index.applied() == 0
    assert index.cases() == ()


def test_follows_the_ledger_to_its_end(told: Index, story: Story) -> None:
    assert told.applied() == len(story.entries)
    assert told.case(CASE).title == "The spare key"
    assert [item.id for item in told.items(CASE)] == [CHAT, PHOTO, NOTE, SEEN]


def test_applying_twice_changes_nothing(told: Index, story: Story) -> None:
    before = told.snapshot()

    told.apply(story.entries)
    told.apply(story.entries[2:4])

    assert told.applied() == len(story.entries)
    assert told.snapshot() == before


def test_refuses_entries_with_a_gap(index: Index, story: Story) -> None:
    with pytest.raises(IndexStale):
        index.apply(story.entries[2:])
    assert index.applied() == 0


def test_takes_nothing_of_a_group_that_fails(index: Index, story: Story) -> None:
    with pytest.raises(IndexStale):
        index.apply([story.entries[0], story.entries[2]])
    index.apply(story.entries)

    assert len(index.items(CASE)) == 4


def test_keeps_what_is_known_of_an_original(told: Index) -> None:
    chat = told.item(CHAT)

    assert (chat.name, chat.kind, chat.size) == ("_chat.txt", ItemKind.ORIGINAL, 4)
    assert (chat.grade, chat.origin.platform) == (Grade.D, "whatsapp")
    assert chat.ledger_seq == 1


def test_a_described_thing_has_no_digest(told: Index) -> None:
    assert told.item(SEEN).digest is None
    assert "a drawing" in told.item(SEEN).note


def test_a_note_is_found_by_the_digest_of_its_entry(told: Index, story: Story) -> None:
    digest = told.item(NOTE).digest

    assert digest is not None
    assert digest.hex == story.entries[3].commit


@pytest.mark.parametrize("name", ["case", "items", "packs"])
def test_an_unknown_case_is_not_found(told: Index, name: str) -> None:
    with pytest.raises(NotFound):
        getattr(told, name)(CaseId("nowhere"))


@pytest.mark.parametrize(
    "name",
    [
        "item",
        "note",
        "pack",
        "put_report",
        "put_messages",
        "drop_messages",
        "settings",
        "report",
        "witnesses",
    ],
)
def test_an_unknown_item_is_not_found(told: Index, name: str) -> None:
    more = {"put_report": (report(),), "put_messages": ((message(1, "x"),),)}.get(name, ())

    with pytest.raises(NotFound):
        getattr(told, name)(ItemId("nowhere"), *more)


@pytest.mark.parametrize("wrong", ["", "nonsense", "ab" * 31, "ab" * 33, "zz" * 32, "ab" * 32])
def test_an_unknown_message_is_not_found(told: Index, wrong: str) -> None:
    with pytest.raises(NotFound):
        told.message(MessageId(wrong))


def test_shows_the_corrected_note(told: Index, story: Story) -> None:
    told.apply(story.write(Act.CORRECT, NOTE, reason="slip", note={"exact_words": "a van"}))

    assert told.note(NOTE).exact_words == "a van"


def test_keeps_witnesses_apart_from_the_note(told: Index) -> None:
    (witness,) = told.witnesses(NOTE)

    assert (witness.name, witness.saw, witness.note) == ("Priya Shah", "the car", NOTE)
    assert "Priya" not in repr(told.note(NOTE))


def test_answers_about_the_case_stay_until_said_anew(told: Index, story: Story) -> None:
    told.apply(story.write(Act.CASE_ANSWER, under18="no", initials="TR"))
    told.apply(story.write(Act.CASE_ANSWER, zone="Europe/London"))

    case = told.case(CASE)
    assert (case.under18, case.zone, case.initials) == ("no", "Europe/London", "TR")


def test_an_answer_about_an_item_is_given_to_the_reader(told: Index, story: Story) -> None:
    told.apply(story.write(Act.ANSWER, CHAT, slug="date_order", value="dmy"))
    told.apply(story.write(Act.CASE_ANSWER, self_name="Maya"))

    answers = told.settings(CHAT)
    assert (answers.date_order, answers.self_name, answers.zone) == ("dmy", "Maya", "")


def test_answers_about_a_table_are_given_to_the_reader(told: Index, story: Story) -> None:
    told.apply(story.write(Act.ANSWER, CHAT, slug="columns", value="when=0;kind=calls"))
    told.apply(story.write(Act.ANSWER, CHAT, slug="repeats", value="4"))

    answers = told.settings(CHAT)
    assert (answers.columns, answers.repeats) == ("when=0;kind=calls", "4")


def test_an_answer_makes_an_item_unread_again(told: Index, story: Story) -> None:
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])
    told.put_report(CHAT, report())

    told.apply(story.write(Act.ANSWER, CHAT, slug="date_order", value="dmy"))

    assert told.report(CHAT) is None
    assert _texts(told) == []


def test_an_exhibit_number_is_kept(told: Index, story: Story) -> None:
    told.apply(story.write(Act.EXHIBIT_ASSIGN, CHAT, exhibit="TR-001"))

    assert told.item(CHAT).exhibit == "TR-001"


def test_reading_may_show_a_better_grade(told: Index, story: Story) -> None:
    told.apply(story.write(Act.DERIVE, CHAT, source="whatsapp", status="read", grade="A"))

    assert told.item(CHAT).grade is Grade.A


def test_lists_packs_but_not_among_the_items(told: Index, story: Story) -> None:
    pack = ItemId("PACK")
    told.apply(
        story.write(
            Act.EXPORT, pack, name="p.zip", sha256="ef" * 32, size=9, tag_sha256="aa", items=[CHAT]
        )
    )

    assert told.packs(CASE) == (told.pack(pack),)
    assert (told.pack(pack).items, told.pack(pack).size) == ((CHAT,), 9)
    assert pack not in [item.id for item in told.items(CASE)]


def test_acts_without_a_meaning_here_pass(told: Index, story: Story) -> None:
    before = told.snapshot()

    told.apply(story.write(Act.VERIFY, case=None, result="ok"))
    told.apply(story.write(Act.WITHDRAW, ItemId("nowhere")))

    assert told.applied() == len(story.entries)
    assert told.snapshot() == before


def test_a_withdrawn_item_is_out_of_sight_and_comes_back(told: Index, story: Story) -> None:
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])

    told.apply(story.write(Act.WITHDRAW, CHAT, reason="not now"))
    assert _texts(told) == []
    assert told.item(CHAT).state is ItemState.WITHDRAWN
    with pytest.raises(NotFound):
        told.message(message(1, "a").id)

    told.apply(story.write(Act.RESTORE_VIEW, CHAT))
    assert _texts(told) == ["a"]
    assert told.item(CHAT).state_reason == ""


@pytest.mark.parametrize("act", [Act.SEAL, Act.ERASE_TOMBSTONE])
def test_of_a_sealed_or_erased_item_no_words_stay(told: Index, story: Story, act: Act) -> None:
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])
    told.put_report(CHAT, report())

    told.apply(story.write(act, CHAT))

    assert _texts(told) == []
    assert told.report(CHAT) is None
    assert told.put_messages(CHAT, [message(1, "a", utc=NOON)]) == 0


def test_a_sealed_item_is_in_no_list(told: Index, story: Story) -> None:
    told.apply(story.write(Act.SEAL, NOTE))

    assert NOTE not in [item.id for item in told.items(CASE)]
    assert told.item(NOTE).state is ItemState.SEALED
    with pytest.raises(NotFound):
        told.note(NOTE)


def test_nothing_brings_a_sealed_item_back(told: Index, story: Story) -> None:
    told.apply(story.write(Act.SEAL, CHAT))
    told.apply(story.write(Act.RESTORE_VIEW, CHAT))

    assert told.item(CHAT).state is ItemState.SEALED


def test_after_an_erasure_a_copy_of_the_same_bytes_is_to_be_read(told: Index, story: Story) -> None:
    copy = ItemId("COPY")
    told.apply(story.write(Act.IMPORT, copy, **original("copy.txt", b"chat")))
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])
    told.put_report(copy, report())

    told.apply(story.write(Act.ERASE_TOMBSTONE, CHAT))

    assert told.report(copy) is None
    assert told.put_messages(copy, [message(1, "a", utc=NOON)]) == 1


def test_reset_empties_everything(told: Index, story: Story) -> None:
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])
    lived = told.snapshot()

    told.reset()
    assert (told.applied(), told.cases()) == (0, ())

    told.apply(story.entries)
    assert told.snapshot() != lived
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])
    assert told.snapshot() == lived


def test_the_snapshot_does_not_know_in_which_steps_things_came(told: Index, story: Story) -> None:
    chat = [message(n, str(n), utc=NOON) for n in range(6)]
    told.put_messages(PHOTO, [message(9, "late", utc=NOON)])
    told.put_messages(CHAT, chat[:2])
    told.put_messages(CHAT, chat)
    lived = told.snapshot()

    told.reset()
    for entry in story.entries:
        told.apply([entry])
    told.put_messages(CHAT, chat)
    told.put_messages(PHOTO, [message(9, "late", utc=NOON)])

    assert told.snapshot() == lived


def test_every_index_gives_the_same_snapshot(told: Index, story: Story) -> None:
    plain = FakeIndex()
    plain.apply(story.entries)
    for each in (told, plain):
        each.put_messages(CHAT, [message(n, f"{n} ü", utc=NOON, photo="x") for n in range(9)])
        each.put_report(CHAT, report())

    assert told.snapshot() == plain.snapshot()


@pytest.mark.parametrize("change", ["message", "note", "report", "hidden"])
def test_the_snapshot_notices_every_change(told: Index, story: Story, change: str) -> None:
    before = told.snapshot()

    if change == "message":
        told.put_messages(CHAT, [message(1, "a", utc=NOON)])
    elif change == "note":
        told.apply(story.write(Act.CORRECT, NOTE, note={"exact_words": "x"}))
    elif change == "report":
        told.put_report(CHAT, report())
    else:
        told.apply(story.write(Act.WITHDRAW, CHAT))

    assert told.snapshot() != before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=st.text(), name=st.text(), title=st.text())
def test_any_text_at_all_comes_back(told: Index, text: str, name: str, title: str) -> None:
    told.reset()
    story = Story()
    story.write(Act.CASE_OPEN, title=title)
    story.write(Act.IMPORT, CHAT, **original(name, b"chat"))
    told.apply(story.entries)
    sent: Message = replace(message(1, "", sender=name, utc=NOON), content=(Content(text),))

    told.put_messages(CHAT, [sent])

    assert told.message(sent.id) == (CHAT, sent)
    assert (told.case(CASE).title, told.item(CHAT).name) == (title, name)


def test_what_was_told_said_and_reported_is_part_of_the_case(told: Index, story: Story) -> None:
    report = ItemId("REPORT")
    story.write(Act.CASE_ANSWER, told={"place": "GB-SCT", "helping": {"age": "13-15"}})
    story.write(Act.STATEMENT, nature="opinion", text="It must be Kieran.", by="A colleague")
    story.write(Act.REPORT, report, form="school-letter", sha256="0" * 64, left_out=["address"])
    story.write(Act.REPORT_FOLLOW, report, reference="R-7", answer={"text": "We are looking."})

    told.apply(story.entries)

    case = told.case(CASE)
    assert (case.told.place, case.told.helping.age.value) == ("GB-SCT", "13-15")
    assert case.statements[0].by == "A colleague"
    assert case.submissions[0].left_out == ("address",)
    assert [each.text for each in case.submissions[0].answers] == ["We are looking."]
