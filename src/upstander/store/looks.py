"""Looking for signs, as the index keeps it: what was looked at, what was found, what waits.

The lines of an item are looked at in the order of their numbers, so one number an item says how
far that is. A new reading gives new numbers and is looked at again by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from upstander.application.looks import Heard, LookedAt
from upstander.model.finding import Sign
from upstander.model.ids import ItemId
from upstander.store import models
from upstander.store.codec import to_text
from upstander.store.fields import escape
from upstander.store.hearing import Hearing
from upstander.store.unlook import forget_case

_PAGE = 2000
_CHUNK = 500
VISIBLE = "SELECT no FROM store_item WHERE case_no = %s AND state = 'kept'"
_UNLOOKED = (
    "SELECT l.no, l.item_no, l.mid, b.pressed FROM store_line l"
    " LEFT JOIN store_body b ON b.line_no = l.no"
    " LEFT JOIN store_lookeditem k ON k.item_no = l.item_no"
    " WHERE +l.case_no = %s AND l.no > %s AND l.no > coalesce(k.upto, 0){only}"
    " ORDER BY l.no LIMIT {page}"
)
_WAITING = (
    "SELECT l.no, l.item_no, l.mid, b.pressed FROM store_finding f"  # noqa: S608  fixed text
    " JOIN store_line l ON l.no = f.line_no LEFT JOIN store_body b ON b.line_no = l.no"
    f" WHERE f.case_no = %s AND f.rank IS NOT NULL AND f.item_no IN ({VISIBLE})"
    " ORDER BY f.rank DESC, f.line_no LIMIT %s"
)
_INSERT = (
    "INSERT INTO store_finding (line_no, case_no, item_no, rank, flag, severity, individual, own,"
    " signs, not_read, noun) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_SEEN = (
    "INSERT INTO store_lookeditem (item_no, case_no, upto, count) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (item_no) DO UPDATE SET upto = excluded.upto,"
    " count = store_lookeditem.count + excluded.count"
)


def begin(using: str, case_no: int, version: str, without_model: str) -> None:
    """Let an engine look at a case; drop what another one found."""
    with transaction.atomic(using=using):
        look = models.Look.objects.using(using).filter(case_no=case_no).first()
        if look is None or look.version != version:
            forget_case(using, case_no)
            models.Look.objects.using(using).create(
                case_no=case_no, version=version, without_model=without_model
            )


def unlooked(using: str, case_no: int, items: Sequence[ItemId] | None) -> Iterator[Heard]:
    """What was not looked at, page by page."""
    numbers = _numbers(using, case_no, items)
    only = "" if numbers is None else f" AND l.item_no IN ({', '.join(map(str, numbers)) or '0'})"
    sql = _UNLOOKED.format(only=only, page=_PAGE)
    hearing = Hearing(using, case_no)
    after = 0
    while rows := _fetch(using, sql, [case_no, after]):
        yield from hearing.hear(rows)
        after = rows[-1][0]


def waiting(using: str, case_no: int, limit: int) -> tuple[Heard, ...]:
    """What waits for the classifier."""
    rows = _fetch(using, _WAITING, [case_no, case_no, limit])
    return tuple(Hearing(using, case_no).hear(rows))


def put(using: str, case_no: int, version: str, looked: Sequence[LookedAt]) -> bool:
    """Keep what looking gave; see the port."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        looks = models.Look.objects.using(using).select_for_update()
        if not looks.filter(case_no=case_no, version=version).exists():
            return False
        owners = _owners(cursor, case_no, [each.line for each in looked])
        here = [each for each in looked if each.line in owners]
        gone = [(each.line,) for each in here]
        cursor.executemany("DELETE FROM store_finding WHERE line_no = %s", gone)
        rows = (_row(each, case_no, owners[each.line]) for each in here)
        cursor.executemany(_INSERT, [row for row in rows if row is not None])
        cursor.executemany(_SEEN, _seen(cursor, case_no, owners))
    return True


def _row(looked: LookedAt, case_no: int, item_no: int) -> tuple[Any, ...] | None:
    found = looked.finding
    kept = looked.holds
    if not kept and looked.rank is None:
        return None
    numbers = (int(found.flag), found.severity, int(found.target_individual), int(looked.own))
    texts = (_marks(found.signs), found.not_read, to_text(found) if kept else "")
    return (looked.line, case_no, item_no, looked.rank, *numbers, *map(escape, texts))


def _marks(signs: Sequence[Sign]) -> str:
    """Rule, span, level and labels of each sign."""
    if not signs:
        return ""
    marks = [(each.rule, each.start, each.end, each.level, each.labels) for each in signs]
    return json.dumps(marks, separators=(",", ":"))


def _owners(cursor: CursorWrapper, case_no: int, numbers: Sequence[int]) -> dict[int, int]:
    """The item of each line that is still there."""
    owners: dict[int, int] = {}
    for start in range(0, len(numbers), _CHUNK):
        part = numbers[start : start + _CHUNK]
        marks = ", ".join(["%s"] * len(part))
        sql = f"SELECT no, item_no FROM store_line WHERE no IN ({marks}) AND +case_no = %s"  # noqa: S608  marks
        cursor.execute(sql, [*part, case_no])
        owners.update(cursor.fetchall())
    return owners


def _seen(
    cursor: CursorWrapper, case_no: int, owners: dict[int, int]
) -> list[tuple[int, int, int, int]]:
    """How far each item is looked at now, and how many lines of it for the first time."""
    upto: dict[int, int] = {}
    for part in _parts(sorted(set(owners.values()))):
        marks = ", ".join(["%s"] * len(part))
        sql = f"SELECT item_no, upto FROM store_lookeditem WHERE item_no IN ({marks})"  # noqa: S608  marks
        cursor.execute(sql, part)
        upto.update(cursor.fetchall())
    fresh: dict[int, list[int]] = {}
    for line, item_no in owners.items():
        if line > upto.get(item_no, 0):
            fresh.setdefault(item_no, []).append(line)
    return [(no, case_no, max(numbers), len(numbers)) for no, numbers in sorted(fresh.items())]


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK))


def _numbers(using: str, case_no: int, items: Sequence[ItemId] | None) -> list[int] | None:
    if items is None:
        return None
    rows = models.Item.objects.using(using).filter(case_no=case_no, key__in=list(items))
    return list(rows.values_list("no", flat=True))


def _fetch(using: str, sql: str, params: Sequence[object]) -> list[Any]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, list(params))  # type: ignore[arg-type]  # numbers and texts
        return list(cursor.fetchall())
