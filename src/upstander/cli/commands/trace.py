"""``upstander trace``: which way a mail came, and who holds the answer; keeps nothing."""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from upstander.cli._interface import Command
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing, IntakeError, InvalidAnswer, LimitExceeded

if TYPE_CHECKING:
    from upstander.application.ports import Progress
    from upstander.model.lead import Lead, TraceSheet
    from upstander.model.reading import ReadReport

_HEAD = 1 << 16
_MOST_TEXT = 1 << 20
_STEP = 100
_EMLX = re.compile(rb"\A(\d{1,12})[ \t]*\r?\n")
_HOST = re.compile(r"[A-Za-z0-9_.:-]{1,253}")


class Told(NamedTuple):
    """One sheet, and what to call the thing it is about."""

    sheet: TraceSheet
    title: str
    mail: bool


class Trace(Command):
    """Stateless: a file in, a sheet (or one JSON object a message) out."""

    slug = "trace"
    summary = "Show which way a mail came and who can be asked. Keeps nothing, asks nobody."
    about = (
        "FILE is a mail (.eml, .emlx, or any text with mail headers), a mailbox (mbox), or\n"
        "anything else that `upstander read` reads. Nothing is looked up: it works offline.\n"
        "With --json: one object a line, one for each mail.\n\n"
        "  upstander trace mail.eml\n"
        "  upstander trace mail.eml --recipient-mx mx.example.org --json\n\n"
        "It never says who a person is or where a person lives."
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file and the servers that a person knows to be their own provider's."""
        parser.add_argument("path", metavar="FILE", help="the file to trace")
        parser.add_argument(
            "--recipient-mx",
            action="append",
            default=[],
            metavar="NAME",
            help="a server or domain of the mail provider where the mail arrived; more than once",
        )
        parser.add_argument("--json", action="store_true", help="print JSON lines")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Trace and print; raises FileMissing, InvalidAnswer and what the importer raises."""
        from upstander.cli.tracing import sheet_record, show_limits, show_sheet

        path, servers = Path(options.path), _servers(options.recipient_mx)
        with _opened(path) as stream, terminal.progress("Tracing") as progress:
            for told in sheets(stream, path.name, servers, progress):
                if options.json:
                    terminal.record(sheet_record(told.sheet))
                else:
                    show_sheet(terminal, told.sheet, mail=told.mail, title=told.title)
        if not options.json:
            show_limits(terminal)
        return 0


def sheets(
    stream: BufferedReader, name: str, servers: tuple[str, ...], progress: Progress
) -> Iterator[Told]:
    """Give the sheet of each mail in a file, or one sheet for anything else."""
    from upstander.intake.read import choose

    head = stream.read(_HEAD)
    stream.seek(0)
    if not head:
        raise IntakeError(f"({name} is empty.)")
    source, _ = choose(head, name)
    slug = source.slug if source else ""
    if slug == "mbox":
        yield from _mailbox(stream, name, servers, progress)
    elif slug == "eml":
        yield Told(_one_mail(stream, name, servers), name, True)
    else:
        yield Told(_other(stream, name), name, False)


def _one_mail(stream: BufferedReader, name: str, servers: tuple[str, ...]) -> TraceSheet:
    from upstander.mail.mbox import MAX_MAIL
    from upstander.trace.mail_trace import trace_mail

    data = stream.read(MAX_MAIL + 1)
    if len(data) > MAX_MAIL:
        raise LimitExceeded(f"({name})")
    length = _EMLX.match(data)
    if length:  # Apple Mail writes the length of the mail before it; spans count from the mail
        data = data[length.end() : length.end() + int(length.group(1))]
    return trace_mail(data, source=name, recipient_mx=servers)


def _mailbox(
    stream: BufferedReader, name: str, servers: tuple[str, ...], progress: Progress
) -> Iterator[Told]:
    from upstander.mail.mbox import split_mbox
    from upstander.model.lead import TraceSheet
    from upstander.trace.mail_trace import trace_mail

    size = stream.seek(0, 2)
    stream.seek(0)
    for number, mail in enumerate(split_mbox(stream), 1):
        source = f"{name}, mail {number}, from byte {mail.start}"
        if mail.data is None:
            sheet = TraceSheet(source, warnings=("This mail is larger than the program reads.",))
        else:
            sheet = trace_mail(mail.data, source=source, recipient_mx=servers)
        yield Told(sheet, f"{name}, mail {number}", True)
        if number % _STEP == 0:
            progress("", mail.end, size)


def _other(stream: BufferedReader, name: str) -> TraceSheet:
    """A chat, a table or a text: nobody handed it over, but its words may hold leads."""
    from upstander.adapters.isolation import ChildIsolation
    from upstander.model.lead import TraceSheet
    from upstander.model.reading import ReadReport, ReadSettings
    from upstander.trace.leads.find import message_leads

    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    stream.seek(0)
    found: dict[tuple[str, str], Lead] = {}
    warnings: tuple[str, ...] = ()
    events = ChildIsolation().read(stream, name=name, sha256=sha256, settings=ReadSettings())
    for event in events:
        if not isinstance(event, ReadReport):
            for lead in message_leads(event):
                found.setdefault((lead.kind, lead.value), lead)
        elif not any(count for _, count in event.counts) and event.status == "kept-not-read":
            return _plain_text(stream, name, event)
        else:
            warnings = tuple(_warned(event))
    return TraceSheet(name, leads=tuple(found.values()), warnings=warnings)


def _warned(report: ReadReport) -> Iterator[str]:
    if report.status != "read" and report.why:
        yield report.why
    yield from (each.text for each in report.warnings)


def _plain_text(stream: BufferedReader, name: str, report: ReadReport) -> TraceSheet:
    """The words of a text that no importer knows; anything else is said not to be read."""
    from upstander.intake.text import decode_scanned, detect
    from upstander.model.lead import TraceSheet
    from upstander.trace.leads.find import text_leads

    stream.seek(0)
    head = stream.read(_MOST_TEXT)
    charset = detect(head)
    text = decode_scanned(head[charset.skip :], charset).text if not charset.wide else (
        head[: len(head) & ~1].decode(charset.codec, "replace")
    )  # fmt: skip
    if _is_binary(text):
        raise IntakeError(f"({name}: {report.why})")
    cut = ("Only the beginning of this text was read.",) if stream.read(1) else ()
    return TraceSheet(name, leads=tuple(text_leads(text, source=name, where="the text")),
                      warnings=cut)  # fmt: skip


def _is_binary(text: str) -> bool:
    """More than one character in twenty steers a machine or could not be read."""
    odd = sum(each == "\ufffd" or (each < " " and each not in "\t\n\r\f") for each in text)
    return odd * 20 > len(text)


def _servers(named: list[str]) -> tuple[str, ...]:
    for each in named:
        if not _HOST.fullmatch(each.strip()):
            raise InvalidAnswer("A server is named as mx.example.org.")
    return tuple(each.strip() for each in named)


def _opened(path: Path) -> BufferedReader:
    """Open a file; raises :class:`FileMissing` also where it cannot be read at all."""
    from upstander.cli.commands.read import open_file

    stream = open_file(path)
    if not stream.seekable():
        stream.close()
        raise FileMissing(f"({path.name} is not an ordinary file.)")
    return stream


PLUGIN = Trace()
