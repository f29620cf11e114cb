"""How one table is laid out, from its first rows: signs, the row of names, and the meanings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from upstander.directory.table_columns import plain_header, table_columns
from upstander.intake.sources._table_dialect import DELIMITERS, Dialect, cells
from upstander.intake.sources._table_guess import (
    CORE,
    Guess,
    best_by_names,
    by_cells,
    by_names,
    contradicted,
    looks_like_data,
    rivals,
    settled,
    with_cells,
)
from upstander.intake.sources._table_rows import Cutter
from upstander.intake.table_columns import Columns, column_letter
from upstander.intake.text import Charset, decode_scanned

SAMPLE_ROWS = 60
SHOWN_ROWS = 5
_LONGEST_SHOWN = 120
_ABOVE = 20  # lines of title that may stand above the names of the columns
_SEPARATOR = "sep="


@dataclass(frozen=True, slots=True)
class Layout:
    """What was worked out. ``first`` is the first row of data, counted from 0."""

    dialect: Dialect
    header: int | None  # the row that names the columns, from 0
    first: int
    names: tuple[str, ...]  # one for each column, each once
    named: tuple[str, ...]  # as written in the header; empty without one
    columns: Columns
    score: int
    exact: int
    even: float  # share of rows with as many cells as the table has columns
    rows: tuple[tuple[str, ...], ...]  # the first rows of data
    unsure: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names)


def lay_out(scanned: bytes, charset: Charset, said: Columns, *, cut: bool) -> Layout | None:
    """Work out the layout of the first bytes of a text; ``None`` for what is no table.

    ``cut``: the bytes go on in the file, so the last row may be half.
    """
    found = [
        layout
        for dialect in _dialects(scanned)
        if (layout := _with(dialect, scanned, charset, said, cut)) is not None
    ]
    return max(found, key=lambda each: (each.score, each.even, each.width), default=None)


def _dialects(scanned: bytes) -> Iterator[Dialect]:
    first = scanned.split(b"\n", 1)[0].strip().lower().strip(b'"')
    signs: Sequence[str] = DELIMITERS
    if first.startswith(_SEPARATOR.encode()) and len(first) <= len(_SEPARATOR) + 1:
        signs = [chr(first[-1])] if first[-1:] in (b",", b";", b"|") else ["\t"]
    for sign in signs:
        here = sign.encode()
        if here not in scanned:
            continue
        escape = b'\\"' in scanned
        single = scanned.count(b"'" + here + b"'") > scanned.count(b'"')
        yield Dialect(sign, "'" if single else '"', escape)


def _with(
    dialect: Dialect, scanned: bytes, charset: Charset, said: Columns, cut: bool
) -> Layout | None:
    rows = list(_sample(dialect, scanned, charset, cut))
    filled = [(at, row) for at, row in rows if any(map(str.strip, row))]
    widths = Counter(len(row) for _, row in filled if len(row) > 1)
    if not widths:
        return None
    width = max(widths, key=lambda each: (widths[each], each))
    even = widths[width] / len(filled)
    header = _header(filled, said)
    first = header + 1 if header is not None else _first_row(filled, width)
    data = tuple(tuple(row) for at, row in filled if at >= first and len(row) > 1)
    named = tuple(dict(filled).get(header, ())) if header is not None else ()
    # words in a last column may hold the sign that parts cells, without quotes
    wordy = bool(named) and by_names(named, "messages").places.get("text") == len(named) - 1
    names = _names(named, len(named) if wordy else max(width, len(named)))
    made = Layout(dialect, header, first, names, named, said, 0, 0, even, data)
    return _meant(made, said)


def _sample(
    dialect: Dialect, scanned: bytes, charset: Charset, cut: bool
) -> Iterator[tuple[int, list[str]]]:
    found = list(Cutter(dialect, charset.line_end).rows([scanned]))
    if cut and len(found) > 1:
        found.pop()
    for at, row in enumerate(found[: SAMPLE_ROWS + _ABOVE]):
        text = decode_scanned(row.scanned, charset).text.rstrip("\r\n")
        yield at, cells(text, dialect, literal=row.literal)


def _header(filled: Sequence[tuple[int, list[str]]], said: Columns) -> int | None:
    """The row that names the columns: as said, by known names, or as it is unlike the others."""
    if said.header:
        return None if said.header == "none" else int(said.header) - 1
    best, most = None, (0, 1)
    for at, row in filled[:_ABOVE]:
        guess = best_by_names(row)
        if (guess.score, guess.exact) > most and not any(map(looks_like_data, row)):
            best, most = at, (guess.score, guess.exact)
    return best if best is not None else _unlike(filled)


def _unlike(filled: Sequence[tuple[int, list[str]]]) -> int | None:
    """A first row of names in which no cell is data, above rows that hold some."""
    wide = [(at, row) for at, row in filled if len(row) > 1]
    if len(wide) < 2 or any(map(looks_like_data, wide[0][1])) or not all(wide[0][1]):
        return None
    below = sum(1 for _, row in wide[1:] if any(map(looks_like_data, row)))
    return wide[0][0] if below * 2 > len(wide[1:]) else None


def _first_row(filled: Sequence[tuple[int, list[str]]], width: int) -> int:
    """Without names: the first row that is as wide as the table."""
    return next((at for at, row in filled if len(row) == width), 0)


def _names(named: Sequence[str], width: int) -> tuple[str, ...]:
    taken: Counter[str] = Counter()
    names: list[str] = []
    for at in range(width):
        name = named[at].strip() if at < len(named) else ""
        name = name or f"column {column_letter(at)}"
        taken[name] += 1
        names.append(name if taken[name] == 1 else f"{name} ({taken[name]})")
    return tuple(names)


def _meant(made: Layout, said: Columns) -> Layout:
    guess = _guess(made, said)
    places = tuple(sorted(guess.places.items(), key=lambda each: each[1]))
    columns = replace(
        said, kind=guess.kind, places=places, currency=said.currency or _currency(made, guess)
    )
    unsure = () if said.places else tuple(_unsure(made, guess, said))
    return replace(made, columns=columns, score=guess.score, exact=guess.exact, unsure=unsure)


def _guess(made: Layout, said: Columns) -> Guess:
    if said.places or said.kind:
        return settled(said, made.named, made.rows, made.width)
    guess = best_by_names(made.named)
    guess = with_cells(guess, made.rows, made.width) if guess.places else guess
    if guess.score:
        return guess
    other = by_cells(made.rows, made.width)
    return other if other.score else Guess("messages", {}, 0, guess.exact)


def _currency(made: Layout, guess: Guess) -> str:
    """The currency in the name of the column of amounts, such as ``Amount (GBP)``."""
    column = guess.places.get("amount", guess.places.get("paid_out"))
    if column is None or column >= len(made.named):
        return ""
    words = plain_header(made.named[column].translate({ord("("): " ", ord(")"): " "})).split()
    known = (table_columns()["currency"].value_of(word) for word in words)
    return next(filter(None, known), "")


def _unsure(made: Layout, guess: Guess, said: Columns) -> Iterator[str]:
    meanings = table_columns()
    if not guess.score and not said.kind:
        yield "It is not clear what this table holds."
    if made.header is None:
        yield "The table does not say what its columns are."
    for meaning in guess.guessed if guess.score else ():
        letter = column_letter(guess.places[meaning])
        yield f"Column {letter} was taken by what is in it: {meanings[meaning].name}."
    for meaning in contradicted(guess, made.rows):
        name = made.names[guess.places[meaning]][:_LONGEST_SHOWN]
        yield f"The column {name!r} holds something else than its name says."
    for kind in () if said.kind else rivals(made.named, guess):
        yield f"It could also be a list of {kind}."
    spare = len(guess.places) < made.width
    for group in (*CORE[guess.kind], ("when",)) if spare and (guess.score or said.kind) else ():
        if not any(each in guess.places for each in group):
            yield f"No column was found for this: {meanings[group[0]].name}."
