"""START-HERE.pdf: seven answers on page 1, then exhibits, transcript, pictures, how to check."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from upstander.language.shown_time import in_utc, in_zone
from upstander.model.entry import Json
from upstander.paper.typeset import Picture as Sheet
from upstander.paper.typeset import lines_of, typeset
from upstander.preserve.pack.contents import MARK, Exhibit, PackRequest, Picture
from upstander.preserve.pack.facts import counted
from upstander.preserve.pack.identifiers import identifiers
from upstander.preserve.pack.layout import Placed
from upstander.preserve.pack.method import NOT_SHOWN, groups
from upstander.preserve.pack.page_one import page_one
from upstander.preserve.pack.transcript import Row, note_fields

MOST_ROWS = 2_000
_MOST_ACCOUNTS = 25


def start_here(request: PackRequest, placed: Sequence[Placed], rows: dict[str, list[Row]]) -> bytes:
    """Set START-HERE.pdf."""
    answers = page_one(request)
    timeline = in_time_order(rows)
    pictures = _pictures(placed)
    data: dict[str, Json] = {
        **running(request, f"Evidence pack {request.pack_id}", placed),
        "made": f"Made {in_zone(request.created, request.zone)} (UTC {in_utc(request.created)})"
        f" by {request.producer or 'a person who gave no name'}.",
        "questions": [{"q": each.question, "a": lines_of(each.shown)} for each in answers],
        "full": [
            {"q": each.question, "a": lines_of(each.whole)}
            for each in answers
            if each.shown != each.whole
        ],
        "exhibits": [exhibit_row(each) for each in placed],
        "grades": _grades(placed),
        "accounts": _accounts(request),
        "notes": [_note(each) for each in placed if note_fields(each.exhibit)],
        "rows": [as_row(row) for row in timeline[:MOST_ROWS]],
        "more": _more(len(timeline)),
        "pictures": [
            {"key": key, "alt": picture.alt or "Picture from the exhibit", "caption": caption}
            for key, (caption, picture) in pictures.items()
        ],
        "checks": list(NOT_SHOWN),
    }
    sheets = {key: sheet(picture) for key, (_, picture) in pictures.items()}
    return typeset("start", data, created=request.created, pictures=sheets)


def exhibit_pdf(
    request: PackRequest, placed: Placed, rows: Sequence[Row], part: tuple[int, int], rest: int = 0
) -> bytes:
    """The printed transcript of one exhibit (or one part of a long one): never the evidence.

    ``rest`` is how many lines after these are not printed; the last page says so.
    """
    number, exhibit = placed.number, placed.exhibit
    name = f"Exhibit {number}/P" + (f", part {part[0]} of {part[1]}" if part[1] > 1 else "")
    data: dict[str, Json] = {
        **running(request, name, (placed,)),
        "facts": _exhibit_facts(placed),
        "note": [{"q": q, "a": lines_of(a)} for q, a in note_fields(exhibit)],
        "rows": [as_row(row) for row in rows],
        "more": _unprinted(rest),
    }
    return typeset("exhibit", data, created=request.created)


def running(request: PackRequest, title: str, placed: Sequence[Placed]) -> dict[str, Json]:
    """What every page carries: pack id, mark, exhibit numbers, short hashes."""
    shown = [f"{each.number} {_short(each)}" for each in placed[:3]]
    more = [f"and {len(placed) - 3} more"] if len(placed) > 3 else []
    return {
        "title": title,
        "running": f"Pack {request.pack_id}",
        "mark": MARK,
        "foot": "   ".join([*shown, *more]),
    }


def exhibit_row(placed: Placed) -> dict[str, Json]:
    """One line of the exhibit list."""
    item = placed.exhibit.item
    read = len(placed.exhibit.messages)
    counted = f"{read:,} messages, {placed.exhibit.omitted:,} left out" if read else ""
    return {
        "number": placed.number,
        "name": lines_of(item.name or item.kind.value),
        "about": " ".join(p for p in (item.origin.platform, item.origin.account, counted) if p),
        "grade": item.grade.value,
        "hash": _short(placed),
        "file": placed.path,
    }


def as_row(row: Row) -> Json:
    """One transcript row for a template."""
    if row.gap:
        return {"gap": row.gap, "number": row.number}
    why = f", {row.when.why}" if row.when.why else ""
    return {
        "gap": "",
        "number": row.number,
        "local": row.when.local,
        "utc": f"UTC {row.when.utc}" if row.when.utc else "UTC not known",
        "sure": f"time {row.when.certainty.value}{why}",
        "who": lines_of(row.who + (f" ({row.who_id})" if row.who_id else "")),
        "text": lines_of(row.text) if row.text else [],
        "remarks": [line for remark in row.remarks for line in lines_of(remark)],
    }


def in_time_order(rows: dict[str, list[Row]]) -> list[Row]:
    """All rows of all exhibits by time; an undated one stays beside its neighbours."""
    return sorted((row for each in rows.values() for row in each), key=lambda row: row.key)


def sheet(picture: Picture) -> Sheet:
    """A picture with its size in pixels, read from its head only."""
    with Image.open(io.BytesIO(picture.jpeg)) as image:
        return Sheet(picture.jpeg, image.width, image.height)


def _grades(placed: Sequence[Placed]) -> list[Json]:
    grades = {each.exhibit.item.grade for each in placed}
    return [f"{grade.value}: {grade.meaning}" for grade in sorted(grades)]


def _accounts(request: PackRequest) -> list[Json]:
    """The names, numbers and addresses seen most, for whoever looks for an account."""
    return [
        {
            "value": lines_of(each.value),
            "kind": each.kind.replace("_", " "),
            "seen": f"{', '.join(sorted(each.seen_as))}, {counted(each.times, 'time')}",
            "exhibits": " ".join(sorted(each.exhibits)[:4]),
        }
        for each in identifiers(request)[:_MOST_ACCOUNTS]
    ]


def _note(placed: Placed) -> Json:
    fields = note_fields(placed.exhibit)
    return {"number": placed.number, "fields": [{"q": q, "a": lines_of(a)} for q, a in fields]}


def _more(count: int) -> str:
    return _unprinted(count - MOST_ROWS)


def _unprinted(rest: int) -> str:
    return f"{rest:,} more lines stand in data/derived, each with its number." if rest > 0 else ""


def _pictures(placed: Sequence[Placed]) -> dict[str, tuple[str, Picture]]:
    found: dict[str, tuple[str, Picture]] = {}
    for each in placed:
        for count, picture in enumerate(each.exhibit.pictures, 1):
            name = picture.member or each.exhibit.item.name
            caption = f"{each.number}, picture {count}: {name} (sha256 {picture.digest[:12]})"
            found[f"p{len(found)}"] = (caption, picture)
    return found


def _exhibit_facts(placed: Placed) -> list[Json]:
    item: Exhibit = placed.exhibit
    facts = [
        ("Name as received", item.item.name or item.item.kind.value),
        ("File", placed.path),
        ("SHA-256", groups(placed.sha256)),
        ("Grade", f"{item.item.grade.value}: {item.item.grade.meaning}"),
        ("Messages", f"{len(item.messages):,} here, {item.omitted:,} left out"),
    ]
    return [{"q": q, "a": lines_of(a)} for q, a in facts]


def _short(placed: Placed) -> str:
    return f"sha256 {placed.sha256[:12]}"
