"""One child as the parent sees it: start, ask, listen, and end it when it misbehaves."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, cast

import upstander
from upstander.adapters.isolation.frames import (
    MAX_RANGE,
    PIPE_BYTES,
    RANGE,
    Broken,
    Kind,
    PipeEnded,
    read_frame,
    write_frame,
)
from upstander.adapters.isolation.limits import ChildLimits
from upstander.model.entry import Json
from upstander.model.errors import (
    HostileFile,
    ImporterFailed,
    IntakeError,
    InvalidAnswer,
    LimitExceeded,
    NotFound,
    UpstanderError,
)

_START = (
    "import sys,importlib,importlib.util as u;"
    "u.find_spec('setproctitle') and importlib.import_module('setproctitle').setproctitle('notes');"
    "sys.path[:0]={paths!r};importlib.import_module({module!r}).main()"
)
"""The first thing a child does is to take a title that says nothing in the task list."""
_TICK_S = 0.2
_START_S = 60.0  # a slow disk and a busy machine
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of Linux
_LONGEST_DETAIL = 300
_MAY_SAY = (IntakeError, LimitExceeded, HostileFile, InvalidAnswer, NotFound)
_TOO_LONG = "It took longer than is allowed."
_LIED = "The program that read it did not keep to its rules and was ended."
_ENDED = "The program that read it ended early."


class Worker:
    """A running child. Not for two requests at once."""

    def __init__(self, limits: ChildLimits, module: str, folders: tuple[str, ...] = ()) -> None:
        """Start the child and wait until it has limited itself; raises ImporterFailed."""
        self._limits = limits
        self._number = 0
        self._late = False
        self._heard = False
        self.uses = 0
        self._process = _launch(limits, module, folders)
        self._pipe_in = cast(BinaryIO, self._process.stdin)
        self._pipe_out = cast(BinaryIO, self._process.stdout)
        _widen(self._pipe_out)
        with self._faults(), _Alarm(self._too_late) as alarm, alarm.within(_START_S):
            if read_frame(self._pipe_out)[0] is not Kind.READY:
                raise Broken("not ready")

    @property
    def pid(self) -> int:
        """The child's process number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the child still runs and waits in silence, as it has to between requests."""
        with suppress(OSError, ValueError):  # Windows cannot look into pipes this way
            if select.select([self._pipe_out], [], [], 0)[0]:
                return False
        return self._process.poll() is None

    @property
    def ended_waiting(self) -> bool:
        """Whether the child, used before, gave no sign of life to the last request."""
        return self.uses > 1 and not self._heard and not self._late

    def ask(
        self, stream: BinaryIO, request: dict[str, Json], within_s: float | None = None
    ) -> Iterator[tuple[Kind, bytes]]:
        """Send a request and give its batches and pieces; the last thing given is END.

        Byte ranges are served on the way. ``within_s`` is all the time that it gets, where that
        is less than the limits say. Raises IntakeError kinds; then the child is done for.
        """
        left = min(self._limits.wall_s, within_s or self._limits.wall_s)
        self.uses += 1
        self._number += 1
        self._heard = False
        size = stream.seek(0, os.SEEK_END)
        with self._faults(), _Alarm(self._too_late) as alarm:
            with alarm.within(self._limits.silence_s):
                order = json.dumps({**request, "size": size}).encode()
                write_frame(self._pipe_in, Kind.REQUEST, self._number, order)
            yield from self._listen(stream, size, alarm, left)

    def _listen(
        self, stream: BinaryIO, size: int, alarm: _Alarm, left: float
    ) -> Iterator[tuple[Kind, bytes]]:
        kind = Kind.RANGE
        while kind is not Kind.END:
            if left <= 0:
                self._too_late()
                raise PipeEnded("out of time")
            started = time.monotonic()
            with alarm.within(min(self._limits.silence_s, left)):
                kind, payload = self._next(stream, size)
            left -= time.monotonic() - started
            if kind is not Kind.RANGE:
                yield kind, payload

    def _next(self, stream: BinaryIO, size: int) -> tuple[Kind, bytes]:
        """Take one frame; a range is served at once."""
        kind, number, payload = read_frame(self._pipe_out)
        self._heard = True
        if number != self._number:
            raise Broken("an answer to another question")
        if kind is Kind.ERROR:
            raise _told(payload)
        if kind is Kind.RANGE:
            self._serve(stream, size, payload)
        elif kind not in (Kind.BATCH, Kind.PIECE, Kind.END):
            raise Broken("not an answer")
        return kind, payload

    def _serve(self, stream: BinaryIO, size: int, payload: bytes) -> None:
        if len(payload) != RANGE.size:
            raise Broken("a range of the wrong form")
        offset, length = RANGE.unpack(payload)
        if length > MAX_RANGE or offset + length > size:
            raise Broken("a range outside the original")
        stream.seek(offset)
        write_frame(self._pipe_in, Kind.DATA, self._number, stream.read(length))

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what went wrong with the child into one calm error."""
        try:
            yield
        except PipeEnded:
            raise self._ending() from None
        except (BrokenPipeError, ConnectionResetError):
            raise self._ending() from None
        except Broken:
            self.kill()
            raise HostileFile(_LIED) from None

    def _ending(self) -> IntakeError:
        """Say why the pipe ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        status = self._process.poll()
        self.kill()
        if self._late or (status is not None and -status == getattr(signal, "SIGXCPU", 0)):
            return LimitExceeded(_TOO_LONG)
        return ImporterFailed(_ENDED)

    def _too_late(self) -> None:
        self._late = True
        self._process.kill()

    def end(self) -> None:
        """End the child from another thread; whoever reads from it finds the pipe ended."""
        with suppress(OSError):
            self._process.kill()

    def kill(self) -> None:
        """End the child at once and collect it; harmless when it has ended."""
        with suppress(OSError):
            self._process.kill()
        for pipe in (self._pipe_in, self._pipe_out):
            with suppress(OSError):
                pipe.close()
        self._process.wait()


class _Alarm:
    """Rings when one wait takes too long. Its thread lives only as long as one request."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._over = threading.Event()
        self._until: float | None = None

    def __enter__(self) -> _Alarm:
        threading.Thread(target=self._watch, daemon=True, name="isolation-alarm").start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Allow so many seconds for what is inside."""
        self._until = time.monotonic() + seconds
        try:
            yield
        finally:
            self._until = None

    def _watch(self) -> None:
        while not self._over.wait(_TICK_S):
            until = self._until
            if until is not None and time.monotonic() >= until:
                self._ring()
                return


def _told(payload: bytes) -> UpstanderError:
    """The error that the child reported, if it is one that an importer may raise."""
    try:
        said = json.loads(payload)
        code, detail = str(said["code"]), str(said["detail"])
    except (ValueError, TypeError, KeyError):
        return HostileFile(_LIED)
    known = {kind.code: kind for kind in _MAY_SAY}
    plain = "".join(letter for letter in detail if letter.isprintable())[:_LONGEST_DETAIL]
    return known.get(code, ImporterFailed)(plain)


def _launch(limits: ChildLimits, module: str, folders: tuple[str, ...]) -> subprocess.Popen[bytes]:
    source = str(Path(upstander.__file__).resolve().parents[1])
    order = {
        "limits": asdict(limits),
        "parent": os.getpid(),
        # the signal would also come when a short-lived thread ends, so only for the main one
        "die_with_parent": threading.current_thread() is threading.main_thread(),
    }
    code = _START.format(paths=[source, *folders], module=module)
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", code, json.dumps(order)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        close_fds=True,
        cwd=os.path.abspath(os.sep),
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    """As little as an interpreter needs to start."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {"LANG": "C.UTF-8", "TZ": "UTC", **kept}


def _widen(pipe: BinaryIO) -> None:
    """Let a whole batch fit into the pipe, so that the child need not wait for the parent."""
    if sys.platform.startswith("linux"):
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe.fileno(), _SET_PIPE_SIZE, PIPE_BYTES)
