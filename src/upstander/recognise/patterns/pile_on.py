"""A great many replies from a great many accounts in a short time, counted as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from upstander.directory.patterns import PatternRecord
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._timeline import Talk, account_of
from upstander.recognise.patterns._windows import fullest

_MOST_ITEMS = 500
_MOST_ACTORS = 50


class PileOn(Counted):
    """Counts replies without judging each: most may be criticism, a joke, or kind."""

    slug = "pile_on"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each conversation that became so loud."""
        for talk in reading.talks.values():
            if len(talk.accounts) >= record.number("accounts"):
                yield from _loud(reading, record, talk)


def _loud(reading: Reading, record: PatternRecord, talk: Talk) -> Iterable[Told]:
    others = [each for each in talk.said if each.account in reading.others]
    if sum(reading.noticed(each.said) for each in others) < record.number("noticed"):
        return
    sure = [each.said for each in others if each.sure]
    window = fullest(sure, timedelta(hours=record.number("hours")))
    said = sure[window.first : window.last]
    noticed = [each for each in said if reading.noticed(each)]
    enough = window.accounts >= record.number("accounts")
    if not enough or len(noticed) < record.number("noticed"):
        return
    by: dict[str, int] = {}
    for each in said:
        name = reading.label(account_of(each))
        by[name] = by.get(name, 0) + 1
    loudest = sorted(by, key=lambda name: -by[name])[:_MOST_ACTORS]
    target = reading.target_of(noticed) or reading.aim.default
    yield Told(
        "to" if target else "open",
        ids(noticed)[:_MOST_ITEMS],
        tuple(loudest),
        target=target,
        counts={
            "messages": len(said),
            "accounts": len(by),
            "hours": record.number("hours"),
            "noticed": len(noticed),
        },
        values={"target": reading.shown(target)},
        facts=(*span(said), *((f"count:{name}", str(by[name])) for name in loudest)),
        unsure=[each.said for each in others if not each.sure],
        weight=len(said),
    )


PLUGIN = PileOn()
