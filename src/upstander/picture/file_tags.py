"""What a file says about itself: program, device, times, as it stands there.

Read only in the limited child: the libraries below it meet a stranger's file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from upstander.model.file_says import FileSays, LookedInto
from upstander.picture._film_tags import film_tags
from upstander.picture._image_tags import boxed_tags, picture_tags
from upstander.picture._paper_tags import office_tags, pdf_tags
from upstander.picture.sniff import FILMS, HEAD, IN_BOXES, describes_itself, sniff

MOST_TAGS = 200
_LONGEST = 500
_Reader = Callable[[BinaryIO], Iterator[tuple[str, str]]]


def file_tags(stream: BinaryIO) -> FileSays:
    """Give what a file says, each pair once, in its order, at most :data:`MOST_TAGS`.

    Never raises for what is in it, except MemoryError and RecursionError, which are the child's
    to answer.
    """
    stream.seek(0)
    reader = _reader(sniff(stream.read(HEAD)))
    stream.seek(0)
    if reader is None:
        return FileSays(LookedInto.UNKNOWN)
    found: dict[tuple[str, str], None] = {}
    try:
        for tag, value in islice(reader(stream), MOST_TAGS):
            clean = "".join(filter(str.isprintable, value[:_LONGEST])).strip()
            if clean:
                found[tag, clean] = None
    except (MemoryError, RecursionError):
        raise
    except Exception:  # any fault of a library on a hostile file: what came before it stands
        return FileSays(LookedInto.BROKEN, tuple(found))
    return FileSays(LookedInto.READ, tuple(found))


def _reader(kind: str) -> _Reader | None:
    if not describes_itself(kind):
        return None
    if kind == "application/pdf":
        return pdf_tags
    if kind in FILMS:
        return film_tags
    if kind in IN_BOXES:
        return boxed_tags
    return picture_tags if kind.startswith("image/") else office_tags
