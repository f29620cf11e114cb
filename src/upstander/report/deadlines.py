"""Dates worked out from dated records: until when a claim can be made, and when to ask again.

A date is never advice by itself: it comes with its reason, its source and whom to check it with.
Today is an argument; nothing here reads a clock.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from upstander.directory.deadlines import DeadlineRecord, Length, Starts
from upstander.directory.review import checked_line, plain_date
from upstander.model.report import ReportFacts

_FRIDAY = 4
_ALL_OF_THE_UK = frozenset({"GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"})


@dataclass(frozen=True, slots=True)
class Due:
    """One date to know; ``line`` is how a screen or paper says all of it."""

    slug: str
    day: date
    name: str
    why: str
    check_with: str
    only_if: str
    then: str
    checked: str
    counts_from: date

    @property
    def line(self) -> str:
        """The date with its reason and whom to check it with."""
        parts = [f"{self.name}: by {plain_date(self.day)}.", self.why]
        if self.only_if:
            parts.append(self.only_if)
        return " ".join((*parts, f"Check this with {self.check_with}.", f"{self.checked}."))


def day_after(start: date, record: DeadlineRecord) -> date:
    """Count from a day: calendar months end on the last day of a shorter month."""
    return _count(start, record) - timedelta(days=record.less_days)


def case_dates(
    facts: ReportFacts, records: Iterable[DeadlineRecord], *, kinds: frozenset[str], today: date
) -> tuple[Due, ...]:
    """The dates that follow from what happened: from the last payment and the last incident.

    Args:
        facts: what was told; a thing without a sure day gives no date.
        records: the dated records.
        kinds: directory kinds that the case is about; only their dates are given.
        today: for the words "checked" and "check first".

    Returns:
        The earliest first. A date that has passed is given too: it may still be worth asking.
    """
    starts = dict(_starting_days(facts))
    found = (
        _due(record, starts[record.starts], today)
        for record in records
        if record.starts in starts
        and kinds.intersection(record.directory_kinds)
        and _serves(record, facts.place)
    )
    return tuple(sorted(found, key=lambda due: (due.day, due.slug)))


def answer_date(
    form: str, sent: date, records: Iterable[DeadlineRecord], *, today: date, place: str = ""
) -> Due | None:
    """When to ask again about a report that was sent; ``None`` where no record says."""
    fitting = [
        _due(record, sent, today)
        for record in records
        if record.starts is Starts.REPORT_SENT and form in record.forms and _serves(record, place)
    ]
    return min(fitting, key=lambda due: (due.day, due.slug), default=None)


def after_answer(
    form: str, answered: date, records: Iterable[DeadlineRecord], *, today: date
) -> tuple[Due, ...]:
    """Dates that count from an answer, such as going to an ombudsman."""
    return tuple(
        _due(record, answered, today)
        for record in records
        if record.starts is Starts.REPORT_ANSWERED and form in record.forms
    )


def _starting_days(facts: ReportFacts) -> Iterator[tuple[Starts, date]]:
    paid = [row.day for row in facts.losses if row.day is not None]
    if paid:
        yield Starts.LAST_PAYMENT, max(paid)
    happened = [each.utc.date() for each in facts.incidents if each.utc is not None]
    happened += [facts.last_seen.date()] if facts.last_seen is not None else []
    if happened:
        yield Starts.LAST_INCIDENT, max(happened)


def _due(record: DeadlineRecord, start: date, today: date) -> Due:
    return Due(
        slug=record.slug,
        day=day_after(start, record),
        name=record.name,
        why=record.why,
        check_with=record.check_with,
        only_if=record.only_if,
        then=record.then,
        checked=checked_line(record, today),
        counts_from=start,
    )


def _serves(record: DeadlineRecord, place: str) -> bool:
    """Whether a record is for the place; where it is not told, only what all the UK has."""
    if not place:
        return set(record.jurisdictions) >= _ALL_OF_THE_UK
    return any(place == each or each.startswith(place + "-") for each in record.jurisdictions)


def _count(start: date, record: DeadlineRecord) -> date:
    if record.unit is Length.MONTHS:
        return _months(start, record.count)
    if record.unit is Length.WORKING_DAYS:
        return _working_days(start, record.count)
    return start + timedelta(days=record.count * (7 if record.unit is Length.WEEKS else 1))


def _months(start: date, count: int) -> date:
    year, month = divmod(start.month - 1 + count, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _working_days(start: date, count: int) -> date:
    day, left = start, count
    while left:
        day += timedelta(days=1)
        left -= day.weekday() <= _FRIDAY
    return day
