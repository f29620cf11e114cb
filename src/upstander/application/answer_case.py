"""Keep a person's answers about the whole case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import InvalidAnswer
from upstander.model.evidence import Block, Case
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
    about: Sequence[str] | None = None,
    blocked: Sequence[Block] | None = None,
) -> Case:
    """Record answers; one that is empty or ``None`` is left as it was.

    Args:
        services: the ports.
        actor: who answers.
        case: the case.
        under18: whether it may hold pictures of someone under 18: no, yes or unsure.
        zone: IANA name of the time zone of the place.
        initials: for exhibit numbers.
        self_name: which of the names in the messages is whoever keeps the case.
        about: whom the case is about, as written in the messages; none takes it back.
        blocked: which accounts were blocked and when; none takes it back.

    Raises:
        InvalidAnswer: an answer that cannot be.
        NotFound: no such case.
    """
    services.index.case(case)
    if under18 and under18 not in UNDER_18_ANSWERS:
        raise InvalidAnswer("Choose yes, no or not sure.")
    check_zone(zone)
    given = data(
        under18=under18, zone=zone, initials=_initials(initials), self_name=self_name.strip()
    )
    answers = {**given, **_people(about, blocked)}
    if answers:
        told = MappingProxyType(answers)
        record(services, EntryDraft(Act.CASE_ANSWER, actor, case=case, data=told))
    return services.index.case(case)


def _people(about: Sequence[str] | None, blocked: Sequence[Block] | None) -> dict[str, Json]:
    """The lists that were answered; an empty one is an answer too."""
    told: dict[str, Json] = {}
    if about is not None:
        told["about"] = list(dict.fromkeys(name.strip() for name in about if name.strip()))
    if blocked is not None:
        told["blocked"] = [
            {"account": each.account, "at": each.at.astimezone(UTC).isoformat()}
            for each in blocked
            if each.account
        ]
    return told


def block_at(account: str, wall: datetime, zone: str) -> Block:
    """Give a block with its time as the clock showed it in a time zone.

    Raises:
        InvalidAnswer: the zone is not told or not known, so the time cannot be placed.
    """
    if not zone:
        raise InvalidAnswer("Say the time zone too, so that the time of a block can be placed.")
    check_zone(zone)
    return Block(account, wall.replace(tzinfo=ZoneInfo(zone)))


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
