"""Keep a person's answers about the whole case."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Case
from upstander.model.ids import CaseId

UNDER_18_ANSWERS = ("no", "yes", "unsure")


def answer_case(
    services: Services,
    *,
    actor: Actor,
    case: CaseId,
    under18: str = "",
    zone: str = "",
    initials: str = "",
    self_name: str = "",
) -> Case:
    """Record answers; an empty one is left as it was. Raises InvalidAnswer and NotFound."""
    services.index.case(case)
    if under18 and under18 not in UNDER_18_ANSWERS:
        raise InvalidAnswer("Choose yes, no or not sure.")
    check_zone(zone)
    answers = data(
        under18=under18, zone=zone, initials=_initials(initials), self_name=self_name.strip()
    )
    if answers:
        record(services, EntryDraft(Act.CASE_ANSWER, actor, case=case, data=answers))
    return services.index.case(case)


def check_zone(zone: str) -> None:
    """Refuse a time zone name that the zone database does not know; empty passes."""
    if not zone:
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
        raise InvalidAnswer("That time zone is not known. Try Europe/London.") from wrong


def _initials(text: str) -> str:
    """Two to four ASCII letters for exhibit numbers (HSE practice: initials plus a number)."""
    if not text.strip():
        return ""
    letters = "".join(ch for ch in text.upper() if "A" <= ch <= "Z")[:4]
    if not letters:
        raise InvalidAnswer("Use the first letters of a name, A to Z.")
    return letters
