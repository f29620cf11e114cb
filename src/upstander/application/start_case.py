"""Start a case, in one sentence or with nothing."""

from __future__ import annotations

from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.evidence import Case
from upstander.model.ids import CaseId

_TITLE_LIMIT = 500


def start_case(services: Services, *, actor: Actor, title: str = "") -> Case:
    """Open a new case. An empty title is fine: a case needs no name to begin."""
    case = CaseId(services.ids.new())
    shown = " ".join(title.split())[:_TITLE_LIMIT]
    record(services, EntryDraft(Act.CASE_OPEN, actor, case=case, data=data(title=shown)))
    return services.index.case(case)
