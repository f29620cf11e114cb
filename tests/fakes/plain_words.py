"""Search of everything a product wrote for words that must not rest in plain form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

LEAVE_OUT = {".git", ".venv"}


def plain_files(folders: list[Path], word: str, *, since: float = 0.0) -> list[Path]:
    """Files that hold the word in UTF-8 or UTF-16, or bear it in their path below the folder.

    Files older than ``since`` (seconds of the epoch) are left out. What is packed or encrypted
    cannot be searched so; a deflated copy would not be found.
    """
    return [
        path
        for folder in folders
        for path in _below(folder)
        if word in str(path.relative_to(folder)) or _holds(path, word, since)
    ]


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in _below(folder) if path.is_file()]


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in LEAVE_OUT]
        for name in (*folders, *files):
            yield Path(place, name)


def _holds(path: Path, word: str, since: float) -> bool:
    try:
        if not path.is_file() or path.stat().st_mtime < since:
            return False
        data = path.read_bytes()
    except OSError:  # another test took its own file away, or a socket
        return False
    return any(word.encode(form) in data for form in ("utf-8", "utf-16-le", "utf-16-be"))
