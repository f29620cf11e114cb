"""How many messages of an account came at night."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.directory.patterns import PatternRecord
from upstander.recognise.patterns._hours import Night, wall_time
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span


class NightHours(Counted):
    """Counts by the wall clock where the messages arrived; a time that is not sure is left out."""

    slug = "night"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each account that is looked at and wrote at night often enough."""
        night = Night.of(record)
        for account, line in reading.subjects.items():
            said = [each.said for each in line.sure]
            dated = [each for each in said if wall_time(each) is not None]
            at_night = [each for each in dated if night.holds(each)]
            if len(at_night) < record.number("messages"):
                continue
            name = reading.label(account)
            yield Told(
                "night",
                ids(at_night),
                (name,),
                target=reading.target_of(at_night),
                counts={"night": len(at_night), "messages": len(dated)},
                values={
                    "actor": name,
                    "from": f"{night.from_hour:02}:00",
                    "to": f"{night.to_hour:02}:00",
                },
                facts=span(at_night),
                unsure=[*(each for each in said if wall_time(each) is None), *line.unsure],
                weight=len(at_night),
            )


PLUGIN = NightHours()
