"""Originals as padded age files under HMAC names."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from upstander.adapters.file_vault import disk
from upstander.adapters.file_vault.room import PlainStream, Room, SealedWriter
from upstander.application.ports import StoredBlob
from upstander.model.digest import Digest
from upstander.model.errors import OriginalChanged
from upstander.preserve import age
from upstander.preserve.padding import padded_size

_PART = 1 << 20

Mark: TypeAlias = tuple[int, int, int]
"""Inode, change time and size: while they stay, a file that was checked need not be again."""


class FileBlobSink:
    """Hashes and encrypts in one pass."""

    def __init__(
        self,
        writer: SealedWriter,
        check: Callable[[], None],
        keep: Callable[[SealedWriter, StoredBlob, bool], None],
    ) -> None:
        self._writer = writer
        self._check = check
        self._keep = keep
        self._hash = hashlib.sha256()
        self._open = True

    def write(self, chunk: bytes) -> None:
        """Take the next chunk; on a full disk nothing of this original stays."""
        self._need_open()
        try:
            self._check()
            self._writer.write(chunk)
        except BaseException:
            self.abandon()
            raise
        self._hash.update(chunk)

    def finish(self, *, durable: bool = True) -> StoredBlob:
        """Close and put in place."""
        self._need_open()
        self._open = False
        stored = StoredBlob(Digest(self._hash.hexdigest()), self._writer.size)
        try:
            self._check()
            self._writer.finish(flush=durable)
            self._keep(self._writer, stored, durable)
        except BaseException:
            self._writer.abandon()
            raise
        return stored

    def abandon(self) -> None:
        """Throw the bytes away."""
        self._open = False
        self._writer.abandon()

    def _need_open(self) -> None:
        if not self._open:
            raise ValueError("this sink is closed")


class FileBlobStore:
    """Implements ``BlobStore``. Bytes not yet synced wait under a temporary name."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._waiting: dict[Digest, Path] = {}
        self._sound: dict[Path, Mark] = {}
        self._guard = threading.RLock()

    def receive(self) -> FileBlobSink:
        """Start a new original."""
        keys = self._room.keys
        return FileBlobSink(SealedWriter(self._room.outside, keys.public()), keys.check, self._keep)

    def open(self, digest: Digest) -> BinaryIO:
        """Give a seekable plain stream whose whole content was checked against the digest."""
        path = self._find(digest)
        if path is None:
            raise OriginalChanged(f"The file {digest.short} is missing.")
        stream = self._open_path(path, digest)
        try:
            self._check_once(path, stream, digest)
        except BaseException:
            stream.close()
            raise
        return stream

    def has(self, digest: Digest) -> bool:
        """Say whether the blob is there."""
        return self._find(digest) is not None

    def erase(self, digest: Digest) -> None:
        """Remove the bytes under every name they may have."""
        with self._guard, self._room.lock.hold(), disk.translated():
            waiting = self._waiting.pop(digest, None)
            if waiting is not None:
                disk.remove(waiting)
            for path in self._paths(digest):
                if path.exists():
                    disk.remove(path)
                    disk.flush_folder(path.parent)

    def sync(self) -> None:
        """Make everything finished so far durable, in one group, and give it its final names."""
        self._room.keys.check()
        with self._guard:
            waiting = dict(self._waiting)
            if not waiting:
                return
            with disk.translated():
                disk.flush_group(waiting.values(), [])
                folders = [
                    folder
                    for digest, path in waiting.items()
                    for folder in self._place(path, digest)
                ]
                disk.flush_group([], folders)
            for digest in waiting:
                del self._waiting[digest]

    def adopt(self, source: Path, stored: StoredBlob) -> None:
        """Link a capture in as a blob after checking its content against ``stored``."""
        self._room.keys.check()
        if self._is_sound_copy(stored.digest):
            return
        with self._open_path(source, stored.digest) as stream:
            self._check_once(source, stream, stored.digest)
        temporary = self._room.outside.temporary()
        with self._guard, disk.translated():
            os.link(source, temporary)
            disk.flush_group([], self._place(temporary, stored.digest))

    def present_size(self, digest: Digest) -> int | None:
        """The size on disk, or ``None`` when it is missing."""
        path = self._find(digest)
        return path.stat().st_size if path is not None else None

    def known_names(self, digest: Digest) -> tuple[str, ...]:
        """The file names under which this original may lie."""
        return self._room.keys.blob_names(digest)

    def mark_sound(self, path: Path) -> None:
        """Remember that the bytes at ``path`` were just written or checked by us."""
        self._sound[path] = _mark(path)

    @contextmanager
    def unchanged_by(self, other: Path) -> Iterator[None]:
        """Around unlinking a second name of a blob: that changes its change time, not its bytes."""
        inode = other.stat().st_ino if other.exists() else None
        same = [path for path, mark in self._sound.items() if mark == _mark_of(path, inode)]
        yield
        self._sound.pop(other, None)
        for path in same:
            if path != other:
                self.mark_sound(path)

    def _keep(self, writer: SealedWriter, stored: StoredBlob, durable: bool) -> None:
        with self._guard:
            if self._is_sound_copy(stored.digest):
                writer.abandon()
                return
            if not durable:
                self._waiting[stored.digest] = writer.path
                self.mark_sound(writer.path)
                return
            with disk.translated():
                disk.flush_group([], self._place(writer.path, stored.digest))

    def _place(self, temporary: Path, digest: Digest) -> list[Path]:
        """Give a finished file its final name; a damaged file there is set aside and kept.

        Gives the folders whose names changed, for the flush that must follow.
        """
        final = self._paths(digest)[0]
        fresh = disk.make_folder(final.parent)
        try:
            disk.put_in_place(temporary, final)
        except FileExistsError:
            if self._sound_at(final, digest):
                disk.remove(temporary)
            else:
                os.replace(final, self._room.layout.tmp / f"damaged-{self._room.outside.ids.new()}")
                disk.put_in_place(temporary, final)
        self.mark_sound(final)
        disk.set_time(final.parent, self._room.outside.birthday)
        return [final.parent, final.parent.parent] if fresh else [final.parent]

    def _is_sound_copy(self, digest: Digest) -> bool:
        path = self._find(digest)
        return path is not None and self._sound_at(path, digest)

    def _sound_at(self, path: Path, digest: Digest) -> bool:
        try:
            with self._open_path(path, digest) as stream:
                self._check_once(path, stream, digest)
        except OriginalChanged:
            return False
        return True

    def _find(self, digest: Digest) -> Path | None:
        waiting = self._waiting.get(digest)
        if waiting is not None:
            return waiting
        return next((path for path in self._paths(digest) if path.exists()), None)

    def _paths(self, digest: Digest) -> tuple[Path, ...]:
        layout = self._room.layout
        return tuple(layout.blob(name) for name in self._room.keys.blob_names(digest))

    def _open_path(self, path: Path, digest: Digest) -> PlainStream:
        try:
            return self._room.open_sealed(path)
        except FileNotFoundError as error:
            raise OriginalChanged(f"The file {digest.short} is missing.") from error
        except (age.AgeError, ValueError, OSError) as error:
            self._room.keys.check()
            raise OriginalChanged(f"The file {digest.short} cannot be read: {error}.") from error

    def _check_once(self, path: Path, stream: PlainStream, digest: Digest) -> None:
        mark = _mark(path)
        if self._sound.get(path) == mark:
            return
        found = self.digest_of(stream, digest)
        if found != digest:
            raise OriginalChanged(f"The file {digest.short} holds other bytes ({found.short}).")
        stream.seek(0)
        self._sound[path] = mark

    def digest_of(self, stream: BinaryIO, wanted: Digest) -> Digest:
        """Hash a plain stream; raises :class:`OriginalChanged` where it cannot be read."""
        found = hashlib.sha256()
        try:
            while part := stream.read(_PART):
                found.update(part)
        except (age.AgeError, OSError) as error:
            self._room.keys.check()
            raise OriginalChanged(f"The file {wanted.short} is damaged: {error}.") from error
        return Digest(found.hexdigest())

    def full_check(self, digest: Digest) -> int:
        """Decrypt and hash without trusting earlier checks; gives the plain size."""
        path = self._find(digest)
        if path is not None:
            self._sound.pop(path, None)
        with self.open(digest) as stream:
            return stream.seek(0, os.SEEK_END)


def size_on_disk(plain: int) -> int:
    """How long the age file of an original of this size is."""
    payload = padded_size(plain)
    chunks = max(1, -(-payload // age.CHUNK))
    return _HEADER + age.NONCE + payload + chunks * age.TAG


_HEADER = len(age.encrypt(b"", [bytes([9, *bytes(31)])], bytes)) - age.NONCE - age.TAG


def _mark_of(path: Path, inode: int | None) -> Mark | None:
    """The mark of ``path`` if it is that inode."""
    try:
        mark = _mark(path)
    except FileNotFoundError:
        return None
    return mark if mark[0] == inode else None


def _mark(path: Path) -> Mark:
    seen = path.stat()
    return seen.st_ino, seen.st_ctime_ns, seen.st_size
