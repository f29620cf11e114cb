"""Read a release and the public keys from a folder or a zip file, within limits."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from upstander.directory.ssh_signature import public_key
from upstander.model.errors import DirectoryError

MOST_FILES: Final = 2000
LARGEST: Final = 256 * 1024
"""Bytes of one file, as for every record."""
LARGEST_WHOLE: Final = 64 * 1024 * 1024

_STAYS = "The list that was in use stays in use."


def read_release(path: Path) -> dict[str, bytes]:
    """Give all files of a release by name, from a folder or a zip file.

    Raises :class:`DirectoryError` for what is neither, for links, and past the limits.
    """
    if not path.exists():
        raise _refused("There is no release there.")
    try:
        entries = _of_folder(path) if path.is_dir() else _of_zip(path)
        found: dict[str, bytes] = {}
        whole = 0
        for name, data in entries:
            whole += len(data)
            if name in found:
                raise _refused(f"A file is there twice: {name[:80]}.")
            if len(found) >= MOST_FILES or whole > LARGEST_WHOLE:
                raise _refused("The release is larger than the program reads.")
            found[name] = data
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _refused(f"The release cannot be read: {type(error).__name__}.") from None
    return found


def read_keys(folder: Path) -> dict[str, bytes]:
    """Give the public keys of a folder by name: every ``.pub`` file, one Ed25519 key each.

    Raises :class:`DirectoryError` when there is none, for another kind, and for a private key.
    """
    found: dict[str, bytes] = {}
    if not folder.is_dir():
        raise _refused("There is no folder of keys there.")
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        data = path.read_bytes()[:LARGEST]
        if b"PRIVATE KEY" in data:
            raise _refused(f"A private key lies among the public keys: {path.name[:80]}. Move it.")
        if path.suffix == ".pub":
            found[path.stem] = _key(path.name, data)
    if not found:
        raise _refused("There is no key in that folder. A public key ends in .pub.")
    return found


def _key(name: str, data: bytes) -> bytes:
    try:
        return public_key(data)
    except ValueError:
        raise _refused(f"{name[:80]} is no Ed25519 public key.") from None


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise _refused(f"A link lies in the release: {name[:80]}.")
        if path.is_file():
            if path.stat().st_size > LARGEST:
                raise _refused(f"A file is too large: {name[:80]}.")
            yield name, path.read_bytes()


def _of_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as held:
        for info in held.infolist():
            if info.is_dir():
                continue
            with held.open(info) as stream:
                data = stream.read(LARGEST + 1)  # what the header says of the size is not believed
            if len(data) > LARGEST:
                raise _refused(f"A file is too large: {info.filename[:80]}.")
            yield info.filename, data


def _refused(reason: str) -> DirectoryError:
    return DirectoryError(reason, next_step=_STAYS)
