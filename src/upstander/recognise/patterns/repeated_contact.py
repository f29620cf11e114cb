"""Contact again and again: how many messages, on how many days, how many without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Said
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._timeline import (
    Account,
    Line,
    Placed,
    Talk,
    day_of,
)

_HOUR = 3600.0


class RepeatedContact(Counted):
    """Many messages from an account that is looked at, or many in a row with no answer."""

    slug = "repeated_contact"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each such account."""
        rows = longest_rows(reading)
        for account, line in reading.others.items():
            row = rows.get(account, _NO_ROW)
            said = contact(reading, line) if account in reading.subjects else []
            often = len(said) >= record.number("messages")
            long = row.messages >= record.number("unanswered") and row.hours >= record.number(
                "row_hours"
            )
            if often or long:
                said = said or [each.said for each in line.sure]
                yield _told(reading, record, account, said, row)


@dataclass(frozen=True, slots=True)
class Row:
    """Messages of one account with no word of anybody else between."""

    messages: int = 0
    hours: float = 0.0


_NO_ROW = Row()


def _told(
    reading: Reading, record: PatternRecord, account: Account, said: Sequence[Said], row: Row
) -> Told:
    name = reading.label(account)
    target = reading.target_of(said)
    shown = row.messages if row.messages >= record.number("row_shown") else 0
    return Told(
        "to" if target else "open",
        ids(said),
        (name,),
        target=target,
        counts={
            "messages": len(said),
            "days": len({day_of(each) for each in said}),
            "unanswered": shown,
        },
        values={"actor": name, "target": reading.shown(target)},
        facts=span(said),
        unsure=reading.lines[account].unsure,
        weight=len(said),
    )


def contact(reading: Reading, line: Line) -> list[Said]:
    """What an account sent to somebody: in a group only what is aimed at one person."""
    return [
        each.said
        for each in line.sure
        if reading.aim.of(each.said) or len(reading.talk_of(each.said).accounts) <= 2
    ]


def longest_rows(reading: Reading) -> dict[Account, Row]:
    """For each account, its longest row without an answer, where an answer could come.

    That is where two people talk, or where whoever keeps the case or the target speaks too.
    """
    longest: dict[Account, Row] = {}
    for talk in reading.talks.values():
        if len(talk.accounts) == 2 or any(map(reading.is_own, talk.accounts)):
            for account, row in _rows(talk):
                if row.messages > longest.get(account, _NO_ROW).messages:
                    longest[account] = row
    return longest


def _rows(talk: Talk) -> Iterator[tuple[Account, Row]]:
    run: list[Placed] = []
    for placed in talk.said:
        if not placed.sure:
            continue
        if run and run[0].account is not placed.account:
            yield run[0].account, _row(run)
            run = []
        run.append(placed)
    if run:
        yield run[0].account, _row(run)


def _row(run: list[Placed]) -> Row:
    first, last = run[0].said.at, run[-1].said.at
    hours = (last - first).total_seconds() / _HOUR if first and last else 0.0
    return Row(len(run), hours)


PLUGIN = RepeatedContact()
