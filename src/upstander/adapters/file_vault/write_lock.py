"""One writer at a time, over threads and processes (``flock``)."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from upstander.adapters.file_vault.disk import open_kept, translated
from upstander.model.errors import VaultBusy

PATIENCE = 20.0
_STEP = 0.005


class FileLock:
    """Held for one short group of writes, never for a whole import. Re-entrant in a thread."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._thread = threading.RLock()
        self._depth = 0
        self._descriptor = -1

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold the lock; raises :class:`VaultBusy` after ``patience`` seconds."""
        if not self._thread.acquire(timeout=self._patience):
            raise VaultBusy()
        try:
            if self._depth == 0:
                self._descriptor = self._take()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    os.close(self._descriptor)  # gives the lock back
        finally:
            self._thread.release()

    def _take(self) -> int:
        with translated():
            descriptor = open_kept(self._path)
        until = time.monotonic() + self._patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    os.close(descriptor)
                    raise VaultBusy() from None
                time.sleep(_STEP)
            else:
                return descriptor
