"""Where each exhibit lies in a pack: ASCII names that every system can hold."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from upstander.model.digest import Digest
from upstander.model.errors import OriginalChanged
from upstander.preserve.pack.contents import (
    Exhibit,
    OpenOriginal,
    PackFile,
    PackRequest,
)

CHUNK = 1 << 20
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_RUNS = re.compile(
    r"\.(exe|com|bat|cmd|scr|pif|msi|lnk|hta|jar|js|jse|vbs|vbe|wsf|ps1|reg|app|apk|sh|py|url)\Z"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An exhibit with its number and the file that stands for it in the pack."""

    number: str
    exhibit: Exhibit
    path: str
    sha256: str
    size: int


def original_path(number: str, exhibit: Exhibit) -> str:
    """``data/originals/ABC-001.jpg``: the ending of the first name, else of the media type.

    A file that a double click would run gets ``.bin`` behind its ending; its bytes stay.
    """
    ending = _ENDING.search(exhibit.item.name)
    guessed = mimetypes.guess_extension(exhibit.item.media_type) or ".bin"
    kept = ending.group(0).lower() if ending else guessed
    return f"data/originals/{number}{kept}{'.bin' if _RUNS.match(kept) else ''}"


def original_files(request: PackRequest, open_original: OpenOriginal) -> Iterator[PackFile]:
    """The originals, each streamed and hashed again while it goes into the pack."""
    for number, exhibit in request.numbered():
        digest = exhibit.item.digest
        if exhibit.has_original and digest is not None:
            stream = _streamed(open_original, digest, number)
            path = original_path(number, exhibit)
            yield PackFile(path, exhibit.item.size, digest.hex, stream)


def _streamed(
    open_original: OpenOriginal, digest: Digest, number: str
) -> Callable[[], Iterator[bytes]]:
    def chunks() -> Iterator[bytes]:
        found = hashlib.sha256()
        with open_original(digest) as stream:
            while chunk := stream.read(CHUNK):
                found.update(chunk)
                yield chunk
        if found.hexdigest() != digest.hex:
            raise OriginalChanged(f"The file of exhibit {number} is not as it was taken in.")

    return chunks


def placed_exhibits(request: PackRequest, derived: dict[str, PackFile]) -> list[Placed]:
    """Say for each exhibit which file stands for it: the original, else its transcript."""
    placed = []
    for number, exhibit in request.numbered():
        item = exhibit.item
        if exhibit.has_original and item.digest is not None:
            path = original_path(number, exhibit)
            placed.append(Placed(number, exhibit, path, item.digest.hex, item.size))
        else:
            file = derived[number]
            placed.append(Placed(number, exhibit, file.path, file.sha256, file.size))
    return placed
