"""Record without copy: say where a thing is and what one was told, touching nothing of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import NothingToKeep
from upstander.model.evidence import EvidenceItem
from upstander.model.ids import CaseId, ItemId


@dataclass(frozen=True, slots=True)
class Described:
    """What a person can say without looking again: place, handle, time, who told."""

    where: str = ""
    account: str = ""
    seen_at: str = ""
    what: str = ""
    who_told: str = ""
    platform: str = ""
    url: str = ""


def describe_thing(
    services: Services, *, actor: Actor, case: CaseId, described: Described
) -> EvidenceItem:
    """Keep the description as an item of its own. Raises NothingToKeep when all is empty."""
    services.index.case(case)
    fields = {name: value.strip() for name, value in asdict(described).items()}
    if not any(fields.values()):
        raise NothingToKeep()
    item = ItemId(services.ids.new())
    record(
        services,
        EntryDraft(Act.DESCRIBE, actor, case=case, item=item, data=data(**fields)),
    )
    return services.index.item(item)
