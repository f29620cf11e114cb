"""The records of what the columns of a table can mean: names of columns, and words in cells.

One meaning is one file under ``data/table-columns``. The code knows the meanings by their slug
(``when``, ``number``, ``amount``); how people and programs name such a column is data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from upstander.directory.read import DATA, read_folder
from upstander.directory.records import Many, Record, Words
from upstander.model.errors import DirectoryError

TableKind = Literal["calls", "payments", "messages"]
MeaningSlug = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"[(\[][^)\]]{0,40}[)\]]")
_BREAKS = re.compile(r"[^\w£$€]+|_+")


class CellWords(BaseModel):
    """Words in cells of a column that mean one thing, such as ``in`` for "incoming"."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[A-Za-z$][A-Za-z_$-]*$")]
    words: Annotated[Many[Words], Field(min_length=1)]


class ColumnMeaning(Record):
    """What a column can mean. ``headers`` come best first; ``parts`` are words inside a name."""

    slug: MeaningSlug
    kinds: Annotated[Many[TableKind], Field(min_length=1)]
    weight: Annotated[int, Field(ge=0, le=5)]  # how much it speaks for a kind of table
    headers: Annotated[Many[Words], Field(min_length=1)]
    parts: Many[Words] = ()
    values: Many[CellWords] = ()

    def value_of(self, written: str) -> str:
        """What a cell means by its words, or nothing."""
        return self._by_words.get(_plain_cell(written), "")

    @cached_property
    def _by_words(self) -> dict[str, str]:
        return {_plain_cell(word): each.name for each in self.values for word in each.words}


def plain_header(written: str) -> str:
    """Give the form in which names of columns are compared: small letters, words, no brackets."""
    apart = _CAMEL.sub(" ", _BRACKETS.sub(" ", written[:200]).strip())
    return " ".join(_BREAKS.sub(" ", apart).casefold().split())


@lru_cache(maxsize=4096)
def _plain_cell(written: str) -> str:
    """As a header, but signs and figures alone stay as they are: ``-1`` is not ``1``."""
    if any(map(str.isalpha, written[:200])):
        return plain_header(written)
    return "".join(written[:200].split())


def read_table_columns(
    root: Path = DATA,
) -> tuple[Mapping[str, ColumnMeaning], tuple[DirectoryError, ...]]:
    """Read all records of meanings; a refused one does not take the others with it."""
    return read_folder(root / "table-columns", ColumnMeaning)


@cache
def table_columns() -> Mapping[str, ColumnMeaning]:
    """The shipped meanings, by slug; raises :class:`DirectoryError` where one was refused."""
    found, refused = read_table_columns()
    for error in refused:
        raise error
    return found
