"""What a source promises.

A source is a pure function of a stream: no clock, no network, no files. It yields events and
never keeps the whole original in memory. The runner in ``intake/read.py`` turns the events into
a :class:`~upstander.model.reading.ReadReport` and proves that every byte is covered.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import BinaryIO

from upstander.model.message import Message
from upstander.model.reading import (
    Assumption,
    Coverage,
    Leftover,
    Probe,
    Question,
    ReadSettings,
    TablePreview,
    Warned,
)

ReadEvent = Message | Leftover | Assumption | Question | Warned | Coverage | TablePreview


class Source(ABC):
    """One kind of export that people hold."""

    slug: str
    title: str
    version: str

    @abstractmethod
    def probe(self, head: bytes, name: str) -> Probe:
        """Say how sure this source is, from the first 64 KiB and the file name."""

    @abstractmethod
    def read(
        self, stream: BinaryIO, *, name: str, sha256: str, settings: ReadSettings
    ) -> Iterator[ReadEvent]:
        """Read a seekable stream; the events come in the order of the source.

        Raises only :class:`~upstander.model.errors.IntakeError` and its subclasses.
        """
