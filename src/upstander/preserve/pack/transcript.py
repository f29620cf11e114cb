"""Transcripts: every message of an exhibit in order, omissions marked where they happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from upstander.model.evidence import DiaryNote, Witness
from upstander.model.message import AttachmentState, Message, MessageState, Party
from upstander.model.timeline import Certainty
from upstander.paper.glyphs import visible
from upstander.preserve.pack.contents import Exhibit, Picture
from upstander.preserve.pack.times import Shown, shown_time

_STATE_WORDS = {
    MessageState.EDITED: "The source says this was edited.",
    MessageState.UNSENT: "The source says this was taken back.",
    MessageState.DELETED_BY_SENDER: "The source says the sender deleted this.",
    MessageState.DELETED_BY_ADMIN: "The source says an administrator deleted this.",
    MessageState.EXPIRED: "The source says this expired.",
    MessageState.REDACTED_IN_EXPORT: "The export left the words out.",
}
_FILE_WORDS = {
    AttachmentState.PRESENT: "in the exhibit",
    AttachmentState.MISSING: "MISSING from the exhibit",
    AttachmentState.OMITTED_BY_EXPORT: "left out by the export",
    AttachmentState.EXPIRED_LINK: "link expired",
    AttachmentState.DAMAGED: "damaged",
    AttachmentState.REFUSED: "not opened, it could do harm",
}
_NOTE_FIELDS = (
    ("event_at", "When it happened, as written"), ("event_until", "Until"),
    ("certainty", "How sure the time is"), ("event_utc", "In UTC"), ("service", "Service"),
    ("url", "Address"), ("place", "Place"), ("device", "Device"),
    ("who_shown", "Who, as shown"), ("who_handle", "Handle or number, as shown"),
    ("exact_words", "Exact words"), ("said_back", "What was said back"),
    ("summary", "What happened (facts)"),
    ("who_believed", "Who the writer believes it was (belief)"), ("who_because", "Because"),
    ("opinion", "What the writer thinks (opinion)"), ("relation", "Relation"),
    ("technology", "Technology suspected"), ("impact", "Effect"),
    ("impact_score", "Effect, 0 to 10"), ("changed_because", "What changed because of it"),
    ("loss", "Damage or loss"), ("told_to_stop", "Asked to stop"), ("reply_made", "Reply made"),
    ("reported_to", "Reported to"), ("on_behalf", "On behalf of"), ("how_saved", "How it was kept"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a transcript. A row with ``gap`` stands for messages that were left out."""

    number: str  # "ABC-001/12"
    when: Shown
    who: str
    who_id: str
    text: str
    remarks: tuple[str, ...]
    key: datetime
    gap: str = ""
    picture: Picture | None = None


_EVER = datetime.max.replace(tzinfo=UTC)
_NO_TIME = Shown("", "", Certainty.UNSURE)


def transcript(number: str, exhibit: Exhibit, zone: str) -> Iterator[Row]:
    """Give the rows of an exhibit in the order of its source."""
    gaps = omissions(exhibit)
    pictures = {picture.member: picture for picture in exhibit.pictures if picture.member}
    key = min((utc for m in exhibit.messages if (utc := _utc(m))), default=_EVER)
    for count, message in enumerate(exhibit.thread):
        key = _utc(message) or key
        if count in gaps:
            yield _gap(number, gaps[count], key)
        yield _row(f"{number}/{count + 1}", message, zone, key, pictures)
    if len(exhibit.messages) in gaps:
        yield _gap(number, gaps[len(exhibit.messages)], key)


def omissions(exhibit: Exhibit) -> dict[int, int]:
    """Give how many messages were left out before each place (the last place is the end).

    Worked out from the running numbers of the source, so that the marks add up to ``omitted``.
    """
    rest, gaps = exhibit.omitted, dict[int, int]()
    numbers = [message.seq for message in exhibit.thread]
    for place in range(1, len(numbers)):
        missing = min(max(numbers[place] - numbers[place - 1] - 1, 0), rest)
        if missing:
            gaps[place] = missing
            rest -= missing
    if rest and numbers and numbers[0] > 0:
        gaps[0] = min(numbers[0], rest)
        rest -= gaps[0]
    if rest:
        gaps[len(numbers)] = rest
    return gaps


def as_text(number: str, exhibit: Exhibit, rows: Sequence[Row]) -> bytes:
    """The transcript as a plain text file. Words of a message are always behind ``|``."""
    item = exhibit.item
    head = [
        f"Exhibit {number}: {visible(item.name)}",
        f"SHA-256 {item.digest.hex}" if item.digest else "Nothing was copied: a description only.",
        f"Grade {item.grade.value}: {item.grade.meaning}",
        f"{len(exhibit.messages)} messages here, {exhibit.omitted} left out.",
        "A character that cannot be seen is written as its code, for example [U+202E].",
        "",
    ]
    body = [line for row in rows for line in _text_lines(row)]
    note = [line for title, text in note_fields(exhibit) for line in _titled(title, text)]
    return "\r\n".join([*head, *note, *body]).encode("utf-8", "backslashreplace")


def note_fields(exhibit: Exhibit) -> list[tuple[str, str]]:
    """The filled fields of a diary note, facts apart from belief and opinion."""
    if exhibit.note is None:
        return [("Description", exhibit.item.note)] if exhibit.item.note else []
    return _filled(exhibit.note)


def witness_sheet(pairs: Sequence[tuple[str, Witness]]) -> bytes:
    """Witness contacts, on a sheet of their own."""
    head = ["WITNESSES. A separate sheet: hand it on only to the police.", ""]
    lines = list(head)
    for number, witness in pairs:
        lines += [f"Exhibit {number}", *_titled("Name", witness.name)]
        lines += [*_titled("Contact", witness.contact), *_titled("Saw", witness.saw)]
        lines += [*_titled("May be named", witness.may_be_named), ""]
    return "\r\n".join(lines).encode("utf-8", "backslashreplace")


def _filled(note: DiaryNote) -> list[tuple[str, str]]:
    return [(title, getattr(note, name)) for name, title in _NOTE_FIELDS if getattr(note, name)]


def _titled(title: str, text: str) -> list[str]:
    return [f"{title}:", *(f"    | {line}" for line in visible(text).split("\n"))]


def _text_lines(row: Row) -> list[str]:
    if row.gap:
        return [f"[{row.gap}]", ""]
    utc = f" (UTC {row.when.utc})" if row.when.utc else ""
    why = f", {row.when.why}" if row.when.why else ""
    who = visible(row.who) + (f" <{visible(row.who_id)}>" if row.who_id else "")
    return [
        f"{row.number}  {visible(row.when.local)}{utc}, time {row.when.certainty.value}{why}",
        f"    From, as shown: {who.replace(chr(10), ' ')}",
        *(f"    | {line}" for line in visible(row.text).split("\n") if row.text),
        *(f"    ({visible(remark).replace(chr(10), ' ')})" for remark in row.remarks),
        "",
    ]


def _row(
    number: str, message: Message, zone: str, key: datetime, pictures: dict[str, Picture]
) -> Row:
    sender = message.sender
    seen = [pictures[a.member] for a in message.attachments if a.member in pictures]
    return Row(
        number=number,
        when=shown_time(message, zone),
        who=sender.as_written if sender else "the service itself",
        who_id=_id(sender),
        text=f"{message.subject}\n{message.text}" if message.subject else message.text,
        remarks=tuple(_remarks(message)),
        key=key,
        picture=seen[0] if seen else None,
    )


def _id(sender: Party | None) -> str:
    return sender.handle if sender and sender.handle != sender.as_written else ""


def _remarks(message: Message) -> Iterator[str]:
    if message.state in _STATE_WORDS:
        yield _STATE_WORDS[message.state]
    for file in message.attachments:
        yield f"File: {file.native_name}, {_FILE_WORDS[file.state]}"
    for quoted in message.quoted:
        yield f"Quotes {quoted.sender or 'somebody'}: {quoted.text}"
    for link in message.links:
        if link.target and link.target != link.as_written:
            yield f"The link shown as {link.as_written} goes to {link.target}"
    for reaction in message.reactions:
        who = reaction.party.as_written if reaction.party else "somebody"
        yield f"Reaction {reaction.symbol} by {who}"
    yield from _events(message)


def _events(message: Message) -> Iterator[str]:
    """A call or a payment in words."""
    if message.call:
        to = ", ".join(each.as_written for each in message.recipients)
        made = f"Call, {message.call.medium} {message.call.result}".strip()
        yield f"{made} to {to}" if to else made
    if message.payment:
        yield message.payment.words


def _gap(number: str, count: int, key: datetime) -> Row:
    noun = "message is" if count == 1 else "messages are"
    words = f"{count} {noun} left out here by the person who made this pack"
    return Row(f"{number}", _NO_TIME, "", "", "", (), key, gap=words)


def _utc(message: Message) -> datetime | None:
    return message.sent.utc if message.sent else None
