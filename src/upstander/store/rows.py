"""Timeline rows from messages and from items that stand for themselves."""

from __future__ import annotations

from upstander.application.said import words_of
from upstander.model.evidence import DiaryNote, EvidenceItem, ItemKind
from upstander.model.message import Attachment, AttachmentState, Message, MessageState
from upstander.model.timeline import TimelineRow
from upstander.store.lines import channel_of, sender_of
from upstander.store.own_lines import own_text, own_when, written_late
from upstander.store.times import when_sent

_OWN_KIND = {ItemKind.NOTE: "note", ItemKind.DESCRIBED: "described"}
_MISSING = {
    AttachmentState.MISSING: "is not in the file",
    AttachmentState.OMITTED_BY_EXPORT: "was left out by the service",
    AttachmentState.EXPIRED_LINK: "can no longer be fetched",
    AttachmentState.DAMAGED: "is damaged",
    AttachmentState.REFUSED: "was not opened, to be safe",
}
_STATES = {
    MessageState.UNSENT: "The message was taken back.",
    MessageState.DELETED_BY_SENDER: "The message was deleted by its sender.",
    MessageState.DELETED_BY_ADMIN: "The message was deleted by an admin.",
    MessageState.EXPIRED: "The message has expired.",
    MessageState.REDACTED_IN_EXPORT: "The service left out the words.",
}


def message_row(item: EvidenceItem, message: Message, zone: str) -> TimelineRow:
    """Show a message."""
    return TimelineRow(
        ref=f"m:{message.id}",
        kind=message.kind.value,
        case=item.case,
        item=item.id,
        message=message.id,
        when=when_sent(message, zone),
        sender=sender_of(message),
        is_self=message.sender.is_self if message.sender is not None else None,
        channel=channel_of(message),
        text=message_text(message),
        attachments=tuple(each.native_name for each in message.attachments),
        gaps=_gaps(message),
        exhibit=item.exhibit or "",
        state=message.state.value,
        late=False,
        seq=message.seq,
    )


def own_row(item: EvidenceItem, note: DiaryNote | None, zone: str) -> TimelineRow:
    """Show a note, a described thing or an original that has no messages."""
    return TimelineRow(
        ref=f"i:{item.id}",
        kind=_OWN_KIND.get(item.kind, "original"),
        case=item.case,
        item=item.id,
        message=None,
        when=own_when(item, note, zone),
        sender=note.who_shown if note is not None else "",
        is_self=None,
        channel=note.service if note is not None else item.origin.platform,
        text=own_text(item, note),
        attachments=(),
        gaps=(),
        exhibit=item.exhibit or "",
        state=item.state.value,
        late=written_late(item, note, zone),
        seq=item.ledger_seq,
    )


def message_text(message: Message) -> str:
    """The words of a message, as they are searched for signs; then a call or payment in words."""
    parts = [words_of(message)]
    if message.call is not None:
        length = message.call.duration_s
        lasted = f", {length} seconds" if length is not None else ""
        to = "".join(f" to {each.as_written}" for each in message.recipients)
        parts.append(f"{message.call.medium} call {message.call.result}".strip() + to + lasted)
    if message.payment is not None:
        parts.append(message.payment.words)
    return "\n\n".join(part for part in parts if part)


def _gaps(message: Message) -> tuple[str, ...]:
    gaps = [_gap(each) for each in message.attachments if each.state in _MISSING]
    if message.state in _STATES:
        gaps.append(_STATES[message.state])
    return tuple(gaps)


def _gap(attachment: Attachment) -> str:
    name = attachment.native_name or "A photo or file"
    return f"{name} {_MISSING[attachment.state]}."
