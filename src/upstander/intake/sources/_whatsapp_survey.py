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
    Stamp,
    Words,
    around,
    date_parts,
    has_seconds,
    line_anchor,
    stamp_of,
    words,
)

FAIR_SHARE = 0.2
LONGEST_NAME = 160
_NAMES_KEPT = 20_000
_FILES_LOOKED_AT = 200
_FILE_DATE = re.compile(rb"-(20\d\d)-?(\d\d)-?(\d\d)-(?:WA|\d\d-)")  # begins fixed: found fast

Key = tuple[bytes, bool, bytes, str, str, bool]
"""Bracket, time first, closing, place of the year, separator, seconds."""


class Heading:
    """What all headers with the same date and words have in common."""

    __slots__ = ("buddhist", "meridiem", "parts", "raw_date", "with_seconds", "without_seconds")

    def __init__(self, stamp: Stamp, parts: DateParts, said: Words) -> None:
        """Settle the shape once for all rows that share it."""
        self.parts = parts
        self.meridiem = said.meridiem
        self.buddhist = said.buddhist
        self.raw_date = stamp.date
        self.with_seconds: Key = (*stamp.style, *parts.shape, True)
        self.without_seconds: Key = (*stamp.style, *parts.shape, False)


@lru_cache(maxsize=16_384)
def heading(before: bytes, after: bytes) -> Heading | None:
    """Judge everything in a header but its time; ``None`` if it is no header."""
    stamp = stamp_of(before, after)
    if stamp is None:
        return None
    parts = date_parts(stamp.date)
    said = words(stamp.before, stamp.after)
    if parts is None or not said.known:
        return None
    return Heading(stamp, parts, said)


class NameCount:
    """How often a name stands before a colon, and the words that always follow up to the next."""

    __slots__ = ("count", "second")

    def __init__(self, second: bytes | None) -> None:
        """Start at the first sight."""
        self.count = 1
        self.second = second


@dataclass(slots=True)
class Tally:
    """Counts for one header shape."""

    rows: int = 0
    orders: OrderTally = field(default_factory=OrderTally)
    names: dict[bytes, NameCount] = field(default_factory=dict)
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
    last: tuple[Heading | None, int] = (None, 0)
    tally = Tally()
    for match in search.finditer(buffer):
        before, time, after, *other = match.groups()
        if before is None:
            before, time, after = other
        found = heading(before, after)
        if found is None:
            continue
        if (found, len(time)) != last:  # a new day or another shape
            seconds = has_seconds(time)
            if seconds is None:
                continue
            last = (found, len(time))
            tally = _see_day(tallies, found, seconds)
        tally.rows += 1
        _see_row(tally, buffer, match.end(), line_end)


def _see_row(tally: Tally, buffer: bytes, start: int, line_end: bytes) -> None:
    line = buffer.find(line_end, start)
    if line < 0:
        line = len(buffer)
    colon = buffer.find(b": ", start, line)
    if 0 <= colon - start <= LONGEST_NAME:
        name = tally.names.get(buffer[start:colon])
        if name is not None and name.second is None:
            name.count += 1
        else:
            _see_name(tally, buffer, start, colon, line)


def _see_day(tallies: dict[Key, Tally], found: Heading, seconds: bool) -> Tally:
    tally = _tally(tallies, found, seconds)
    if found.raw_date != tally.last_date:
        tally.last_date = found.raw_date
        tally.orders.see(dates_of(found.parts, found.buddhist))
    return tally


def _tally(tallies: dict[Key, Tally], found: Heading, seconds: bool) -> Tally:
    key = found.with_seconds if seconds else found.without_seconds
    tally = tallies.get(key)
    if tally is None:
        tally = tallies[key] = Tally()
    return tally


def _see_name(tally: Tally, buffer: bytes, start: int, colon: int, line: int) -> None:
    """Count a name and see whether another "name: " always follows it."""
    name = buffer[start:colon]
    second = buffer.find(b": ", colon + 2, min(line, colon + 82))
    part = buffer[colon + 2 : second] if second >= 0 else None
    known = tally.names.get(name)
    if known is not None:
        known.count += 1
        known.second = part if part == known.second else None
    elif len(tally.names) < _NAMES_KEPT:
        tally.names[name] = NameCount(part)


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
    if header is None:
        return
    before, time, after = around(header)
    found, seconds = heading(before, after), has_seconds(time)
    if found is None or seconds is None:
        return
    try:
        named = date(*(int(each) for each in match.groups()))
    except ValueError:
        return
    tally = _tally(tallies, found, seconds)
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
            for name, seen in tally.names.items():
                names[name] = names.get(name, 0) + seen.count
                if seen.second and seen.count >= 3:
                    colon_names[name] = name + b": " + seen.second
    rows = sum(tallies[key].rows for key in accepted)
    return Survey(frozenset(accepted), rows, total - rows, orders, names, colon_names)
