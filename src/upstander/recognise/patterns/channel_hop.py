"""The same name on several channels. It may be one person or not: the accounts stay apart."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Said
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._timeline import Account, Line


class ChannelHop(Counted):
    """Looks at names of which one account, at least, is looked at."""

    slug = "channel_hop"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each such name, with the channels in the order of their first message."""
        by: dict[str, list[Account]] = {}
        for account in reading.others:
            if account.channel:
                by.setdefault(account.name, []).append(account)
        for name, accounts in by.items():
            looked_at = any(account in reading.subjects for account in accounts)
            if looked_at and len(accounts) >= record.number("channels"):
                told = _told(reading, name, accounts)
                if told is not None:
                    yield told


def _told(reading: Reading, name: str, accounts: list[Account]) -> Told | None:
    lines = [(account, reading.lines[account]) for account in accounts]
    dated = sorted(((a, line) for a, line in lines if line.sure), key=_first)
    unsure = [each for _, line in lines for each in line.unsure]
    if len(dated) < 2:
        return None
    firsts = [line.sure[0].said for _, line in dated]
    count = sum(len(line.sure) for _, line in dated)
    told_off = [account for account, _ in dated if account in reading.unwanted]
    return Told(
        "after" if told_off else "seen",
        ids(_items(dated)),
        tuple(reading.label(account) for account, _ in dated),
        target=reading.target_of(firsts),
        counts={"channels": len(dated), "messages": count},
        values={"name": name, "list": ", then ".join(account.channel for account, _ in dated)},
        facts=(
            *((f"count:{account.channel}", str(len(line.sure))) for account, line in dated),
            *span(firsts),
        ),
        unsure=unsure,
        weight=len(dated),
    )


def _first(each: tuple[Account, Line]) -> int:
    return each[1].sure[0].place


def _items(dated: list[tuple[Account, Line]]) -> Iterable[Said]:
    placed = sorted((each for _, line in dated for each in line.sure), key=lambda one: one.place)
    return (each.said for each in placed)


PLUGIN = ChannelHop()
