"""What was not read, by name: never shown as harmless."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from upstander.model.errors import NotFound
from upstander.model.finding import NotRead
from upstander.model.ids import CaseId, ItemId
from upstander.store import queries
from upstander.web.access import Desk
from upstander.web.pages.signs.wording import count

_NAMED = 12


@dataclass(frozen=True, slots=True)
class Unread:
    """One reason with what it holds for; ``names`` are (address, name)."""

    why: str
    what: str
    names: tuple[tuple[str, str], ...] = ()
    left: int = 0


def unread_rows(desk: Desk, case: CaseId, not_read: Iterable[NotRead]) -> tuple[Unread, ...]:
    """Each reason with the messages or files it holds for, as far as they can be named."""
    return tuple(_row(desk, case, each) for each in not_read)


def _row(desk: Desk, case: CaseId, each: NotRead) -> Unread:
    if not each.about:
        names = _files(desk, case)
        left = max(0, len(names) - _NAMED)
        return Unread(each.why, count(each.count, "file"), names[:_NAMED], left)
    name = _name(desk, case, each.about)
    is_file = name is not None and not name[0].count("?m=")
    what = count(each.count, "file" if is_file else "message")
    return Unread(each.why, what, (name,) if name is not None else (), each.count - 1)


def _files(desk: Desk, case: CaseId) -> tuple[tuple[str, str], ...]:
    """Kept files in which no words were read: pictures, films, files nothing can open."""
    return tuple(
        (f"/i/{item.id}", item.name)
        for item, report in queries.reports(desk.actor, case)
        if report is None or not any(number for _, number in report.counts)
    )


def _name(desk: Desk, case: CaseId, about: str) -> tuple[str, str] | None:
    """A message by its sender and time, or a file by its name."""
    rows = desk.services.index.around(case, about, 0)
    if rows and rows[0].message is not None:
        row = rows[0]
        when = f"{row.when.local:%d %b %Y, %H:%M}" if row.when.local else "time not known"
        who = row.sender or "sender not known"
        return f"/i/{row.item}?m={row.message}", f"{who}, {when}"
    try:
        item = queries.item(desk.actor, ItemId(about))
    except NotFound:
        return None
    return f"/i/{item.id}", item.name or "A note"
