"""Several accounts against one person: who is spoken of, by whom, how often, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Said
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._texts import Groups
from upstander.recognise.patterns._timeline import Account, account_of, is_sure
from upstander.recognise.patterns._windows import Window, fullest, hours_of


class Mobbing(Counted):
    """Messages with listed signs, from several accounts, about or to one person, in some hours.

    Reactions are not counted, and nothing is said about them. The target need not say anything.
    """

    slug = "mobbing"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each person who is spoken of so."""
        sure, unsure = aimed(reading, frozenset(record.leaves_out))
        window = timedelta(hours=record.number("hours"))
        for target, said in sure.items():
            best = fullest(said, window)
            if best.accounts >= record.number("accounts") and best.count >= record.number(
                "messages"
            ):
                yield _told(reading, record, target, said, best, unsure.get(target, ()))


def aimed(
    reading: Reading, leaves_out: frozenset[str]
) -> tuple[dict[str, list[Said]], dict[str, list[Said]]]:
    """The messages with listed signs by target: with sure times in their order, and the others."""
    sure: dict[str, list[Said]] = {}
    unsure: dict[str, list[Said]] = {}
    for said in reading.said:
        if not said.sender or not reading.heeds(said, leaves_out):
            continue
        held = sure if is_sure(said) else unsure
        for target in reading.aim.of(said):
            held.setdefault(target, []).append(said)
    return sure, unsure


def _told(
    reading: Reading,
    record: PatternRecord,
    target: str,
    every: Sequence[Said],
    window: Window,
    unsure: Sequence[Said],
) -> Told:
    said = every[window.first : window.last]
    by: dict[Account, list[Said]] = {}
    for each in said:
        by.setdefault(account_of(each), []).append(each)
    silent = target != reading.me and not reading.speaks(target)
    return Told(
        "silent" if silent else "several",
        ids(said),
        tuple(reading.label(account) for account in by),
        target=target,
        counts={
            "messages": len(said),
            "accounts": len(by),
            "hours": hours_of(said),
            "alike": _alike(said, record),
        },
        values={"target": reading.shown(target)},
        facts=(
            ("in_all", str(len(every))),
            *span(said),
            *(fact for account, some in by.items() for fact in _matrix(reading, account, some)),
        ),
        unsure=unsure,
        weight=len(by),
    )


def _matrix(reading: Reading, account: Account, said: Sequence[Said]) -> Iterable[tuple[str, str]]:
    """One row of the matrix of accounts: its count, first and last time."""
    name = reading.label(account)
    yield f"count:{name}", str(len(said))
    yield from ((f"{when}:{name}", at) for when, at in span(said))


def _alike(said: Sequence[Said], record: PatternRecord) -> int:
    """How many of the messages say nearly the same as one of another account."""
    groups = Groups(shortest=record.number("words"), alike=record.number("alike"))
    accounts: dict[int, set[Account]] = {}
    count: dict[int, int] = {}
    for each in said:
        number = groups.group(each.text)
        if number is not None:
            accounts.setdefault(number, set()).add(account_of(each))
            count[number] = count.get(number, 0) + 1
    return sum(count[number] for number, some in accounts.items() if len(some) > 1)


PLUGIN = Mobbing()
