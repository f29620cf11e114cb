"""The port through which a stranger's file is looked into: always in a limited child process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Protocol

from upstander.model.entry import Json
from upstander.model.file_says import FileSays
from upstander.model.lead import TraceSheet
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings


class Isolation(Protocol):
    """Runs importers and decoders in a limited child process."""

    def read(
        self,
        stream: BinaryIO,
        *,
        name: str,
        sha256: str,
        settings: ReadSettings,
        source: str | None = None,
    ) -> Iterator[Message | ReadReport]:
        """Read one original; the last thing given is its report. Raises IntakeError."""
        ...

    def members(self, stream: BinaryIO, *, name: str) -> tuple[tuple[str, int], ...]:
        """List an archive's members (safe name, size) without unpacking any."""
        ...

    def member(self, stream: BinaryIO, *, name: str, member: str) -> bytes:
        """Unpack one member within limits."""
        ...

    def picture(self, data: bytes, *, max_px: int, grey: bool = False) -> bytes:
        """Decode an image and give a clean small JPEG without metadata."""
        ...

    def look(self, data: bytes) -> str:
        """Decode an image and give its look: 32 hex digits; empty where many look alike."""
        ...

    def trace(
        self,
        stream: BinaryIO,
        *,
        source: str,
        recipient_mx: Sequence[str] = (),
        keys: Mapping[str, Json] = ...,
    ) -> TraceSheet:
        """Trace one mail, offline; ``keys`` as ``KeyRecords.as_json`` gives them. IntakeError."""
        ...

    def tags(self, stream: BinaryIO) -> FileSays:
        """What a file says about itself: names and values. Nothing of it is judged."""
        ...
