"""WhatsApp: exported chats as text or zip, from both kinds of phone, in many languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from upstander.intake._interface import ReadEvent, Source
from upstander.intake.archive import Member, looks_like_zip
from upstander.intake.sources._whatsapp_clock import Clock
from upstander.intake.sources._whatsapp_dates import decide
from upstander.intake.sources._whatsapp_findings import closing, opening
from upstander.intake.sources._whatsapp_message import CUT, Locate, Origin, Writer
from upstander.intake.sources._whatsapp_phrases import phrases
from upstander.intake.sources._whatsapp_probe import probe_text, probe_zip
from upstander.intake.sources._whatsapp_rows import Cutter, Row, cut_tail
from upstander.intake.sources._whatsapp_survey import Survey, survey
from upstander.intake.sources._whatsapp_zip import Bundle
from upstander.intake.text import Charset, blocks, detect, original_bytes
from upstander.language.marks import plain
from upstander.model.errors import IntakeError
from upstander.model.message import Attachment, Conversation
from upstander.model.reading import (
    Coverage,
    Leftover,
    Probe,
    Question,
    ReadSettings,
    Warned,
)

_HEAD = 1 << 16
_A_CHAT = 60
_SPEAKERS_OF_A_GROUP = 3


@dataclass(frozen=True, slots=True)
class _Text:
    """One chat text: how to open it again and where it lies."""

    open: Callable[[], BinaryIO]
    size: int
    head: bytes
    name: str
    container: tuple[str, ...]
    locate: Locate
    wrapping: str  # txt|zip


class WhatsApp(Source):
    """Exports made with "Export chat"."""

    slug = "whatsapp"
    title = "WhatsApp chat export"
    version = "1"

    def probe(self, head: bytes, name: str) -> Probe:
        """Look for message headers, or for a zip that holds a chat."""
        return probe_zip(head, name) if looks_like_zip(head) else probe_text(head)

    def read(
        self, stream: BinaryIO, *, name: str, sha256: str, settings: ReadSettings
    ) -> Iterator[ReadEvent]:
        """Read a text or a zip; every row carries its exact bytes."""
        stream.seek(0)
        head = stream.read(_HEAD)
        if looks_like_zip(head):
            yield from self._zip(stream, name, sha256, settings)
            return
        size = stream.seek(0, 2)
        text = _Text(lambda: _rewound(stream), size, head, name, (), _not_here, "txt")
        yield from self._text(text, sha256, settings)

    def _zip(
        self, stream: BinaryIO, name: str, sha256: str, settings: ReadSettings
    ) -> Iterator[ReadEvent]:
        bundle = Bundle(stream, settings)
        yield from bundle.refusals()
        for member in bundle.texts():
            if member.index not in bundle.opened:
                yield from self._member(bundle, member, name, sha256, settings)
        for leftover in bundle.unread():
            yield leftover
            yield Coverage(leftover.end, 0, leftover.container)

    def _member(
        self, bundle: Bundle, member: Member, name: str, sha256: str, settings: ReadSettings
    ) -> Iterator[ReadEvent]:
        def opened() -> BinaryIO:
            return bundle.archive.open(member, settings.password)

        try:
            with opened() as first:
                head = first.read(_HEAD)
        except IntakeError:
            if member.encrypted:
                yield _ask_password()
            return
        if probe_text(head).confidence < _A_CHAT:
            return
        bundle.opened.add(member.index)
        shown = name if plain(member.name).endswith("_chat.txt") else member.name
        where = (member.name,)
        text = _Text(opened, member.size, head, shown, where, bundle.locate, "zip")
        yield from self._text(text, sha256, settings)

    def _text(self, text: _Text, sha256: str, settings: ReadSettings) -> Iterator[ReadEvent]:
        charset = detect(text.head)
        found = survey(_until_damage(text, charset), charset.line_end)
        if not found.rows:
            yield Leftover(0, text.size, "no message was found", text.container)
            yield Coverage(text.size, 0, text.container)
            return
        decision = decide(found.orders, settings.date_order)
        clock = Clock(decision.order, settings.zone)
        origin = self._origin(text, charset, sha256, settings, found)
        writer = Writer(origin, found, clock, text.locate)
        yield from opening(found, decision, charset)
        yield from _rows(text, charset, found, writer)
        yield from closing(found, decision, writer.seen, settings)

    def _origin(
        self, text: _Text, charset: Charset, sha256: str, settings: ReadSettings, found: Survey
    ) -> Origin:
        speakers = sum(1 for count in found.names.values() if count > 1)
        kind = "group" if speakers >= _SPEAKERS_OF_A_GROUP else "unknown"
        bracketed = any(key[0] for key in found.accepted)
        return Origin(
            slug=self.slug,
            version=self.version,
            variant=f"{'ios' if bracketed else 'android'}-{text.wrapping}",
            sha256=sha256,
            container=text.container,
            charset=charset,
            conversation=Conversation(f"whatsapp:{sha256[:16]}", _title(text.name), kind),
            settings=settings,
        )


def _rows(text: _Text, charset: Charset, found: Survey, writer: Writer) -> Iterator[ReadEvent]:
    """Give messages and left-over bytes in the order of the text, and prove the sum."""
    at, covered = charset.skip, 0
    if at:
        yield Leftover(0, at, "byte order mark", text.container)
    cutter = Cutter(found.accepted, charset.line_end)
    for row, last in _with_last(cutter.rows(_until_damage(text, charset))):
        parts = cut_tail(row, charset.line_end) if last else (row,)
        for part in parts:
            raw = original_bytes(part.scanned, charset) if charset.wide else part.scanned
            end = at + len(raw)
            if part.heading is None:
                yield Leftover(at, end, part.why, text.container)
            else:
                cut = last and len(parts) == 1 and not row.scanned.endswith(charset.line_end)
                covered += len(raw)
                yield writer.message(part, at, end, raw, cut)
                if cut:
                    yield Warned("cut-last-line", CUT, f"byte {end}")
            at = end
    if at < text.size:
        yield Leftover(at, text.size, "cut in the middle of a character", text.container)
    yield Coverage(text.size, covered, text.container)


def _with_last(rows: Iterator[Row]) -> Iterator[tuple[Row, bool]]:
    held = next(rows, None)
    while held is not None:
        following = next(rows, None)
        yield held, following is None
        held = following


def _until_damage(text: _Text, charset: Charset) -> Iterator[bytes]:
    """Give blocks as far as they can be read; the rest shows as left over."""
    with suppress(IntakeError):
        yield from blocks(text.open(), charset)


def _rewound(stream: BinaryIO) -> BinaryIO:
    stream.seek(0)
    return stream


def _not_here(named: Attachment) -> Attachment:
    return named


def _title(name: str) -> tuple[str, ...]:
    stem = plain(name.rpartition("/")[2]).rpartition(".")[0]
    found = phrases().match("title", stem)
    return (found[1]["name"],) if found else ()


def _ask_password() -> Question:
    return Question(
        "password",
        "This archive is locked. What is its password?",
        why="Without it the messages inside stay closed. The file is kept as it is.",
    )


PLUGIN = WhatsApp()
