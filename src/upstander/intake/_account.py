"""The account of one reading: who, when, how many, and which bytes."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from upstander.intake._interface import ReadEvent, Source
from upstander.model.message import AttachmentState, Message, MessageKind, Provenance
from upstander.model.reading import (
    Assumption,
    Coverage,
    Leftover,
    Question,
    ReadReport,
    TablePreview,
    Warned,
)

NOT_UNDERSTOOD = "not understood"
QUIET = frozenset({
    "byte order mark", "the names of the columns", "lines above the table", "empty line",
    "a total of other rows",
})  # fmt: skip
_NAMES_COUNTED = 20_000
_LISTED = 20_000
_SPOILING = frozenset({"member-refused", "read-stopped", "archive-damaged"})

Where = tuple[str, ...]


class Spans:
    """A set of byte spans that mostly arrive in order; touching ones are joined at once."""

    __slots__ = ("_spans",)

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        """Add a half-open span."""
        spans = self._spans
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        elif end > start:
            spans.append((start, end))

    def merged(self, limit: int) -> list[tuple[int, int]]:
        """Give the union within ``0..limit``, sorted."""
        union: list[tuple[int, int]] = []
        for start, end in sorted(self._spans):
            start, end = max(0, start), min(end, limit)
            if union and start <= union[-1][1]:
                union[-1] = (union[-1][0], max(end, union[-1][1]))
            elif end > start:
                union.append((start, end))
        return union


class Account:
    """Takes the events of one reading and turns them into its report."""

    def __init__(self, sha256: str, size: int) -> None:
        """Start the account of an original of ``size`` bytes."""
        self._sha256 = sha256
        self._size = size
        self._totals: dict[Where, int] = {}
        self._covered: dict[Where, Spans] = {}
        self._named: list[Leftover] = []
        self._spanless = False
        self.messages = 0
        self._kinds: dict[MessageKind, int] = {}
        self._senders: Counter[str] = Counter()
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._present: dict[str, None] = {}
        self._missing: dict[str, None] = {}
        self._assumptions: list[Assumption] = []
        self._questions: dict[str, Question] = {}
        self._warnings: list[Warned] = []
        self._table: TablePreview | None = None

    def take(self, event: ReadEvent) -> None:
        """Take one event."""
        if isinstance(event, Message):
            self._message(event)
        elif isinstance(event, Leftover):
            self._leftover(event)
        elif isinstance(event, Coverage):
            self._totals[event.container] = event.bytes_total
        elif isinstance(event, Assumption):
            self._assumptions.append(event)
        elif isinstance(event, Question):
            self._questions.setdefault(event.slug, event)
        elif isinstance(event, TablePreview):
            self._table = event
        else:
            self._warnings.append(event)

    @property
    def refused(self) -> bool:
        """Whether something in the original was refused as dangerous or too large."""
        return any(each.code in ("member-refused", "refused") for each in self._warnings)

    def gaps(self) -> bool:
        """Whether there is anything that a person should know was not read."""
        leftovers = self._leftovers()
        if any(each.reason not in QUIET for each in leftovers):
            return True
        return any(each.code in _SPOILING for each in self._warnings)

    def _message(self, message: Message) -> None:
        self.messages += 1
        kinds, kind = self._kinds, message.kind
        kinds[kind] = kinds.get(kind, 0) + 1
        if message.sender is not None:
            self._sender(message.sender.handle or message.sender.as_written)
        self._span(message.provenance)
        when = message.sent
        if when is not None and when.utc is not None:
            self._time(when.utc)
        for attachment in message.attachments:
            here = attachment.state is AttachmentState.PRESENT
            listed = self._present if here else self._missing
            if len(listed) < _LISTED:
                listed[attachment.native_name] = None

    def _sender(self, name: str) -> None:
        if not name:
            return  # whoever kept a call log is not named in it
        senders = self._senders
        count = senders.get(name)
        if count is not None:
            senders[name] = count + 1
        elif len(senders) < _NAMES_COUNTED:
            senders[name] = 1

    def _span(self, where: Provenance) -> None:
        if where.start is None or where.end is None:
            self._spanless = True
            return
        spans = self._covered.get(where.container)
        if spans is None:
            spans = self._covered[where.container] = Spans()
        spans.add(where.start, where.end)

    def _time(self, utc: datetime) -> None:
        if self._first is None or self._last is None:
            self._first = self._last = utc
        elif utc > self._last:
            self._last = utc
        elif utc < self._first:
            self._first = utc

    def _leftover(self, event: Leftover) -> None:
        last = self._named[-1] if self._named else None
        if last and (last.end, last.reason, last.container) == (
            event.start,
            event.reason,
            event.container,
        ):
            self._named[-1] = Leftover(last.start, event.end, event.reason, event.container)
        elif event.end > event.start:
            self._named.append(event)

    def _sizes(self) -> dict[Where, int]:
        """Declared sizes of the texts; the original itself always has its true size."""
        sizes = dict(self._totals)
        if not sizes or () in sizes or () in self._covered:
            sizes[()] = self._size
        return sizes

    def _covered_of(self, where: Where, size: int) -> list[tuple[int, int]]:
        if self._spanless and where not in self._covered and where == ():
            return [(0, size)] if self.messages else []
        spans = self._covered.get(where)
        return spans.merged(size) if spans else []

    def _leftovers(self) -> list[Leftover]:
        """Give every byte that no message holds, with the reason a source gave or none."""
        found: list[Leftover] = []
        for where, size in self._sizes().items():
            named = [each for each in self._named if each.container == where]
            for start, end in _holes(self._covered_of(where, size), size):
                found.extend(_explained(start, end, named, where))
        return found

    def report(self, source: Source | None, status: str, why: str) -> ReadReport:
        """Close the account."""
        leftovers = tuple(self._leftovers())
        total = sum(self._sizes().values())
        left = sum(each.end - each.start for each in leftovers)
        return ReadReport(
            source=source.slug if source else "unknown",
            importer_version=source.version if source else "",
            sha256=self._sha256,
            status=status,
            why=why,
            bytes_total=total,
            bytes_covered=total - left,
            bytes_leftover=left,
            counts=tuple(sorted((kind.value, count) for kind, count in self._kinds.items())),
            senders=tuple(self._senders.most_common()),
            first_utc=self._first,
            last_utc=self._last,
            attachments_present=tuple(self._present),
            attachments_missing=tuple(self._missing),
            leftovers=leftovers,
            assumptions=tuple(self._assumptions),
            questions=tuple(self._questions.values()),
            warnings=tuple(self._warnings),
            table=self._table,
        )


def _holes(covered: list[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    holes, at = [], 0
    for start, end in covered:
        if start > at:
            holes.append((at, start))
        at = max(at, end)
    if at < size:
        holes.append((at, size))
    return holes


def _explained(start: int, end: int, named: list[Leftover], where: Where) -> list[Leftover]:
    """Lay the reasons that were given over a hole; what has no reason was not understood."""
    pieces, at = [], start
    for each in sorted(named, key=lambda one: one.start):
        low, high = max(each.start, at), min(each.end, end)
        if high <= low:
            continue
        if low > at:
            pieces.append(Leftover(at, low, NOT_UNDERSTOOD, where))
        pieces.append(Leftover(low, high, each.reason, where))
        at = high
    if at < end:
        pieces.append(Leftover(at, end, NOT_UNDERSTOOD, where))
    return pieces
