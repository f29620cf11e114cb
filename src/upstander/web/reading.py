"""The one worker thread: it reads kept originals and looks for signs while pages are served.

Reading comes first. When a file is read, rules and first stage look at it at once; the classifier
reads behind them while nothing else waits. A lock ends each of them at its next batch. Nothing is
lost by that: all of it goes on after the next unlocking.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from upstander.application.read_original import read_original, unread
from upstander.application.recognise_case import recognise_deep, recognise_quick
from upstander.model.errors import Interrupted, UpstanderError
from upstander.model.ids import CaseId, ItemId

if TYPE_CHECKING:
    from upstander.recognise.engine import Engine
    from upstander.web.access import Desk

_REST = 5.0
"""Seconds after which a worker with nothing to do ends."""
_APART = 5.0
"""Seconds between looks while more files wait to be read."""


@dataclass(frozen=True, slots=True)
class Going:
    """How far the reading of one item is."""

    item: ItemId
    name: str = ""
    done: int = 0
    total: int | None = None
    problem: str = ""


class Reader:
    """Reads items one after the other, and looks for signs in their cases."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[Desk, ItemId] | None] = queue.Queue()
        self._going: dict[ItemId, Going] = {}
        self._looks: dict[CaseId, Desk] = {}
        self._now: CaseId | None = None
        self._looked = 0.0
        self._trouble: dict[CaseId, str] = {}
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
            self._wake()

    def look(self, desk: Desk, case: CaseId) -> None:
        """Ask for a look at what is new in a case; what was looked at is left alone."""
        with self._guard:
            self._looks[case] = desk
            self._waiting.put(None)  # one that rests gets up
            self._wake()

    def resume(self, desk: Desk) -> None:
        """After unlocking, go on with what was not read or looked at to the end."""
        self._going.clear()
        self._looks.clear()
        self.read(desk, unread(desk.services, actor=desk.actor))
        for case in desk.services.index.cases():
            self.look(desk, case.id)

    def going(self, item: ItemId) -> Going | None:
        """How far an item is; ``None`` when it neither waits nor is being read."""
        return self._going.get(item)

    def busy(self) -> bool:
        """Say whether anything waits or is being read."""
        return any(not each.problem for each in self._going.values())

    def looking(self, case: CaseId) -> bool:
        """Say whether a case is being looked at, or waits for it."""
        return case == self._now or case in self._looks

    def trouble(self, case: CaseId) -> str:
        """Why a look at a case ended too early, in words; empty when it did not."""
        return self._trouble.get(case, "")

    def working(self) -> bool:
        """Say whether the worker reads or looks at anything, or is going to."""
        return self.busy() or self._now is not None or bool(self._looks)

    def _wake(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._work, name="reader", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            try:
                wanted = self._waiting.get(timeout=0.0 if self._looks else _REST)
                if wanted is not None:
                    self._one(*wanted)
            except queue.Empty:
                with self._guard:
                    if not self._looks and self._waiting.empty():
                        self._thread = None
                        return
                for case in tuple(self._looks)[:1]:
                    self._look_at_one(case, deep=True)

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
                self._read(desk, item)
            self._going.pop(item, None)
        except UpstanderError as wrong:
            self._going[item] = Going(item, problem=wrong.explain())
        except Exception:
            # A lock closes the database under the reader; what was read is kept and the rest
            # is taken up after unlocking. The text of the fault could hold evidence: not kept.
            problem = "Reading stopped. It goes on after you unlock again."
            self._going[item] = Going(item, problem=problem)

    def _read(self, desk: Desk, item: ItemId) -> None:
        """Look at what was just read; while many files come in, not after each of them."""
        case = desk.services.index.item(item).case
        with self._guard:
            self._looks[case] = desk
        self._going.pop(item, None)  # it is read; looking is another thing
        if self._waiting.empty() or time.monotonic() - self._looked > _APART:
            self._look_at_one(case, deep=False)

    def _look_at_one(self, case: CaseId, *, deep: bool) -> None:
        """Look at a case; without ``deep`` it goes on waiting for the classifier."""
        with self._guard:
            self._now = case
            desk = self._looks.pop(case, None)
        try:
            if desk and not desk.session.locked and not self._look_at(desk, case, deep=deep):
                self._looks.setdefault(case, desk)
            self._trouble.pop(case, None)
        except UpstanderError as wrong:
            self._trouble[case] = wrong.explain()
        except Exception:
            # As above: a lock ends it, and the text of a fault is not kept.
            self._trouble[case] = "Looking stopped. It goes on after you unlock again."
        finally:
            self._now, self._looked = None, time.monotonic()

    def _look_at(self, desk: Desk, case: CaseId, *, deep: bool) -> bool:
        """Say whether all of it is done; if not, and it is not locked, it goes on later."""
        engine = _engine()
        services, actor = desk.services, desk.actor

        def locked() -> bool:
            return desk.session.locked

        def called_away() -> bool:
            return locked() or not self._waiting.empty()

        try:
            recognise_quick(services, engine, actor=actor, case=case, stop=locked)
            if deep:
                recognise_deep(services, engine, actor=actor, case=case, stop=called_away)
        except Interrupted:
            return locked()
        return deep


def _engine() -> Engine:
    from upstander.bootstrap import engine

    return engine()


reader = Reader()
