"""The agent's own loop: hold the key, answer the same user, end when idle or told to."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from pathlib import Path

from upstander.adapters.agent.guard import keep_in_memory, peer_uid, wipe

_LOOK_EVERY = 0.1  # seconds between looks at "was it told to end?"
_PATIENCE = 2.0  # seconds a client may take to say what it wants


def idle_clock() -> float:
    """Seconds on a clock that goes on while the machine sleeps, where there is one."""
    which = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(which) if which is not None else time.monotonic()


class Agent:
    """Holds one master key behind one socket."""

    def __init__(
        self,
        path: Path,
        key: bytearray,
        *,
        idle_seconds: float,
    ) -> None:
        self._path = path
        self._key = key
        self._idle = idle_seconds
        self._asked_at = idle_clock()
        self._ended = False
        self._wiped = threading.Event()
        keep_in_memory(key)

    def listen(self) -> socket.socket:
        """Bind the socket, mode 0600 from its first moment."""
        self._path.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            listener.bind(str(self._path))
        finally:
            os.umask(before)
        listener.listen(8)
        listener.settimeout(_LOOK_EVERY)
        return listener

    def serve(self, listener: socket.socket) -> None:
        """Answer until idle, locked or told to end; then wipe the key and remove the socket."""
        try:
            while not self._is_over():
                with contextlib.suppress(TimeoutError):
                    connection, _ = listener.accept()
                    with connection:
                        self._answer(connection)
        finally:
            wipe(self._key)
            self._wiped.set()
            listener.close()
            self._path.unlink(missing_ok=True)

    def end(self) -> None:
        """Stop at the next look."""
        self._ended = True

    def end_and_wait(self) -> None:
        """Stop, and return once the key is gone."""
        self.end()
        self._wiped.wait(timeout=1)

    def _is_over(self) -> bool:
        idle = idle_clock() - self._asked_at > self._idle
        return self._ended or idle

    def _answer(self, connection: socket.socket) -> None:
        if peer_uid(connection) not in (None, os.getuid()):
            return
        connection.settimeout(_PATIENCE)
        with contextlib.suppress(OSError):
            wish = connection.recv(16).strip()
            if wish == b"lock":
                self.end()
                connection.sendall(b"ok\n")
            elif wish == b"key" and not self._is_over():
                self._asked_at = idle_clock()
                connection.sendall(b"key " + self._key.hex().encode() + b"\n")
