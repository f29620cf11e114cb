"""What a file says about itself: program, device, times, as it stands there.

Read only in the limited child: the libraries below it meet a stranger's file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from upstander.picture._film_tags import film_tags
from upstander.picture._image_tags import heic_tags, picture_tags
from upstander.picture._paper_tags import office_tags, pdf_tags
from upstander.picture.sniff import FILMS, HEAD, describes_itself, sniff

MOST_TAGS = 200
_LONGEST = 500
_IN_BOXES = ("image/heic", "image/heif", "image/avif")
_Reader = Callable[[BinaryIO], Iterator[tuple[str, str]]]


def file_tags(stream: BinaryIO) -> tuple[tuple[str, str], ...]:
    """Give (tag, value) pairs in the order of the file, each once, at most :data:`MOST_TAGS`.

    A tag is ``group:name`` as ExifTool calls it. A broken file gives what stands before the
    break; a file that says nothing, or of a kind that is not known, gives none. Never raises
    for what is in it, except MemoryError and RecursionError, which are the child's to answer.
    """
    stream.seek(0)
    reader = _reader(sniff(stream.read(HEAD)))
    stream.seek(0)
    found: dict[tuple[str, str], None] = {}
    for tag, value in _until_broken(reader, stream) if reader else ():
        clean = "".join(filter(str.isprintable, value[:_LONGEST])).strip()
        if clean:
            found[tag[:100], clean] = None
    return tuple(found)


def _until_broken(reader: _Reader, stream: BinaryIO) -> Iterator[tuple[str, str]]:
    try:
        yield from islice(reader(stream), MOST_TAGS)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # any fault of a library on a hostile file: what came before it stands
        return


def _reader(kind: str) -> _Reader | None:
    if not describes_itself(kind):
        return None
    if kind == "application/pdf":
        return pdf_tags
    if kind in FILMS:
        return film_tags
    if kind in _IN_BOXES:
        return heic_tags
    return picture_tags if kind.startswith("image/") else office_tags
