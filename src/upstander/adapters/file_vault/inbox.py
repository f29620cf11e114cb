"""Captures taken with the public key alone, folded in after unlocking.

A capture is two age files: ``REF.age`` holds the bytes as a blob would, ``REF.note.age`` holds
time, digest, size and what was said about it. The note is written last: it makes the capture.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from upstander.adapters.file_vault import disk
from upstander.adapters.file_vault.blobs import FileBlobSink, FileBlobStore
from upstander.adapters.file_vault.room import Outside, Room, SealedWriter
from upstander.application.ports import InboxItem, StoredBlob
from upstander.model.digest import Digest
from upstander.model.entry import Json
from upstander.model.errors import IntegrityError, NotFound, OriginalChanged, VaultLocked
from upstander.preserve import age
from upstander.preserve.age_keys import read_recipient
from upstander.preserve.ledger import decode_json, encode_json, read_time, write_time
from upstander.preserve.padding import pad

_NOTE = ".note.age"
_BYTES = ".age"
_LONGEST_REF = 64


class FileInboxSink(FileBlobSink):
    """A sink that knows the ref of its capture."""

    def __init__(
        self,
        writer: SealedWriter,
        keep: Callable[[SealedWriter, StoredBlob, bool], None],
        ref: str,
    ) -> None:
        super().__init__(writer, lambda: None, keep)
        self.ref = ref


class LockedInbox:
    """Takes in; cannot look at what it took. Needs no keys."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._folder = outside.layout.inbox

    def receive(self, meta: dict[str, Json]) -> FileInboxSink:
        """Start a capture; after ``finish`` it is durable and encrypted."""
        public = read_recipient(self._outside.card.recipient)
        ref, at = self._outside.ids.new(), self._outside.clock.now().utc

        def keep(writer: SealedWriter, stored: StoredBlob, durable: bool) -> None:
            if not durable:  # a capture is always made durable at once
                with disk.translated():
                    disk.flush_group([writer.path], [])
            self._keep(ref, at, meta, writer, stored)

        return FileInboxSink(SealedWriter(self._outside, public), keep, ref)

    def discard(self, ref: str) -> None:
        """Remove the capture; asking twice is fine."""
        with disk.translated():
            for path in (self._note(ref), self._bytes(ref)):
                disk.remove(path)
            disk.flush_folder(self._folder)

    def pending(self) -> tuple[InboxItem, ...]:
        """Cannot be known without keys."""
        raise VaultLocked()

    def open(self, ref: str) -> BinaryIO:
        """Cannot be read without keys."""
        raise VaultLocked()

    def adopt(self, ref: str) -> StoredBlob:
        """Cannot be done without keys."""
        raise VaultLocked()

    def _keep(
        self,
        ref: str,
        at: datetime,
        meta: dict[str, Json],
        writer: SealedWriter,
        stored: StoredBlob,
    ) -> None:
        note = encode_json(
            {
                "v": 1,
                "captured_at": write_time(at),
                "sha256": stored.digest.hex,
                "size": stored.size,
                "meta": meta,
            }
        )
        outside = self._outside
        public = read_recipient(outside.card.recipient)
        temporary = outside.temporary()
        with disk.translated():
            disk.put_in_place(writer.path, self._bytes(ref))
            sealed = age.encrypt(pad(note), [public], outside.entropy)
            disk.write_new(temporary, sealed, birthday=outside.birthday)
            disk.put_in_place(temporary, self._note(ref))
            disk.flush_folder(self._folder)
            disk.set_time(self._folder, outside.birthday)

    def _note(self, ref: str) -> Path:
        return self._folder / (_safe(ref) + _NOTE)

    def _bytes(self, ref: str) -> Path:
        return self._folder / (_safe(ref) + _BYTES)


class FileInbox(LockedInbox):
    """The inbox of an open vault."""

    def __init__(self, room: Room, blobs: FileBlobStore) -> None:
        super().__init__(room.outside)
        self._room = room
        self._blobs = blobs

    def pending(self) -> tuple[InboxItem, ...]:
        """List finished captures, oldest first; damaged ones are left for the check to name."""
        self._room.keys.check()
        found = []
        for path in sorted(self._folder.glob("*" + _NOTE)):
            item = self._read(path.name.removesuffix(_NOTE))
            if item is not None:
                found.append(item)
        return tuple(sorted(found, key=lambda item: (item.captured_at, item.ref)))

    def open(self, ref: str) -> BinaryIO:
        """Read a capture; :class:`NotFound`, :class:`OriginalChanged`."""
        self._room.keys.check()
        try:
            return self._room.open_sealed(self._bytes(ref))
        except FileNotFoundError as error:
            raise NotFound() from error
        except (ValueError, OSError) as error:
            self._room.keys.check()
            raise OriginalChanged("A captured file is damaged.") from error

    def adopt(self, ref: str) -> StoredBlob:
        """Make the capture a blob of the store without rewriting it."""
        self._room.keys.check()
        item = self._read(ref)
        if item is None:
            raise NotFound()
        with disk.translated():
            self._blobs.adopt(self._bytes(ref), item.blob)
        return item.blob

    def discard(self, ref: str) -> None:
        """Remove the capture; a blob made of it stays known as checked."""
        with self._blobs.unchanged_by(self._bytes(ref)):
            super().discard(ref)

    def _keep(
        self,
        ref: str,
        at: datetime,
        meta: dict[str, Json],
        writer: SealedWriter,
        stored: StoredBlob,
    ) -> None:
        super()._keep(ref, at, meta, writer, stored)
        self._blobs.mark_sound(self._bytes(ref))

    def _read(self, ref: str) -> InboxItem | None:
        try:
            sealed = self._note(ref).read_bytes()
            fields: Any = decode_json(self._room.unseal(sealed))
            return InboxItem(
                ref,
                read_time(fields["captured_at"]),
                MappingProxyType(dict(fields["meta"])),
                StoredBlob(Digest(fields["sha256"]), int(fields["size"])),
            )
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, OSError):
            self._room.keys.check()
            return None

    def damaged(self) -> tuple[str, ...]:
        """Captures whose note or bytes cannot be read, for the check."""
        self._room.keys.check()
        refs = [path.name.removesuffix(_NOTE) for path in sorted(self._folder.glob("*" + _NOTE))]
        return tuple(ref for ref in refs if not self._readable(ref))

    def _readable(self, ref: str) -> bool:
        if self._read(ref) is None:
            return False
        try:
            self.open(ref).close()
        except (IntegrityError, NotFound):
            return False
        return True


def _safe(ref: str) -> str:
    """A ref is letters and digits only, so that none can name a path (:class:`NotFound`)."""
    if not ref.isalnum() or not ref.isascii() or len(ref) > _LONGEST_REF:
        raise NotFound()
    return ref
