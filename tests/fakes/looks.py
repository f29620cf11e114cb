"""The part of the index in memory that holds findings and answers to signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from upstander.application.looks import Glance, Heard, LookedAt, LookState, Mark, Overview
from upstander.application.said import said_of, said_of_described, said_of_note
from upstander.model.evidence import Case, DiaryNote, EvidenceItem, ItemKind, ItemState
from upstander.model.finding import Finding, NotRead, Said, SignAnswer
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.message import Message
from upstander.model.reading import ReadReport
from upstander.model.timeline import TimelineRow
from upstander.store.configure import prepare
from upstander.store.times import place_message

prepare()
from upstander.store.own_lines import own_line  # noqa: E402  needs Django to be ready
from upstander.store.rows import message_row, own_row  # noqa: E402

Sign = tuple[str, str, int, int]


@dataclass
class HeldLooks:
    """Everything of it, so that ``reset`` is a new one."""

    numbers: dict[tuple[ItemId, str], int] = field(default_factory=dict)
    last: int = 0
    looks: dict[CaseId, tuple[str, str]] = field(default_factory=dict)
    overviews: dict[CaseId, Overview] = field(default_factory=dict)
    upto: dict[ItemId, tuple[int, int]] = field(default_factory=dict)
    found: dict[int, tuple[ItemId, LookedAt]] = field(default_factory=dict)
    answers: dict[tuple[CaseId, Sign], tuple[ItemId, SignAnswer]] = field(default_factory=dict)

    def number(self, item: ItemId, key: str) -> None:
        """A new line."""
        self.last += 1
        self.numbers[item, key] = self.last

    def drop(self, item: EvidenceItem) -> None:
        """The lines of an item are gone."""
        self.numbers = {k: v for k, v in self.numbers.items() if k[0] != item.id}
        self.found = {k: v for k, v in self.found.items() if v[0] != item.id}
        self.upto.pop(item.id, None)
        self.overviews.pop(item.case, None)

    def answer(self, item: EvidenceItem, given: SignAnswer) -> None:
        """An answer; it takes the place of an earlier one."""
        sign = (given.about, given.rule, given.start, given.end)
        self.answers[item.case, sign] = item.id, given

    def blank(self, item: ItemId) -> None:
        """Keep no remark about an item that is gone."""
        for key, (owner, given) in self.answers.items():
            if owner == item:
                self.answers[key] = owner, replace(given, note="")


class FakeLooks:
    """What :class:`tests.fakes.index.FakeIndex` adds its items and messages to."""

    looks: HeldLooks

    def case(self, case: CaseId) -> Case: ...  # type: ignore[empty-body]  # of the index
    def items(self, case: CaseId) -> tuple[EvidenceItem, ...]: ...  # type: ignore[empty-body]
    def note(self, item: ItemId) -> DiaryNote: ...  # type: ignore[empty-body]
    def report(self, item: ItemId) -> ReadReport | None: ...
    def self_name(self, item: ItemId) -> str: ...  # type: ignore[empty-body]
    def held_messages(self, item: ItemId) -> Mapping[MessageId, Message]: ...  # type: ignore[empty-body]

    def begin_look(self, case: CaseId, version: str, without_model: str = "") -> None:
        self.case(case)
        if self.looks.looks.get(case, ("",))[0] != version:
            self.forget_case(case)
            self.looks.looks[case] = version, without_model

    def forget_case(self, case: CaseId) -> None:
        self.looks.looks.pop(case, None)
        self.looks.overviews.pop(case, None)
        for item in self.items(case):
            self.looks.upto.pop(item.id, None)
            found = self.looks.found
            self.looks.found = {k: v for k, v in found.items() if v[0] != item.id}

    def unlooked(self, case: CaseId, *, items: Sequence[ItemId] | None = None) -> Iterator[Heard]:
        heard = [
            each
            for each in self._heard(case, (ItemState.KEPT, ItemState.WITHDRAWN))
            if each.line > self.looks.upto.get(each.item, (0, 0))[0]
            and (items is None or each.item in items)
        ]
        yield from sorted(heard, key=lambda each: each.line)

    def put_looked(self, case: CaseId, version: str, looked: Sequence[LookedAt]) -> bool:
        if self.looks.looks.get(case, ("",))[0] != version:
            return False
        owners = {line: key[0] for key, line in self.looks.numbers.items()}
        for each in sorted(looked, key=lambda each: each.line):
            item = owners.get(each.line)
            if item is None:
                continue
            self.looks.found.pop(each.line, None)
            if each.holds or each.rank is not None:
                self.looks.found[each.line] = item, each
            upto, count = self.looks.upto.get(item, (0, 0))
            if each.line > upto:
                self.looks.upto[item] = each.line, count + 1
        return True

    def waiting(self, case: CaseId, limit: int) -> tuple[Heard, ...]:
        ranks = {line: held.rank for line, (_, held) in self.looks.found.items()}
        heard = [each for each in self._heard(case) if ranks.get(each.line) is not None]
        heard.sort(key=lambda each: (-(ranks[each.line] or 0), each.line))
        return tuple(heard[:limit])

    def look_state(self, case: CaseId) -> LookState:
        heard = list(self._heard(case))
        upto = {each.item: self.looks.upto.get(each.item, (0, 0)) for each in heard}
        version, without = self.looks.looks.get(case, ("", ""))
        states = [(item.id, item.state) for item in self.items(case)]
        last = max((each.line for each in heard), default=0)
        return LookState(
            version,
            without,
            len(heard),
            sum(count for _, count in upto.values()),
            len(self.waiting(case, len(heard))),
            repr((version, self.case(case).zone, states, upto, last)),
            tuple(self._not_read(case)),
        )

    def said(self, case: CaseId) -> Iterator[Said]:
        lines = sorted(self._lines(case), key=lambda each: each[:3])
        heard = {each.line: each.said for each in self._heard(case)}
        yield from (heard[line] for _, _, line, _ in lines if line in heard)

    def findings(self, case: CaseId, about: Sequence[str] | None = None) -> Mapping[str, Finding]:
        held = (held.finding for _, held in self._found(case) if held.holds)
        return {each.about: each for each in held if about is None or each.about in about}

    def glances(self, case: CaseId) -> tuple[Glance, ...]:
        lines = {line: (sort_us, row) for sort_us, _, line, row in self._lines(case)}
        return tuple(
            _glance(item, held, *lines[held.line]) for item, held in self._found(case) if held.holds
        )

    def around(self, case: CaseId, about: str, reach: int) -> tuple[TimelineRow, ...]:
        rows = [row for *_, row in sorted(self._lines(case), key=lambda each: each[:3])]
        here = next((row for row in rows if about in (row.message, row.item)), None)
        if here is None or (here.message is not None and about != here.message):
            return ()
        near = [row for row in rows if (row.item, row.channel) == (here.item, here.channel)]
        at = near.index(here)
        return tuple(near[max(0, at - reach) : at + reach + 1])

    def overview(self, case: CaseId) -> Overview | None:
        return self.looks.overviews.get(case)

    def put_overview(self, case: CaseId, overview: Overview) -> None:
        if case in self.looks.looks:
            self.looks.overviews[case] = overview

    def sign_answers(self, case: CaseId) -> tuple[SignAnswer, ...]:
        self.case(case)
        of_case = [(key, given) for key, (_, given) in self.looks.answers.items() if key[0] == case]
        return tuple(given for _, given in sorted(of_case, key=lambda each: each[0]))

    def _found(self, case: CaseId) -> list[tuple[ItemId, LookedAt]]:
        visible = {each.line for each in self._heard(case)}
        return [self.looks.found[line] for line in sorted(self.looks.found) if line in visible]

    def _heard(
        self, case: CaseId, states: Sequence[ItemState] = (ItemState.KEPT,)
    ) -> Iterator[Heard]:
        zone = self.case(case).zone
        for item in self.items(case):
            if item.state not in states:
                continue
            name = self.self_name(item.id)
            for message in self.held_messages(item.id).values():
                said = said_of(message, zone, {name} if name else ())
                yield Heard(self.looks.numbers[item.id, message.id], item.id, said)
            if item.kind in (ItemKind.NOTE, ItemKind.DESCRIBED):
                noted = item.kind is ItemKind.NOTE
                said = (
                    said_of_note(item, self.note(item.id), zone)
                    if noted
                    else said_of_described(item, zone)
                )
                yield Heard(self.looks.numbers[item.id, ""], item.id, said)

    def _lines(self, case: CaseId) -> Iterator[tuple[int, int, int, TimelineRow]]:
        """Place in time, item, number and row of each line in sight."""
        zone = self.case(case).zone
        for item in self.items(case):
            if item.state is not ItemState.KEPT:
                continue
            for message in self.held_messages(item.id).values():
                at = place_message(message, zone).sort_us
                line = self.looks.numbers[item.id, message.id]
                yield at, item.ledger_seq, line, message_row(item, message, zone)
            if not self.held_messages(item.id):
                note = self.note(item.id) if item.kind is ItemKind.NOTE else None
                at = own_line(item, note, zone).placed.sort_us
                line = self.looks.numbers.get((item.id, ""), 0)
                yield at, item.ledger_seq, line, own_row(item, note, zone)

    def _not_read(self, case: CaseId) -> Iterator[NotRead]:
        kept = [item for item in self.items(case) if item.state is ItemState.KEPT]
        files = [item for item in kept if item.has_bytes and not self.held_messages(item.id)]
        if files:
            yield NotRead("", "These files are kept, but no words in them were read.", len(files))
        for item in kept:
            report = self.report(item.id)
            if report is not None and report.status == "partly":
                yield NotRead(item.id, "Part of this file could not be read.")


def _glance(item: ItemId, held: LookedAt, sort_us: int, row: TimelineRow) -> Glance:
    found = held.finding
    marks = (Mark(s.rule, s.start, s.end, s.level, s.labels) for s in found.signs)
    return Glance(
        found.about,
        item,
        row.sender,
        sort_us,
        found.flag,
        found.severity,
        found.target_individual,
        held.own,
        tuple(marks),
        found.not_read,
    )
