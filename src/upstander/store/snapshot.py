"""One digest over everything a person could see: "rebuilt equals lived".

It is computed through the port, so it does not know row numbers, insertion times or which
database there is, and it is the same for every index that holds the same things.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from upstander.application.ports import Index
from upstander.model.errors import NotFound
from upstander.model.evidence import Case, EvidenceItem


def snapshot_of(index: Index) -> str:
    """Hash cases, items, notes, witnesses, packs, reports, all answers and messages, in order.

    What looking for signs gave is not part of it: it is made again by looking again.
    """
    running = hashlib.sha256()
    for case in index.cases():
        for part in _of_case(index, case):
            running.update(repr(part).encode("utf-8", "surrogatepass"))
            running.update(b"\n")
    return running.hexdigest()


def _of_case(index: Index, case: Case) -> Iterator[object]:
    yield case
    yield from index.packs(case.id)
    for item in index.items(case.id):
        yield from _of_item(index, item)
    yield from index.sign_answers(case.id)
    yield from index.messages(case.id)


def _of_item(index: Index, item: EvidenceItem) -> Iterator[object]:
    yield item
    yield index.settings(item.id)
    yield index.report(item.id)
    yield from index.witnesses(item.id)
    try:
        yield index.note(item.id)
    except NotFound:
        return
