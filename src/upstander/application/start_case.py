"""Start a case: with a name for it, with one sentence of what happened, or with nothing."""

from __future__ import annotations

from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.application.tell_case import tell_case
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.evidence import Case
from upstander.model.ids import CaseId
from upstander.model.report import Told

_TITLE_LIMIT = 500


def start_case(services: Services, *, actor: Actor, title: str = "", happened: str = "") -> Case:
    """Open a new case; it needs neither to begin.

    Args:
        services: the ports.
        actor: who starts it.
        title: a name for the person's own lists. It may say more than a receiver should read, so
            no report has it.
        happened: what happened, in the person's words, for plan and reports.
    """
    case = CaseId(services.ids.new())
    shown = " ".join(title.split())[:_TITLE_LIMIT]
    record(services, EntryDraft(Act.CASE_OPEN, actor, case=case, data=data(title=shown)))
    if happened.strip():
        tell_case(services, actor=actor, case=case, told=Told(what_happened=happened.strip()))
    return services.index.case(case)
