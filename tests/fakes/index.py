"""An index in memory that keeps the same contract as the one in a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.fakes.looks import FakeLooks, HeldLooks
from upstander.model.entry import Act, Entry
from upstander.model.errors import IndexStale, NotFound
from upstander.model.evidence import (
    Case,
    DiaryNote,
    EvidenceItem,
    ItemState,
    PackRecord,
    Witness,
)
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings
from upstander.store import payloads
from upstander.store.lines import sender_of
from upstander.store.snapshot import snapshot_of
from upstander.store.times import place_message

K = TypeVar("K")
V = TypeVar("V")


@dataclass
class _Held:
    """Everything in it, so that ``reset`` is a new one."""

    applied: int = 0
    cases: dict[CaseId, Case] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    items: dict[ItemId, EvidenceItem] = field(default_factory=dict)
    notes: dict[ItemId, DiaryNote] = field(default_factory=dict)
    witnesses: list[Witness] = field(default_factory=list)
    packs: dict[ItemId, PackRecord] = field(default_factory=dict)
    reports: dict[ItemId, ReadReport] = field(default_factory=dict)
    messages: dict[ItemId, dict[MessageId, Message]] = field(default_factory=dict)


class FakeIndex(FakeLooks):
    """Dictionaries."""

    def __init__(self) -> None:
        self._held = _Held()
        self.looks = HeldLooks()

    def applied(self) -> int:
        return self._held.applied

    def apply(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.seq < self._held.applied:
                continue
            if entry.seq > self._held.applied:
                raise IndexStale("Entries are missing in between.")
            self._project(entry)
            self._held.applied = entry.seq + 1

    def reset(self) -> None:
        self._held = _Held()
        self.looks = HeldLooks()

    def put_messages(self, item: ItemId, messages: Sequence[Message]) -> int:
        kept = self.item(item)
        if kept.state in payloads.GONE:
            return 0
        held = self._held.messages.setdefault(item, {})
        taken = {
            mid
            for other, messages_of in self._held.messages.items()
            if self.item(other).case == kept.case
            for mid in messages_of
        }
        before = len(held)
        for message in messages:
            if message.id not in taken and message.id not in held:
                held[message.id] = message
                self.looks.number(item, message.id)
        return len(held) - before

    def drop_messages(self, item: ItemId) -> None:
        self.looks.drop(self.item(item))
        self._held.messages.pop(item, None)
        self._held.reports.pop(item, None)

    def put_report(self, item: ItemId, report: ReadReport) -> None:
        if self.item(item).state not in payloads.GONE:
            self._held.reports[item] = report

    def snapshot(self) -> str:
        return snapshot_of(self)

    def cases(self) -> tuple[Case, ...]:
        return tuple(self._held.cases.values())

    def case(self, case: CaseId) -> Case:
        return _get(self._held.cases, case)

    def items(self, case: CaseId) -> tuple[EvidenceItem, ...]:
        self.case(case)
        return tuple(
            item
            for item in self._held.items.values()
            if item.case == case and item.state is not ItemState.SEALED
        )

    def item(self, item: ItemId) -> EvidenceItem:
        return _get(self._held.items, item)

    def note(self, item: ItemId) -> DiaryNote:
        return _get(self._held.notes, item)

    def witnesses(self, item: ItemId) -> tuple[Witness, ...]:
        self.item(item)
        return tuple(witness for witness in self._held.witnesses if witness.note == item)

    def packs(self, case: CaseId) -> tuple[PackRecord, ...]:
        self.case(case)
        return tuple(pack for pack in self._held.packs.values() if pack.case == case)

    def pack(self, pack: ItemId) -> PackRecord:
        return _get(self._held.packs, pack)

    def report(self, item: ItemId) -> ReadReport | None:
        self.item(item)
        return self._held.reports.get(item)

    def settings(self, item: ItemId) -> ReadSettings:
        case = self.item(item).case
        answers = self._held.answers
        return payloads.settings_from(answers.get(item, {}), answers.get(case, {}))

    def messages(
        self, case: CaseId, *, items: Sequence[ItemId] | None = None
    ) -> Iterator[tuple[ItemId, Message]]:
        zone = self.case(case).zone
        wanted = [
            item
            for item in self._held.items.values()
            if item.case == case
            and item.state is ItemState.KEPT
            and (items is None or item.id in items)
        ]
        found = [
            (place_message(message, zone).sort_us, item.ledger_seq, item.id, message)
            for item in wanted
            for message in self._held.messages.get(item.id, {}).values()
        ]
        yield from (row[2:] for row in sorted(found, key=lambda row: row[:2]))

    def message(self, message: MessageId, *, case: CaseId | None = None) -> tuple[ItemId, Message]:
        for item, held in self._held.messages.items():
            kept = self.item(item)
            if message in held and kept.state is ItemState.KEPT and case in (None, kept.case):
                return item, held[message]
        raise NotFound()

    def people(self, case: CaseId, limit: int) -> tuple[str, ...]:
        self.case(case)
        named = [
            sender_of(message)
            for item in self._held.items.values()
            if item.case == case and item.state is ItemState.KEPT
            for message in self._held.messages.get(item.id, {}).values()
        ]
        return tuple(name for name, _ in Counter(filter(None, named)).most_common(limit))

    def self_name(self, item: ItemId) -> str:
        return self.settings(item).self_name

    def held_messages(self, item: ItemId) -> dict[MessageId, Message]:
        return self._held.messages.get(item, {})

    def _project(self, entry: Entry) -> None:
        held = self._held
        if entry.act is Act.CASE_OPEN:
            case = payloads.opened_case(entry)
            held.cases[case.id] = case
        elif entry.act is Act.CASE_ANSWER and entry.case in held.cases:
            held.cases[entry.case] = payloads.answered_case(held.cases[entry.case], entry)
            self._answer(entry.case, dict(entry.data))
            if entry.data.get("zone") or entry.data.get("self_name"):
                self.forget_case(entry.case)
        elif entry.act in payloads.REPORTING and entry.case in held.cases:
            held.cases[entry.case] = payloads.with_report(held.cases[entry.case], entry)
        elif entry.act in payloads.ADDING:
            self._add(entry)
        elif entry.act is Act.EXPORT and (pack := payloads.pack_of(entry)):
            held.packs[pack.id] = pack
        elif entry.item in held.items:
            self._project_on(held.items[entry.item], entry)

    def _add(self, entry: Entry) -> None:
        item = payloads.added_item(entry)
        self._held.items[item.id] = item
        self.looks.number(item.id, "")
        if entry.act is Act.NOTE:
            self._held.notes[item.id] = payloads.note_of(entry)

    def _project_on(self, item: EvidenceItem, entry: Entry) -> None:
        held = self._held
        if entry.act in payloads.MOVING:
            held.items[item.id] = payloads.moved_item(item, entry)
            if held.items[item.id].state in payloads.GONE:
                self._forget(item)
        elif entry.act is Act.CORRECT and item.state not in payloads.GONE:
            held.notes[item.id] = payloads.note_of(entry)
            self.looks.drop(item)
            self.looks.number(item.id, "")
        elif entry.act is Act.WITNESS and item.state not in payloads.GONE:
            held.witnesses.append(payloads.witness_of(entry))
        elif entry.act is Act.EXHIBIT_ASSIGN:
            held.items[item.id] = payloads.numbered_item(item, entry)
        elif entry.act is Act.DERIVE:
            held.items[item.id] = payloads.derived_item(item, entry)
        else:
            self._project_answer(item, entry)

    def _project_answer(self, item: EvidenceItem, entry: Entry) -> None:
        if entry.act is Act.SIGN_ANSWER and (given := payloads.sign_answer_of(entry)):
            if item.state not in payloads.GONE:
                self.looks.answer(item, given)
        elif entry.act is Act.ANSWER:
            self._answer(item.id, {payloads.text(entry, "slug"): payloads.text(entry, "value")})
            self.drop_messages(item.id)

    def _forget(self, item: EvidenceItem) -> None:
        """Keep no words of it; a copy of the same bytes in the case is to be read again."""
        held = self._held
        self.drop_messages(item.id)
        self.looks.blank(item.id)
        held.notes.pop(item.id, None)
        held.witnesses = [witness for witness in held.witnesses if witness.note != item.id]
        for other in held.items.values():
            if other.case == item.case and item.digest and other.digest == item.digest:
                held.reports.pop(other.id, None)

    def _answer(self, about: str, said: dict[str, object]) -> None:
        known = {name: str(value) for name, value in said.items() if value}
        self._held.answers.setdefault(about, {}).update(known)


def _get(held: dict[K, V], key: K) -> V:
    if key not in held:
        raise NotFound()
    return held[key]
