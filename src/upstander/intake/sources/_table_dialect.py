"""How cells are parted and quoted: by comma, tab, semicolon or bar, with any quoting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from upstander.intake.table_columns import MOST_COLUMNS

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The signs of one table. ``escape``: a quote inside a cell is written with a backslash."""

    delimiter: str = ","
    quote: str = '"'
    escape: bool = False


def cells(
    record: str, dialect: Dialect, *, literal: bool = False, most: int = MOST_COLUMNS
) -> list[str]:
    """Part one record (without its line end) into cells; never raises.

    ``literal`` takes quotes as ordinary letters. What stands beyond column ``most`` stays in it,
    as it is written.
    """
    if literal or dialect.quote not in record:
        return record.split(dialect.delimiter, most - 1)
    pattern = _cell(dialect)
    found: list[str] = []
    at = 0
    while len(found) < most - 1:
        match = pattern.match(record, at)
        if match is None:  # not reached: every alternative may be empty
            break
        quoted, tail, bare = match.groups()
        found.append(bare if quoted is None else _unquoted(quoted, dialect) + tail)
        at = match.end() + 1
        if at > len(record):
            return found
    return [*found, record[at:]]


def tidy(record: str, dialect: Dialect) -> bool:
    """Whether nothing stands between the quote that ends a cell and the end of that cell."""
    pattern, at = _cell(dialect), 0
    while at <= len(record):
        match = pattern.match(record, at)
        if match is None or (match[2] or "").strip():
            return False
        at = match.end() + 1
    return True


def _unquoted(text: str, dialect: Dialect) -> str:
    if dialect.escape:
        text = re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)
    return text.replace(dialect.quote * 2, dialect.quote)


@lru_cache(maxsize=32)
def _cell(dialect: Dialect) -> re.Pattern[str]:
    quote, stop = re.escape(dialect.quote), re.escape(dialect.delimiter)
    return re.compile(
        rf" *{quote}({_inside(quote, escape=dialect.escape)})(?:{quote}|\Z)([^{stop}]*)"
        rf"|([^{stop}]*)",
        re.DOTALL,
    )


def _inside(quote: str, *, escape: bool) -> str:
    """All that stands before the quote that ends a cell."""
    if escape:
        return rf"[^{quote}\\]*(?:(?:{quote}{quote}|\\.)[^{quote}\\]*)*"
    return rf"[^{quote}]*(?:{quote}{quote}[^{quote}]*)*"


class Openness:
    """Says of one line whether a quoted cell is still open at its end."""

    def __init__(self, dialect: Dialect) -> None:
        self._delimiter = dialect.delimiter.encode()
        self._quote = dialect.quote.encode()
        quote, stop = re.escape(dialect.quote), re.escape(dialect.delimiter)
        self._begin = re.compile(rf"(?:\A|{stop}) *{quote}".encode())
        inside = _inside(quote, escape=dialect.escape).encode()
        self._inside = re.compile(inside, re.DOTALL)

    def after(self, line: bytes, *, inside: bool) -> bool:
        """Whether a cell is open after this line, which began ``inside`` one or not."""
        if not inside and self._quote not in line:
            return False
        at = 0
        while True:
            if not inside:
                begin = self._begin.search(line, at)
                if begin is None:
                    return False
                at = begin.end()
            match = self._inside.match(line, at)
            at = match.end() if match else at
            if at >= len(line) or line[at : at + 1] != self._quote:
                return True
            inside = False
            at = line.find(self._delimiter, at + 1)
            if at < 0:
                return False
