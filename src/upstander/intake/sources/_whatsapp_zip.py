"""An export as a zip: the chat text inside, and which named files came with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from upstander.intake.archive import Archive, Member, read_through
from upstander.language.marks import plain
from upstander.model.errors import IntakeError
from upstander.model.message import Attachment, AttachmentState
from upstander.model.reading import Leftover, ReadSettings, Warned

_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"ID3", "audio/mpeg"),
)


class Bundle:
    """The files of one export; each attachment is opened at most once."""

    def __init__(self, stream: BinaryIO, settings: ReadSettings) -> None:
        """List the archive; raises IntakeError and its subclasses."""
        self.archive = Archive(stream)
        self._settings = settings
        self._by_name: dict[str, Member] = {}
        for member in self.archive.listing.members:
            self._by_name.setdefault(_base(member.name), member)
        self._seen: dict[str, Attachment] = {}
        self.opened: set[int] = set()

    def texts(self) -> list[Member]:
        """The members that may hold a chat, the likeliest first."""
        found = [
            member
            for member in self.archive.listing.members
            if member.name.lower().endswith(".txt") and self.allowed(member)
        ]
        return sorted(found, key=lambda each: (_base(each.name) != "_chat.txt", each.index))

    def allowed(self, member: Member) -> bool:
        """Whether the person lets this member be opened."""
        chosen = self._settings.members
        return chosen is None or member.name in chosen or member.safe_name in chosen

    def locate(self, named: Attachment) -> Attachment:
        """Say what became of a file that a message names."""
        if named.state is not AttachmentState.MISSING:
            return named
        member = self._by_name.get(_base(named.native_name))
        if member is None:
            return named
        known = self._seen.get(member.name)
        if known is None:
            known = self._seen[member.name] = self._inspect(named, member)
        return replace(known, native_name=named.native_name, caption=named.caption)

    def _inspect(self, named: Attachment, member: Member) -> Attachment:
        self.opened.add(member.index)
        here = replace(named, member=member.name, safe_name=member.safe_name, size=member.size)
        if not self.allowed(member):
            return replace(here, state=AttachmentState.REFUSED)
        hashed, head = hashlib.sha256(), b""
        try:
            with self.archive.open(member, self._settings.password) as stream:
                for piece in read_through(stream):
                    head = head or piece[:64]
                    hashed.update(piece)
        except IntakeError:
            return replace(here, state=AttachmentState.DAMAGED)
        return replace(
            here,
            state=AttachmentState.PRESENT,
            sha256=hashed.hexdigest(),
            sniffed_type=_sniff(head),
        )

    def refusals(self) -> Iterator[Warned]:
        """Name every member that was not opened because of how it is built."""
        for refused in self.archive.listing.refused:
            text = f"A file in the archive was not opened: {refused.reason}."
            yield Warned("member-refused", text, plain(refused.name)[:200])

    def unread(self) -> Iterator[Leftover]:
        """Give the members that no message names."""
        for member in self.archive.listing.members:
            if member.index not in self.opened:
                yield Leftover(0, member.size, "no message names this file", (member.name,))


def _base(name: str) -> str:
    return plain(name.replace("\\", "/").rpartition("/")[2])


def _sniff(head: bytes) -> str | None:
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[4:8] == b"ftyp":
        return "video/mp4"
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None
