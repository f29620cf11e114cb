"""Messages, diary notes and described things as the recogniser reads them.

Private safety notes are never among them: no use case here can reach them.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, datetime
from functools import lru_cache
from sys import intern
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upstander.model.evidence import DiaryNote, EvidenceItem
from upstander.model.finding import Said
from upstander.model.message import Attachment, Message, MessageTime, Party
from upstander.model.quick import quick

NOBODY: frozenset[str] = frozenset()
NOTE, DESCRIBED = "note", "described"
"""The kinds of what a person wrote in this program."""

_make = quick(Said)  # names are interned too: a hundred thousand messages are held at once
_SEEN = ("image", "video")
_SEEN_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".mp4", ".mov", ".3gp")


def said_of(message: Message, zone: str, selves: Container[str] = NOBODY) -> Said:
    """Give what a message says.

    Args:
        message: the message; what it quotes of others is left out, it is not its sender's.
        zone: IANA name of the case's time zone, used where the message names none; may be empty.
        selves: names or accounts of whoever keeps the case, as the person told them.
    """
    at, local, exact = _times(message.sent, zone)
    sent, thread = message.sent, message.conversation
    return _make(
        id=message.id,
        text=words_of(message),
        sender=intern(_name(message.sender)),
        is_self=_is_self(message.sender, selves),
        at=at,
        local=local,
        zone=intern((sent.zone if sent is not None else "") or zone),
        exact=exact,
        conversation=intern(thread.id if thread is not None else ""),
        channel=intern(message.platform),
        kind=message.kind.value,
        members=thread.members if thread is not None else (),
        has_picture=bool(message.attachments) and any(map(_is_seen, message.attachments)),
        seq=message.seq,
    )


def said_of_note(item: EvidenceItem, note: DiaryNote, zone: str) -> Said:
    """Give what a diary note says: all of it is the words of whoever keeps the case.

    What the note calls an effect or an opinion is read too, as danger is often said there.
    """
    parts = (note.exact_words, note.summary, note.impact, note.opinion)
    at = _aware(note.event_utc)
    local = _wall(note.event_at)
    return Said(
        id=item.id,
        text="\n\n".join(part for part in parts if part),
        is_self=True,
        at=at,
        local=local,
        zone=note.zone or zone,
        exact=at is not None and note.certainty == "exact",
        conversation=item.id,
        channel=note.service,
        kind=NOTE,
        seq=item.ledger_seq,
    )


def said_of_described(item: EvidenceItem, zone: str) -> Said:
    """Give what a person wrote down about a thing that was not copied."""
    return Said(
        id=item.id,
        text=item.note,
        is_self=True,
        zone=zone,
        exact=False,
        conversation=item.id,
        channel=item.origin.platform,
        kind=DESCRIBED,
        seq=item.ledger_seq,
    )


def words_of(message: Message) -> str:
    """All words of a message by its sender: subject, bodies, poll, place, card, captions."""
    parts = [message.subject, message.text, message.poll, message.location, message.contact_card]
    parts += [each.caption for each in message.attachments]
    words = ""
    for part in filter(None, parts):
        if part not in words:  # a poll stands in the body of some exports too
            words = f"{words}\n\n{part}" if words else part
    return words


def _name(party: Party | None) -> str:
    return (party.as_written or party.handle) if party is not None else ""


def _is_self(party: Party | None, selves: Container[str]) -> bool | None:
    """Whether it is whoever keeps the case; a name that was not told stays undecided."""
    if party is None or party.is_self is not None:
        return party.is_self if party is not None else None
    return True if party.as_written in selves or party.handle in selves else None


def _is_seen(attachment: Attachment) -> bool:
    kind = attachment.sniffed_type or attachment.declared_type or ""
    return kind.startswith(_SEEN) or attachment.native_name.lower().endswith(_SEEN_ENDINGS)


def _times(sent: MessageTime | None, zone: str) -> tuple[datetime | None, datetime | None, bool]:
    """UTC, wall time, and whether the time is sure."""
    if sent is None:
        return None, None, False
    sure = not sent.nonexistent and sent.earliest_utc == sent.latest_utc
    sure = sure and sent.precision not in ("day", "none")
    if sent.utc is not None:
        return sent.utc, sent.local or _in_zone(sent.utc, sent.zone or zone), sure
    if sent.local is None:
        return None, None, False
    known = _zone(zone)
    return (_utc(sent.local.replace(tzinfo=known)) if known else None), sent.local, False


def _in_zone(utc: datetime, zone: str) -> datetime:
    try:
        return utc.astimezone(_zone(zone) or UTC).replace(tzinfo=None)
    except OverflowError:
        return utc.replace(tzinfo=None)


def _utc(aware: datetime) -> datetime | None:
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        return None


def _aware(text: str) -> datetime | None:
    read = _read(text)
    return _utc(read) if read is not None and read.tzinfo is not None else None


def _wall(text: str) -> datetime | None:
    read = _read(text)
    return read.replace(tzinfo=None) if read is not None else None


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
