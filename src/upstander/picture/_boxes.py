"""Boxes of ISO/IEC 14496-12, which films, sounds and newer photos are built of. Never raises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

MOST_BOXES = 4096


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give kind and body of each box; stops where a length cannot be."""
    at = 0
    for _ in range(MOST_BOXES):
        length, skip = box_length(data[at : at + 16], len(data) - at)
        if not skip or length < skip:
            return
        yield data[at + 4 : at + 8], data[at + skip : at + length]
        at += length


def find_box(stream: BinaryIO, wanted: bytes, most: int) -> bytes:
    """Give the body of the first outer box of a kind, cut at ``most`` bytes; empty without one."""
    size, at = stream.seek(0, 2), 0
    for _ in range(MOST_BOXES):
        stream.seek(at)
        head = stream.read(16)
        length, skip = box_length(head, size - at)
        if not skip or length < skip:
            return b""
        if head[4:8] == wanted:
            stream.seek(at + skip)
            return stream.read(min(length - skip, most))
        at += length
    return b""


def box_length(head: bytes, rest: int) -> tuple[int, int]:
    """Length of a box and of its head; a head of 0 says that there is none."""
    if len(head) < 8:
        return 0, 0
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        return (int.from_bytes(head[8:16], "big"), 16) if len(head) == 16 else (0, 0)
    return (length or rest), 8
