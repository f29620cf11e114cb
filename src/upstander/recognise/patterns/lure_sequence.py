"""Cues that can come before a lone meeting, in the order they came, from one account."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.directory.patterns import PatternRecord
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._timeline import Account, Placed, is_sure

LURE = "lure."
MEETING = "meeting"
LONE = "lone_meeting"


class LureSequence(Counted):
    """Counts different cues, not messages. Each has ordinary readings too, so it asks."""

    slug = "lure_sequence"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each account with enough different cues."""
        held: dict[Account, dict[str, list[Placed]]] = {}
        signs = [*reading.signs_called(LURE), *reading.signs_called(MEETING)]
        for placed, rules in sorted(signs, key=lambda each: each[0].place):
            account = placed.account
            if not account.name or reading.is_own(account):
                continue
            for rule in rules:
                cue = rule.removeprefix(LURE)
                held.setdefault(account, {}).setdefault(cue, []).append(placed)
        for account, cues in held.items():
            if LONE in cues:  # both signs speak of one meeting
                cues[LONE] += cues.pop(MEETING, [])
            lured = any(cue != MEETING for cue in cues)
            if lured and len(cues) >= record.number("cues"):
                yield _told(reading, record, account, cues)


def _told(
    reading: Reading, record: PatternRecord, account: Account, cues: dict[str, list[Placed]]
) -> Told:
    name = reading.label(account)
    placed = {each.place: each.said for some in cues.values() for each in some}
    said = [placed[place] for place in sorted(placed)]
    words = [record.phrase(cue) for cue in cues]
    return Told(
        "cues",
        ids(said),
        (name,),
        target=reading.target_of(said),
        counts={"cues": len(cues)},
        values={"actor": name, "list": ", ".join(words)},
        facts=(
            *((f"cue:{cue}", each.said.id) for cue, some in cues.items() for each in some[:3]),
            *span(said),
        ),
        unsure=[each for each in said if not is_sure(each)],
        weight=len(cues),
    )


PLUGIN = LureSequence()
