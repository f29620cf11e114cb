"""One page of the timeline: what matches, how many there are, what one can filter by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connections

from upstander.model.evidence import EvidenceItem
from upstander.model.ids import ItemId
from upstander.model.timeline import Facet, TimelinePage, TimelineQuery, TimelineRow
from upstander.store import lines, models, search, times
from upstander.store.codec import from_text
from upstander.store.packing import Press
from upstander.store.projection import present_note
from upstander.store.rows import message_row, own_row
from upstander.store.words import read_query

MAX_PER_PAGE = 500
MAX_FACETS = 200
"""At most so many people or channels are listed, the most frequent ones."""
_VISIBLE = "SELECT no FROM store_item WHERE case_no = %s AND state = 'kept'"


@dataclass
class _Where:
    """SQL conditions and their parameters; only fixed text becomes SQL."""

    conditions: list[str] = field(default_factory=list)
    params: list[object] = field(default_factory=list)

    def add(self, condition: str, *params: object) -> None:
        self.conditions.append(condition)
        self.params.extend(params)

    @property
    def sql(self) -> str:
        return " AND ".join(self.conditions)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The case that is looked at."""

    using: str
    case_no: int
    zone: str
    item_no: int | None


def timeline_page(using: str, case: models.Case, query: TimelineQuery) -> TimelinePage:
    """Find a page. What cannot match (an unknown person, words without letters) gives no rows."""
    scope = _Scope(using, case.no, case.zone, _item_no(using, query.item))
    per_page = min(max(query.per_page, 1), MAX_PER_PAGE)
    where = _where(scope, query)
    total, page, numbers = 0, 1, list[int]()
    if where is not None:
        total, page, numbers = _page(scope, query, where, per_page)
    pages = max(1, -(-total // per_page))
    return TimelinePage(_rows(scope, numbers), total, page, pages, *_facets(scope))


def _page(
    scope: _Scope, query: TimelineQuery, where: _Where, per_page: int
) -> tuple[int, int, list[int]]:
    """How many match, which page it is (the last one at most), and the numbers of its lines."""
    page = max(query.page, 1)
    numbers = _numbers(scope, where, per_page, (page - 1) * per_page)
    if page == 1 and len(numbers) < per_page:
        return len(numbers), 1, numbers  # counting would only find the same
    total = _total(scope, query, where)
    last = max(1, -(-total // per_page))
    if page > last:
        page, numbers = last, _numbers(scope, where, per_page, (last - 1) * per_page)
    return total, page, numbers


def _where(scope: _Scope, query: TimelineQuery) -> _Where | None:
    """Conditions for a query, or ``None`` where nothing can match."""
    where = _Where()
    where.add("case_no = %s", scope.case_no)
    where.add(f"item_no IN ({_VISIBLE})", scope.case_no)
    if query.item is not None:
        where.add("item_no = %s", scope.item_no or 0)
    for facet, value in _chosen(query):
        number = _facet_number(scope, facet, value)
        if number is None:
            return None
        where.add(f"{facet} = %s", number)
    if query.text.strip():
        terms = read_query(query.text)
        if not terms:
            return None
        where.add(*search.condition(scope.using, terms))
    return where


def _chosen(query: TimelineQuery) -> list[tuple[str, str]]:
    asked = (("day", query.day), ("person", query.person), ("channel", query.channel))
    return [(facet, value) for facet, value in asked if value]


def _facet_number(scope: _Scope, facet: str, value: str) -> int | None:
    """The number of a day, or of a person or channel by mark or by name."""
    if facet == "day":
        return times.day_number(value)
    marks = [value[:16], lines.mark_of(scope.case_no, facet, value)]
    labels = models.Label.objects.using(scope.using).filter(case_no=scope.case_no, facet=facet)
    return labels.filter(mark__in=marks).values_list("no", flat=True).first()


def _total(scope: _Scope, query: TimelineQuery, where: _Where) -> int:
    """Count what matches; from the kept counts where one filter or none is set."""
    chosen = _chosen(query)
    if query.text.strip() and not chosen and _all_is_in_sight(scope):
        return search.count(scope.using, read_query(query.text))
    if query.text.strip() or len(chosen) > 1:
        sql = f"SELECT count(*) FROM store_line WHERE {where.sql}"  # noqa: S608  fixed text
        return _number(scope, sql, where.params)
    facet, value = chosen[0] if chosen else ("day", "")
    counted = _tallies(scope)
    counted.add("facet = %s", facet)
    if value:
        counted.add("value = %s", _facet_number(scope, facet, value))
    sql = f"SELECT sum(count) FROM store_tally WHERE {counted.sql}"  # noqa: S608  fixed text
    return _number(scope, sql, counted.params)


def _all_is_in_sight(scope: _Scope) -> bool:
    """Whether the index holds no line outside of what is looked at; counting is quick then."""
    seen = _tallies(scope)
    counted = "SELECT coalesce(sum(count), 0) FROM store_tally WHERE facet = 'day'"
    sql = f"SELECT ({counted}) - ({counted} AND {seen.sql})"
    return _number(scope, sql, seen.params) == 0


def _number(scope: _Scope, sql: str, params: Sequence[object]) -> int:
    with connections[scope.using].cursor() as cursor:
        cursor.execute(sql, params)  # type: ignore[arg-type]  # numbers and texts
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


def _tallies(scope: _Scope) -> _Where:
    where = _Where()
    where.add(f"item_no IN ({_VISIBLE})", scope.case_no)
    if scope.item_no is not None:
        where.add("item_no = %s", scope.item_no)
    return where


def _numbers(scope: _Scope, where: _Where, limit: int, offset: int) -> list[int]:
    with connections[scope.using].cursor() as cursor:
        cursor.execute(
            f"SELECT no FROM store_line WHERE {where.sql}"  # noqa: S608  fixed text
            " ORDER BY sort_us, item_no, no LIMIT %s OFFSET %s",
            [*where.params, limit, offset],  # type: ignore[list-item]  # numbers and texts
        )
        return [row[0] for row in cursor.fetchall()]


def _rows(scope: _Scope, numbers: list[int]) -> tuple[TimelineRow, ...]:
    found = models.Line.objects.using(scope.using).in_bulk(numbers)
    bodies = models.Body.objects.using(scope.using).in_bulk(numbers)
    shown = _Shown(scope)
    return tuple(shown.row(found[no], bodies.get(no)) for no in numbers)


def rows_of(using: str, case: models.Case, numbers: Sequence[int]) -> tuple[TimelineRow, ...]:
    """Show some lines of a case, in the order given."""
    return _rows(_Scope(using, case.no, case.zone, None), list(numbers))


class _Shown:
    """Builds rows, fetching each item of the page once."""

    def __init__(self, scope: _Scope) -> None:
        self._scope = scope
        self._items: dict[int, EvidenceItem] = {}
        self._presses: dict[int, Press] = {}

    def row(self, line: models.Line, body: models.Body | None) -> TimelineRow:
        item = self._item(line.item_no)
        if line.mid is None or body is None:
            note = present_note(self._scope.using, line.item_no)
            return own_row(item, note, self._scope.zone)
        press = self._press(line.item_no)
        message = press.message(bytes(body.pressed), lines.message_id(bytes(line.mid)))
        return message_row(item, message, self._scope.zone)

    def _item(self, number: int) -> EvidenceItem:
        if number not in self._items:
            row = models.Item.objects.using(self._scope.using).get(no=number)
            self._items[number] = from_text(EvidenceItem, row.noun)
        return self._items[number]

    def _press(self, number: int) -> Press:
        if number not in self._presses:
            self._presses[number] = lines.press_for(self._scope.using, number)
        return self._presses[number]


def _facets(scope: _Scope) -> tuple[tuple[Facet, ...], tuple[Facet, ...], tuple[Facet, ...]]:
    """What there is in the case (or the item), whatever else is filtered."""
    where = _tallies(scope)
    with connections[scope.using].cursor() as cursor:
        cursor.execute(
            "SELECT facet, value, sum(count) FROM store_tally"  # noqa: S608  fixed text
            f" WHERE {where.sql} GROUP BY facet, value",
            where.params,  # type: ignore[arg-type]  # numbers and texts
        )
        counted = [(row[0], int(row[1]), int(row[2])) for row in cursor.fetchall()]
    days = sorted((value, count) for facet, value, count in counted if facet == "day")
    dated = [pair for pair in days if pair[0] != times.UNSURE_DAY]
    undated = [pair for pair in days if pair[0] == times.UNSURE_DAY]
    texts = [(times.day_text(value), count) for value, count in dated + undated]
    return (
        tuple(Facet(text, "Not sure" if text == "unsure" else text, n) for text, n in texts),
        _named(scope, "person", counted),
        _named(scope, "channel", counted),
    )


def _named(scope: _Scope, facet: str, counted: Sequence[tuple[str, int, int]]) -> tuple[Facet, ...]:
    counts = sorted((-n, value) for name, value, n in counted if name == facet and value)
    top = counts[:MAX_FACETS]
    labels = models.Label.objects.using(scope.using).in_bulk([value for _, value in top])
    named = [(labels[value].value, labels[value].mark, -n) for n, value in top]
    named.sort(key=lambda each: (-each[2], each[0]))
    return tuple(Facet(mark, label, count) for label, mark, count in named)


def _item_no(using: str, item: ItemId | None) -> int | None:
    if item is None:
        return None
    return models.Item.objects.using(using).filter(key=item).values_list("no", flat=True).first()
