"""Make the index again from the vault: rebuilt equals lived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from upstander.application.ports import Progress, silent
from upstander.application.read_original import fill
from upstander.application.record import catch_up
from upstander.application.services import Services
from upstander.application.someone_elses import is_locked, locked_report
from upstander.model.actor import Actor
from upstander.model.entry import Act, Entry
from upstander.model.errors import NotFound
from upstander.model.evidence import ItemState
from upstander.model.ids import ItemId
from upstander.model.reading import ReadSettings


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The digest over everything a person can see, and references that no longer resolve."""

    snapshot: str
    unresolved: tuple[str, ...]


def rebuild_index(services: Services, *, actor: Actor, progress: Progress = silent) -> Rebuilt:
    """Empty the index, project the whole ledger, read every read original again.

    Originals are read with the answers recorded when they were last read. References in the
    ledger to messages that this importer version no longer finds are listed, never dropped.
    """
    services.index.reset()
    catch_up(services)
    last = _last_readings(services)
    for done, (item, entry) in enumerate(last.items(), start=1):
        _read_again(services, item, entry)
        progress("Reading again", done, len(last))
    return Rebuilt(services.index.snapshot(), _unresolved(services))


def _last_readings(services: Services) -> dict[ItemId, Entry]:
    """The last reading of each item that no later answer has made out of date."""
    last: dict[ItemId, Entry] = {}
    for entry in services.ledger.entries():
        if entry.item is not None and entry.act is Act.DERIVE:
            last[entry.item] = entry
        elif entry.item is not None and entry.act is Act.ANSWER:
            last.pop(entry.item, None)
    return last


def _read_again(services: Services, item: ItemId, entry: Entry) -> None:
    try:
        kept = services.index.item(item)
    except NotFound:
        return
    if kept.state is ItemState.SEALED or not kept.has_bytes or kept.digest is None:
        return
    if is_locked(services, kept):
        services.index.put_report(item, locked_report(services, kept))
    elif services.blobs.has(kept.digest):
        report = fill(services, kept, _settings(entry))
        services.index.put_report(item, report)


def _settings(entry: Entry) -> ReadSettings:
    recorded = entry.data.get("settings")
    fields = recorded if isinstance(recorded, Mapping) else {}
    return ReadSettings(
        zone=str(fields.get("zone", "")),
        date_order=str(fields.get("date_order", "")),
        self_name=str(fields.get("self", "")),
        columns=str(fields.get("columns", "")),
        repeats=str(fields.get("repeats", "")),
    )


def _unresolved(services: Services) -> tuple[str, ...]:
    """Spans that entries refer to (``data.refs``: sha256:start-end:digest) and nobody finds."""
    wanted = {str(ref) for entry in services.ledger.entries() for ref in _refs(entry)}
    if not wanted:
        return ()
    found = {
        f"{m.provenance.source_sha256}:{m.provenance.locator}:{m.provenance.raw_sha256}"
        for case in services.index.cases()
        for _, m in services.index.messages(case.id)
    }
    return tuple(sorted(wanted - found))


def _refs(entry: Entry) -> list[object]:
    refs = entry.data.get("refs")
    return list(refs) if isinstance(refs, list) else []
