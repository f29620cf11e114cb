"""Signs that grow stronger over time, in words and never as a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from upstander.directory.patterns import PatternRecord
from upstander.model.finding import Finding, Level, Said
from upstander.recognise.patterns._reading import Reading
from upstander.recognise.patterns._rule import Counted, Told, ids, span
from upstander.recognise.patterns._timeline import Account

_OF_LEVEL = {Level.A: 4, Level.B: 3, Level.C: 2, Level.D: 1, Level.E: 0}
_STEPS = ("step_0", "step_1", "step_2", "step_3", "step_4")


class Escalation(Counted):
    """Compares the first part of what an account wrote to a person with the last part."""

    slug = "escalation"

    def found(self, reading: Reading, record: PatternRecord) -> Iterable[Told]:
        """One pattern for each account and target where the signs grew."""
        for account, line in reading.subjects.items():
            if not line.noticed:
                continue
            by: dict[str, list[Said]] = {}
            for each in line.sure:
                for target in reading.aim.of(each.said):
                    by.setdefault(target, []).append(each.said)
            for target, said in by.items():
                told = _told(reading, record, account, target, said)
                if told is not None:
                    yield told


def strength(finding: Finding | None) -> int:
    """How strong the signs of a message are, 0 to 4; for ordering only, never shown."""
    if finding is None:
        return 0
    return max(finding.severity, _OF_LEVEL[finding.level] if finding.level else 0)


def _told(
    reading: Reading, record: PatternRecord, account: Account, target: str, said: Sequence[Said]
) -> Told | None:
    steps = [strength(reading.findings.get(each.id)) for each in said]
    third = max(1, len(said) // 3)
    early, late = max(steps[:third]), max(steps[-third:])
    grew = late - early >= record.number("steps") and slope(steps) > 0
    if len(said) < record.number("messages") or not grew:
        return None
    name = reading.label(account)
    strong = [each for each, step in zip(said, steps, strict=True) if step > early]
    return Told(
        "grows",
        ids(strong),
        (name,),
        target=target,
        counts={"messages": len(said)},
        values={
            "actor": name,
            "early": record.phrase(_STEPS[min(early, 4)]),
            "late": record.phrase(_STEPS[min(late, 4)]),
        },
        facts=span(said),
        unsure=reading.lines[account].unsure,
        weight=late,
    )


def slope(steps: Sequence[int]) -> float:
    """The slope of the least-squares line through the steps; above 0 where they grow."""
    middle = (len(steps) - 1) / 2
    mean = sum(steps) / len(steps) if steps else 0.0
    return sum((at - middle) * (step - mean) for at, step in enumerate(steps))


PLUGIN = Escalation()
