"""``upstander read``: read a file and print what is in it; keeps nothing, needs no vault."""

from __future__ import annotations

import argparse
import hashlib
import json
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path

from upstander.cli._interface import Command
from upstander.cli.normal_form import item_record, report_record
from upstander.cli.shown_reading import STATUS, remarks, size, what_is_in
from upstander.cli.shown_table import add_table_arguments
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing, ImporterFailed
from upstander.model.reading import ReadReport, ReadSettings

_SPOOL_CHUNK = 1 << 16


class Read(Command):
    """Stateless: a path in, JSON lines (or a plain table) out."""

    slug = "read"
    summary = "Read a file and show what is in it. Keeps nothing and needs no vault."
    about = (
        "With --json: first one line of type report, then one of type item for each message.\n\n"
        "  upstander read chat.zip\n"
        "  upstander read chat.txt --json --zone Europe/London --date-order dmy\n"
        "  upstander read calls.csv --columns 'when=A,number=B,duration=D;kind=calls'"
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file and the answers that a person would give."""
        parser.add_argument("path", metavar="PATH", help="the file to read")
        parser.add_argument("--json", action="store_true", help="print JSON lines")
        parser.add_argument("--source", metavar="SLUG", help="read it as this kind of export")
        parser.add_argument("--zone", default="", metavar="ZONE", help="such as Europe/London")
        parser.add_argument(
            "--date-order", default="", choices=("dmy", "mdy", "ymd"), help="if the file is unclear"
        )
        parser.add_argument("--self-name", default="", metavar="NAME", help="which name is you")
        add_table_arguments(parser)

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Read and print; raises FileMissing and what the importer raises."""
        path = Path(options.path)
        if options.json:
            report, items = read(path, options, keep=None)
            terminal.record(report_record(report))
            for line in items:
                print(line, file=terminal.out)
        else:
            report, items = read(path, options, keep=0)
            show(report, path, terminal)
        return 0


def read(
    path: Path, options: argparse.Namespace, *, keep: int | None
) -> tuple[ReadReport, Iterator[str]]:
    """Read a file in the limited child; gives its report and the item lines after it.

    The lines wait compressed in memory, as the report is known only at the end and nothing may
    rest on disk. ``keep=0`` drops them.
    """
    from upstander.adapters.isolation import ChildIsolation

    settings = ReadSettings(
        zone=options.zone,
        date_order=options.date_order,
        self_name=options.self_name,
        columns=options.columns,
        repeats=options.repeats,
    )
    with open_file(path) as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        events = ChildIsolation().read(
            stream, name=path.name, sha256=sha256, settings=settings, source=options.source
        )
        waiting = Spool()
        for event in events:
            if isinstance(event, ReadReport):
                return event, waiting.lines()
            if keep is None:
                waiting.add(json.dumps(item_record(event), ensure_ascii=False))
    raise ImporterFailed()


def open_file(path: Path) -> BufferedReader:
    """Open a file; raises :class:`FileMissing`."""
    try:
        if path.is_dir():
            raise FileMissing(f"({path.name} is a folder.)")
        return path.open("rb")
    except OSError as fault:
        raise FileMissing(f"({path.name})") from fault


class Spool:
    """Lines that wait in memory, compressed; about a tenth of their size."""

    def __init__(self) -> None:
        self._pack = zlib.compressobj(1)
        self._chunks: deque[bytes] = deque()

    def add(self, line: str) -> None:
        """Put a line at the end."""
        chunk = self._pack.compress(line.encode("utf-8", "surrogatepass") + b"\n")
        if chunk:
            self._chunks.append(chunk)

    def lines(self) -> Iterator[str]:
        """Give every line once, in order, freeing memory on the way."""
        self._chunks.append(self._pack.flush())
        rest = b""
        for chunk in self._unpacked():
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                yield line.decode("utf-8", "surrogatepass")

    def _unpacked(self) -> Iterable[bytes]:
        unpack = zlib.decompressobj()
        while self._chunks:
            data = self._chunks.popleft()
            while data:
                yield unpack.decompress(data, _SPOOL_CHUNK)
                data = unpack.unconsumed_tail
        yield unpack.flush()


def show(report: ReadReport, path: Path, terminal: Terminal) -> None:
    """Print the report for a person."""
    terminal.say(f"{path.name}: {STATUS.get(report.status, report.status)}, {report.source}")
    terminal.say(f"SHA-256 {report.sha256}")
    counted = what_is_in(report)
    terminal.say(f"{counted or 'No messages'} in {size(report.bytes_total)}")
    for name, count in report.senders:
        terminal.say(f"  {count:>7}  {name}")
    if report.first_utc and report.last_utc:
        terminal.say(
            f"From {report.first_utc:%Y-%m-%d %H:%M} to {report.last_utc:%Y-%m-%d %H:%M} UTC"
        )
    for line in remarks(report):
        terminal.say(f"  {line}")


PLUGIN = Read()
