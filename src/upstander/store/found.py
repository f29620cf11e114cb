"""What looking for signs gave, for screens: only of what is in sight."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections

from upstander.application.looks import Glance, LookState, Mark, Overview
from upstander.model.finding import Finding, Level, NotRead, Said, SignAnswer
from upstander.model.ids import ItemId
from upstander.model.reading import ReadReport
from upstander.model.timeline import TimelineRow
from upstander.store import lines, models
from upstander.store.codec import from_text, to_text
from upstander.store.fields import unescape
from upstander.store.hearing import Hearing
from upstander.store.looks import VISIBLE
from upstander.store.timeline import rows_of

_PAGE = 2000
_HELD = f"f.case_no = %s AND f.noun <> '' AND f.item_no IN ({VISIBLE})"
_GLANCES = (
    "SELECT l.mid, l.item_no, l.person, l.sort_us, f.flag, f.severity, f.individual, f.own,"  # noqa: S608  fixed text
    " f.signs, f.not_read FROM store_finding f JOIN store_line l ON l.no = f.line_no"
    f" WHERE {_HELD} ORDER BY f.line_no"
)
_NOUNS = f"SELECT f.noun FROM store_finding f WHERE {_HELD}"  # noqa: S608  fixed text
_SAID = (
    "SELECT l.no, l.item_no, l.mid, b.pressed, l.sort_us FROM store_line l"  # noqa: S608  fixed text
    " LEFT JOIN store_body b ON b.line_no = l.no"
    f" WHERE l.case_no = %s AND l.item_no IN ({VISIBLE})"
    " AND (l.sort_us, l.item_no, l.no) > (%s, %s, %s)"
    f" ORDER BY l.sort_us, l.item_no, l.no LIMIT {_PAGE}"
)
_ALONE = (
    "SELECT i.no FROM store_item i WHERE i.case_no = %s AND i.state = 'kept' AND i.sha256 <> ''"
    " AND NOT EXISTS (SELECT 1 FROM store_noteversion n WHERE n.item_no = i.no)"
    " AND NOT EXISTS (SELECT 1 FROM store_reading r"
    " WHERE r.item_no = i.no AND length(r.dictionary) > 0)"
)
"""Originals without messages: a note has versions, a described thing has no digest."""
_LINES = (
    "SELECT coalesce(sum(count), 0) FROM store_tally"  # noqa: S608  fixed text
    f" WHERE facet = 'day' AND item_no IN ({VISIBLE})"
)
_COUNTS = (
    "SELECT (SELECT coalesce(sum(count), 0) FROM store_lookeditem"  # noqa: S608  fixed text
    f" WHERE case_no = %s AND item_no IN ({VISIBLE})),"
    " (SELECT count(*) FROM store_finding"
    f" WHERE case_no = %s AND rank IS NOT NULL AND item_no IN ({VISIBLE}))"
)
_AROUND = (
    "SELECT no FROM store_line WHERE case_no = %s AND item_no = %s AND channel = %s"
    " AND (sort_us, item_no, no) {to} (%s, %s, %s)"
    " ORDER BY sort_us {way}, item_no {way}, no {way} LIMIT %s"
)
_FILES = "These files are kept, but no words in them were read."
_PARTLY = "Part of this file could not be read."


def said(using: str, case_no: int) -> Iterator[Said]:
    """Everything in sight in time order, page by page."""
    hearing = Hearing(using, case_no)
    after: tuple[int, int, int] = (-(2**62), 0, 0)
    while rows := _fetch(using, _SAID, [case_no, case_no, *after]):
        yield from (heard.said for heard in hearing.hear([row[:4] for row in rows]))
        after = (rows[-1][4], rows[-1][1], rows[-1][0])


def findings(using: str, case_no: int, about: Sequence[str] | None) -> dict[str, Finding]:
    """Findings by what they are about."""
    if about is None:
        rows = _fetch(using, _NOUNS, [case_no, case_no])
    else:
        numbers = [line.no for each in about if (line := line_of(using, case_no, each))]
        kept = models.Finding.objects.using(using).filter(line_no__in=numbers).exclude(noun="")
        rows = list(kept.values_list("noun"))
    found = (from_text(Finding, unescape(row[0])) for row in rows)
    return {each.about: each for each in found}


def glances(using: str, case_no: int) -> tuple[Glance, ...]:
    """Findings at a glance."""
    keys = dict(models.Item.objects.using(using).filter(case_no=case_no).values_list("no", "key"))
    labels = models.Label.objects.using(using).filter(case_no=case_no, facet="person")
    names = dict(labels.values_list("no", "value"))
    rows = _fetch(using, _GLANCES, [case_no, case_no])
    return tuple(_glance(row, ItemId(keys[row[1]]), names.get(row[2], "")) for row in rows)


def state(using: str, case: models.Case) -> LookState:
    """How far the case was looked at."""
    look = models.Look.objects.using(using).filter(case_no=case.no).first()
    alone = [row[0] for row in _fetch(using, _ALONE, [case.no])]
    total = int(_fetch(using, _LINES, [case.no])[0][0]) - len(alone)
    looked, waiting = _fetch(using, _COUNTS, [case.no] * 4)[0]
    return LookState(
        version=look.version if look is not None else "",
        without_model=look.without_model if look is not None else "",
        total=total,
        looked=int(looked),
        waiting=int(waiting),
        key=_key(using, case, look.version if look is not None else ""),
        not_read=tuple(_not_read(using, case.no, len(alone))),
    )


def around(using: str, case: models.Case, about: str, reach: int) -> tuple[TimelineRow, ...]:
    """A line and its neighbours in the same conversation of the same original."""
    line = line_of(using, case.no, about)
    if line is None:
        return ()
    place = [case.no, line.item_no, line.channel, line.sort_us, line.item_no, line.no, reach]
    before = [row[0] for row in _fetch(using, _AROUND.format(to="<", way="DESC"), place)]
    after = [row[0] for row in _fetch(using, _AROUND.format(to=">", way="ASC"), place)]
    return rows_of(using, case, [*reversed(before), line.no, *after])


def line_of(using: str, case_no: int, about: str) -> models.Line | None:
    """The line of a message or of an item that stands for itself, where it is in sight."""
    rows = models.Line.objects.using(using).filter(case_no=case_no)
    visible = models.Item.objects.using(using).filter(case_no=case_no, state="kept")
    try:
        mid = lines.mid_bytes(about)
    except ValueError:
        item = visible.filter(key=about).first()
        return rows.filter(item_no=item.no, mid__isnull=True).first() if item else None
    starting = rows.filter(mid_start=lines.mid_start(mid)).order_by("no")
    found = next((line for line in starting if bytes(line.mid or b"") == mid), None)
    return found if found is not None and visible.filter(no=found.item_no).exists() else None


def overview(using: str, case_no: int) -> Overview | None:
    """What all lines together showed."""
    rows = models.Look.objects.using(using).filter(case_no=case_no)
    text = rows.values_list("overview", flat=True).first()
    return from_text(Overview, text) if text else None


def put_overview(using: str, case_no: int, made: Overview) -> None:
    """Keep what all lines together show."""
    looks = models.Look.objects.using(using).filter(case_no=case_no)
    looks.update(overview=to_text(made))


def sign_answers(using: str, case_no: int) -> tuple[SignAnswer, ...]:
    """The answers that count."""
    rows = models.SignAnswer.objects.using(using).filter(case_no=case_no)
    nouns = rows.values_list("noun", flat=True)
    answers = (from_text(SignAnswer, noun) for noun in nouns)
    return tuple(sorted(answers, key=lambda each: (each.about, each.rule, each.start, each.end)))


def _glance(row: Any, item: ItemId, sender: str) -> Glance:
    mid, _, _, sort_us, flag, severity, individual, own, signs, not_read = row
    return Glance(
        about=lines.message_id(mid) if mid is not None else item,
        item=item,
        sender=sender,
        sort_us=sort_us,
        flag=bool(flag),
        severity=severity,
        target_individual=bool(individual),
        own=bool(own),
        marks=tuple(map(_mark, json.loads(signs))) if signs else (),
        not_read=unescape(not_read),
    )


def _mark(kept: list[Any]) -> Mark:
    rule, start, end, level, labels = kept
    return Mark(rule, start, end, Level(level) if level else None, tuple(labels))


def _key(using: str, case: models.Case, version: str) -> str:
    """Changes with the lines in sight, how far they were looked at, and by whom."""
    items = models.Item.objects.using(using).filter(case_no=case.no).order_by("no")
    looked = models.LookedItem.objects.using(using).filter(case_no=case.no).order_by("item_no")
    last = _fetch(using, "SELECT max(no) FROM store_line WHERE case_no = %s", [case.no])
    parts = (
        version,
        case.zone,
        list(items.values_list("no", "state")),
        list(looked.values_list("item_no", "upto", "count")),
        [tuple(row) for row in last],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _not_read(using: str, case_no: int, alone: int) -> Iterator[NotRead]:
    if alone:
        yield NotRead("", _FILES, alone)
    visible = models.Item.objects.using(using).filter(case_no=case_no, state="kept")
    readings = models.Reading.objects.using(using).filter(report__contains=',"partly",')
    for reading in readings.filter(item_no__in=visible.values("no")).order_by("item_no"):
        if from_text(ReadReport, reading.report).status == "partly":
            yield NotRead(visible.get(no=reading.item_no).key, _PARTLY)


def _fetch(using: str, sql: str, params: Sequence[object]) -> list[Any]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, list(params))  # type: ignore[arg-type]  # numbers and texts
        return list(cursor.fetchall())
