"""One release of the directory in a folder of this machine, with the keys that are trusted."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

from upstander.directory.release import Release
from upstander.directory.release_files import read_keys, read_release
from upstander.directory.ssh_signature import KIND


class FolderShelf:
    """``in-use`` holds the release, ``keys`` the public keys. A new one is written beside first.

    Between two renames there may be none in use; then the list that ships is read.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self.root = place / "in-use"
        self._keys = place / "keys"

    def files(self) -> dict[str, bytes] | None:
        """All files that are held; raises :class:`DirectoryError` when they cannot be read."""
        return read_release(self.root) if self.root.is_dir() else None

    def keys(self) -> dict[str, bytes]:
        """The keys that were installed; raises :class:`DirectoryError` when there is none."""
        return read_keys(self._keys)

    def put(self, release: Release, key: bytes) -> None:
        """Write the release beside, then put it in place of the one before."""
        fresh, old = self._place / "being-written", self._place / "before"
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)  # of a run that was cut off
        for name, data in release.files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self._keys.mkdir(parents=True, exist_ok=True)
        line = b" ".join((KIND, base64.b64encode(key), release.key.encode())) + b"\n"
        (self._keys / f"{release.key}.pub").write_bytes(line)
        if self.root.is_dir():
            self.root.rename(old)
        fresh.rename(self.root)
        shutil.rmtree(old, ignore_errors=True)

    def clear(self) -> bool:
        """Hold none from now on. The keys stay."""
        there = self.root.is_dir()
        shutil.rmtree(self.root, ignore_errors=True)
        return there
