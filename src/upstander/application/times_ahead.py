"""Things dated in the future: marked in plain words here, once, for every form and sheet.

A clock was wrong, or a date was read wrongly. The time as it is written stays; as a moment it is
taken away, so that it counts in no first or last time and starts no deadline.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from upstander.application.ports import Index
from upstander.application.table_rows import calls_of, losses_of
from upstander.model.evidence import DiaryNote
from upstander.model.finding import Pair
from upstander.model.ids import CaseId, ItemId
from upstander.model.message import Message, MessageKind
from upstander.model.report import CallRecord, Incident, LossRow
from upstander.report.calls import doubted
from upstander.report.when import AHEAD, is_ahead, marked_ahead


def calls_by(messages: Iterable[Message], today: date) -> tuple[CallRecord, ...]:
    """The calls among messages; one of the future is doubted and has no sure time."""
    called = [each for each in messages if each.kind is MessageKind.CALL]
    return tuple(
        _call(call, day_of_message(message), today)
        for call, message in zip(calls_of(called), called, strict=True)
    )


def losses_by(messages: Iterable[Message], today: date) -> tuple[LossRow, ...]:
    """The payments among messages; one of the future is doubted and has no sure day."""
    return tuple(
        replace(row, day=None, doubt=AHEAD)
        if row.day is not None and is_ahead(row.day, today)
        else row
        for row in losses_of(messages)
    )


def incident_by(incident: Incident, today: date, written: date | None) -> Incident:
    """The incident, marked where it is of the future; ``written`` is its day without a zone."""
    day = incident.utc.date() if incident.utc is not None else written
    if day is None or not is_ahead(day, today):
        return incident
    return replace(incident, when=marked_ahead(incident.when), utc=None, certainty="unsure")


def day_of_message(message: Message) -> date | None:
    """The day on which a message says that it was sent."""
    sent = message.sent
    moment = (sent.local or sent.utc) if sent is not None else None
    return moment.date() if moment is not None else None


def day_of_note(note: DiaryNote) -> date | None:
    """The day that a diary note is about, where it is written as one."""
    try:
        return datetime.fromisoformat(note.event_at.strip()).date()
    except ValueError:
        return None


def ends_of(
    index: Index, case: CaseId, pair: Pair, today: date
) -> tuple[datetime | None, datetime | None]:
    """When an account was first and last seen.

    What was counted before is taken as it is, unless a time of the future is in it: then every
    line of the account is looked at again, without those.
    """
    ends = [each for each in (pair.first, pair.last) if each is not None]
    if not any(is_ahead(each.date(), today) for each in ends):
        return pair.first, pair.last
    sure = frozenset(pair.items[: pair.count])
    said = (each.at for each in index.said(case) if each.id in sure)
    times = [at for at in said if at is not None and not is_ahead(at.date(), today)]
    return min(times, default=None), max(times, default=None)


def last_in(index: Index, case: CaseId, items: Iterable[ItemId], today: date) -> datetime | None:
    """The last time in these kept things that is not of the future."""
    found = [(item, index.report(item)) for item in items]
    ends = {item: report.last_utc for item, report in found if report and report.last_utc}
    sure = [at for at in ends.values() if not is_ahead(at.date(), today)]
    again = [item for item, at in ends.items() if is_ahead(at.date(), today)]
    for _, message in index.messages(case, items=again) if again else ():
        at = message.sent.utc if message.sent is not None else None
        if at is not None and not is_ahead(at.date(), today):
            sure.append(at)
    return max(sure, default=None)


def _call(call: CallRecord, written: date | None, today: date) -> CallRecord:
    day = call.utc.date() if call.utc is not None else written
    return replace(doubted(call), utc=None) if day and is_ahead(day, today) else call
