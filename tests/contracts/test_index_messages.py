"""Promises of every index about messages: in memory, on SQLCipher, on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.support.story import CASE, CHAT, PHOTO, Story, message, original
from tests.support.story import read_report as report
from upstander.application.ports import Index
from upstander.model.entry import Act
from upstander.model.ids import CaseId, ItemId

NOON = datetime(2026, 10, 4, 12, 0, tzinfo=UTC)


def _texts(index: Index, case: CaseId = CASE) -> list[str]:
    return [each.text for _, each in index.messages(case)]


def test_gives_messages_in_time_order_with_the_undated_last(told: Index) -> None:
    told.put_messages(
        CHAT,
        [
            message(1, "no date"),
            message(2, "second", utc=NOON),
            message(3, "third", local=datetime(2026, 10, 4, 13, 0)),
            message(4, "first", utc=NOON.replace(hour=9)),
        ],
    )

    assert _texts(told) == ["first", "second", "third", "no date"]


def test_messages_of_one_minute_stay_in_the_order_of_the_source(told: Index) -> None:
    told.put_messages(CHAT, [message(n, str(n), utc=NOON) for n in (5, 3, 9, 1)])

    assert _texts(told) == ["5", "3", "9", "1"]


def test_a_wall_time_is_placed_in_the_zone_of_the_case(told: Index, story: Story) -> None:
    told.put_messages(
        CHAT,
        [
            message(1, "said in UTC", utc=NOON),
            message(2, "said on the wall", local=datetime(2026, 10, 4, 12, 30)),
        ],
    )
    assert _texts(told) == ["said in UTC", "said on the wall"]

    told.apply(story.write(Act.CASE_ANSWER, zone="Europe/London"))  # 12:30 is 11:30 UTC

    assert _texts(told) == ["said on the wall", "said in UTC"]


def test_a_message_comes_back_whole(told: Index) -> None:
    sent = message(1, "ü \x00 \ud83d \u202e 🖕", sender="D\x00an \udc80", utc=NOON, photo="a.jpg")
    told.put_messages(CHAT, [sent])

    assert told.message(sent.id) == (CHAT, sent)
    assert list(told.messages(CASE)) == [(CHAT, sent)]


def test_known_messages_are_left_alone(told: Index) -> None:
    first = [message(1, "a", utc=NOON), message(2, "b", utc=NOON)]
    assert told.put_messages(CHAT, first) == 2

    again = [message(2, "changed", utc=NOON), message(3, "c", utc=NOON)]
    assert told.put_messages(CHAT, again) == 1

    assert _texts(told) == ["a", "b", "c"]


def test_the_same_file_twice_in_a_case_gives_its_messages_once(told: Index, story: Story) -> None:
    told.apply(story.write(Act.IMPORT, ItemId("COPY"), **original("copy.txt", b"chat")))
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])

    assert told.put_messages(ItemId("COPY"), [message(1, "a", utc=NOON)]) == 0


def test_the_same_file_in_two_cases_gives_its_messages_in_both(told: Index, story: Story) -> None:
    other = CaseId("OTHER")
    told.apply(story.write(Act.CASE_OPEN, case=other))
    told.apply(story.write(Act.IMPORT, ItemId("COPY"), case=other, **original("c", b"chat")))
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])

    assert told.put_messages(ItemId("COPY"), [message(1, "a", utc=NOON)]) == 1
    assert _texts(told, other) == ["a"]


def test_gives_the_messages_of_some_items_only(told: Index) -> None:
    told.put_messages(CHAT, [message(1, "chat", utc=NOON)])
    told.put_messages(PHOTO, [message(2, "words in a picture", utc=NOON)])

    found = [each.text for _, each in told.messages(CASE, items=[PHOTO])]

    assert found == ["words in a picture"]


def test_streams_more_messages_than_one_page(told: Index) -> None:
    told.put_messages(CHAT, [message(n, str(n), utc=NOON) for n in range(2100)])

    assert _texts(told) == [str(n) for n in range(2100)]


def test_dropping_makes_an_item_unread(told: Index) -> None:
    told.put_messages(CHAT, [message(1, "a", utc=NOON)])
    told.put_report(CHAT, report())

    told.drop_messages(CHAT)

    assert _texts(told) == []
    assert told.report(CHAT) is None
    assert told.put_messages(CHAT, [message(1, "a", utc=NOON)]) == 1


def test_a_report_comes_back_whole_and_a_later_one_replaces_it(told: Index) -> None:
    told.put_report(CHAT, report())
    later = replace(report(), status="partly", first_utc=NOON, senders=(("Dan", 2),))

    told.put_report(CHAT, later)

    assert told.report(CHAT) == later


def test_names_who_wrote_what_is_in_sight_those_who_wrote_most_first(
    told: Index, story: Story
) -> None:
    told.put_messages(
        CHAT,
        [
            message(1, "a", sender="Kit"),
            message(2, "b", sender="D\x00an \udc80"),
            message(3, "c", sender="D\x00an \udc80"),
        ],
    )
    assert told.people(CASE, 10) == ("D\x00an \udc80", "Kit")
    assert told.people(CASE, 1) == ("D\x00an \udc80",)

    told.apply(story.write(Act.WITHDRAW, CHAT))

    assert told.people(CASE, 10) == ()
