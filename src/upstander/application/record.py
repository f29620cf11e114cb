"""Write to the ledger, then let the index follow. Every use case that acts goes through here."""

from __future__ import annotations

from types import MappingProxyType

from upstander.application.services import Services
from upstander.model.entry import Entry, EntryDraft, Json

_BATCH = 500


def data(**fields: Json) -> MappingProxyType[str, Json]:
    """Freeze the fields of an entry body, leaving out empty ones."""
    return MappingProxyType({k: v for k, v in fields.items() if v not in (None, "", [], {})})


def record(services: Services, *drafts: EntryDraft) -> tuple[Entry, ...]:
    """Append entries; once they are durable, project them. Truth first, shadow after."""
    entries = services.ledger.append(drafts)
    if entries and services.index.applied() == entries[0].seq:
        services.index.apply(entries)
    else:
        catch_up(services)
    return entries


def catch_up(services: Services) -> int:
    """Project what the index has not seen yet (another process, a crash); gives the count."""
    start = services.index.applied()
    pending: list[Entry] = []
    done = 0
    for entry in services.ledger.entries(start):
        pending.append(entry)
        if len(pending) == _BATCH:
            services.index.apply(pending)
            done += len(pending)
            pending = []
    if pending:
        services.index.apply(pending)
    return done + len(pending)
