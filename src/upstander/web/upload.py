"""Take files chunk by chunk into the encrypted inbox; no file is ever spooled in the clear."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from upstander.application.ports import BlobSink, Inbox
from upstander.model.entry import Json
from upstander.model.errors import UpstanderError

ARCHIVE = b"PK\x03\x04"
"""How a zip archive begins (PKWARE APPNOTE 4.3.7)."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One file of a form: where it waits in the inbox, or why it was not taken."""

    name: str
    token: str
    size: int
    problem: str = ""


class Kept(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """What the form sees of a file: its name and size; the bytes are in the inbox."""


class NothingElse(FileUploadHandler):
    """Refuse files on every form that did not name a receiver of its own."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Skip the file."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: every file is skipped."""

    def file_complete(self, file_size: int) -> None:
        """Never called: every file is skipped."""


class IntoInbox(FileUploadHandler):
    """Encrypt each chunk as it arrives. A bad file is told and the rest goes on.

    ``first`` looks at the beginning of a file and gives a reason to refuse it, or "".
    """

    chunk_size = 1 << 18

    def __init__(
        self,
        request: HttpRequest,
        inbox: Inbox,
        meta: dict[str, Json],
        first: Callable[[bytes], str] = lambda head: "",
    ) -> None:
        super().__init__(request)
        self.inbox = inbox
        self.meta = meta
        self.first = first
        self.arrived: list[Arrived] = []
        self._sink: BlobSink | None = None
        self._token = ""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a capture for the next file."""
        super().new_file(*args, **kwargs)
        self._token = secrets.token_hex(16)
        meta: dict[str, Json] = {
            **self.meta,
            "name": self.file_name or "",
            "media_type": self.content_type or "",
            "token": self._token,
        }
        self._attempt(lambda: self._open(meta))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hand a chunk to the encrypted inbox; nothing is passed on."""
        if start == 0 and (reason := self.first(raw_data)):
            self._refuse(reason)
        sink = self._sink
        if sink is not None:
            self._attempt(lambda: sink.write(raw_data))

    def file_complete(self, file_size: int) -> Kept | None:
        """Make the capture durable."""
        sink, self._sink = self._sink, None
        if sink is None:
            return None
        self._attempt(sink.finish)
        self.arrived.append(Arrived(self.file_name or "", self._token, file_size))
        return Kept(None, self.file_name, self.content_type, file_size)

    def upload_interrupted(self) -> None:
        """Throw a half file away; nobody was told that it is kept."""
        if self._sink is not None:
            self._sink.abandon()
            self._sink = None

    def refs(self) -> dict[str, str]:
        """Where each finished file waits, by its token; needs the keys."""
        return {str(each.meta.get("token", "")): each.ref for each in self.inbox.pending()}

    def discard(self) -> None:
        """Throw away everything that arrived with a form that was refused."""
        refs = self.refs()
        for each in self.arrived:
            if each.token in refs:
                self.inbox.discard(refs[each.token])

    def _open(self, meta: dict[str, Json]) -> None:
        self._sink = self.inbox.receive(meta)

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UpstanderError as wrong:
            self._refuse(wrong.explain())

    def _refuse(self, reason: str) -> None:
        self.upload_interrupted()
        self.arrived.append(Arrived(self.file_name or "", "", 0, reason))
        raise SkipFile


def only_archives(head: bytes) -> str:
    """Refuse everything but a zip archive, from its first bytes."""
    if head.startswith(ARCHIVE):
        return ""
    return "Only a chat export in a zip file can be used here. Nothing of this file was kept."
