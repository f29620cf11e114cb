"""Runs the importers in this process: same code, no child."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import BinaryIO

from upstander.intake.read import read_original
from upstander.model.entry import Json
from upstander.model.errors import ImporterFailed
from upstander.model.file_says import FileSays
from upstander.model.lead import TraceSheet
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings
from upstander.picture.file_tags import file_tags
from upstander.picture.look import look
from upstander.trace.key_records import KeyRecords
from upstander.trace.mail_trace import trace_mail


class FakeIsolation:
    """Set ``fail`` to act as a child that dies."""

    def __init__(self) -> None:
        self.fail = False
        self.looks = 0

    def read(
        self,
        stream: BinaryIO,
        *,
        name: str,
        sha256: str,
        settings: ReadSettings,
        source: str | None = None,
    ) -> Iterator[Message | ReadReport]:
        if self.fail:
            raise ImporterFailed()
        yield from read_original(stream, name=name, sha256=sha256, settings=settings, source=source)

    def members(self, stream: BinaryIO, *, name: str) -> tuple[tuple[str, int], ...]:
        with zipfile.ZipFile(stream) as archive:
            return tuple((each.filename, each.file_size) for each in archive.infolist())

    def member(self, stream: BinaryIO, *, name: str, member: str) -> bytes:
        with zipfile.ZipFile(stream) as archive:
            return archive.read(member)

    def picture(self, data: bytes, *, max_px: int, grey: bool = False) -> bytes:
        return data

    def look(self, data: bytes) -> str:
        self.looks += 1
        if self.fail:
            raise ImporterFailed()
        return look(data)

    def trace(
        self,
        stream: BinaryIO,
        *,
        source: str,
        recipient_mx: Sequence[str] = (),
        keys: Mapping[str, Json] = MappingProxyType({}),
    ) -> TraceSheet:
        if self.fail:
            raise ImporterFailed()
        records = KeyRecords.from_json(dict(keys))
        return trace_mail(stream.read(), source=source, recipient_mx=recipient_mx, keys=records)

    def tags(self, stream: BinaryIO) -> FileSays:
        if self.fail:
            raise ImporterFailed()
        return file_tags(stream)


def archive_of(**members: bytes) -> bytes:
    """A small zip for tests; ``_chat_txt`` stands for ``_chat.txt``."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_txt", ".txt").replace("_jpg", ".jpg"), data)
    return body.getvalue()
