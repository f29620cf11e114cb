"""Rows and cells: any quoting, and every byte belongs to a row."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.intake.sources._table_dialect import Dialect, cells
from upstander.intake.sources._table_rows import Cutter, Row

COMMA = Dialect(",")


def rows(text: str, width: int = 0, dialect: Dialect = COMMA, end: bytes = b"\n") -> list[Row]:
    return list(Cutter(dialect, end, width).rows([text.encode()]))


def table(text: str, width: int = 0, dialect: Dialect = COMMA) -> list[list[str]]:
    return [
        cells(row.scanned.decode().rstrip("\r\n"), dialect, literal=row.literal)
        for row in rows(text, width, dialect)
    ]


def test_a_line_end_inside_a_quote_does_not_end_the_row() -> None:
    assert table('a,"one\ntwo",c\nd,e,f\n') == [["a", "one\ntwo", "c"], ["d", "e", "f"]]


def test_a_doubled_quote_is_one_quote() -> None:
    assert table('a,"he said ""go""",c\n') == [["a", 'he said "go"', "c"]]


def test_a_quote_with_a_backslash_is_one_quote() -> None:
    dialect = Dialect(",", escape=True)

    assert table('a,"he said \\"go, now\\"",c\n', 3, dialect) == [["a", 'he said "go, now"', "c"]]


def test_a_quote_in_the_middle_of_a_cell_is_a_letter() -> None:
    assert table('5" pipe,b\nc,d\n') == [['5" pipe', "b"], ["c", "d"]]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_below() -> None:
    assert table('a,"b\nc,d\ne,f\n', 2) == [["a", '"b'], ["c", "d"], ["e", "f"]]


def test_a_stray_quote_that_meets_another_far_below_leaves_the_rows_apart() -> None:
    text = 'a,"b\n' + "c,d\n" * 50 + 'e,"f\n'

    assert len(table(text, 2)) == 52


def test_spaces_before_a_quote_do_not_matter() -> None:
    assert table('a, "b, c", d\n') == [["a", "b, c", " d"]]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_other_signs_than_the_comma_part_cells_too(sign: str) -> None:
    text = sign.join(("a", '"b"', "c")) + "\n"

    assert table(text, dialect=Dialect(sign)) == [["a", "b", "c"]]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_a_spreadsheet_writes_is_read_back_cell_for_cell(kept: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(kept)

    assert table(written.getvalue()) == kept


@given(st.text(st.sampled_from('a",\n\\; \r'), max_size=80), st.integers(0, 4))
def test_the_bytes_of_all_rows_are_the_file(text: str, width: int) -> None:
    found = rows(text, width)

    assert b"".join(row.scanned for row in found) == text.encode()


@given(st.text(st.sampled_from('a",|\n'), max_size=80))
def test_rows_do_not_depend_on_where_the_blocks_are_cut(text: str) -> None:
    blocks = [line.encode() + b"\n" for line in text.split("\n")]
    joined = b"".join(blocks)

    assert list(Cutter(COMMA, b"\n", 2).rows(blocks)) == list(
        Cutter(COMMA, b"\n", 2).rows([joined])
    )
