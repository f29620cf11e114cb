"""Promises of every index about findings: in memory, on SQLCipher, on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.fakes.index import FakeIndex
from tests.support.story import CASE, CHAT, NOTE, PHOTO, SEEN, Story, message, original
from tests.support.story import read_report as report
from upstander.application.looks import Heard, LookedAt, Mark, Overview
from upstander.application.ports import Index
from upstander.model.entry import Act
from upstander.model.errors import NotFound
from upstander.model.finding import (
    Finding,
    Level,
    NotRead,
    Pattern,
    Reply,
    Sign,
    SignAnswer,
    Stage,
    Summary,
)
from upstander.model.ids import CaseId, ItemId

NOON = datetime(2026, 10, 4, 12, 0, tzinfo=UTC)
CHATTED = [message(n, f"text {n}", utc=NOON.replace(minute=n)) for n in range(6)]
OTHER = ItemId("OTHER")
SIGN: dict[str, Any] = {"about": CHATTED[0].id, "rule": "U4", "start": 0, "end": 4}


def sign_of(quote: str = "text", level: Level | None = Level.B) -> Sign:
    return Sign("U4", quote, 0, len(quote), "Why \x00 ü.", "Source.", level, ("threat",))


def found(about: str, *signs: Sign, **more: object) -> Finding:
    return Finding(about, signs, level=Level.B if signs else None, **more)  # type: ignore[arg-type]


def looked(heard: Heard, *signs: Sign, rank: float | None = None) -> LookedAt:
    return LookedAt(heard.line, found(heard.said.id, *signs), rank=rank)


@pytest.fixture
def talked(told: Index) -> Index:
    """An index with a chat, at which an engine begins to look."""
    told.put_messages(CHAT, CHATTED)
    told.begin_look(CASE, "v1", "no model here")
    return told


def look_at_all(index: Index) -> None:
    heard = list(index.unlooked(CASE))
    assert index.put_looked(CASE, "v1", [looked(each, sign_of(each.said.text)) for each in heard])


def test_gives_messages_notes_and_described_things_but_no_unread_file(talked: Index) -> None:
    heard = {each.said.id: each for each in talked.unlooked(CASE)}

    assert set(heard) == {NOTE, SEEN, *(each.id for each in CHATTED)}
    assert (heard[NOTE].said.kind, heard[NOTE].said.is_self) == ("note", True)
    assert heard[SEEN].said.text == "a drawing\nAna"


def test_numbers_grow_so_that_a_look_can_go_on_where_it_stopped(talked: Index) -> None:
    heard = list(talked.unlooked(CASE))
    assert [each.line for each in heard] == sorted({each.line for each in heard})

    talked.put_looked(CASE, "v1", [looked(each) for each in heard[:3]])

    assert list(talked.unlooked(CASE)) == heard[3:]
    assert (talked.look_state(CASE).looked, talked.look_state(CASE).total) == (3, 8)


def test_gives_only_the_items_asked_for(talked: Index) -> None:
    assert [each.item for each in talked.unlooked(CASE, items=[NOTE])] == [NOTE]
    assert list(talked.unlooked(CASE, items=[])) == []


def test_a_finding_comes_back_whole(talked: Index) -> None:
    heard = next(each for each in talked.unlooked(CASE) if each.item == CHAT)
    whole = Finding(
        heard.said.id,
        (sign_of(),),
        True,
        Level.B,
        True,
        3,
        0.25,
        (("threat", 0.5),),
        Stage.MODEL,
        "A part was not read.",
    )

    talked.put_looked(CASE, "v1", [LookedAt(heard.line, whole)])

    assert dict(talked.findings(CASE)) == {heard.said.id: whole}
    assert dict(talked.findings(CASE, [heard.said.id, "0" * 64, "x"])) == {heard.said.id: whole}


def test_a_glance_says_what_ordering_and_counting_need(talked: Index) -> None:
    heard = next(each for each in talked.unlooked(CASE) if each.item == CHAT)
    finding = found(heard.said.id, sign_of(), flag=True, severity=2, target_individual=True)

    talked.put_looked(CASE, "v1", [LookedAt(heard.line, finding, own=True)])

    (glance,) = talked.glances(CASE)
    assert (glance.about, glance.item, glance.sender) == (heard.said.id, CHAT, "Dan")
    assert (glance.flag, glance.severity, glance.target_individual, glance.own) == (
        True,
        2,
        *(True,) * 2,
    )
    assert glance.marks == (Mark("U4", 0, 4, Level.B, ("threat",)),)


def test_keeps_only_findings_that_hold_something(talked: Index) -> None:
    heard = list(talked.unlooked(CASE))

    talked.put_looked(CASE, "v1", [looked(each) for each in heard])

    assert dict(talked.findings(CASE)) == {}
    assert talked.glances(CASE) == ()
    assert talked.look_state(CASE).through


def test_what_waits_comes_in_the_order_of_suspicion(talked: Index) -> None:
    heard = list(talked.unlooked(CASE, items=[CHAT]))
    ranks = [None, -1.5, 200.0, 0.25, None, 0.25]

    pairs = zip(heard, ranks, strict=True)
    talked.put_looked(CASE, "v1", [looked(each, rank=rank) for each, rank in pairs])

    assert talked.waiting(CASE, 3) == (heard[2], heard[3], heard[5])
    assert talked.look_state(CASE).waiting == 4


def test_a_later_look_takes_the_place_of_the_first(talked: Index) -> None:
    heard = list(talked.unlooked(CASE, items=[CHAT]))
    talked.put_looked(CASE, "v1", [looked(each, sign_of(), rank=1.0) for each in heard])

    talked.put_looked(CASE, "v1", [looked(heard[0])])
    talked.put_looked(CASE, "v1", [looked(heard[1], sign_of("other"))])

    assert heard[0].said.id not in talked.findings(CASE)
    assert talked.findings(CASE)[heard[1].said.id].signs[0].quote == "other"
    assert (talked.look_state(CASE).waiting, talked.look_state(CASE).looked) == (4, 6)


def test_another_engine_begins_anew(talked: Index) -> None:
    look_at_all(talked)
    talked.begin_look(CASE, "v1")
    assert talked.look_state(CASE).through

    talked.begin_look(CASE, "v2", "why")

    assert dict(talked.findings(CASE)) == {}
    assert talked.look_state(CASE).looked == 0
    assert (talked.look_state(CASE).version, talked.look_state(CASE).without_model) == ("v2", "why")


def test_takes_nothing_from_an_engine_that_was_replaced(talked: Index) -> None:
    heard = list(talked.unlooked(CASE))
    talked.begin_look(CASE, "v2")

    assert not talked.put_looked(CASE, "v1", [looked(heard[0], sign_of())])
    assert talked.look_state(CASE).looked == 0


@pytest.mark.parametrize("told_more", [{"zone": "Europe/London"}, {"self_name": "Dan"}])
def test_an_answer_that_changes_the_reading_begins_anew(
    talked: Index, story: Story, told_more: dict[str, Any]
) -> None:
    look_at_all(talked)

    talked.apply(story.write(Act.CASE_ANSWER, **told_more))

    assert dict(talked.findings(CASE)) == {}
    assert not talked.put_looked(CASE, "v1", [])
    talked.begin_look(CASE, "v1")
    assert len(list(talked.unlooked(CASE))) == 8


def test_the_name_that_was_told_says_whose_words_they_are(talked: Index, story: Story) -> None:
    talked.apply(story.write(Act.CASE_ANSWER, self_name="Dan"))
    talked.begin_look(CASE, "v1")

    assert all(each.said.is_self for each in talked.unlooked(CASE, items=[CHAT]))


def test_an_item_that_is_read_again_is_looked_at_again(talked: Index, story: Story) -> None:
    look_at_all(talked)

    talked.apply(story.write(Act.ANSWER, CHAT, slug="date_order", value="dmy"))
    assert set(talked.findings(CASE)) == {NOTE, SEEN}
    talked.put_messages(CHAT, CHATTED)

    assert {each.said.id for each in talked.unlooked(CASE)} == {each.id for each in CHATTED}


def test_a_corrected_note_is_looked_at_again(talked: Index, story: Story) -> None:
    look_at_all(talked)

    talked.apply(story.write(Act.CORRECT, NOTE, note={"exact_words": "a lorry"}))

    assert NOTE not in talked.findings(CASE)
    assert [each.said.text for each in talked.unlooked(CASE)] == ["a lorry"]


def test_a_line_that_went_away_meanwhile_leaves_nothing_behind(talked: Index) -> None:
    heard = list(talked.unlooked(CASE))
    talked.drop_messages(CHAT)

    assert talked.put_looked(CASE, "v1", [looked(each, sign_of()) for each in heard])

    assert set(talked.findings(CASE)) == {NOTE, SEEN}
    assert talked.look_state(CASE).through


def test_a_withdrawn_item_is_out_of_sight_and_comes_back_looked_at(
    talked: Index, story: Story
) -> None:
    look_at_all(talked)

    talked.apply(story.write(Act.WITHDRAW, CHAT))
    assert (
        set(talked.findings(CASE)) == {each.about for each in talked.glances(CASE)} == {NOTE, SEEN}
    )
    assert talked.around(CASE, CHATTED[0].id, 3) == ()
    assert talked.look_state(CASE).total == 2

    talked.apply(story.write(Act.RESTORE_VIEW, CHAT))
    assert len(talked.findings(CASE)) == 8
    assert list(talked.unlooked(CASE)) == []


@pytest.mark.parametrize("act", [Act.SEAL, Act.ERASE_TOMBSTONE])
def test_of_a_sealed_or_erased_item_no_findings_stay(talked: Index, story: Story, act: Act) -> None:
    look_at_all(talked)
    pattern = Pattern("mobbing", "Words of it.", (CHATTED[0].id,))
    talked.put_overview(CASE, Overview("key", 0, Summary((pattern,))))

    talked.apply(story.write(act, CHAT))

    assert set(talked.findings(CASE)) == {NOTE, SEEN}
    assert talked.overview(CASE) is None


def test_everything_said_comes_in_time_order(talked: Index) -> None:
    said = list(talked.said(CASE))

    assert [each.id for each in said] == [NOTE, *(each.id for each in CHATTED), SEEN]


def test_shows_a_line_with_its_neighbours(talked: Index) -> None:
    middle = talked.around(CASE, CHATTED[2].id, 1)
    first = talked.around(CASE, CHATTED[0].id, 3)

    assert [row.text for row in middle] == ["text 1", "text 2", "text 3"]
    assert [row.text for row in first] == ["text 0", "text 1", "text 2", "text 3"]
    assert [row.ref for row in talked.around(CASE, NOTE, 3)] == [f"i:{NOTE}"]
    assert talked.around(CASE, "nothing", 3) == talked.around(CASE, "0" * 64, 3) == ()


def test_says_what_was_not_read(talked: Index, story: Story) -> None:
    assert talked.look_state(CASE).not_read == (
        NotRead("", "These files are kept, but no words in them were read.", 1),
    )

    talked.put_messages(PHOTO, [message(9, "words in a picture", utc=NOON)])
    talked.put_report(CHAT, replace(report(), status="partly"))

    assert [each.about for each in talked.look_state(CASE).not_read] == [CHAT]


def test_the_key_changes_with_the_lines_but_not_while_the_classifier_reads(
    talked: Index, story: Story
) -> None:
    keys = [talked.look_state(CASE).key]
    heard = list(talked.unlooked(CASE))
    talked.put_looked(CASE, "v1", [looked(each, rank=1.0) for each in heard])
    keys.append(talked.look_state(CASE).key)
    talked.put_looked(CASE, "v1", [looked(heard[0], sign_of())])
    assert talked.look_state(CASE).key == keys[1]

    talked.apply(story.write(Act.WITHDRAW, PHOTO))
    keys.append(talked.look_state(CASE).key)
    talked.put_messages(CHAT, [message(9, "more", utc=NOON)])
    keys.append(talked.look_state(CASE).key)

    assert len(set(keys)) == 4


def test_an_overview_comes_back_whole(talked: Index) -> None:
    pattern = Pattern("night", "At night.", ("a",), ("Dan",), facts=(("count", "3"),))
    made = Overview("key", 4, Summary((pattern,), first_screen=("a",), counted=8))

    talked.put_overview(CASE, made)

    assert talked.overview(CASE) == made


def test_the_latest_answer_to_a_sign_counts(told: Index, story: Story) -> None:
    told.apply(story.write(Act.SIGN_ANSWER, CHAT, **SIGN, reply="yes", note="he did"))
    told.apply(story.write(Act.SIGN_ANSWER, CHAT, **SIGN, reply="no"))
    told.apply(story.write(Act.SIGN_ANSWER, CHAT, **{**SIGN, "start": 1}, reply="unsure"))

    answers = told.sign_answers(CASE)

    assert [(each.start, each.reply) for each in answers] == [(0, Reply.NO), (1, Reply.UNSURE)]
    assert answers[0].at == story.entries[-2].at


def test_the_remark_of_an_answer_goes_with_the_item(told: Index, story: Story) -> None:
    told.apply(story.write(Act.SIGN_ANSWER, CHAT, **SIGN, reply="no", note="about the car"))

    told.apply(story.write(Act.ERASE_TOMBSTONE, CHAT))

    assert [(each.reply, each.note) for each in told.sign_answers(CASE)] == [(Reply.NO, "")]


def test_answers_are_part_of_the_snapshot_in_every_index(told: Index, story: Story) -> None:
    before = told.snapshot()
    told.apply(story.write(Act.SIGN_ANSWER, CHAT, **SIGN, reply="no", note="n"))
    plain = FakeIndex()
    plain.apply(story.entries)

    assert before != told.snapshot() == plain.snapshot()
    assert isinstance(told.sign_answers(CASE)[0], SignAnswer)


def test_another_case_keeps_its_own_findings(talked: Index, story: Story) -> None:
    other = CaseId("OTHER")
    talked.apply(story.write(Act.CASE_OPEN, case=other))
    talked.apply(story.write(Act.IMPORT, OTHER, case=other, **original("c", b"chat")))
    talked.put_messages(OTHER, CHATTED[:1])
    look_at_all(talked)

    assert (talked.look_state(other).looked, talked.look_state(other).total) == (0, 1)
    assert dict(talked.findings(other)) == {}
    assert talked.around(other, CHATTED[0].id, 1)[0].item == OTHER


def test_there_is_nothing_to_look_at_without_a_case(index: Index) -> None:
    for ask in (index.look_state, index.glances, index.sign_answers):
        with pytest.raises(NotFound):
            ask(CaseId("NONE"))


def test_reset_forgets_what_was_found(talked: Index, story: Story) -> None:
    look_at_all(talked)

    talked.reset()
    talked.apply(story.entries)

    assert talked.look_state(CASE).version == ""
    assert dict(talked.findings(CASE)) == {}
