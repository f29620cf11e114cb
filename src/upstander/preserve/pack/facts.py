"""What can be counted for page 1: who as shown, first, last, how often, what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from upstander.language.shown_time import in_utc, in_zone
from upstander.model.message import AttachmentState, Message, MessageKind, MessageState
from upstander.model.timeline import Certainty
from upstander.preserve.pack.contents import PackRequest
from upstander.preserve.pack.times import shown_time

_LOST = (
    AttachmentState.MISSING, AttachmentState.OMITTED_BY_EXPORT, AttachmentState.EXPIRED_LINK,
    AttachmentState.DAMAGED,
)  # fmt: skip
_GONE = (
    MessageState.DELETED_BY_SENDER, MessageState.DELETED_BY_ADMIN, MessageState.UNSENT,
    MessageState.EXPIRED, MessageState.REDACTED_IN_EXPORT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sender:
    """A name as shown, its id if the source gives one, and how many messages carry it."""

    shown: str
    id: str
    platform: str
    count: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Counted, never judged."""

    messages: int
    own: int
    notes: int
    senders: tuple[Sender, ...]
    first: datetime | None
    last: datetime | None
    days: int
    undated: int
    gaps: tuple[str, ...]


def facts_of(request: PackRequest) -> Facts:
    """Count over all exhibits of a pack."""
    messages = [m for exhibit in request.exhibits for m in exhibit.messages]
    spoken = [m for m in messages if m.kind is not MessageKind.SYSTEM and m.sender]
    times = [m.sent.utc for m in messages if m.sent and m.sent.utc]
    return Facts(
        messages=len(messages),
        own=sum(1 for m in spoken if m.sender and m.sender.is_self),
        notes=sum(1 for exhibit in request.exhibits if exhibit.note),
        senders=_senders(spoken),
        first=min(times, default=None),
        last=max(times, default=None),
        days=len({in_zone(t, request.zone)[:10] for t in times}),
        undated=len(messages) - len(times),
        gaps=tuple(_gaps(request, messages)),
    )


def span_sentence(facts: Facts, zone: str) -> str:
    """First, last and how often, with local time and UTC."""
    if facts.first is None or facts.last is None:
        return "No time is known for certain."
    first, last = facts.first, facts.last
    return (
        f"First: {in_zone(first, zone)} (UTC {in_utc(first)}).\n"
        f"Last: {in_zone(last, zone)} (UTC {in_utc(last)}).\n"
        f"{counted(facts.messages, 'message')} on {counted(facts.days, 'day')}."
    )


def _senders(messages: list[Message]) -> tuple[Sender, ...]:
    tally = Counter(
        (m.sender.as_written, m.sender.handle, m.platform)
        for m in messages
        if m.sender and not m.sender.is_self
    )
    return tuple(
        Sender(shown, handle if handle != shown else "", platform, count)
        for (shown, handle, platform), count in tally.most_common()
    )


def _gaps(request: PackRequest, messages: list[Message]) -> list[str]:
    lost = sum(1 for m in messages for a in m.attachments if a.state in _LOST)
    gone = sum(1 for m in messages if m.state in _GONE)
    unsure = sum(
        1 for m in messages if shown_time(m, request.zone).certainty is not Certainty.EXACT
    )
    unread = sum(
        1 for e in request.exhibits if e.report and e.report.status in ("kept-not-read", "refused")
    )
    named = any(m.sender and m.sender.handle_kind == "display_name" for m in messages)
    found = (
        (lost, f"{counted(lost, 'file')} named in the messages but not in the exhibits"),
        (gone, f"{counted(gone, 'message')} that the source shows as deleted or without words"),
        (unsure, f"{counted(unsure, 'message')} whose time is not exact"),
        (unread, f"{counted(unread, 'exhibit')} kept but not read by the program"),
        (named, "names as shown only: a number or profile address is needed to find an account"),
        (_left_out(request), f"{counted(_left_out(request), 'message')} left out of this pack"),
    )
    return [words for number, words in found if number]


def _left_out(request: PackRequest) -> int:
    return sum(exhibit.omitted for exhibit in request.exhibits)


def counted(number: int, noun: str) -> str:
    """``1 message``, ``2 messages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
