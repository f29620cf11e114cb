"""A page of the timeline and a search in a big case, and the memory after unlocking.

Run: ``PYTHONPATH=src python benchmarks/timeline_search.py [--messages 200000] [--runs 15]``

Prints the median over the runs, and the slowest. The process that is measured for memory does
nothing but unlock the vault and show the first page.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from filled_vault import PASSPHRASE, Filled, filled_vault

from upstander.model.timeline import TimelinePage, TimelineQuery

UNLOCK = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from upstander.bootstrap import unlock
session = unlock(Path(sys.argv[1]), secret=sys.stdin.readline().strip())
took = time.perf_counter() - start
from upstander.model.ids import CaseId
from upstander.model.timeline import TimelineQuery
from upstander.store import queries
queries.timeline(session.actor, TimelineQuery(CaseId(sys.argv[2])))
for line in open("/proc/self/status"):
    if line.startswith("VmRSS"):
        memory = int(line.split()[1]) // 1024
start = time.perf_counter()
session.lock()
print(f"unlock with imports: {took:.2f} s; memory after unlock and first page: {memory} MB;"
      f" lock: {time.perf_counter() - start:.2f} s")
"""


def questions(filled: Filled) -> dict[str, Callable[[], TimelinePage]]:
    from upstander.store import queries

    def ask(
        text: str = "", day: str = "", person: str = "", page: int = 1
    ) -> Callable[[], TimelinePage]:
        query = TimelineQuery(filled.case.id, text=text, day=day, person=person, page=page)
        return lambda: queries.timeline(filled.session.actor, query)

    first = queries.timeline(filled.session.actor, TimelineQuery(filled.case.id))
    middle = first.days[len(first.days) // 2].value
    return {
        "first page": ask(),
        "page in the middle": ask(page=first.pages // 2),
        "last page": ask(page=first.pages),
        "a day": ask(day=middle),
        "a person": ask(person=first.people[0].value, page=10),
        "search, a word in many messages": ask(text="never"),
        "search, two words": ask(text="never again"),
        "search, a phrase": ask(text='"never again home"'),
        "search, a beginning": ask(text="pho*"),
        "search, nothing found": ask(text="quagmire"),
        "search, a word of one person on one day": ask(
            text="bus", person=first.people[0].value, day=middle
        ),
    }


def whole_pages(filled: Filled, runs: int) -> None:
    """The same through the served page: request, query, template, answer."""
    from tests.fakes.visitor import Visitor
    from upstander.web.serve import running

    with running(filled.session.path, session=filled.session) as up:
        visitor = Visitor(up.start_address)
        for what, query in (
            ("first", ""),
            ("in the middle", "?page=2000"),
            ("search", "?text=bus"),
        ):
            took = []
            for _ in range(runs):
                start = time.perf_counter()
                answer = visitor.get(f"/c/{filled.case.id}{query}")
                took.append((time.perf_counter() - start) * 1000)
                assert answer.status == 200
            middle, slowest = statistics.median(took), max(took)
            print(f"served page, {what}: {middle:.0f} ms, slowest {slowest:.0f} ms")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--messages", type=int, default=200_000)
    reader.add_argument("--runs", type=int, default=15)
    options = reader.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled = filled_vault(folder, options.messages)
        for what, ask in questions(filled).items():
            took = []
            for _ in range(options.runs):
                start = time.perf_counter()
                page = ask()
                took.append((time.perf_counter() - start) * 1000)
            middle, slowest = statistics.median(took), max(took)
            print(f"{what}: {middle:.0f} ms, slowest {slowest:.0f} ms, {page.total:,} found")
        whole_pages(filled, options.runs)
        filled.session.lock()
        command = [sys.executable, "-c", UNLOCK, str(folder / "vault"), filled.case.id]
        subprocess.run(command, input=f"{PASSPHRASE}\n", text=True, check=True)


if __name__ == "__main__":
    main()
