"""Contact from an account after it was blocked."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.directory.patterns import PatternRecord
from upstander.recognise.patterns._hours import Night
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._stops import after_block


class AfterBlock(Counted):
    """Counts what still came from a blocked account: by another way, or before it took hold."""

    slug = "after_block"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each blocked account that wrote again."""
        night = Night.of(record)
        for account, line in reading.others.items():
            said = [each.said for each in after_block(reading, account)]
            if not said:
                continue
            name = reading.label(account)
            yield Told(
                "blocked",
                ids(said),
                (name,),
                target=reading.target_of(said),
                counts={"messages": len(said), "night": night.count(said)},
                values={"actor": name},
                facts=(
                    ("before", str(len(line.sure) - len(said))),
                    ("blocked_at", reading.known.blocked[account.name].isoformat()),
                    *span(said),
                ),
                unsure=line.unsure,
                weight=len(said),
            )


PLUGIN = AfterBlock()
