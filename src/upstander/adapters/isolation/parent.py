"""The port ``Isolation``: lends out warm children, one for each request at a time."""

from __future__ import annotations

import io
import json
import re
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO, TypeVar

from upstander.adapters.isolation.frames import Kind
from upstander.adapters.isolation.limits import ChildLimits
from upstander.adapters.isolation.worker import Worker
from upstander.model.entry import Json
from upstander.model.errors import HostileFile, ImporterFailed, LimitExceeded
from upstander.model.file_says import FileSays
from upstander.model.lead import TraceSheet
from upstander.model.message import Message
from upstander.model.plain_values import from_plain
from upstander.model.reading import ReadReport, ReadSettings

_CHILD = "upstander.adapters.isolation.operations"
_LIED = "The program that read it did not keep to its rules and was ended."
_MOST_MEMBERS = 100_000
_GLANCE_S = 10.0  # an honest file takes well under a second; a page waits for it
_LOOK = re.compile(rb"(?:[0-9a-f]{32})?")
_NO_KEYS: Mapping[str, Json] = {}
T = TypeVar("T")


class ChildIsolation:
    """Runs importers in limited children. Children are reused, and replaced after any fault."""

    def __init__(
        self,
        limits: ChildLimits | None = None,
        *,
        idle: int = 2,
        module: str = _CHILD,
        folders: tuple[str, ...] = (),
    ) -> None:
        """Start nothing yet; ``idle`` is how many children may wait for work.

        ``module`` serves the requests in the child; it is looked for in ``folders`` too.
        """
        self._limits = limits or ChildLimits()
        self._most_idle, self._module, self._folders = idle, module, folders
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._finish = weakref.finalize(self, _kill_all, self._all)

    def read(
        self,
        stream: BinaryIO,
        *,
        name: str,
        sha256: str,
        settings: ReadSettings,
        source: str | None = None,
    ) -> Iterator[Message | ReadReport]:
        """Read one original; the last thing given is its report. Raises IntakeError.

        Stopping early (closing the iterator) ends the child at once.
        """
        request: dict[str, Json] = {
            "op": "read",
            "name": name,
            "sha256": sha256,
            "settings": _settings(settings),
            "source": source,
        }
        reports: list[ReadReport] = []
        for kind, payload in self._ask(stream, request):
            if kind is Kind.BATCH:
                yield from _messages(payload)
            elif kind is Kind.END:
                reports.append(_report(payload))
            else:
                raise HostileFile(_LIED)
        # only now: whoever stops at the report has not stopped early, and the child stays
        yield from reports

    def members(self, stream: BinaryIO, *, name: str) -> tuple[tuple[str, int], ...]:
        """List an archive's members (safe name, size) without unpacking any."""
        listed: tuple[tuple[str, int], ...] = ()
        for _, payload in self._ask(stream, {"op": "members", "name": name}):
            listed = _members(payload)
        return listed

    def member(self, stream: BinaryIO, *, name: str, member: str) -> bytes:
        """Unpack one member of an archive or one part of a mail, within limits."""
        return self._pieces(stream, {"op": "member", "name": name, "member": member})

    def picture(self, data: bytes, *, max_px: int, grey: bool = False) -> bytes:
        """Decode an image and give a clean small JPEG without metadata."""
        request: dict[str, Json] = {"op": "picture", "max_px": max_px, "grey": grey}
        return self._pieces(io.BytesIO(data), request)

    def look(self, data: bytes) -> str:
        """Decode an image and give its look: 32 hex digits; empty where many look alike."""
        return self._made(io.BytesIO(data), {"op": "look"}, _look, _GLANCE_S)

    def trace(
        self,
        stream: BinaryIO,
        *,
        source: str,
        recipient_mx: Sequence[str] = (),
        keys: Mapping[str, Json] = _NO_KEYS,
    ) -> TraceSheet:
        """Trace one mail, offline; ``source`` is what the spans name. Raises IntakeError."""
        request: dict[str, Json] = {
            "op": "trace",
            "source": source,
            "recipient_mx": list(recipient_mx),
            "keys": dict(keys),
        }
        return self._made(stream, request, partial(_record, TraceSheet))

    def tags(self, stream: BinaryIO) -> FileSays:
        """What a file says about itself: names and values as they stand there. IntakeError."""
        return self._made(stream, {"op": "tags"}, partial(_record, FileSays), _GLANCE_S)

    def warm(self) -> None:
        """Have a child ready, so that the first original does not wait for one."""
        with self._lent():
            pass

    def close(self) -> None:
        """End all children, also those at work (their readers get ImporterFailed)."""
        with self._lock:
            idle, busy = tuple(self._idle), self._all.difference(self._idle)
            self._idle.clear()
            self._all.clear()
        for worker in idle:
            worker.kill()
        for worker in busy:
            worker.end()

    def _ask(
        self, stream: BinaryIO, request: dict[str, Json], within_s: float | None = None
    ) -> Iterator[tuple[Kind, bytes]]:
        """Give a child's frames. One that ended while it waited is replaced.

        Only once: a second child is new, so what ends it is the original.
        """
        with self._lent() as worker:
            try:
                yield from worker.ask(stream, request, within_s)
                return
            except ImporterFailed:
                if not worker.ended_waiting or worker not in self._all:
                    raise
        with self._lent() as worker:
            yield from worker.ask(stream, request, within_s)

    def _pieces(self, stream: BinaryIO, request: dict[str, Json]) -> bytes:
        return self._made(stream, request, bytes)

    def _made(
        self,
        stream: BinaryIO,
        request: dict[str, Json],
        make: Callable[[bytearray], T],
        within_s: float | None = None,
    ) -> T:
        """Join the pieces and make something of them, while the child can still be ended for it."""
        out, made = bytearray(), None
        for kind, payload in self._ask(stream, request, within_s):
            if kind is Kind.PIECE:
                out += payload
            if len(out) > self._limits.result_bytes:
                raise LimitExceeded("What is inside is larger than is opened here.")
            if kind is Kind.END:
                made = make(out)
        if made is None:
            raise ImporterFailed()
        return made

    @contextmanager
    def _lent(self) -> Iterator[Worker]:
        """Lend a child; it comes back only from a request that ended well."""
        worker = self._take()
        try:
            yield worker
        except BaseException:
            self._drop(worker)
            raise
        self._give_back(worker)

    def _take(self) -> Worker:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                worker = Worker(self._limits, self._module, self._folders)
                with self._lock:
                    self._all.add(worker)
                return worker
            if worker.alive:
                return worker
            self._drop(worker)

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            keep = worker in self._all and worker.uses < self._limits.uses
            keep = keep and not worker.ended_waiting and len(self._idle) < self._most_idle
            if keep:
                self._idle.append(worker)
        if not keep:
            self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.kill()


def _kill_all(workers: set[Worker]) -> None:
    for worker in tuple(workers):
        worker.kill()


def _settings(settings: ReadSettings) -> dict[str, Json]:
    members: Json = None if settings.members is None else list(settings.members)
    return {
        "zone": settings.zone,
        "date_order": settings.date_order,
        "self_name": settings.self_name,
        "columns": settings.columns,
        "repeats": settings.repeats,
        "password": settings.password,
        "members": members,
    }


def _members(payload: bytes) -> tuple[tuple[str, int], ...]:
    try:
        found = tuple((name, size) for name, size in json.loads(payload))
    except (ValueError, TypeError):
        raise HostileFile(_LIED) from None
    right = all(isinstance(name, str) and type(size) is int and size >= 0 for name, size in found)
    if not right or len(found) > _MOST_MEMBERS:
        raise HostileFile(_LIED)
    return found


def _record(kind: type[T], payload: bytearray) -> T:
    try:
        return from_plain(kind, _loaded(payload))
    except ImporterFailed:
        raise HostileFile(_LIED) from None


def _look(payload: bytearray) -> str:
    if not _LOOK.fullmatch(payload):
        raise HostileFile(_LIED)
    return payload.decode()


def _messages(payload: bytes) -> Iterator[Message]:
    batch = _loaded(payload)
    if not isinstance(batch, list):
        raise HostileFile(_LIED)
    try:
        yield from [from_plain(Message, value) for value in batch]
    except ImporterFailed:
        raise HostileFile(_LIED) from None


def _report(payload: bytes) -> ReadReport:
    try:
        return from_plain(ReadReport, _loaded(payload))
    except ImporterFailed:
        raise HostileFile(_LIED) from None


def _loaded(payload: bytes | bytearray) -> object:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        raise HostileFile(_LIED) from None
