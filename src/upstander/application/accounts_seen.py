"""The accounts in what is told: how often, from when to when, and what each one shows of itself."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime

from upstander.application.ports import Index
from upstander.application.recognise_case import sum_up
from upstander.application.services import Services
from upstander.application.times_ahead import ends_of, last_in
from upstander.model.errors import NotFound
from upstander.model.evidence import EvidenceItem
from upstander.model.ids import CaseId, MessageId
from upstander.model.report import Incident, SubjectAccount
from upstander.report.private_words import same_key


def accounts_seen(
    services: Services, case: CaseId, incidents: Iterable[Incident], today: date
) -> Iterator[SubjectAccount]:
    """The accounts in the incidents, each with how often and from when to when it was seen.

    For a mail the times are those that its provider recorded, never the dates that it bears.
    """
    overview = services.index.overview(case) or sum_up(services, case)
    pairs = {pair.actor: pair for pair in overview.summary.pairs} if overview else {}
    named: dict[str, list[Incident]] = {}
    for each in incidents:
        if each.account:
            named.setdefault(each.account, []).append(each)
    for name, seen in named.items():
        pair = None if any(each.note for each in seen) else pairs.get(name)
        times = [each.utc for each in seen if each.utc is not None]
        handle = _handle(services.index, seen)
        first, last = ends_of(services.index, case, pair, today) if pair else (None, None)
        yield SubjectAccount(
            name=name,
            service=_service(seen),
            id=handle[0],
            number=handle[1],
            first=first or min(times, default=None),
            last=last or max(times, default=None),
            count=pair.count if pair else len(seen),
        )


def last_seen(
    services: Services,
    case: CaseId,
    items: Iterable[EvidenceItem],
    today: date,
    own: Container[str] = (),
) -> datetime | None:
    """When another account was last seen; where that is not known, the last message at all.

    ``own`` are the person's own names, in one form each.
    """
    overview = services.index.overview(case)
    overview = overview or sum_up(services, case)
    pairs = overview.summary.pairs if overview else ()
    pairs = tuple(pair for pair in pairs if same_key(pair.actor) not in own)
    ends = (ends_of(services.index, case, pair, today)[1] for pair in pairs)
    known = [last for last in ends if last is not None]
    if known:
        return max(known)
    return last_in(services.index, case, [item.id for item in items if item.has_bytes], today)


def _service(seen: Iterable[Incident]) -> str:
    """Where an account was seen: a message knows it better than what a person wrote down."""
    ordered = sorted(seen, key=lambda each: not each.message)
    return next((each.where for each in ordered if each.where), "")


def _handle(index: Index, seen: Iterable[Incident]) -> tuple[str, str]:
    """The stable id and the number of an account, where a message shows them."""
    for each in seen:
        if not each.message:
            continue
        with suppress(NotFound):
            sender = index.message(MessageId(each.message))[1].sender
            if sender is not None and sender.handle_kind == "phone":
                return "", sender.handle
            if sender is not None and sender.handle_kind not in ("display_name", "none"):
                return sender.handle, ""
    return "", ""
