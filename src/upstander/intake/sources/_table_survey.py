"""First pass over a table: what the whole column of times and of amounts speaks for.

Nothing is kept but counts, so a table of any length fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from upstander.intake.sources._table_clock import OrderVote
from upstander.intake.sources._table_money import COMMA, OPEN, POINT, decimal_sign
from upstander.intake.sources._table_time import read_stamp
from upstander.intake.table_columns import Columns

_AMOUNTS = ("amount", "paid_out", "paid_in")


@dataclass(slots=True)
class Survey:
    """What the first pass found."""

    order: OrderVote = field(default_factory=OrderVote)
    signs: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)  # moments that are numbers, by unit
    short_years: int = 0
    two_parts: int = 0  # lengths such as 21:00

    @property
    def sign(self) -> str:
        """The decimal sign of the amounts, where all that speak for one speak for the same."""
        point, comma = self.signs[POINT], self.signs[COMMA]
        if bool(point) == bool(comma):
            return OPEN
        return POINT if point else COMMA


def survey(rows: Iterable[Sequence[str]], columns: Columns) -> Survey:
    """Read all rows of data once."""
    found = Survey()
    looks = _looks(columns, found)
    for cells in rows:
        for column, look in looks:
            if column < len(cells) and cells[column]:
                look(cells[column])
    return found


def _looks(columns: Columns, found: Survey) -> list[tuple[int, Callable[[str], None]]]:
    """What to look at, and in which columns."""
    looks: list[tuple[int, Callable[[str], None]]] = []
    for meaning, place in columns.places:
        if meaning in ("when", "edited"):
            looks.append((place, lambda cell: _see_time(found, cell)))
        elif meaning in _AMOUNTS:
            looks.append((place, lambda cell: found.signs.update((decimal_sign(cell),))))
        elif meaning == "duration":
            looks.append((place, lambda cell: _see_length(found, cell)))
    return looks


def _see_time(found: Survey, cell: str) -> None:
    stamp = read_stamp(cell)
    if stamp is None:
        return
    found.order.see(stamp)
    found.short_years += stamp.short_year
    if stamp.counted:
        found.counted[stamp.counted] += 1


def _see_length(found: Survey, cell: str) -> None:
    found.two_parts += cell.count(":") == 1
