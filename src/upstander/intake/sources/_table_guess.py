"""Which column means what: by the names of the columns, then by what stands in the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from upstander.directory.table_columns import ColumnMeaning, plain_header, table_columns
from upstander.intake.sources._table_calls import looks_like_number, read_duration
from upstander.intake.sources._table_money import read_amount
from upstander.intake.sources._table_time import read_clock, read_stamp
from upstander.intake.table_columns import KINDS, Columns

Sample = Sequence[Sequence[str]]
"""The first rows, part for part."""

_PARTS_FROM = 1000  # a name that only holds a known word ranks below all that are one
_MOST_HEADER = 60  # letters of a name of a column
_FAIR = 0.8  # of the filled cells of a column speak for what it means
_WORDY = 12  # letters in the mean: words rather than codes
CORE = {
    "calls": (("number", "contact", "duration"), ("duration", "direction", "originated", "result")),
    "payments": (("amount", "paid_out"),),
    "messages": (("text",),),
}
"""Of each group one meaning has to be there, or it is no table of that kind."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The meanings worked out for one kind; ``score`` compares kinds and dialects."""

    kind: str
    places: dict[str, int]
    score: int
    exact: int  # names that are known whole
    guessed: tuple[str, ...] = ()  # meanings that no name says, only the cells


def by_names(names: Sequence[str], kind: str) -> Guess:
    """The meanings that the names of the columns give; the best names are given out first."""
    found = sorted(_claims(names, kind))
    places: dict[str, int] = {}
    taken: set[int] = set()
    exact = 0
    for rank, column, meaning in found:
        if meaning not in places and column not in taken:
            places[meaning] = column
            taken.add(column)
            exact += rank < _PARTS_FROM
    if "time" in places and "when" not in places:
        places["when"] = places.pop("time")
    if kind == "messages" and "contact" in places and not {"number", "sender"} & places.keys():
        places["sender"] = places.pop("contact")
    meanings = table_columns()
    score = sum(meanings[meaning].weight for meaning in places)
    return Guess(kind, places, score if _has_core(places, kind) else 0, exact)


def best_by_names(names: Sequence[str]) -> Guess:
    """The kind that the names speak for most."""
    return max((by_names(names, kind) for kind in KINDS), key=lambda each: (each.score, each.exact))


def rivals(names: Sequence[str], best: Guess) -> tuple[str, ...]:
    """Other kinds that the names speak for just as much."""
    others = (by_names(names, kind) for kind in KINDS if kind != best.kind)
    return tuple(each.kind for each in others if best.score and each.score >= best.score)


def with_cells(guess: Guess, rows: Sample, width: int) -> Guess:
    """Fill what the names left open from the cells, where nearly all of a column agree."""
    places = dict(guess.places)
    guessed: list[str] = []
    for meaning in _wanted(guess.kind):
        if meaning in places:
            continue
        free = [column for column in range(width) if column not in places.values()]
        column = _column_of(meaning, rows, free)
        if column is not None:
            places[meaning] = column
            guessed.append(meaning)
    meanings = table_columns()
    score = sum(meanings[meaning].weight for meaning in places)
    score = score if _has_core(places, guess.kind) else 0
    return Guess(guess.kind, places, score, guess.exact, tuple(guessed))


def by_cells(rows: Sample, width: int) -> Guess:
    """Without any names: the kind that the cells speak for most."""
    empty = (Guess(kind, {}, 0, 0) for kind in KINDS)
    return max((with_cells(each, rows, width) for each in empty), key=lambda each: each.score)


def settled(said: Columns, names: Sequence[str], rows: Sample, width: int) -> Guess:
    """The meanings that a person gave; only a kind leaves the columns to be worked out."""
    if said.places:
        places = {meaning: place for meaning, place in said.places if place < width}
        return Guess(said.kind or _kind_of(places), places, 1, len(places))
    kind = said.kind
    guess = by_names(names, kind) if kind else best_by_names(names)
    return with_cells(guess, rows, width)


def _kind_of(places: Mapping[str, int]) -> str:
    for kind in KINDS:
        if _has_core(places, kind):
            return kind
    meanings = table_columns()
    fits = [kind for kind in KINDS if all(kind in meanings[each].kinds for each in places)]
    return fits[-1] if fits else "messages"


def looks_like_data(cell: str) -> bool:
    """Whether a cell is a time, an amount or a number, so that its row names no columns."""
    cell = cell.strip()
    return bool(cell) and any(
        looks(cell) for looks in (_is_time, _is_amount, looks_like_number, _is_clock)
    )


def _claims(names: Sequence[str], kind: str) -> Iterable[tuple[int, int, str]]:
    for column, name in enumerate(names):
        plain = plain_header(name) if len(name) <= _MOST_HEADER else ""
        for meaning, record in table_columns().items() if plain else ():
            if kind in record.kinds:
                rank = _rank(plain, record)
                if rank is not None:
                    yield rank, column, meaning


def _rank(plain: str, record: ColumnMeaning) -> int | None:
    if plain in record.headers:
        return record.headers.index(plain)
    padded = f" {plain} "
    for at, part in enumerate(record.parts):
        if f" {part} " in padded:
            return _PARTS_FROM + at
    return None


def _has_core(places: Mapping[str, int], kind: str) -> bool:
    return all(any(each in places for each in group) for group in CORE[kind])


def _wanted(kind: str) -> tuple[str, ...]:
    """What the cells are searched for, the surest first."""
    if kind == "calls":
        return ("when", "number", "direction", "duration")
    if kind == "payments":
        return ("when", "amount", "payee")
    return ("when", "text")


def _column_of(meaning: str, rows: Sample, free: Sequence[int]) -> int | None:
    if meaning in ("text", "payee"):
        return _wordiest(rows, free)
    looks = _LOOKS[meaning]
    for column in free:
        filled = [cell for row in rows if column < len(row) and (cell := row[column].strip())]
        fitting = sum(1 for cell in filled if looks(cell))
        if filled and fitting >= _FAIR * len(filled) and len(filled) * 2 >= len(rows):
            return column
    return None


def _wordiest(rows: Sample, free: Sequence[int]) -> int | None:
    best, most = None, float(_WORDY)
    for column in free:
        filled = [cell for row in rows if column < len(row) and (cell := row[column].strip())]
        if not filled or sum(map(looks_like_data, filled)) * 2 > len(filled):
            continue
        mean = sum(sum(map(str.isalpha, cell)) for cell in filled) / len(filled)
        if mean > most or (best is None and mean >= most):
            best, most = column, mean
    return best


def _is_time(cell: str) -> bool:
    stamp = read_stamp(cell)
    # a lone number is a moment only where its column is named so
    return stamp is not None and bool(stamp.dates) and not stamp.counted


def _named_time(cell: str) -> bool:
    return read_stamp(cell) is not None or read_clock(cell) is not None


def _is_clock(cell: str) -> bool:
    return ":" in cell and read_clock(cell) is not None


def _is_amount(cell: str) -> bool:
    amount = read_amount(cell, table_columns()["currency"])
    if amount.hundredths is None:
        return False
    return bool(amount.currency) or cell[-3:-2] in (".", ",")


def _is_number(cell: str) -> bool:
    if table_columns()["number"].value_of(cell):
        return True
    digits = sum(map(str.isdigit, cell))
    return looks_like_number(cell) and digits >= 7 and (cell[0] in "+0(" or " " in cell)


def _is_way(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and bool(table_columns()["direction"].value_of(cell))


def _is_length(cell: str) -> bool:
    return not cell.isdigit() and read_duration(cell, table_columns()["duration"]) is not None


_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "when": _is_time,
    "number": _is_number,
    "direction": _is_way,
    "duration": _is_length,
    "amount": _is_amount,
}
_LOOKS_NAMED: Mapping[str, Callable[[str], bool]] = {
    "when": _named_time,
    "amount": lambda cell: any(map(str.isdigit, cell)),
    "paid_out": lambda cell: any(map(str.isdigit, cell)),
    "duration": lambda cell: read_duration(cell, table_columns()["duration"]) is not None,
}


def contradicted(guess: Guess, rows: Sample) -> tuple[str, ...]:
    """Meanings whose column is named so, while most of its cells are something else."""
    found: list[str] = []
    for meaning, column in guess.places.items():
        looks = _LOOKS_NAMED.get(meaning)
        filled = [cell for row in rows if column < len(row) and (cell := row[column].strip())]
        if looks and filled and sum(1 for cell in filled if looks(cell)) * 2 < len(filled):
            found.append(meaning)
    return tuple(found)
