"""What columns mean, as a person says it: understood, refused calmly, and kept the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.table_columns import table_columns
from upstander.intake.table_columns import (
    Columns,
    column_letter,
    parse_columns,
    parse_repeats,
)
from upstander.model.errors import InvalidAnswer


def test_columns_are_said_by_number_or_by_letter() -> None:
    by_number = parse_columns("when=0,number=1,direction=2,duration=3;kind=calls")
    by_letter = parse_columns("when=A, number=B, direction=C, duration=D; kind=calls")

    assert by_number == by_letter
    assert (by_number.kind, by_number.at("duration")) == ("calls", 3)


@pytest.mark.parametrize(
    "text",
    [
        "when", "when=", "=3", "when=0,when=1", "when=0,number=0", "colour=1", "when=-1",
        "when=9999",
        "amount=1;kind=calls", "kind=letters", "currency=pounds", "out=yes", "header=0", "x" * 3000,
        "when=0;kind=calls;kind=calls", "when=٣",
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_calmly(text: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        parse_columns(text)
    assert refused.value.explain().startswith("That answer could not be understood.")


@given(
    st.dictionaries(
        st.sampled_from(sorted(table_columns())), st.integers(0, 511), max_size=6
    ).filter(lambda places: len(set(places.values())) == len(places)),
    st.sampled_from(["", "GBP", "EUR"]),
    st.sampled_from(["", "negative"]),
    st.sampled_from(["", "none", "3"]),
)
def test_what_is_kept_is_read_back_the_same(
    places: dict[str, int], currency: str, out: str, header: str
) -> None:
    said = Columns("", tuple(places.items()), currency, out, header)

    assert parse_columns(said.written) == said
    assert parse_columns(said.lettered) == said


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(text: str) -> None:
    for parse in (parse_columns, parse_repeats):
        try:
            parse(text)
        except InvalidAnswer as wrong:
            assert wrong.explain()


def test_letters_go_on_after_z_as_in_spreadsheets() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_repeats_are_all_none_or_some_rows() -> None:
    assert parse_repeats("yes") is True
    assert parse_repeats("no") is False
    assert parse_repeats("4, 7") == frozenset({4, 7})
