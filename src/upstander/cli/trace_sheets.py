"""The sheets of a file for ``upstander trace``: every mail and file is read in the limited child.

A mailbox is cut into mails here, byte by byte, so that one mail that cannot be read costs no
other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO, NamedTuple

from upstander.application.isolation_port import Isolation
from upstander.application.ports import Progress
from upstander.application.what_files_say import MOST_BYTES, Said, files_here, place_of
from upstander.intake.read import choose
from upstander.intake.text import decode_scanned, detect
from upstander.mail.mbox import MAX_MAIL, split_mbox
from upstander.model.errors import IntakeError, LimitExceeded
from upstander.model.file_says import LookedInto
from upstander.model.lead import Lead, TraceSheet
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings
from upstander.trace.leads.find import file_leads, message_leads, text_leads

_HEAD = 1 << 16
_MOST_TEXT = 1 << 20
_STEP = 100
_LENGTH_LINE = re.compile(rb"\A(\d{1,12})[ \t]*\r?\n")
_ENOUGH = "Only the first 200 files were looked into. Name a single file to see what it says."
_TOO_LARGE = "This mail is larger than the program reads."


class Told(NamedTuple):
    """One sheet, and what to call the thing it is about."""

    sheet: TraceSheet
    title: str
    mail: bool


@dataclass(frozen=True, slots=True)
class Tracer:
    """What tracing a file needs. ``metadata``: the person asked what the files themselves say."""

    isolation: Isolation
    servers: tuple[str, ...] = ()
    metadata: bool = False
    budget: Budget = field(default_factory=lambda: Budget())

    def sheets(self, stream: BinaryIO, name: str, progress: Progress) -> Iterator[Told]:
        """Give the sheet of each mail in a file, or one sheet for anything else. IntakeError."""
        head = stream.read(_HEAD)
        stream.seek(0)
        if not head:
            raise IntakeError(f"({name} is empty.)")
        source, _ = choose(head, name)
        slug = source.slug if source else ""
        if slug == "mbox":
            yield from self._mailbox(stream, name, progress)
        elif slug == "eml":
            yield Told(self._mail(_one_mail(stream, name), name), name, True)
        else:
            yield Told(self._other(stream, name), name, False)

    def _mailbox(self, stream: BinaryIO, name: str, progress: Progress) -> Iterator[Told]:
        size = stream.seek(0, 2)
        stream.seek(0)
        for number, mail in enumerate(split_mbox(stream), 1):
            source = f"{name}, mail {number}, from byte {mail.start}"
            yield Told(self._one_of_many(mail.data, source), f"{name}, mail {number}", True)
            if number % _STEP == 0:
                progress("", mail.end, size)

    def _one_of_many(self, data: bytes | None, source: str) -> TraceSheet:
        if data is None:
            return TraceSheet(source, warnings=(_TOO_LARGE,))
        try:
            return self._mail(data, source)
        except IntakeError as fault:  # the other mails go on
            return TraceSheet(source, warnings=(fault.explain(),))

    def _mail(self, data: bytes, source: str) -> TraceSheet:
        sheet = self.isolation.trace(BytesIO(data), source=source, recipient_mx=self.servers)
        if not self.metadata:
            return sheet
        said: list[Lead] = []
        warnings: list[str] = []
        try:
            for event in self._read(BytesIO(data), "mail.eml", source="eml"):
                if isinstance(event, Message):
                    said += self._files(BytesIO(data), "mail.eml", event, warnings)
        except IntakeError as fault:  # the way of the mail was found before
            warnings.append(fault.explain())
        placed = (replace(each, span=replace(each.span, source=source)) for each in said)
        leads, words = (*sheet.leads, *placed), (*sheet.warnings, *warnings)
        return replace(sheet, leads=leads, warnings=words)

    def _other(self, stream: BinaryIO, name: str) -> TraceSheet:
        """A chat, a table, a picture, a text: nobody handed it over, but it may hold leads."""
        found: dict[tuple[str, ...], Lead] = {}
        warnings: list[str] = []
        messages = 0
        for event in self._read(stream, name):
            if isinstance(event, Message):
                messages += 1
                said = self._files(stream, name, event, warnings) if self.metadata else ()
                for lead in (*message_leads(event), *said):
                    found.setdefault(_once(lead), lead)
            elif not messages and event.status == "kept-not-read":
                return self._unknown(stream, name, event)
            else:
                warnings += _warned(event)
        return TraceSheet(name, leads=tuple(found.values()), warnings=tuple(warnings))

    def _read(
        self, stream: BinaryIO, name: str, source: str | None = None
    ) -> Iterator[Message | ReadReport]:
        stream.seek(0)
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # a binary stream is one
        stream.seek(0)
        yield from self.isolation.read(
            stream, name=name, sha256=sha256, settings=ReadSettings(), source=source
        )

    def _files(
        self, stream: BinaryIO, name: str, message: Message, warnings: list[str]
    ) -> Iterator[Lead]:
        """What the files of a message say; what could not be looked into is named."""
        for at, file in files_here(message):
            if not self.budget.take():
                warnings += [_ENOUGH] if _ENOUGH not in warnings else []
                return
            try:
                if (file.size or 0) > MOST_BYTES:
                    raise LimitExceeded()
                part = self.isolation.member(stream, name=name, member=file.member or "")
                says = self.isolation.tags(BytesIO(part))
            except IntakeError:
                warnings.append(f"{file.native_name} was not looked into.")
                continue
            yield from file_leads(says.tags, source=message.id, where=place_of(at, file))

    def _unknown(self, stream: BinaryIO, name: str, report: ReadReport) -> TraceSheet:
        """What a file says about itself, if asked; else the words of a text."""
        if self.metadata:
            stream.seek(0)
            says = self.isolation.tags(stream)
            said = Said(file_leads(says.tags, source=name), says.looked)
            if says.looked is not LookedInto.UNKNOWN:
                warnings = (said.words,) if said.words else ()
                return TraceSheet(name, leads=said.leads, warnings=warnings)
        return _plain_text(stream, name, report)


@dataclass(slots=True)
class Budget:
    """So many files of one export are looked into: each has to be unpacked by itself."""

    files: int = 200

    def take(self) -> bool:
        """Take one file; ``False`` where there were enough."""
        self.files -= 1
        return self.files >= 0


def _once(lead: Lead) -> tuple[str, ...]:
    """What makes a lead the same as an earlier one; what a file says is that file's own."""
    return (lead.kind, lead.value, lead.span.where if lead.asked_only else "")


def _one_mail(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(MAX_MAIL + 1)
    if len(data) > MAX_MAIL:
        raise LimitExceeded(f"({name})")
    length = _LENGTH_LINE.match(data)
    if length:  # Apple Mail writes the length of the mail before it; spans count from the mail
        return data[length.end() : length.end() + int(length[1])]
    return data


def _warned(report: ReadReport) -> Iterator[str]:
    if report.status != "read" and report.why:
        yield report.why
    yield from (each.text for each in report.warnings)


def _plain_text(stream: BinaryIO, name: str, report: ReadReport) -> TraceSheet:
    """The words of a text that no importer knows; anything else is said not to be read."""
    stream.seek(0)
    head = stream.read(_MOST_TEXT)
    charset = detect(head)
    text = decode_scanned(head[charset.skip :], charset).text if not charset.wide else (
        head[: len(head) & ~1].decode(charset.codec, "replace")
    )  # fmt: skip
    if _is_binary(text):
        raise IntakeError(f"({name}: {report.why})")
    cut = ("Only the beginning of this text was read.",) if stream.read(1) else ()
    leads = tuple(text_leads(text, source=name, where="the text"))
    return TraceSheet(name, leads=leads, warnings=cut)


def _is_binary(text: str) -> bool:
    """More than one character in twenty steers a machine or could not be read."""
    odd = sum(each == "\ufffd" or (each < " " and each not in "\t\n\r\f") for each in text)
    return odd * 20 > len(text)
