"""The words that parent and child exchange over two pipes.

A frame is: kind (1 byte), request number (4 bytes), length (4 bytes), payload; big-endian.
A request number that is not the present one marks a frame as a lie.
"""

from __future__ import annotations

import struct
from enum import Enum
from typing import BinaryIO

HEADER = struct.Struct(">cII")
RANGE = struct.Struct(">QI")
MAX_RANGE = 1 << 20
"""Most bytes of the original that may be asked for at once."""
MAX_FRAME = 16 << 20
"""Most bytes in one frame from the child."""
BATCH_MESSAGES = 500
BATCH_BYTES = 768 << 10  # a batch fits into the widened pipe, so both sides work at once
PIPE_BYTES = 1 << 20
_SMALL = 64 << 10  # goes with its head in one call: a call costs more than copying it


class Kind(Enum):
    """What a frame is."""

    READY = b"A"  # child: started and limited
    REQUEST = b"Q"  # parent: JSON, what to do
    RANGE = b"R"  # child: give me these bytes of the original
    DATA = b"D"  # parent: here they are
    BATCH = b"B"  # child: JSON list of messages
    PIECE = b"P"  # child: bytes of the result
    ERROR = b"X"  # child: JSON, code and detail
    END = b"E"  # child: JSON, the last word


class Broken(Exception):
    """The pipe ended or a frame is not as agreed; never leaves this package."""


class PipeEnded(Broken):
    """The other side is gone."""


def write_frame(pipe: BinaryIO, kind: Kind, number: int, payload: bytes) -> None:
    """Write one frame whole, or raise ``OSError``."""
    head = HEADER.pack(kind.value, number, len(payload))
    if len(payload) <= _SMALL:
        _write_all(pipe, head + payload)
        return
    _write_all(pipe, head)
    _write_all(pipe, payload)


def _write_all(pipe: BinaryIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) or 0 :]


def read_frame(pipe: BinaryIO, most: int = MAX_FRAME) -> tuple[Kind, int, bytes]:
    """Read one frame; raises :class:`PipeEnded` or :class:`Broken`."""
    kind, number, length = HEADER.unpack(_read_all(pipe, HEADER.size))
    if length > most:
        raise Broken("a frame is too long")
    try:
        known = Kind(kind)
    except ValueError:
        raise Broken("a frame of no known kind") from None
    return known, number, _read_all(pipe, length)


def _read_all(pipe: BinaryIO, count: int) -> bytes:
    data = bytearray(count)
    view = memoryview(data)
    done = 0
    while done < count:
        got = pipe.readinto(view[done:])  # type: ignore[attr-defined]  # raw pipes have it
        if not got:
            raise PipeEnded("the pipe ended")
        done += got
    return bytes(data)
