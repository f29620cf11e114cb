"""Which messages come first: the few that matter, the most urgent at the top, the rest folded.

Order: level, severity, aimed at one person, how many specific facts are named (place, time,
means, details), then the latest first. Copies of the same words stand for one. No account fills
the screen alone while others wait with as much urgency.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from upstander.model.finding import Finding, Level, Said
from upstander.recognise._interface import Known
from upstander.recognise.patterns._texts import words_of

MOST = 20
"""How many messages one screen holds."""
EACH = 4
"""How many of one account and level come before those of others."""
_SPECIFIC = ("detail.", "weapon", "meeting", "demand", "U5", "U14", "U15")
_NO_LEVEL = 5
_URGENT = (Level.A, Level.B)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The first screen and what is not on it."""

    ids: tuple[str, ...]
    folded: int  # messages with signs that are not on this screen
    quiet: int  # messages that were read and in which no listed sign was found


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A message that may come onto the screen, with what it is ordered by."""

    said: Said
    key: tuple[int, int, int, int, float, int]
    copy_of: tuple[object, ...]

    @property
    def lane(self) -> tuple[int, str, str]:
        """Its level and account."""
        return self.key[0], self.said.channel, self.said.sender


def first_screen(
    said: Sequence[Said], findings: Mapping[str, Finding], known: Known, *, most: int = MOST
) -> Ranked:
    """Choose and order at most ``most`` messages.

    Whoever keeps the case is shown there for their own words only where those ask for help at
    once (A or B).
    """
    waiting: list[_Waiting] = []
    for place, each in enumerate(said):
        finding = findings.get(each.id)
        if finding is not None and _may_come(each, finding, known):
            waiting.append(_wait(each, finding, place))
    waiting.sort(key=lambda one: one.key)
    chosen = sorted(_choose(waiting, most), key=lambda one: one.key)
    return Ranked(
        tuple(one.said.id for one in chosen),
        folded=len(waiting) - len(chosen),
        quiet=sum(_is_quiet(findings.get(each.id)) for each in said),
    )


def _may_come(said: Said, finding: Finding, known: Known) -> bool:
    own = said.is_self is True or said.sender in known.selves
    if own:
        return finding.level in _URGENT
    return finding.flag or finding.level not in (None, Level.E)


def _is_quiet(finding: Finding | None) -> bool:
    return finding is not None and not finding.signs and not finding.flag and not finding.not_read


def _wait(said: Said, finding: Finding, place: int) -> _Waiting:
    dated = said.at is not None and said.at.tzinfo is not None
    latest = -said.at.timestamp() if said.at is not None and dated else 0.0
    specific = {sign.rule for sign in finding.signs if sign.rule.startswith(_SPECIFIC)}
    key = (
        finding.level.rank if finding.level else _NO_LEVEL,
        -finding.severity,
        0 if finding.target_individual else 1,
        -len(specific),
        latest,
        place,
    )
    words = words_of(said.text)
    return _Waiting(said, key, (key[0], words) if words else (key[0], said.id))


def _choose(waiting: Iterable[_Waiting], most: int) -> list[_Waiting]:
    """First those that are no copies, a few of each account; then what still has room."""
    chosen: list[_Waiting] = []
    later: list[_Waiting] = []
    copies: set[tuple[object, ...]] = set()
    lanes: dict[tuple[int, str, str], int] = {}
    for one in waiting:
        if len(chosen) >= most:
            break
        if one.copy_of in copies or lanes.get(one.lane, 0) >= EACH:
            later.append(one)
            continue
        copies.add(one.copy_of)
        lanes[one.lane] = lanes.get(one.lane, 0) + 1
        chosen.append(one)
    for one in later:
        if len(chosen) >= most:
            break
        if one.copy_of not in copies:
            copies.add(one.copy_of)
            chosen.append(one)
    return chosen
