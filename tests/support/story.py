"""A small invented case, written entry by entry to a ledger in memory."""

from __future__ import annotations

import hashlib
from datetime import datetime
from types import MappingProxyType
from typing import Any

from tests.fakes.ledger import FakeLedger
from upstander.model.actor import Actor, Role
from upstander.model.entry import Act, Entry, EntryDraft
from upstander.model.ids import ActorId, CaseId, ItemId, MessageId
from upstander.model.message import (
    Attachment,
    AttachmentState,
    Content,
    Conversation,
    Message,
    MessageKind,
    MessageTime,
    Party,
    Provenance,
)
from upstander.model.reading import Question, ReadReport

TARA = Actor(ActorId("TARA"), Role.OWNER)
KIT = Actor(ActorId("KIT"), Role.STRANGER)
CASE, CHAT, PHOTO, NOTE, SEEN = (
    CaseId("CASE"),
    ItemId("CHAT"),
    ItemId("PHOTO"),
    ItemId("NOTE"),
    ItemId("SEEN"),
)


class Story:
    """Writes entries, one call an act."""

    def __init__(self) -> None:
        self.ledger = FakeLedger()
        self.entries: list[Entry] = []

    def write(
        self,
        act: Act,
        item: ItemId | None = None,
        *,
        case: CaseId | None = CASE,
        reason: str = "",
        **data: Any,
    ) -> tuple[Entry, ...]:
        """Append one entry and give it."""
        draft = EntryDraft(act, TARA, case, item, MappingProxyType(data), reason)
        written = self.ledger.append([draft])
        self.entries += written
        return written


def small_case() -> Story:
    """A case with a chat export, a photo, a note with a witness, and a described thing."""
    story = Story()
    story.write(Act.CASE_OPEN, title="The spare key")
    story.write(Act.IMPORT, CHAT, **original("_chat.txt", b"chat"))
    story.write(Act.IMPORT, PHOTO, **original("photo.jpg", b"photo"))
    story.write(
        Act.NOTE,
        NOTE,
        note={
            "event_at": "2026-10-04T01:02",
            "zone": "Europe/London",
            "certainty": "exact",
            "exact_words": "I saw your car",
            "who_shown": "Dan",
            "service": "doorstep",
        },
    )
    story.write(Act.WITNESS, NOTE, note=NOTE, name="Priya Shah", saw="the car")
    story.write(Act.DESCRIBE, SEEN, where="a group", what="a drawing", who_told="Ana")
    return story


def original(name: str, body: bytes) -> dict[str, Any]:
    """Data of an ``import`` entry."""
    return {
        "name": name,
        "size": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        "media_type": "text/plain",
        "grade": "D",
        "kind": "original",
        "origin": {"method": "export", "platform": "whatsapp"},
    }


def message(
    number: int,
    text: str,
    *,
    sender: str = "Dan",
    utc: datetime | None = None,
    local: datetime | None = None,
    photo: str = "",
) -> Message:
    """One chat message."""
    times = (MessageTime("sent", "as written", utc, local),) if utc or local else ()
    missing = Attachment(photo, photo, AttachmentState.MISSING)
    return Message(
        id=MessageId(hashlib.sha256(b"%d" % number).hexdigest()),
        kind=MessageKind.MESSAGE,
        platform="whatsapp",
        variant="text",
        seq=number,
        provenance=Provenance("ab" * 32, "cd" * 32, "whatsapp", "1", number, number + 1),
        sender=Party(sender),
        conversation=Conversation("thread", ("Family",)),
        times=times,
        content=(Content(text),),
        attachments=(missing,) if photo else (),
    )


def read_report(*questions: Question) -> ReadReport:
    """A report of a reading that went well."""
    return ReadReport(
        "whatsapp",
        "1",
        "ab" * 32,
        "read",
        "",
        4,
        4,
        0,
        counts=(("message", 2),),
        questions=questions,
    )
