"""A child that misbehaves on request; started by the isolation tests, never imported by them."""

import json
import os
import socket
import sys
import time
from typing import Any, BinaryIO

from upstander.adapters.isolation.child import Line, serve
from upstander.adapters.isolation.frames import HEADER, RANGE, Kind

Request = dict[str, Any]


def crash(line: Line, stream: BinaryIO, request: Request) -> None:
    os.abort()


def exit_quietly(line: Line, stream: BinaryIO, request: Request) -> None:
    os._exit(0)


def hog(line: Line, stream: BinaryIO, request: Request) -> None:
    kept = []
    while True:
        kept.append(bytearray(50 << 20))


def loop(line: Line, stream: BinaryIO, request: Request) -> None:
    while True:
        pass


def chatter(line: Line, stream: BinaryIO, request: Request) -> None:
    while True:
        line.send(Kind.PIECE, b"x")
        time.sleep(0.01)


def flood(line: Line, stream: BinaryIO, request: Request) -> None:
    while True:
        line.send(Kind.PIECE, bytes(1 << 20))


def unknown_kind(line: Line, stream: BinaryIO, request: Request) -> None:
    line.outward.write(HEADER.pack(b"?", line.number, 0))


def long_frame(line: Line, stream: BinaryIO, request: Request) -> None:
    line.outward.write(HEADER.pack(Kind.PIECE.value, line.number, 0xFFFFFFFF))


def wrong_number(line: Line, stream: BinaryIO, request: Request) -> None:
    line.outward.write(HEADER.pack(Kind.END.value, line.number + 7, 0))


def range_outside(line: Line, stream: BinaryIO, request: Request) -> None:
    line.send(Kind.RANGE, RANGE.pack(1 << 40, 10))


def long_range(line: Line, stream: BinaryIO, request: Request) -> None:
    line.send(Kind.RANGE, RANGE.pack(0, 1 << 30))


def bad_json(line: Line, stream: BinaryIO, request: Request) -> None:
    line.send(Kind.BATCH, b"\xff[")
    line.send(Kind.END, b"{}")


def false_message(line: Line, stream: BinaryIO, request: Request) -> None:
    line.send(Kind.BATCH, b'[{"id": 7}]')
    line.send(Kind.END, b"{}")


def false_sheet(line: Line, stream: BinaryIO, request: Request) -> None:
    line.send(Kind.PIECE, b'{"source": "m", "handover": {"ip": 7}}')
    line.send(Kind.END, b"")


def no_sheet(line: Line, stream: BinaryIO, request: Request) -> None:
    line.send(Kind.END, b"")


def own_error(line: Line, stream: BinaryIO, request: Request) -> None:
    raise KeyError("words of a message")


def deep(line: Line, stream: BinaryIO, request: Request) -> None:
    deep(line, stream, request)


def deaf(line: Line, stream: BinaryIO, request: Request) -> None:
    """Asks for bytes and never takes them."""
    for _ in range(64):
        line.send(Kind.RANGE, RANGE.pack(0, 1 << 20))
    time.sleep(60)


def facts(line: Line, stream: BinaryIO, request: Request) -> None:
    """Report what this process could do."""
    said = {"network": _network(), "write": _write(request["member"]),
            "environment": sorted(os.environ),
            "pid": os.getpid(), "cwd": os.getcwd()}  # fmt: skip
    line.send(Kind.PIECE, json.dumps(said).encode())
    line.send(Kind.END, b"")


def _network() -> str:
    try:
        with socket.create_connection(("127.0.0.1", 9), timeout=1):
            return "open"
    except OSError as error:
        return type(error).__name__


def _write(folder: str) -> str:
    if not folder:
        return "not tried"
    try:
        with open(os.path.join(folder, "plain"), "wb") as file:
            file.write(b"plain")
        return "written"
    except OSError:
        return "refused"


def main() -> None:
    by_name = {name: each for name, each in globals().items() if callable(each)}
    serve(_Any(by_name), sys.argv[1:])


class _Any(dict[str, Any]):
    """Whatever operation is asked for, the name of the file says what to do."""

    def __init__(self, by_name: dict[str, Any]) -> None:
        super().__init__()
        self._by_name = by_name

    def __missing__(self, operation: str) -> Any:
        def run(line: Line, stream: BinaryIO, request: Request) -> None:
            self._by_name[request.get("name") or request["source"]](line, stream, request)

        return run
