"""Runs the importers in this process: same code, no child."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from upstander.intake.read import read_original
from upstander.model.errors import ImporterFailed
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings


class FakeIsolation:
    """Set ``fail`` to act as a child that dies."""

    def __init__(self) -> None:
        self.fail = False

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


def archive_of(**members: bytes) -> bytes:
    """A small zip for tests; ``_chat_txt`` stands for ``_chat.txt``."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_txt", ".txt").replace("_jpg", ".jpg"), data)
    return body.getvalue()
