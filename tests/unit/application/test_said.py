"""What the recogniser hears of messages, notes and described things."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.story import CASE, NOTE, message
from upstander.application.said import said_of, said_of_described, said_of_note
from upstander.model.evidence import DiaryNote, EvidenceItem, Grade, ItemKind
from upstander.model.message import Attachment, AttachmentState, Content, Message, Party

NOON = datetime(2026, 7, 4, 12, 0, tzinfo=UTC)
LONDON = "Europe/London"


def item(kind: ItemKind, note: str = "") -> EvidenceItem:
    return EvidenceItem(NOTE, CASE, kind, "name", None, 0, "", Grade.E, NOON, 3, note=note)


def heard(text: str = "hello", **more: object) -> Message:
    return replace(message(1, text, utc=NOON), **more)  # type: ignore[arg-type]


def test_a_message_says_who_when_and_where() -> None:
    sent = replace(heard().times[0], precision="s")

    said = said_of(heard(times=(sent,)), LONDON)

    assert (said.text, said.sender, said.channel, said.conversation) == (
        "hello",
        "Dan",
        "whatsapp",
        "thread",
    )
    assert (said.at, said.local, said.zone, said.exact) == (
        NOON,
        datetime(2026, 7, 4, 13, 0),
        LONDON,
        True,
    )


def test_its_words_are_subject_bodies_and_captions_but_nothing_quoted() -> None:
    photo = Attachment("a.jpg", "a.jpg", AttachmentState.MISSING, caption="look at this")

    said = said_of(
        heard(
            subject="Last chance", content=(Content("one"), Content("two")), attachments=(photo,)
        ),
        "",
    )

    assert said.text == "Last chance\n\none\n\ntwo\n\nlook at this"
    assert said.has_picture


@pytest.mark.parametrize(
    ("party", "selves", "is_self"),
    [
        (Party("Dan"), (), None),
        (Party("Dan"), ("Dan",), True),
        (Party("Dan", "dan@example.com"), ("dan@example.com",), True),
        (Party("Dan", is_self=False), ("Dan",), False),
        (None, ("Dan",), None),
    ],
)
def test_whose_words_they_are_is_never_guessed(
    party: Party | None, selves: tuple[str, ...], is_self: bool | None
) -> None:
    assert said_of(heard(sender=party), "", selves).is_self is is_self


def test_a_wall_time_without_a_zone_is_placed_but_never_sure() -> None:
    told = message(1, "x", local=datetime(2026, 7, 4, 13, 0))

    placed, floating = said_of(told, LONDON), said_of(told, "")

    assert (placed.at, placed.exact) == (NOON, False)
    assert (floating.at, floating.exact) == (None, False)


def test_a_time_between_two_is_not_sure() -> None:
    sent = message(1, "x", utc=NOON).times[0]
    between = replace(sent, earliest_utc=NOON, latest_utc=NOON.replace(hour=13))

    assert not said_of(heard(times=(between,)), "").exact


def test_all_of_a_note_is_the_keepers_own() -> None:
    note = DiaryNote(
        exact_words="I will find you",
        summary="He rang.",
        impact="I am scared.",
        who_shown="Dan",
        event_at="2026-07-04T13:00",
        event_utc="2026-07-04T12:00:00+00:00",
        certainty="exact",
        zone=LONDON,
    )

    said = said_of_note(item(ItemKind.NOTE), note, "")

    assert said.text == "I will find you\n\nHe rang.\n\nI am scared."
    assert (said.id, said.kind, said.is_self, said.sender) == (NOTE, "note", True, "")
    assert (said.at, said.local, said.exact) == (NOON, datetime(2026, 7, 4, 13, 0), True)


@pytest.mark.parametrize("typed", ["", "last night", "2026-07-04"])
def test_a_note_without_a_full_time_is_not_sure(typed: str) -> None:
    said = said_of_note(item(ItemKind.NOTE), DiaryNote(summary="x", event_at=typed), "")

    assert (said.at, said.exact) == (None, False)


def test_a_described_thing_says_what_was_written_down() -> None:
    said = said_of_described(item(ItemKind.DESCRIBED, "a drawing"), LONDON)

    assert (said.text, said.kind, said.is_self) == ("a drawing", "described", True)
