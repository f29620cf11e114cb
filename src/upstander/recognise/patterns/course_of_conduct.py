"""U8: the same account did something to the same person on two occasions or more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from upstander.directory.patterns import PatternRecord
from upstander.recognise.patterns._occasions import incidents, occasions
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span


class CourseOfConduct(Counted):
    """Counts occasions, not messages: a row of messages within a few hours is one."""

    slug = "course_of_conduct"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each account and target."""
        gap = timedelta(hours=record.number("gap"))
        for (account, target), said in incidents(reading, frozenset(record.leaves_out)).items():
            parts = occasions(said, gap)
            if len(parts) < record.number("occasions"):
                continue
            name = reading.label(account)
            yield Told(
                "occasions",
                ids(said),
                (name,),
                target=target,
                counts={"occasions": len(parts), "messages": len(said)},
                values={"actor": name, "target": reading.shown(target)},
                facts=(
                    *span(said),
                    *(("occasion", each[0].at.isoformat()) for each in parts if each[0].at),
                ),
                unsure=reading.lines[account].unsure,
                weight=len(parts),
            )


PLUGIN = CourseOfConduct()
