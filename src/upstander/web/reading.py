"""The one worker thread that reads kept originals while pages go on being served."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from upstander.application.read_original import read_original, unread
from upstander.model.errors import UpstanderError
from upstander.model.ids import ItemId

if TYPE_CHECKING:
    from upstander.web.access import Desk


@dataclass(frozen=True, slots=True)
class Going:
    """How far the reading of one item is."""

    item: ItemId
    name: str = ""
    done: int = 0
    total: int | None = None
    problem: str = ""


class Reader:
    """Reads items one after the other; a lock ends it at the next batch, nothing is lost."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[Desk, ItemId]] = queue.Queue()
        self._going: dict[ItemId, Going] = {}
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def read(self, desk: Desk, items: Iterable[ItemId]) -> None:
        """Ask for items to be read; one that already waits is not read twice."""
        with self._guard:
            for item in items:
                known = self._going.get(item)
                if known is None or known.problem:
                    self._going[item] = Going(item)
                    self._waiting.put((desk, item))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="reader", daemon=True)
                self._thread.start()

    def resume(self, desk: Desk) -> None:
        """After unlocking, go on with what was not read to the end."""
        self._going.clear()
        self.read(desk, unread(desk.services, actor=desk.actor))

    def going(self, item: ItemId) -> Going | None:
        """How far an item is; ``None`` when it neither waits nor is being read."""
        return self._going.get(item)

    def busy(self) -> bool:
        """Say whether anything waits or is being read."""
        return any(not each.problem for each in self._going.values())

    def _work(self) -> None:
        while True:
            try:
                desk, item = self._waiting.get(timeout=5)
            except queue.Empty:
                with self._guard:
                    if self._waiting.empty():
                        self._thread = None
                        return
                continue
            self._one(desk, item)

    def _one(self, desk: Desk, item: ItemId) -> None:
        def progress(name: str, done: int, total: int | None) -> None:
            self._going[item] = Going(item, name, done, total)

        try:
            if not desk.session.locked:
                read_original(
                    desk.services,
                    actor=desk.actor,
                    item=item,
                    progress=progress,
                    stop=lambda: desk.session.locked,
                )
            self._going.pop(item, None)
        except UpstanderError as wrong:
            self._going[item] = Going(item, problem=wrong.explain())
        except Exception:
            # A lock closes the database under the reader; what was read is kept and the rest
            # is taken up after unlocking. The text of the fault could hold evidence: not kept.
            problem = "Reading stopped. It goes on after you unlock again."
            self._going[item] = Going(item, problem=problem)


reader = Reader()
