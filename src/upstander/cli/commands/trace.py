"""``upstander trace``: which way a mail came, and who holds the answer; keeps nothing."""

from __future__ import annotations

import argparse
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from upstander.cli._interface import Command
from upstander.cli.choosing import UNDER_18, must_be_no
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing, InvalidAnswer, LimitExceeded

_HOST = re.compile(r"[A-Za-z0-9_.:-]{1,253}")
_PIPE = "-"
_MOST_FROM_PIPE = 256 << 20


class Trace(Command):
    """Stateless: a file in, a sheet (or one JSON object a message) out."""

    slug = "trace"
    summary = "Show which way a mail came and who can be asked. Keeps nothing, asks nobody."
    about = (
        "FILE is a mail (.eml, .emlx, or any text with mail headers), a mailbox (mbox), or\n"
        "anything else that `upstander read` reads; - is what comes through a pipe. Nothing is\n"
        "looked up: it works offline. With --json: one object a line, one for each mail.\n\n"
        "  upstander trace mail.eml\n"
        "  upstander trace mail.eml --recipient-mx mx.example.org --json\n"
        "  upstander trace photo.jpg --metadata\n\n"
        "It never says who a person is or where a person lives."
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file and the servers that a person knows to be their own provider's."""
        parser.add_argument("path", metavar="FILE", help="the file to trace, or -")
        parser.add_argument(
            "--recipient-mx",
            action="append",
            default=[],
            metavar="NAME",
            help="a server or domain of the mail provider where the mail arrived; more than once",
        )
        parser.add_argument(
            "--metadata",
            action="store_true",
            help="show what the files themselves say: program, device, times; never a place",
        )
        parser.add_argument("--under18", choices=("no", "yes", "unsure"), help=UNDER_18)
        parser.add_argument("--json", action="store_true", help="print JSON lines")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Trace and print; raises FileMissing, InvalidAnswer and what the importer raises."""
        from upstander.adapters.isolation import ChildIsolation
        from upstander.cli.trace_sheets import Tracer
        from upstander.cli.tracing import sheet_record, show_limits, show_sheet

        servers = _servers(options.recipient_mx)
        if options.metadata:
            must_be_no(terminal, options.under18)
        tracer = Tracer(ChildIsolation(), servers, options.metadata)
        stream, name = _opened(options.path)
        with stream, terminal.progress("Tracing") as progress:
            for told in tracer.sheets(stream, name, progress):
                if options.json:
                    terminal.record(sheet_record(told.sheet, asked=options.metadata))
                else:
                    show_sheet(
                        terminal, told.sheet, mail=told.mail, title=told.title,
                        asked=options.metadata,
                    )  # fmt: skip
        if not options.json:
            show_limits(terminal)
        return 0


def _servers(named: list[str]) -> tuple[str, ...]:
    for each in named:
        if not _HOST.fullmatch(each.strip()):
            raise InvalidAnswer("A server is named as mx.example.org.")
    return tuple(each.strip() for each in named)


def _opened(path: str) -> tuple[BinaryIO, str]:
    """Open a file or take the pipe; raises :class:`FileMissing` where it cannot be read at all."""
    from upstander.cli.commands.read import open_file

    if path == _PIPE:
        data = sys.stdin.buffer.read(_MOST_FROM_PIPE + 1)
        if len(data) > _MOST_FROM_PIPE:
            raise LimitExceeded("Save it as a file first, then name the file.")
        return BytesIO(data), "pipe"
    stream = open_file(Path(path))
    if not stream.seekable():
        stream.close()
        raise FileMissing(f"({Path(path).name} is not an ordinary file.)")
    return stream, Path(path).name


PLUGIN = Trace()
