"""Rows into messages: a call, a payment or a message for each, with every doubt beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b, sha256

from upstander.directory.table_columns import table_columns
from upstander.intake.sources._table_calls import direction_of, other_party, read_duration
from upstander.intake.sources._table_clock import NEVER, TWICE, Clock
from upstander.intake.sources._table_pay import Till
from upstander.intake.sources._table_texts import TEXTS, is_phone
from upstander.intake.table_columns import Columns
from upstander.language.marks import plain
from upstander.model.ids import MessageId
from upstander.model.message import (
    Call,
    Content,
    Conversation,
    Message,
    MessageKind,
    MessageState,
    MessageTime,
    Party,
    Payment,
    Provenance,
)
from upstander.model.quick import quick
from upstander.model.reading import ReadSettings

_message, _provenance = quick(Message), quick(Provenance)
_COMPARED = 300_000
"""Rows that are remembered to find repeats."""
_NAMES_KEPT = 20_000
_REPEATS_KEPT = 10_000
_KIND = {
    "calls": MessageKind.CALL,
    "payments": MessageKind.PAYMENT,
    "messages": MessageKind.MESSAGE,
}
_SERVICE = {"calls": "phone", "payments": "bank", "messages": "table"}
_BESIDE = frozenset(("contact", "balance"))
"""Meanings that no part of a message holds: their cells are kept beside it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What all rows of one table have in common."""

    slug: str
    version: str
    variant: str
    sha256: str
    columns: Columns
    names: tuple[str, ...]
    unit: str  # of numbers alone in the column of lengths
    settings: ReadSettings
    texts: bool = False  # whether it may hold text messages of a phone


@dataclass(frozen=True, slots=True)
class Cut:
    """One row as it was cut from the file: cells, the text as written, and where it stands."""

    number: int  # as spreadsheets number rows, from 1
    cells: Sequence[str]
    text: str
    start: int
    end: int
    raw: bytes
    charset: str
    repairs: tuple[str, ...] = ()


@dataclass(slots=True)
class Seen:
    """Counts that later become questions and warnings."""

    messages: int = 0
    unread_times: int = 0
    doubtful_hours: int = 0
    unzoned: int = 0
    unread_lengths: int = 0
    unknown_ways: int = 0
    repaired: int = 0
    wide_rows: int = 0
    repeats: list[tuple[int, int]] = field(default_factory=list)  # row, and the row it repeats
    not_compared: int = 0
    spoken: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Made:
    """The parts of one message that depend on the kind of table."""

    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    direction: str = "unknown"
    basis: str = ""
    call: Call | None = None
    payment: Payment | None = None
    thread: str = ""
    unread: frozenset[str] = frozenset()  # meanings whose cell was not understood


class Writer:
    """Makes the messages of one table, in order."""

    def __init__(self, origin: Origin, clock: Clock, till: Till) -> None:
        """Take what is common, the clock and what reads the amounts."""
        self.seen = Seen()
        self.till = till
        self._origin = origin
        self._clock = clock
        self._meanings = table_columns()
        self._places = dict(origin.columns.places)
        self._recorded = origin.settings.recorded()
        self._texts = origin.variant.replace(origin.columns.kind, TEXTS, 1)
        self._prefix = f"{origin.slug}\n{origin.sha256}\n"
        self._others: dict[tuple[str, str], Party | None] = {}
        self._rows: dict[bytes, tuple[int, int, int]] = {}

    def message(self, cut: Cut) -> Message:
        """Make the message of one row."""
        origin = self._origin
        row = self._by_meaning(cut)
        when, doubt = self._clock.read(row.get("when", ""), row.get("time", ""))
        same, first = self._repeat(cut)
        made = self._parts(row, cut, first, when)
        self._count(when, doubt, made, cut)
        if "when" not in self._places:
            doubt = ""
        warnings = [each for each in (doubt, f"same as row {first}" if first else "") if each]
        provenance = _provenance(
            origin.sha256, sha256(cut.raw).hexdigest(), origin.slug, origin.version, cut.start,
            cut.end, f"row {cut.number}", (), self._recorded, tuple(warnings),
        )  # fmt: skip
        times, state = self._times(when, row)
        message = _message(
            id=self._id(cut.start, cut.end),
            kind=_KIND[origin.columns.kind],
            platform=plain(row.get("service", "")) or _SERVICE[origin.columns.kind],
            variant=self._variant(row, made),
            seq=self.seen.messages,
            provenance=provenance,
            sender=made.sender,
            conversation=self._conversation(row, made),
            recipients=made.recipients,
            times=times,
            content=self._content(row, cut),
            subject=row.get("subject") or None,
            direction=made.direction,
            direction_basis=made.basis,
            native_id=row.get("id") or None,
            native_thread_id=row.get("thread") or None,
            native_parent_id=row.get("parent") or None,
            state=state,
            call=made.call,
            payment=made.payment,
            extra=self._extra(cut, made.unread),
            same_as=(same,) if same else (),
        )
        self.seen.messages += 1
        return message

    def _variant(self, row: Mapping[str, str], made: _Made) -> str:
        """The sort of row: texts of a phone are told apart, where the table speaks for them."""
        origin = self._origin
        thread = row.get("thread", "").strip()
        if not origin.texts or (thread and not thread.isdigit()):
            return origin.variant
        other = next(iter(made.recipients), None) if made.direction == "out" else made.sender
        return self._texts if is_phone(other, origin.columns) else origin.variant

    def _id(self, start: int, end: int) -> MessageId:
        return MessageId(sha256(f"{self._prefix}{start}-{end}".encode()).hexdigest())

    def _by_meaning(self, cut: Cut) -> dict[str, str]:
        return {
            meaning: cut.cells[place]
            for meaning, place in self._places.items()
            if place < len(cut.cells) and cut.cells[place].strip()
        }

    def _repeat(self, cut: Cut) -> tuple[str, int]:
        """The message and row that this row repeats cell for cell, if any."""
        key = blake2b("\x1f".join(map(str.strip, cut.cells)).encode(), digest_size=12).digest()
        known = self._rows.get(key)
        if known is not None:
            if len(self.seen.repeats) < _REPEATS_KEPT:
                self.seen.repeats.append((cut.number, known[0]))
            return self._id(known[1], known[2]), known[0]
        if len(self._rows) < _COMPARED:
            self._rows[key] = (cut.number, cut.start, cut.end)
        else:
            self.seen.not_compared += 1
        return "", 0

    def _parts(self, row: Mapping[str, str], cut: Cut, first: int, when: MessageTime) -> _Made:
        kind = self._origin.columns.kind
        if kind == "calls":
            return self._call(row)
        if kind == "payments":
            moment = when.local or when.utc
            day = moment.date().isoformat() if moment is not None else when.raw.casefold()
            return self._paid(self.till.payment(row, cut.number, day, first))
        return self._words(row)

    def _call(self, row: Mapping[str, str]) -> _Made:
        way, result = direction_of(row, self._meanings)
        other = self._other(row)
        length = row.get("duration", "")
        seconds = read_duration(length, self._meanings["duration"], self._origin.unit)
        self.seen.unread_lengths += bool(length) and seconds is None
        self.seen.unknown_ways += way not in ("in", "out")
        made = self._between(way, other)
        made.call = Call("voice", result, seconds)
        unread = {"direction", "originated", "result"} if way == "unknown" else set[str]()
        made.unread = frozenset(unread | ({"duration"} if seconds is None else set()))
        return made

    def _other(self, row: Mapping[str, str]) -> Party | None:
        key = (row.get("number", ""), row.get("contact", ""))
        if key not in self._others:
            if len(self._others) >= _NAMES_KEPT:
                self._others.clear()
            self._others[key] = other_party(*key, self._meanings["number"])
        return self._others[key]

    def _between(self, way: str, other: Party | None) -> _Made:
        """Sender and recipient of what passed between the person and one other side."""
        thread = (other.handle or other.as_written) if other is not None else ""
        if way == "out":
            to = (_to(other),) if other is not None else ()
            return _Made(self._self(), to, "out", "in_source", thread=thread)
        basis = "in_source" if way == "in" else ""
        return _Made(other, (), way, basis, thread=thread)

    def _self(self) -> Party:
        name = self._origin.settings.self_name
        return Party(name, plain(name), "display_name" if name else "none", is_self=True)

    def _paid(self, payment: Payment) -> _Made:
        payee = Party(payment.payee, plain(payment.payee)) if payment.payee else None
        if payment.came_in:
            return _Made(payee, (), "in", "in_source", payment=payment)
        to = (_to(payee),) if payee is not None else ()
        return _Made(self._self(), to, "out", "in_source", payment=payment)

    def _words(self, row: Mapping[str, str]) -> _Made:
        way = self._meanings["direction"].value_of(row.get("direction", ""))
        way = way or self._meanings["originated"].value_of(row.get("originated", ""))
        if "sender" not in row and ("number" in row or "contact" in row):
            return self._between(way if way in ("in", "out") else "unknown", self._other(row))
        sender = self._named(row.get("sender", ""))
        to = tuple(_to(each) for each in (self._named(row.get("recipient", "")),) if each)
        if sender is not None and sender.is_self is not None:
            return _Made(sender, to, "out" if sender.is_self else "in", "user_said")
        way = way if way in ("in", "out") else "unknown"
        return _Made(sender, to, way, "in_source" if way != "unknown" else "")

    def _named(self, written: str) -> Party | None:
        if not plain(written):
            return None
        party = other_party(written, "", self._meanings["number"])
        said = self._origin.settings.self_name
        if party is None or not said:
            return party
        own = plain(party.as_written) == plain(said)
        return Party(party.as_written, party.handle, party.handle_kind, party.normalised, own)

    def _times(
        self, when: MessageTime, row: Mapping[str, str]
    ) -> tuple[tuple[MessageTime, ...], MessageState]:
        written = row.get("edited", "")
        if not written.strip() or written.strip() == row.get("when", "").strip():
            return (when,), MessageState.CURRENT
        changed, _ = self._clock.read(written, role="edited")
        return (when, changed), MessageState.EDITED

    def _conversation(self, row: Mapping[str, str], made: _Made) -> Conversation:
        base = f"table:{self._origin.sha256[:16]}"
        thread = plain(row.get("thread", ""))
        if thread:
            return Conversation(f"{base}:{thread[:200]}", (thread[:200],))
        if made.thread:
            return Conversation(f"{base}:{made.thread[:200]}", (), "direct")
        return Conversation(base)

    def _content(self, row: Mapping[str, str], cut: Cut) -> tuple[Content, ...]:
        """The words of a row; where no column holds words, a list of messages gives all of it."""
        words = row.get("text")
        if words is None and self._origin.columns.kind == "messages" and "text" not in self._places:
            words = cut.text
        if not words:
            return ()
        if "\r" in words:
            words = words.replace("\r\n", "\n").replace("\r", "\n")
        return (Content(words, charset_used=cut.charset, repairs=cut.repairs),)

    def _extra(self, cut: Cut, unread: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """Cells that no part of the message holds, under the names of their columns."""
        kept = _BESIDE | unread
        told = {place for meaning, place in self._places.items() if meaning not in kept}
        names, width = self._origin.names, len(self._origin.names)
        pairs = [
            (names[at] if at < width else f"cell {at + 1}", cell)
            for at, cell in enumerate(cut.cells)
            if at not in told and cell.strip()
        ]
        return tuple(pairs)

    def _count(self, when: MessageTime, doubt: str, made: _Made, cut: Cut) -> None:
        seen = self.seen
        seen.repaired += bool(cut.repairs)
        seen.wide_rows += len(cut.cells) > len(self._origin.names)
        if doubt in (TWICE, NEVER):
            seen.doubtful_hours += 1
        elif doubt and "when" in self._places:
            seen.unread_times += 1
        seen.unzoned += when.local is not None and when.utc is None and when.precision != "day"
        sender = made.sender
        if self._origin.columns.kind == "messages" and sender is not None and sender.handle:
            seen.unknown_ways += made.direction == "unknown"
            count = seen.spoken.get(sender.handle)
            if count is not None or len(seen.spoken) < _NAMES_KEPT:
                seen.spoken[sender.handle] = (count or 0) + 1


def _to(party: Party) -> Party:
    return Party(party.as_written, party.handle, party.handle_kind, party.normalised,
                 party.is_self, role="to")  # fmt: skip
