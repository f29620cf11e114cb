"""The same text, or nearly the same, from several accounts: reposts of a claim, or a campaign."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Said
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._texts import Groups
from upstander.recognise.patterns._timeline import account_of, is_spoken, is_sure

_MOST_ITEMS = 500


class NearDuplicate(Counted):
    """Groups reposts. Whether what they say is true is not looked at."""

    slug = "near_duplicate"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each text that enough accounts posted."""
        groups = Groups(shortest=record.number("words"), alike=record.number("alike"))
        by: dict[int, list[Said]] = {}
        for said in reading.said:
            if said.sender and is_spoken(said) and not reading.is_own(account_of(said)):
                number = groups.group(said.text)
                if number is not None:
                    by.setdefault(number, []).append(said)
        for same in by.values():
            told = _told(reading, record, same)
            if told is not None:
                yield told


def _told(reading: Reading, record: PatternRecord, same: list[Said]) -> Told | None:
    accounts = dict.fromkeys(account_of(each) for each in same)
    noticed = any(map(reading.noticed, same)) if len(accounts) > 1 else False
    enough = record.number("accounts_noticed") if noticed else record.number("accounts")
    if len(accounts) < enough:
        return None
    sure = [each for each in same if is_sure(each)]
    return Told(
        "same",
        ids(same[:_MOST_ITEMS]),
        tuple(reading.label(account) for account in accounts)[:_MOST_ITEMS],
        target=reading.target_of(same),
        counts={"messages": len(same), "accounts": len(accounts)},
        facts=span(sure),
        unsure=[each for each in same if not is_sure(each)],
        weight=len(accounts),
    )


PLUGIN = NearDuplicate()
