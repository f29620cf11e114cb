"""What the columns of a table mean, as a person can say it and as it is kept.

``when=0,number=1,direction=2,duration=3;kind=calls``: a meaning and the number of its column
from 0, or its letter as spreadsheets show it (``when=A``). After a semicolon may stand
``kind``, ``currency=GBP`` for amounts that name none, ``out=negative`` where a minus is money
that left, and ``header=none`` or ``header=3`` for the row that names the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from upstander.model.errors import InvalidAnswer

KINDS = ("calls", "payments", "messages")
MOST_COLUMNS = 512
_LONGEST = 2000
_OPTIONS = ("kind", "currency", "out", "header")
_CURRENCY = re.compile(r"[A-Z]{3,4}\Z")
_HEADER = re.compile(r"none\Z|[1-9]\d{0,5}\Z")
_COLUMN = re.compile(r"\d{1,4}\Z|[A-Za-z]{1,2}\Z", re.ASCII)
_LETTERS = re.compile(r"[A-Za-z]{1,2}\Z")
_REPEATS = re.compile(r"\d{1,9}(?:,\d{1,9}){0,999}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Columns:
    """The meanings of a table. ``places`` holds each meaning once, with its column from 0."""

    kind: str = ""  # calls|payments|messages; empty: to be worked out
    places: tuple[tuple[str, int], ...] = ()
    currency: str = ""  # of amounts that name none
    out: str = ""  # "negative": a minus is money that left
    header: str = ""  # "none", or the row that names the columns, from 1; empty: worked out

    def at(self, meaning: str) -> int | None:
        """The column of a meaning, if there is one."""
        return next((place for name, place in self.places if name == meaning), None)

    @property
    def written(self) -> str:
        """The form in which it is kept; reading that again gives the same."""
        return self._joined(f"{name}={place}" for name, place in self.places)

    @property
    def lettered(self) -> str:
        """The same with columns as spreadsheets name them, for people."""
        return self._joined(f"{name}={column_letter(place)}" for name, place in self.places)

    def _joined(self, places: Iterable[str]) -> str:
        first = ",".join(places)
        rest = [f"{name}={held}" for name in _OPTIONS if (held := getattr(self, name))]
        return ";".join([first, *rest] if first else rest)


def parse_columns(text: str) -> Columns:
    """Read what a person said; raises :class:`InvalidAnswer` with what is wrong."""
    if len(text) > _LONGEST:
        raise InvalidAnswer("That is too long.")
    places: dict[str, int] = {}
    options: dict[str, str] = {}
    for part in filter(None, map(str.strip, re.split("[,;]", text))):
        name, equals, value = (each.strip() for each in part.partition("="))
        # "currency=4" is its column, "currency=GBP" the currency itself
        option = name in _OPTIONS and not (name == "currency" and _COLUMN.match(value))
        if not equals or not value or name in (options if option else places):
            raise InvalidAnswer(f"Each part is a meaning, = and a column, once. Not: {part[:60]}")
        if option:
            options[name] = _option(name, value)
        else:
            places[name] = _place(name, value)
    if len(set(places.values())) != len(places):
        raise InvalidAnswer("Each column can have one meaning.")
    kind = options.pop("kind", "")
    _check_known(places, kind)
    return Columns(kind, tuple(places.items()), **options)


def parse_repeats(text: str) -> frozenset[int] | bool:
    """Which repeated rows did happen: all (``yes``), none (``no``) or these. InvalidAnswer."""
    said = text.strip().lower().replace(" ", "")
    if said in ("", "no", "none"):
        return False
    if said in ("yes", "all"):
        return True
    if not _REPEATS.match(said):
        raise InvalidAnswer("Write yes, no, or the numbers of the rows, such as 4,7.")
    return frozenset(map(int, said.split(",")))


def column_letter(place: int) -> str:
    """A column as spreadsheets name it: A, B, ... AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _option(name: str, value: str) -> str:
    if name == "kind" and value not in KINDS:
        raise InvalidAnswer("The kind is calls, payments or messages.")
    if name == "out" and value != "negative":
        raise InvalidAnswer("After out= can only stand: negative.")
    if name == "currency":
        value = value.upper()
        if not _CURRENCY.match(value):
            raise InvalidAnswer("A currency has three letters, such as GBP.")
    if name == "header" and not _HEADER.match(value):
        raise InvalidAnswer("After header= stands none, or the number of a row.")
    return value


def _place(name: str, value: str) -> int:
    place = MOST_COLUMNS
    if value.isascii() and value.isdigit() and len(value) <= 4:
        place = int(value)
    elif _LETTERS.match(value):
        for letter in value.upper():
            place = (0 if place == MOST_COLUMNS else place + 1) * 26 + ord(letter) - ord("A")
    if not 0 <= place < MOST_COLUMNS:
        raise InvalidAnswer(f"There is no such column: {value[:20]}")
    return place


def _check_known(places: dict[str, int], kind: str) -> None:
    known = _meanings()
    for name in places:
        if name not in known:
            raise InvalidAnswer(f"A column cannot mean this: {name[:40]}")
        if kind and kind not in known[name]:
            raise InvalidAnswer(f"A table of {kind} has no column for: {name}")


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    # Late, because the child that reads files loads the records only when a table comes.
    from upstander.directory.table_columns import table_columns

    return {slug: record.kinds for slug, record in table_columns().items()}
