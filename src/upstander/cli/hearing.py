"""Messages for ``upstander recognise``: exports, JSON lines, typed words; from a file or a pipe.

An export goes through its reader in the limited child, as everywhere. What was not read is kept
by name, and so is what a person should know about how it was read.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upstander.intake.typed import (
    LONGEST_LINE,
    Told,
    Typed,
    json_lines,
    looks_like_json_lines,
    typed_lines,
)
from upstander.model.errors import FileMissing, InvalidAnswer, LimitExceeded
from upstander.model.finding import NotRead

if TYPE_CHECKING:
    from upstander.intake.text import Charset
    from upstander.model.reading import ReadReport

PIPE = "-"
_HEAD = 1 << 16
_MOST_FROM_PIPE = 256 << 20
_NAMED = 100
_JSON_NAMES = (".jsonl", ".ndjson")
_STILL_THERE = ("current", "edited")
_ODD = frozenset(chr(code) for code in (*range(9), *range(14, 32), 0xFFFD))
_DOUBTS = frozenset(
    {
        "editable-text", "line-like-header", "time-goes-back", "date-not-understood",
        "unknown-phrase", "self-name-unknown", "several-from", "several-date", "content-length",
        "no-times", "doubtful-hours", "repeated-rows", "similar-rows", "not-counted", "total-row",
        "way-not-known", "length-not-understood", "more-cells", "stray-quote", "not-compared",
    }
)  # fmt: skip
"""Warnings about how to take what was read. All others say that something was not."""
_ONLY_WORDS = "Only words are read. Pictures, sound and other files with them were not looked at."
_GONE = "Messages that were deleted or taken back before this was saved. Their words are not here."
_NOT_HERE = "The messages name files that are not here."


class Unread:
    """What was not read: the first hundred by name, then one line a reason with a count."""

    def __init__(self) -> None:
        self._named: list[NotRead] = []
        self._more: dict[str, NotRead] = {}

    def add(self, each: NotRead) -> None:
        """Take one."""
        if len(self._named) < _NAMED:
            self._named.append(each)
            return
        known = self._more.setdefault(each.why, replace(each, count=0))
        self._more[each.why] = replace(known, count=known.count + each.count)

    def all(self) -> list[NotRead]:
        """Give them, in the order they came."""
        return [*self._named, *self._more.values()]


class Hearing:
    """Gives messages one after another; what was not read, and notes, are there at the end.

    Iterating raises FileMissing, InvalidAnswer (a zone that does not exist), LimitExceeded and
    what the limited child raises.
    """

    def __init__(self, path: str, told: Told, date_order: str = "") -> None:
        self._path = path
        self._told = told
        self._date_order = date_order
        self.unread = Unread()
        self.notes: list[str] = []

    def __iter__(self) -> Iterator[Typed]:
        """Read; can be done once."""
        _require_zone(self._told.zone)
        with _opened(self._path) as (stream, name):
            head = _peek(stream)
            charset = _charset(head)
            if name.lower().endswith(_JSON_NAMES) or looks_like_json_lines(_text(head, charset)):
                yield from self._json(written_lines(stream, charset))
            else:
                yield from self._export(_seekable(stream), name, charset)

    def _json(self, lines: Iterator[str]) -> Iterator[Typed]:
        for each in json_lines(lines, self._told):
            if isinstance(each, NotRead):
                self.unread.add(each)
            else:
                yield each

    def _export(self, stream: BinaryIO, name: str, charset: Charset) -> Iterator[Typed]:
        """Through a reader; where none knows it and it is a text, by its lines."""
        from upstander.adapters.isolation import ChildIsolation
        from upstander.application.said import said_of
        from upstander.model.reading import ReadReport, ReadSettings

        told = self._told
        selves = cast("frozenset[str]", told.selves)
        sha256 = _sha256(stream)
        settings = ReadSettings(
            zone=told.zone, date_order=self._date_order, self_name=next(iter(selves), "")
        )
        count = gone = 0
        for event in ChildIsolation().read(stream, name=name, sha256=sha256, settings=settings):
            if not isinstance(event, ReadReport):
                count += 1
                gone += event.state not in _STILL_THERE
                yield Typed(said_of(event, told.zone, selves), event.id)
            elif not count and event.status == "kept-not-read" and _is_text(stream, charset):
                yield from self._typed(stream, charset)
            else:
                self._account(event, name, gone)

    def _typed(self, stream: BinaryIO, charset: Charset) -> Iterator[Typed]:
        stream.seek(0)
        undated = 0
        for each in typed_lines(written_lines(stream, charset), self._told):
            undated += bool(each.written) and each.said.local is None
            yield each
        if undated and self._told.day is None:
            self.notes.append(
                "Some lines have a time and no date, so their date is unsure. "
                "If you know the day of the first one, give --day, such as --day 2026-11-20."
            )

    def _account(self, report: ReadReport, name: str, gone: int) -> None:
        """Say how it was read, and name what was not."""
        self.notes += [f"{name}: {line}" for line in _how_read(report)]
        if report.status not in ("read", "partly", "empty"):
            self.unread.add(NotRead(name, report.why))
        for warned in report.warnings:
            if warned.code not in _DOUBTS:
                self.unread.add(NotRead(name, warned.text))
        for why, count in (
            (_ONLY_WORDS, len(report.attachments_present)),
            (_NOT_HERE, len(report.attachments_missing)),
            (_GONE, gone),
        ):
            if count:
                self.unread.add(NotRead(name, why, count))


def _how_read(report: ReadReport) -> Iterator[str]:
    """What was decided, what is in doubt, and what only the person can answer."""
    if report.status == "empty":
        yield report.why
    for each in report.assumptions:
        yield f"{each.about} {each.value} ({each.reason.rstrip('.')})"
    yield from (each.text for each in report.warnings if each.code in _DOUBTS)
    yield from (f"to answer: {each.prompt}" for each in report.questions)


def written_lines(stream: BinaryIO, charset: Charset) -> Iterator[str]:
    """Give the lines of a text without their ends, however it is encoded, from its start.

    A line much longer than any that is read comes cut, so that memory stays bounded.
    """
    from upstander.intake.text import blocks, decode_scanned

    end = charset.line_end
    waiting = b""
    for block in blocks(stream, charset):
        *whole, rest = block.split(end)
        for line in whole:
            line = waiting + line if waiting else line
            yield decode_scanned(line, charset).text.removesuffix("\r")
            waiting = b""
        waiting = (waiting + rest)[: 4 * LONGEST_LINE + 4]
    if waiting:
        yield decode_scanned(waiting, charset).text


def _require_zone(zone: str) -> None:
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidAnswer(f"There is no time zone called {zone[:80]}.") from None


@contextmanager
def _opened(path: str) -> Iterator[tuple[io.BufferedReader, str]]:
    """The bytes and a name for them."""
    if path == PIPE:
        if sys.stdin is None:
            raise FileMissing("(Nothing was handed in.)")
        # another buffer in front, so that the beginning can be looked at without being taken
        front: io.BufferedReader = io.BufferedReader(cast(Any, sys.stdin.buffer), _HEAD)
        try:
            yield front, "what was handed in"
        finally:
            front.detach()
        return
    from upstander.cli.commands.read import open_file

    with open_file(Path(path)) as stream:
        yield stream, Path(path).name


def _peek(stream: io.BufferedReader) -> bytes:
    if not stream.seekable():
        return stream.peek(_HEAD)[:_HEAD]
    head = stream.read(_HEAD)
    stream.seek(0)
    return head


def _seekable(stream: io.BufferedReader) -> BinaryIO:
    """The same bytes so that a reader can go back in them; a pipe is held in memory."""
    if stream.seekable():
        return stream
    held = stream.read(_MOST_FROM_PIPE + 1)
    if len(held) > _MOST_FROM_PIPE:
        raise LimitExceeded(next_step="Save it as a file, and give the name of the file.")
    return io.BytesIO(held)


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(_HEAD):
        digest.update(piece)
    stream.seek(0)
    return digest.hexdigest()


def _charset(head: bytes) -> Charset:
    from upstander.intake.text import detect

    return detect(head)


def _text(head: bytes, charset: Charset) -> str:
    from upstander.intake.text import decode_scanned, scan_bytes

    body = head[charset.skip :]
    if charset.wide:
        body = scan_bytes(body[: len(body) & ~1], charset.codec)
    return decode_scanned(body, charset).text


def _is_text(stream: BinaryIO, charset: Charset) -> bool:
    """Whether the beginning is text: at most one character in twenty steers a machine."""
    stream.seek(0)
    head = _text(stream.read(_HEAD), charset)
    odd = sum(char in _ODD for char in head)
    return odd * 20 <= len(head)
