"""From a mail that was read to a :class:`Message`, with its place in the file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from upstander.intake._names import safe_name
from upstander.mail.addresses import Mailbox
from upstander.mail.dates import MailDate
from upstander.mail.letter import Body, Enclosed, Letter, enclosed_bytes, read_letter
from upstander.model.errors import NotFound
from upstander.model.ids import MessageId
from upstander.model.message import (
    Attachment,
    AttachmentState,
    Content,
    Conversation,
    Link,
    Message,
    MessageKind,
    MessageTime,
    Party,
    Provenance,
    Quoted,
    ZoneBasis,
)
from upstander.model.quick import quick
from upstander.model.reading import Question, ReadSettings, Warned
from upstander.picture.sniff import sniff

_message, _provenance, _party = quick(Message), quick(Provenance), quick(Party)
_attachment, _link, _messagetime = quick(Attachment), quick(Link), quick(MessageTime)
_words = quick(Content)
_MEMBER = re.compile(r"mail:(\d{1,15})-(\d{1,15})/([0-9.m]+(?:/u\d+)?)\Z")
_ROLES = ("to", "cc", "bcc")
_KEPT_HEADERS = ("reply-to", "return-path", "list-id", "x-mailer", "user-agent")
_LONGEST_KEPT = 500
MAX_RECIPIENTS = 500
_SAID = {
    "too-deep": "Part of this mail lies too deep and was not opened. It is kept.",
    "too-many-parts": "This mail has more parts than are read. All of it is kept.",
    "long-body-cut": "A very long text was cut for reading. All of it is kept.",
    "several-from": "This mail has more than one From line. The topmost one is shown.",
    "several-date": "This mail has more than one Date line. The topmost one is shown.",
    "content-length": "The mail's own stated length was used to find its end.",
}


class Mapper:
    """Makes messages out of the mails of one original."""

    def __init__(self, slug: str, version: str, sha256: str, settings: ReadSettings) -> None:
        self._slug, self._version = slug, version
        self._sha256, self._settings = sha256, settings
        self._self = settings.self_name.strip().casefold()
        self._seen: Counter[str] = Counter()

    def message(
        self, raw: bytes, start: int, seq: int, *, remarks: tuple[str, ...] = ()
    ) -> tuple[Message, tuple[Warned, ...]]:
        """Read one mail that stands at ``start``; gives it and what is to be said about it."""
        letter = read_letter(raw, from_mbox=self._slug == "mbox")
        odd = tuple(dict.fromkeys((*remarks, *letter.remarks, *_doubles(letter))))
        provenance = self._provenance(raw, start, odd)
        message = self._build(letter, provenance, seq)
        where = provenance.locator
        return message, tuple(Warned(each, _SAID[each], where) for each in odd if each in _SAID)

    def questions(self) -> Iterator[Question]:
        """Ask whose mailbox this is, if nobody has said it and it cannot be the only one."""
        if not self._self and len(self._seen) > 1:
            options = tuple(handle for handle, _ in self._seen.most_common(12))
            yield Question(
                "self_name",
                "Which of these addresses is yours?",
                options,
                "So that we can tell what came in from what went out.",
            )

    def _provenance(self, raw: bytes, start: int, odd: tuple[str, ...]) -> Provenance:
        return _provenance(
            source_sha256=self._sha256,
            raw_sha256=hashlib.sha256(raw).hexdigest(),
            importer=self._slug,
            importer_version=self._version,
            start=start,
            end=start + len(raw),
            settings=self._settings.recorded(),
            warnings=odd,
        )

    def _build(self, letter: Letter, provenance: Provenance, seq: int) -> Message:
        sender = self._sender(letter)
        recipients = self._recipients(letter)
        subject = letter.headers.text("subject")
        own = tuple(body for body in letter.bodies if not body.inside)
        ids = letter.ids("message-id")
        parents = letter.ids("in-reply-to") or letter.ids("references")[-1:]
        thread = (letter.ids("references") or parents or ids)[:1]
        return _message(
            id=_message_id(self._slug, self._sha256, provenance.locator),
            kind=MessageKind.MAIL,
            platform="email",
            variant=self._slug,
            seq=seq,
            provenance=provenance,
            sender=sender,
            conversation=_conversation(thread, subject, recipients),
            recipients=recipients,
            times=_times(letter),
            content=tuple(_content(body) for body in own),
            subject=subject,
            direction=self._direction(sender),
            direction_basis="self_name" if self._self else "",
            native_id=ids[0] if ids else None,
            native_thread_id=thread[0] if thread else None,
            native_parent_id=parents[0] if parents else None,
            links=tuple(_link(shown, target) for shown, target in letter.links),
            quoted=tuple(_quoted(letter, body) for body in letter.bodies if body.inside),
            attachments=tuple(_attachments(letter.files, provenance)),
            labels=_labels(letter),
            extra=tuple(_extra(letter)),
        )

    def _party(self, box: Mailbox, role: str = "") -> Party:
        folded = box.address.casefold()
        if folded and len(self._seen) < 5000:
            self._seen[folded] += 1
        is_self = folded == self._self if self._self and folded else None
        kind = "email" if box.address else "display_name"
        return _party(box.as_written, box.address, kind, folded, is_self, role=role)

    def _sender(self, letter: Letter) -> Party | None:
        boxes = letter.addresses("from") or letter.addresses("sender")
        return self._party(boxes[0]) if boxes else None

    def _recipients(self, letter: Letter) -> tuple[Party, ...]:
        found = (self._party(box, role) for role in _ROLES for box in letter.addresses(role))
        return tuple(found)[:MAX_RECIPIENTS]

    def _direction(self, sender: Party | None) -> str:
        if not self._self or sender is None or not sender.handle:
            return "unknown"
        return "out" if sender.normalised == self._self else "in"


def read_mail_member(stream: BinaryIO, member: str) -> bytes:
    """Give the file in a mail that an attachment's ``member`` points to; raises NotFound."""
    found = _MEMBER.match(member)
    if found is None:
        raise NotFound()
    start, end = int(found.group(1)), int(found.group(2))
    stream.seek(start)
    content = enclosed_bytes(stream.read(max(0, end - start)), found.group(3))
    if content is None:
        raise NotFound()
    return content


def is_mail_member(member: str) -> bool:
    """Whether :func:`read_mail_member` understands this pointer."""
    return _MEMBER.match(member) is not None


def _message_id(slug: str, sha256: str, locator: str) -> MessageId:
    return MessageId(hashlib.sha256(f"{slug}\n{sha256}\n{locator}".encode()).hexdigest())


def _doubles(letter: Letter) -> Iterator[str]:
    for name in ("from", "date"):
        if len(letter.headers.all(name)) > 1:
            yield f"several-{name}"


def _conversation(
    thread: tuple[str, ...], subject: str | None, recipients: tuple[Party, ...]
) -> Conversation | None:
    if not thread:
        return None
    kind = "direct" if len(recipients) == 1 else "group" if recipients else "unknown"
    return Conversation(thread[0], (subject,) if subject else (), kind)


def _times(letter: Letter) -> tuple[MessageTime, ...]:
    """``sent`` is the sender's own claim; ``received`` is what the last server wrote."""
    found = (("sent", letter.date()), ("received", letter.received()))
    return tuple(_time(role, date) for role, date in found if date is not None)


def _time(role: str, date: MailDate) -> MessageTime:
    basis = ZoneBasis.NONE
    if date.zone is not None:
        basis = ZoneBasis.ASSUMED if date.assumed else ZoneBasis.IN_SOURCE
    precision = "none" if date.local is None else "s" if date.seconds else "min"
    return _messagetime(
        role=role,
        raw=date.raw,
        utc=date.utc,
        local=date.local,
        zone=date.zone,
        zone_basis=basis,
        precision=precision,
        earliest_utc=date.earliest,
        latest_utc=date.latest,
    )


def _content(body: Body) -> Content:
    return _words(
        text=body.text,
        type=body.kind,
        charset_declared=body.charset_declared,
        charset_used=body.charset_used,
        repairs=body.repairs,
    )


def _quoted(letter: Letter, body: Body) -> Quoted:
    """Words of a mail inside this one: somebody else's, with that mail's own headers."""
    inner = next((p for p in letter.root.walk() if p.path == f"{body.inside}.m"), None)
    headers = inner.headers if inner else letter.headers
    return Quoted(body.text, headers.text("message-id"), headers.text("from"), headers.text("date"))


def _attachments(files: list[Enclosed], provenance: Provenance) -> Iterator[Attachment]:
    taken: dict[str, int] = {}
    for each in files:
        damaged = any(repair.endswith("-damaged") for repair in each.repairs)
        sniffed = sniff(each.head)
        yield _attachment(
            native_name=each.name,
            safe_name=safe_name(each.name or f"part-{each.path}", taken),
            state=AttachmentState.DAMAGED if damaged else AttachmentState.PRESENT,
            declared_type=each.type or None,
            sniffed_type="message/rfc822" if each.type == "message/rfc822" else sniffed,
            size=each.size,
            sha256=each.sha256,
            member=f"mail:{provenance.start}-{provenance.end}/{each.path}",
        )


def _labels(letter: Letter) -> tuple[str, ...]:
    found = letter.headers.text("x-gmail-labels")
    return tuple(part.strip() for part in found.split(",") if part.strip()) if found else ()


def _extra(letter: Letter) -> Iterator[tuple[str, str]]:
    """What later steps like to have at hand; all headers stay in the original."""
    headers = letter.headers
    yield "parts", str(letter.parts)
    yield "headers", f"{headers.start}-{headers.body_start}"
    for name in _KEPT_HEADERS:
        value = headers.text(name)
        if value:
            yield name, value[:_LONGEST_KEPT]
    for verdict in headers.all("authentication-results")[:5]:
        yield "authentication-results", verdict.text[:_LONGEST_KEPT]
    if headers.envelope:
        yield "envelope", headers.envelope[:_LONGEST_KEPT].decode("utf-8", "replace")
    if letter.remote_pictures:
        yield "remote-pictures", str(letter.remote_pictures)
