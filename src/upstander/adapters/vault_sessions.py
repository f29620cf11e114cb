"""Lock everywhere: every process that holds a vault's keys is listed, and obeys one request.

``sessions/`` holds one small file for each holder (process id and start time, mode 0600, nothing
personal) and ``lock-request``. Holders look every 100 ms; each takes its file away after it
dropped its keys, which is the confirmation.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from upstander.model.errors import AdapterError

LOOK_EVERY = 0.1
PATIENCE = 3.0
_FOLDER = "sessions"
_REQUEST = "lock-request"
_HOLDER = ".holder"


class LockWatch:
    """Lists this process as a holder and calls ``on_lock`` once when a lock is asked for.

    On a medium that cannot be written the process cannot be listed; it then only watches.
    """

    def __init__(self, path: Path, on_lock: Callable[[], None]) -> None:
        self._folder = Path(path) / _FOLDER
        self._on_lock = on_lock
        self._file = self._folder / f"{os.getpid()}-{os.urandom(8).hex()}{_HOLDER}"
        self._seen = _request(self._folder)
        self._ended = threading.Event()
        self.listed = self._register()
        self._thread = threading.Thread(target=self._watch, name="lock-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and take the listing away; may be called from ``on_lock`` too."""
        self._ended.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()
            self._unregister()

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_EVERY):
            if _request(self._folder) != self._seen:
                try:
                    self._on_lock()
                finally:
                    self._unregister()
                return

    def _register(self) -> bool:
        holder = {"pid": os.getpid(), "start": start_of(os.getpid())}
        try:
            descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            return False
        with os.fdopen(descriptor, "w") as file:
            os.fchmod(descriptor, 0o600)  # whatever the umask is
            json.dump(holder, file)
        return True

    def _unregister(self) -> None:
        with suppress(OSError):
            self._file.unlink()


def lock_everywhere(path: Path) -> int:
    """Make every holder drop its keys; gives how many processes confirmed.

    Raises :class:`AdapterError` when a live process did not answer in three seconds.
    """
    folder = Path(path) / _FOLDER
    waiting = holders(path)
    _ask(folder)
    processes = set(waiting.values())
    until = time.monotonic() + PATIENCE
    while waiting and time.monotonic() < until:
        time.sleep(0.02)
        waiting = {file: pid for file, pid in waiting.items() if file.exists() and _lives(file)}
    if waiting:
        raise AdapterError(f"{len(set(waiting.values()))} program did not lock.")
    return len(processes)


def holders(path: Path) -> dict[Path, int]:
    """Live holders by their file; files of processes that are gone are swept."""
    found = {}
    folder = Path(path) / _FOLDER
    for file in folder.glob("*" + _HOLDER) if folder.is_dir() else ():
        if _lives(file):
            found[file] = _pid(file)
        else:
            with suppress(OSError):
                file.unlink()
    return found


def start_of(pid: int) -> str:
    """When a process started, as the system counts it; empty where that cannot be known.

    A process that has ended but was not yet taken note of by its parent is ``ended``.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "ended" if fields[0] in "ZX" else fields[19]


def _lives(file: Path) -> bool:
    try:
        holder = json.loads(file.read_text())
        pid, start = int(holder["pid"]), str(holder["start"])
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        return _exists(_pid(file))  # just being written: judge by its name
    return _exists(pid) and start == start_of(pid)


def _pid(file: Path) -> int:
    number = file.name.partition("-")[0]
    return int(number) if number.isdigit() else -1


def _exists(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _request(folder: Path) -> bytes:
    try:
        return (folder / _REQUEST).read_bytes()
    except OSError:
        return b""


def _ask(folder: Path) -> None:
    temporary = folder / f"{os.getpid()}-{os.urandom(8).hex()}.request"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, 0o600)
        file.write(os.urandom(16).hex().encode())
    os.replace(temporary, folder / _REQUEST)
