"""The lines of the timeline: put in, taken out, placed again when the zone of a case is said.

This is the fast path of every import, so it speaks to the cursor and makes no model objects.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Sum

from upstander.model.ids import MessageId
from upstander.model.message import Message
from upstander.store import models, search, times, unlook
from upstander.store.packing import Press, dictionary_from, plain_form
from upstander.store.words import cut, searchable

FACETS = ("day", "person", "channel")
_CHUNK = 500
_INSERT_LINE = (
    "INSERT INTO store_line (no, case_no, item_no, mid, mid_start, sort_us, wall_us, floating, day,"
    " person, channel) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_INSERT_BODY = "INSERT INTO store_body (line_no, pressed) VALUES (%s, %s)"
_ADD_TALLY = (
    "INSERT INTO store_tally (item_no, facet, value, count) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (item_no, facet, value) DO UPDATE SET count = store_tally.count + excluded.count"
)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What stands in the timeline for an item without messages."""

    placed: times.Placed
    person: str
    channel: str
    text: str


@dataclass(frozen=True, slots=True)
class Owner:
    """The item that lines belong to."""

    item_no: int
    case_no: int
    zone: str


def put_messages(using: str, owner: Owner, messages: Sequence[Message]) -> int:
    """Add the messages that the case does not have yet; gives how many."""
    with connections[using].cursor() as cursor:
        number = _next_number(using)
        fresh = list(_unknown(cursor, owner.case_no, messages))
        if not fresh:
            return 0
        press = _press(using, owner, fresh[0])
        labels = _labels(using, owner.case_no, fresh)
        rows = list(_rows(owner, fresh, labels, number))
        cursor.executemany(_INSERT_LINE, rows)
        bodies = ((no, press.press(plain_form(m))) for no, m in enumerate(fresh, number))
        cursor.executemany(_INSERT_BODY, list(bodies))
        words = ((no, cut(searchable(m))) for no, m in enumerate(fresh, number))
        search.add_words(cursor, words)
        _tally(cursor, owner.item_no, rows)
        _set_number(using, number + len(fresh))
    return len(fresh)


def put_own(using: str, owner: Owner, own: OwnLine) -> None:
    """Let the item stand for itself, in place of what it stood for so far."""
    _drop(using, owner, own=True)
    number = _next_number(using)
    labels = _label_numbers(
        using, owner.case_no, {("person", own.person), ("channel", own.channel)}
    )
    row = _row(
        owner,
        number,
        None,
        own.placed,
        labels[own.person, "person"],
        labels[own.channel, "channel"],
    )
    with connections[using].cursor() as cursor:
        cursor.execute(_INSERT_LINE, row)
        search.add_words(cursor, [(number, cut(own.text))])
        _tally(cursor, owner.item_no, [row])
    _set_number(using, number + 1)


def drop_messages(using: str, owner: Owner) -> None:
    """Take out the lines of the item's messages, their words and counts."""
    _drop(using, owner, own=False)


def drop_all(using: str, owner: Owner) -> None:
    """Take out everything of the item."""
    _drop(using, owner, own=True)
    _drop(using, owner, own=False)


def place_again(using: str, case_no: int, zone: str) -> None:
    """Place the lines anew whose order or day depends on the zone of the case."""
    floating = models.Line.objects.using(using).filter(case_no=case_no, floating__gt=0)
    moved = [
        (times.replaced(wall, zone), day, no)
        if kind == 1 and wall is not None
        else (sort_us, times.day_in(sort_us, zone), no)
        for no, kind, wall, sort_us, day in floating.values_list(
            "no", "floating", "wall_us", "sort_us", "day"
        )
    ]
    with connections[using].cursor() as cursor:
        sql = "UPDATE store_line SET sort_us = %s, day = %s WHERE no = %s"
        cursor.executemany(sql, moved)
        _count_days_again(cursor, case_no)


def people(using: str, items: Sequence[int], limit: int) -> tuple[str, ...]:
    """The names in the lines of these items, with the most lines first."""
    tallies = models.Tally.objects.using(using).filter(item_no__in=items, facet="person")
    counted = tallies.exclude(value=0).values_list("value").annotate(lines=Sum("count"))
    top = [value for value, _ in counted.order_by("-lines", "value")[:limit]]
    labels = models.Label.objects.using(using).in_bulk(top)
    return tuple(labels[value].value for value in top)


def mark_of(case_no: int, facet: str, value: str) -> str:
    """A short mark of a name, so that addresses and logs carry no names."""
    named = f"{case_no}/{facet}/{value}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(named).hexdigest()[:12]


def sender_of(message: Message) -> str:
    """The sender as shown."""
    party = message.sender
    return (party.as_written or party.handle) if party is not None else ""


def channel_of(message: Message) -> str:
    """The channel as shown: the service, and the thread where it has a name."""
    thread = message.conversation
    title = thread.title[-1] if thread is not None and thread.title else ""
    return f"{message.platform}: {title}" if title else message.platform


def mid_bytes(message_id: str) -> bytes:
    """The 32 bytes of a message id; ``ValueError`` for anything that is none."""
    raw = bytes.fromhex(message_id)
    if len(raw) != 32:
        raise ValueError("a message id is 64 hex digits")
    return raw


def mid_start(mid: bytes) -> int:
    """The first 8 bytes of an id as the number it is looked up by."""
    return int.from_bytes(mid[:8], "big", signed=True)


def message_id(mid: bytes) -> MessageId:
    """The id of a message from its bytes."""
    return MessageId(bytes(mid).hex())


def press_for(using: str, item_no: int) -> Press:
    """The press of an item's messages."""
    readings = models.Reading.objects.using(using)
    row = readings.filter(item_no=item_no).values_list("dictionary", flat=True).first()
    return Press(bytes(row or b""))


def _press(using: str, owner: Owner, first: Message) -> Press:
    """The item's press; with the first message its own line gives way to its messages."""
    reading, _ = models.Reading.objects.using(using).get_or_create(item_no=owner.item_no)
    if not reading.dictionary:
        _drop(using, owner, own=True)
        reading.dictionary = dictionary_from(plain_form(first))
        reading.save(using=using, update_fields=["dictionary"])
    return Press(bytes(reading.dictionary))


def _unknown(cursor: CursorWrapper, case_no: int, messages: Sequence[Message]) -> Iterator[Message]:
    by_mid = {mid_bytes(message.id): message for message in reversed(messages)}
    mids = list(by_mid)
    known: set[bytes] = set()
    for start in range(0, len(mids), _CHUNK):
        part = mids[start : start + _CHUNK]
        marks = ", ".join(["%s"] * len(part))
        sql = f"SELECT mid FROM store_line WHERE mid_start IN ({marks}) AND +case_no = %s"  # noqa: S608  marks
        cursor.execute(sql, [*map(mid_start, part), case_no])
        known.update(bytes(row[0]) for row in cursor.fetchall())
    return (by_mid[mid] for mid in reversed(mids) if mid not in known)


def _rows(
    owner: Owner, messages: Iterable[Message], labels: dict[tuple[str, str], int], number: int
) -> Iterator[tuple[Any, ...]]:
    for no, message in enumerate(messages, number):
        person = labels[sender_of(message), "person"]
        channel = labels[channel_of(message), "channel"]
        placed = times.place_message(message, owner.zone)
        yield _row(owner, no, mid_bytes(message.id), placed, person, channel)


def _row(
    owner: Owner, no: int, mid: bytes | None, placed: times.Placed, person: int, channel: int
) -> tuple[Any, ...]:
    when = (placed.sort_us, placed.wall_us, placed.floating, placed.day)
    start = mid_start(mid) if mid is not None else None
    return (no, owner.case_no, owner.item_no, mid, start, *when, person, channel)


def _labels(using: str, case_no: int, messages: Sequence[Message]) -> dict[tuple[str, str], int]:
    wanted = {("person", sender_of(message)) for message in messages}
    wanted |= {("channel", channel_of(message)) for message in messages}
    return _label_numbers(using, case_no, wanted)


def _label_numbers(
    using: str, case_no: int, wanted: set[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Numbers by (value, facet), making rows for new names; an empty name is 0."""
    numbers: dict[tuple[str, str], int] = {}
    for facet, value in sorted(wanted):
        numbers[value, facet] = 0
        if value:
            label, _ = models.Label.objects.using(using).get_or_create(
                case_no=case_no,
                facet=facet,
                mark=mark_of(case_no, facet, value),
                defaults={"value": value},
            )
            numbers[value, facet] = label.no
    return numbers


def _tally(cursor: CursorWrapper, item_no: int, rows: Iterable[tuple[Any, ...]]) -> None:
    _add_counts(cursor, item_no, _counted(row[-len(FACETS) :] for row in rows))


def _counted(values: Iterable[tuple[Any, ...]]) -> Counter[tuple[str, int]]:
    return Counter(pair for each in values for pair in zip(FACETS, each, strict=True))


def _add_counts(cursor: CursorWrapper, item_no: int, counts: Mapping[tuple[str, int], int]) -> None:
    added = [(item_no, facet, value, n) for (facet, value), n in sorted(counts.items())]
    cursor.executemany(_ADD_TALLY, added)


def _drop(using: str, owner: Owner, *, own: bool) -> None:
    lines = models.Line.objects.using(using).filter(item_no=owner.item_no)
    gone = list(lines.filter(mid__isnull=own).values_list("no", flat=True))
    if not gone:
        return
    with connections[using].cursor() as cursor:
        search.drop_words(cursor, gone)
        numbers = [(no,) for no in gone]
        cursor.executemany("DELETE FROM store_body WHERE line_no = %s", numbers)
        cursor.executemany("DELETE FROM store_line WHERE no = %s", numbers)
        unlook.forget_item(cursor, owner.case_no, owner.item_no)
    _count_again(using, owner)


def _count_again(using: str, owner: Owner) -> None:
    """Count the facets of an item from its lines."""
    models.Tally.objects.using(using).filter(item_no=owner.item_no).delete()
    rows = models.Line.objects.using(using).filter(item_no=owner.item_no)
    with connections[using].cursor() as cursor:
        _add_counts(cursor, owner.item_no, _counted(rows.values_list(*FACETS)))


def _count_days_again(cursor: CursorWrapper, case_no: int) -> None:
    cursor.execute(
        "DELETE FROM store_tally WHERE facet = 'day' AND item_no IN"
        " (SELECT no FROM store_item WHERE case_no = %s)",
        [case_no],
    )
    cursor.execute(
        "INSERT INTO store_tally (item_no, facet, value, count)"
        " SELECT item_no, 'day', day, count(*) FROM store_line WHERE case_no = %s"
        " GROUP BY item_no, day",
        [case_no],
    )


def _next_number(using: str) -> int:
    """The next line number; holds the counter so that writers take turns."""
    return models.State.objects.using(using).select_for_update().get(name="line").value


def _set_number(using: str, value: int) -> None:
    models.State.objects.using(using).filter(name="line").update(value=value)
