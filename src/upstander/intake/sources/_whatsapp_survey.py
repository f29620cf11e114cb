"""First pass: which header shapes, names and date order the whole file speaks for.

Nothing is kept but tallies, so a file of any length fits. A shape is accepted if a fair share of
the lines that look like headers have it; lines in another shape are words inside a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from upstander.intake.sources._whatsapp_dates import OrderTally, dates_of
from upstander.intake.sources._whatsapp_headers import (
    DateParts,
    Groups,
    clock_parts,
    date_parts,
    line_anchor,
    stamp_of,
    words,
)

FAIR_SHARE = 0.2
LONGEST_NAME = 160
_NAMES_KEPT = 20_000
_FILES_LOOKED_AT = 2_000
_FILE_DATE = re.compile(
    rb"\d{8}-[A-Z]+-(20\d\d)-(\d\d)-(\d\d)-|(?:IMG|VID|PTT|AUD|STK|DOC)-(20\d\d)(\d\d)(\d\d)-WA"
)

Key = tuple[bytes, bool, bytes, str, str, bool]
"""Bracket, time first, closing, place of the year, separator, seconds."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What all headers with the same date and words have in common."""

    base: tuple[bytes, bool, bytes, str, str]
    parts: DateParts
    meridiem: str
    buddhist: bool
    raw_date: bytes


@lru_cache(maxsize=16_384)
def heading(
    opening: bytes,
    date_bytes: bytes,
    before: bytes,
    after: bytes,
    time_first: bool,
    close: bytes,
) -> Heading | None:
    """Judge everything in a header but its time; ``None`` if it is no header."""
    bracketed = opening == b"["
    if bracketed != (close[:1] == b"]"):
        return None
    parts = date_parts(date_bytes)
    said = words(before, after)
    if parts is None or not said.known:
        return None
    place, separator = parts.shape
    base = (opening, time_first, close.strip(), place, separator)
    return Heading(base, parts, said.meridiem, said.buddhist, date_bytes)


def heading_of(groups: Groups) -> tuple[Heading, bytes] | None:
    """Judge a match; gives the heading and the time as written."""
    if groups[1] is not None:
        time = groups[3] or b""
        found = heading(groups[0], groups[1], groups[2] or b"", groups[4] or b"", False, groups[9])
    else:
        stamp = stamp_of(groups)
        time = stamp.time
        found = heading(groups[0], stamp.date, stamp.before, stamp.after, True, groups[9])
    if found is None or clock_parts(time) is None:
        return None
    return found, time


@dataclass(slots=True)
class Tally:
    """Counts for one header shape."""

    rows: int = 0
    orders: OrderTally = field(default_factory=OrderTally)
    names: dict[bytes, int] = field(default_factory=dict)
    seconds: dict[bytes, bytes | None] = field(default_factory=dict)
    last_date: bytes = b""


@dataclass(slots=True)
class Survey:
    """What the first pass found."""

    accepted: frozenset[Key]
    rows: int
    strangers: int  # lines like a header in a shape that is not this file's
    orders: OrderTally
    names: dict[bytes, int]
    colon_names: dict[bytes, bytes]  # "Dr" -> "Dr: Who" where it is always so


def survey(blocks: Iterable[bytes], line_end: bytes) -> Survey:
    """Read the whole scanned text once."""
    tallies: dict[Key, Tally] = {}
    search = line_anchor(line_end)
    at_line_start = True
    files_left = _FILES_LOOKED_AT
    for block in blocks:
        buffer = line_end + block if at_line_start else block
        _scan(buffer, search, line_end, tallies)
        if files_left:
            files_left -= _file_dates(buffer, search, line_end, tallies, files_left)
        at_line_start = block.endswith(line_end)
    return _conclude(tallies)


def _scan(
    buffer: bytes, search: re.Pattern[bytes], line_end: bytes, tallies: dict[Key, Tally]
) -> None:
    find = buffer.find
    for match in search.finditer(buffer):
        judged = heading_of(match.groups())  # type: ignore[arg-type]  # groups of the expression
        if judged is None:
            continue
        found, time = judged
        clock = clock_parts(time)
        key = (*found.base, clock is not None and clock[2] is not None)
        tally = tallies.get(key)
        if tally is None:
            tally = tallies[key] = Tally()
        tally.rows += 1
        if found.raw_date != tally.last_date:
            tally.last_date = found.raw_date
            tally.orders.see(dates_of(found.parts, found.buddhist))
        start = match.end()
        line = find(line_end, start)
        colon = find(b": ", start, line if line >= 0 else len(buffer))
        if 0 <= colon - start <= LONGEST_NAME:
            _see_name(tally, buffer, start, colon, line)


def _see_name(tally: Tally, buffer: bytes, start: int, colon: int, line: int) -> None:
    name = buffer[start:colon]
    count = tally.names.get(name, 0)
    if count == 0 and len(tally.names) >= _NAMES_KEPT:
        return
    tally.names[name] = count + 1
    if count and tally.seconds[name] is None:
        return
    second = buffer.find(b": ", colon + 2, min(line if line >= 0 else len(buffer), colon + 82))
    part = buffer[colon + 2 : second] if second >= 0 else None
    tally.seconds[name] = part if count == 0 or tally.seconds[name] == part else None


def _file_dates(
    buffer: bytes,
    search: re.Pattern[bytes],
    line_end: bytes,
    tallies: dict[Key, Tally],
    most: int,
) -> int:
    seen = 0
    for match in _FILE_DATE.finditer(buffer):
        seen += 1
        if seen > most:
            break
        _file_date(buffer, match, search, line_end, tallies)
    return min(seen, most)


def _file_date(
    buffer: bytes,
    match: re.Match[bytes],
    search: re.Pattern[bytes],
    line_end: bytes,
    tallies: dict[Key, Tally],
) -> None:
    header = search.match(buffer, max(0, buffer.rfind(line_end, 0, match.start())))
    judged = heading_of(header.groups()) if header else None  # type: ignore[arg-type]
    if judged is None:
        return
    found, time = judged
    clock = clock_parts(time)
    tally = tallies.get((*found.base, clock is not None and clock[2] is not None))
    year, month, day = (int(each) for each in match.groups() if each is not None)
    try:
        named = date(year, month, day)
    except ValueError:
        return
    if tally is not None:
        tally.orders.see_file(dates_of(found.parts, found.buddhist), named)


def _conclude(tallies: dict[Key, Tally]) -> Survey:
    total = sum(tally.rows for tally in tallies.values())
    accepted = {key for key, tally in tallies.items() if tally.rows >= total * FAIR_SHARE}
    if tallies and not accepted:
        accepted = {max(tallies, key=lambda key: tallies[key].rows)}
    orders, names, colon_names = OrderTally(), dict[bytes, int](), dict[bytes, bytes]()
    for key in tallies:
        if key in accepted:
            tally = tallies[key]
            orders.add(tally.orders)
            for name, count in tally.names.items():
                names[name] = names.get(name, 0) + count
                part = tally.seconds[name]
                if part and count >= 3:
                    colon_names[name] = name + b": " + part
    rows = sum(tallies[key].rows for key in accepted)
    return Survey(frozenset(accepted), rows, total - rows, orders, names, colon_names)
