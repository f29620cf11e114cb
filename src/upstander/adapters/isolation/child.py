"""The child: takes requests, runs the importer, sends what it found. It has nothing else."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from upstander.adapters.isolation.frames import (
    MAX_RANGE,
    RANGE,
    Broken,
    Kind,
    PipeEnded,
    read_frame,
    write_frame,
)
from upstander.adapters.isolation.limits import ChildLimits, limit_cpu, limit_self
from upstander.adapters.isolation.remote_stream import remote_stream
from upstander.model.errors import UpstanderError

_LONGEST_DETAIL = 300


@dataclass(slots=True)
class Line:
    """The line to the parent during one request."""

    inward: BinaryIO
    outward: BinaryIO
    number: int = 0

    def send(self, kind: Kind, payload: bytes) -> None:
        """Send one frame."""
        write_frame(self.outward, kind, self.number, payload)

    def fetch(self, offset: int, length: int) -> bytes:
        """Ask the parent for bytes of the original."""
        self.send(Kind.RANGE, RANGE.pack(offset, length))
        kind, number, data = read_frame(self.inward, MAX_RANGE)
        if kind is not Kind.DATA or number != self.number or len(data) > length:
            raise Broken("not the bytes that were asked for")
        return data


Request = dict[str, Any]
Operation = Callable[[Line, BinaryIO, Request], None]


def serve(operations: Mapping[str, Operation], arguments: list[str]) -> None:
    """Limit this process, then answer requests until the parent closes the pipe."""
    order = json.loads(arguments[0])
    limits = ChildLimits(**order["limits"])
    line = _own_pipes()
    limit_self(limits, parent=order["parent"], die_with_parent=order["die_with_parent"])
    _watch_parent(order["parent"])
    line.send(Kind.READY, b"")
    while True:
        try:
            kind, line.number, payload = read_frame(line.inward)
        except (PipeEnded, OSError):
            os._exit(0)
        if kind is not Kind.REQUEST:
            os._exit(2)
        limit_cpu(limits.cpu_s)
        _answer(operations, line, json.loads(payload))


def _own_pipes() -> Line:
    """Keep the two pipes for ourselves: a stray print must not look like a frame."""
    inward, outward = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd)
    os.close(nothing)
    return Line(_raw(inward, "rb"), _raw(outward, "wb"))


def _raw(fd: int, mode: str) -> BinaryIO:
    return cast(BinaryIO, io.FileIO(fd, mode))


def _watch_parent(parent: int) -> None:
    """End when the parent is gone, also in the middle of work."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    if sys.platform != "win32":
        threading.Thread(target=watch, daemon=True).start()


def _answer(operations: Mapping[str, Operation], line: Line, request: Request) -> None:
    stream = remote_stream(line.fetch, int(request["size"]))
    try:
        operations[request["op"]](line, stream, request)
    except (Broken, BrokenPipeError):
        os._exit(3)
    except MemoryError:
        del stream
        _fail(line, "limit-exceeded", "It needs more memory than is allowed.")
        os._exit(4)
    except RecursionError:
        _fail(line, "limit-exceeded", "It is built too deep.")
    except UpstanderError as error:
        _fail(line, error.code, error.detail)
    except Exception:  # the importer's own fault: the parent says that it was not read
        _fail(line, "importer-failed", "")


def _fail(line: Line, code: str, detail: str) -> None:
    said = {"code": code, "detail": detail[:_LONGEST_DETAIL]}
    line.send(Kind.ERROR, json.dumps(said).encode())
