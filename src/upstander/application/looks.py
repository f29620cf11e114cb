"""What the index keeps of looking for signs. All of it is derived and can be made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from upstander.model.finding import Finding, Level, NotRead, Said, SignAnswer, Summary
from upstander.model.ids import CaseId, ItemId
from upstander.model.timeline import TimelineRow


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said, with the number of its line: numbers grow with what comes in."""

    line: int
    item: ItemId
    said: Said


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a look at one line gave.

    ``rank`` says how soon the classifier is to read it, the highest first; ``None``: it need not.
    """

    line: int
    finding: Finding
    own: bool = False  # the words of whoever keeps the case, in a message
    rank: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the finding is worth keeping: a sign, a flag, or something not read."""
        return bool(self.finding.signs or self.finding.flag or self.finding.not_read)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign without its words."""

    rule: str
    start: int
    end: int
    level: Level | None
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """A finding at a glance: what ordering and counting need, without its words."""

    about: str
    item: ItemId
    sender: str
    sort_us: int  # place in time, microseconds since 1970 UTC; 2**62 where there is none
    flag: bool
    severity: int
    target_individual: bool
    own: bool
    marks: tuple[Mark, ...]
    not_read: str


@dataclass(frozen=True, slots=True)
class LookState:
    """How far the lines in sight were looked at, and by which engine.

    ``key`` changes with everything that patterns rest on, but not while the classifier reads.
    """

    version: str
    without_model: str
    total: int
    looked: int
    waiting: int
    key: str
    not_read: tuple[NotRead, ...] = ()  # files in which no words were read

    @property
    def through(self) -> bool:
        """Whether rules and first stage have seen everything."""
        return bool(self.version) and self.looked >= self.total


@dataclass(frozen=True, slots=True)
class Overview:
    """What all lines together showed when the key was this and so many waited."""

    key: str
    waiting: int
    summary: Summary

    def fits(self, key: str, waiting: int) -> bool:
        """Whether it may be shown; while the classifier reads, an earlier one may."""
        return self.key == key and (waiting > 0 or self.waiting == 0)


class Looks(Protocol):
    """The part of the index that holds findings and answers to signs."""

    def begin_look(self, case: CaseId, version: str, without_model: str = "") -> None:
        """From now on this engine looks at the case; what another one found is dropped."""
        ...

    def unlooked(self, case: CaseId, *, items: Sequence[ItemId] | None = None) -> Iterator[Heard]:
        """What was not looked at yet, by line number, streaming; also what is out of sight."""
        ...

    def put_looked(self, case: CaseId, version: str, looked: Sequence[LookedAt]) -> bool:
        """Keep what looking gave, in one transaction; lines that are gone are left out.

        Only findings that hold something are kept, and which lines wait. ``False``, and nothing
        kept, where the case has to be looked at from the beginning by :meth:`begin_look`: another
        engine took over, or the person told something that changes how it is read.
        """
        ...

    def waiting(self, case: CaseId, limit: int) -> tuple[Heard, ...]:
        """What in sight waits for the classifier, the most suspicious first."""
        ...

    def look_state(self, case: CaseId) -> LookState:
        """How far the case was looked at; NotFound."""
        ...

    def said(self, case: CaseId) -> Iterator[Said]:
        """Everything that was said in sight, in time order (undated last), streaming."""
        ...

    def findings(self, case: CaseId, about: Sequence[str] | None = None) -> Mapping[str, Finding]:
        """Findings in sight that hold something, by message id or note id."""
        ...

    def glances(self, case: CaseId) -> tuple[Glance, ...]:
        """The same at a glance, in no order."""
        ...

    def around(self, case: CaseId, about: str, reach: int) -> tuple[TimelineRow, ...]:
        """A line with up to ``reach`` lines before and after it in its conversation.

        Empty where the line is not in sight.
        """
        ...

    def overview(self, case: CaseId) -> Overview | None:
        """What all lines together showed, as last kept."""
        ...

    def put_overview(self, case: CaseId, overview: Overview) -> None:
        """Keep what all lines together show (replaces an earlier one)."""
        ...

    def sign_answers(self, case: CaseId) -> tuple[SignAnswer, ...]:
        """The answers that count, ordered by message, rule and span."""
        ...
