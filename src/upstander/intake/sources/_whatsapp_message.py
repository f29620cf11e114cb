"""Rows into messages: the place where everything known about a row comes together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from upstander.intake.sources._whatsapp_clock import Clock
from upstander.intake.sources._whatsapp_rows import Row
from upstander.intake.sources._whatsapp_speech import (
    ORDINARY,
    Speech,
    party,
    quotes_a_name,
    speech,
    system_line,
)
from upstander.intake.sources._whatsapp_survey import LONGEST_NAME, Survey
from upstander.intake.text import Charset, decode_scanned
from upstander.language.marks import plain
from upstander.model.message import (
    Attachment,
    Content,
    Conversation,
    Message,
    MessageKind,
    MessageTime,
    Party,
    Provenance,
)
from upstander.model.quick import quick
from upstander.model.reading import ReadSettings

CUT = "The file ends without a line end, so the last line may be cut."
_message, _provenance, _content = quick(Message), quick(Provenance), quick(Content)
Locate = Callable[[Attachment], Attachment]


@dataclass(frozen=True, slots=True)
class Origin:
    """What all messages of one text have in common."""

    slug: str
    version: str
    variant: str
    sha256: str
    container: tuple[str, ...]
    charset: Charset
    conversation: Conversation
    settings: ReadSettings


@dataclass(slots=True)
class Seen:
    """Counts that later become questions and warnings."""

    messages: int = 0
    unclear_times: int = 0
    unzoned: int = 0
    backward: int = 0
    strangers: int = 0
    unknown_phrases: int = 0
    repaired: int = 0
    spoken: dict[str, int] = field(default_factory=dict)
    by_self: dict[str, int] = field(default_factory=dict)


class Writer:
    """Makes the messages of one text, in order."""

    def __init__(self, origin: Origin, found: Survey, clock: Clock, locate: Locate) -> None:
        """Take the origin, the survey, the clock and the way to find attachments."""
        self.seen = Seen()
        self._origin = origin
        self._clock = clock
        self._locate = locate
        self._names = found.names
        self._colon = found.colon_names
        self._parties: dict[bytes, Party | None] = {}
        self._narrow = not origin.charset.wide
        self._recorded = origin.settings.recorded()
        self._prefix = f"{origin.slug}\n{origin.sha256}\n"
        self._chain = "".join(f"{part}!" for part in origin.container)
        self._last: MessageTime | None = None

    def message(self, row: Row, start: int, end: int, raw: bytes, cut: bool) -> Message:
        """Make the message of one row; ``start`` and ``end`` are bytes of the original."""
        assert row.heading is not None  # noqa: S101 - rows without one are left over
        when, doubt = self._clock.read(row.heading, row.clock, row.scanned[: row.body_at])
        sender, said = self._split(row.scanned[row.body_at :])
        content = self._content(said)
        meaning = speech(content.text) if sender else system_line(content.text)
        self._count(row, when, sender, meaning, content)
        if meaning.text is not None:
            content = replace(content, text=meaning.text)
        warnings = tuple(filter(None, (doubt, CUT if cut else ""))) if doubt or cut else ()
        return self._write(start, end, raw, when, sender, content, meaning, warnings)

    def _write(
        self,
        start: int,
        end: int,
        raw: bytes,
        when: MessageTime,
        sender: Party | None,
        content: Content,
        meaning: Speech,
        warnings: tuple[str, ...],
    ) -> Message:
        origin = self._origin
        locator = f"{self._prefix}{self._chain}{start}-{end}"
        direction, basis = self._direction(sender, meaning)
        provenance = _provenance(
            origin.sha256, sha256(raw).hexdigest(), origin.slug, origin.version,
            start, end, None, origin.container, self._recorded, warnings,
        )  # fmt: skip
        # By position as far as every message needs it: this is the hot path.
        common = (
            sha256(locator.encode()).hexdigest(), meaning.kind, "whatsapp", origin.variant,
            self.seen.messages, provenance, sender, origin.conversation, (), (when,), (content,),
            None, direction, basis,
        )  # fmt: skip
        if meaning is ORDINARY:
            return _message(*common)
        return _message(
            *common,
            mentions=meaning.mentions,
            attachments=tuple([self._locate(each) for each in meaning.attachments]),
            edits=meaning.edits,
            state=meaning.state,
            call=meaning.call,
            system=meaning.system,
            location=meaning.location,
            poll=meaning.poll,
            contact_card=meaning.contact_card,
        )

    def _split(self, body: bytes) -> tuple[Party | None, bytes]:
        """Part the sender from the words; a row without a sender gives ``None``."""
        line = body.find(b"\n")
        stop = line if line >= 0 else len(body)
        colon = body.find(b": ", 0, stop)
        if 0 <= colon <= LONGEST_NAME:
            name = body[:colon]
            longer = self._colon.get(name)
            if longer is not None and body.startswith(longer + b": "):
                name, colon = longer, len(longer)
            found = self._party(name)
            if found is not None:
                return found, body[colon + 2 :]
        return self._without_space(body, stop)

    def _without_space(self, body: bytes, stop: int) -> tuple[Party | None, bytes]:
        """``Name:`` with nothing after it, or without the space: only for a name seen before."""
        colon = body.find(b":", 0, stop)
        if 0 < colon <= LONGEST_NAME and self._names.get(body[:colon]):
            found = self._party(body[:colon])
            if found is not None:
                return found, body[colon + 1 :]
        return None, body

    def _party(self, name: bytes) -> Party | None:
        found = self._parties.get(name, self)
        if not isinstance(found, Writer):
            return found
        written = self._text(name)
        made = None if quotes_a_name(plain(written)) else party(written)
        said = self._origin.settings.self_name
        if made is not None and said:
            made = replace(made, is_self=made.handle == plain(said))
        if len(self._parties) < 50_000:
            self._parties[name] = made
        return made

    def _direction(self, sender: Party | None, meaning: Speech) -> tuple[str, str]:
        if sender is None or meaning.kind is MessageKind.SYSTEM:
            return "system", ""
        if sender.is_self is None:
            return "unknown", ""
        return ("out" if sender.is_self else "in"), "user_said"

    def _text(self, scanned: bytes) -> str:
        return decode_scanned(scanned, self._origin.charset).text

    def _content(self, said: bytes) -> Content:
        if said[-1:] == b"\n":
            said = said[:-2] if said[-2:] == b"\r\n" else said[:-1]
        elif said[-1:] == b"\r":
            said = said[:-1]
        if self._narrow:
            try:
                text = said.decode()
            except UnicodeDecodeError:
                return self._mended(said)
            if text.isprintable():
                return _content(text, "text", None, None, "utf-8")
        return self._mended(said)

    def _mended(self, said: bytes) -> Content:
        decoded = decode_scanned(said, self._origin.charset)
        text = decoded.text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if decoded.repairs:
            self.seen.repaired += 1
        return _content(text, "text", None, None, decoded.charset, decoded.repairs)

    def _count(
        self, row: Row, when: MessageTime, sender: Party | None, meaning: Speech, content: Content
    ) -> None:
        seen = self.seen
        seen.messages += 1
        seen.strangers += row.strangers
        seen.unknown_phrases += meaning.stranger
        if sender is not None and meaning.kind is not MessageKind.SYSTEM:
            seen.spoken[sender.handle] = seen.spoken.get(sender.handle, 0) + 1
            if meaning.by_self:
                seen.by_self[sender.handle] = seen.by_self.get(sender.handle, 0) + 1
        if when.local is None:
            seen.unclear_times += 1
            return
        if when.utc is None:
            seen.unzoned += 1
        if self._last is not None and self._last.local and when.local < self._last.local:
            seen.backward += 1
        self._last = when
