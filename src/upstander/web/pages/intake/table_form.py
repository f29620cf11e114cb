"""The form in which a person says what the columns of a table mean, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from upstander.directory.table_columns import table_columns
from upstander.intake.table_columns import KINDS, Columns, column_letter, parse_columns
from upstander.model.errors import InvalidAnswer
from upstander.model.reading import TablePreview

KIND_WORDS = {
    "calls": "A list of calls",
    "payments": "A list of payments",
    "messages": "A list of messages or replies",
}
CURRENCIES = ("GBP", "EUR", "USD", "AUD", "CAD", "NZD", "CHF", "NOK", "SEK", "DKK", "INR", "NGN")
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column as it is shown: its name, some cells, and what it was taken for."""

    place: int
    letter: str
    name: str
    examples: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class TableForm:
    """All that the form shows. ``first`` is the row that names the columns, as kept."""

    kind: str
    columns: tuple[ColumnChoice, ...]
    meanings: tuple[tuple[str, str], ...]  # slug and words
    kinds: tuple[tuple[str, str], ...]
    currencies: tuple[str, ...]
    currency: str
    minus_is_out: bool
    header: str


def table_form(table: TablePreview) -> TableForm:
    """The form for a table as it was read."""
    said = parse_columns(table.columns)
    meaning_of = {place: meaning for meaning, place in table.places}
    return TableForm(
        kind=table.kind,
        columns=tuple(
            ColumnChoice(at, column_letter(at), name, _examples(table, at), meaning_of.get(at, ""))
            for at, name in enumerate(table.names)
        ),
        meanings=tuple(
            sorted(((slug, each.name) for slug, each in table_columns().items()), key=_by_words)
        ),
        kinds=tuple(KIND_WORDS.items()),
        currencies=CURRENCIES,
        currency=said.currency,
        minus_is_out=said.out == "negative",
        header=said.header,
    )


def said_columns(posted: Mapping[str, str]) -> str:
    """The answer that the posted form gives. Raises InvalidAnswer for two of the same meaning."""
    places: dict[str, int] = {}
    for field, meaning in posted.items():
        front, _, at = field.partition("-")
        if front != "column" or not meaning or not at.isascii() or not at.isdigit():
            continue
        if meaning in places:
            raise InvalidAnswer("Two columns cannot mean the same thing.")
        places[meaning] = int(at)
    kind = posted.get("kind", "")
    said = Columns(
        kind=kind if kind in KINDS else "",
        places=tuple(places.items()),
        currency=posted.get("currency", ""),
        out="negative" if posted.get("minus") else "",
        header=posted.get("header", ""),
    )
    if not places:
        said = replace(said, kind=said.kind or "messages")
    return said.written


def _examples(table: TablePreview, at: int) -> tuple[str, ...]:
    cells = (row[at].strip() for row in table.rows if at < len(row))
    return tuple(filter(None, cells))[:_EXAMPLES]


def _by_words(pair: tuple[str, str]) -> str:
    return pair[1]
