"""Cells of a call log: lengths, ways and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.table_columns import table_columns
from upstander.intake.sources._table_calls import (
    direction_of,
    other_party,
    read_duration,
    unit_of,
)

MEANINGS = table_columns()
LENGTH = MEANINGS["duration"]


@pytest.mark.parametrize(
    "written",
    ["1260", "21:00", "0:21:00", "00:21:00", "21 min", "21 mins", "20m 60s", "PT21M",
     "1260 seconds", "0.35h", "1260.4"],
)  # fmt: skip
def test_reads_a_length_however_it_is_written(written: str) -> None:
    assert read_duration(written, LENGTH) == 1260


@pytest.mark.parametrize("written", ["", "long", "21:99", "1:61:00", "-5", "9" * 30, "12 parsecs"])
def test_a_length_that_is_none_is_not_guessed(written: str) -> None:
    assert read_duration(written, LENGTH) is None


def test_numbers_alone_have_the_unit_that_the_column_is_named_by() -> None:
    assert unit_of("duration_s", LENGTH) == "s"
    assert unit_of("Minutes", LENGTH) == "m"
    assert unit_of("Duration (ms)", LENGTH) == "ms"
    assert read_duration("21", LENGTH, "m") == 1260
    assert read_duration("1260999", LENGTH, "ms") == 1260


@given(st.integers(0, 359_999))
def test_hours_minutes_and_seconds_add_up(seconds: int) -> None:
    written = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    assert read_duration(written, LENGTH) == seconds


@given(st.text(max_size=50))
def test_no_cell_breaks_the_reading_of_lengths(written: str) -> None:
    found = read_duration(written, LENGTH)

    assert found is None or 0 <= found <= 10_000_000


@pytest.mark.parametrize(
    ("row", "way"),
    [
        ({"direction": "in"}, ("in", "")), ({"direction": "Incoming"}, ("in", "")),
        ({"direction": "Received"}, ("in", "")), ({"direction": "Dialled"}, ("out", "")),
        ({"direction": "OUTGOING"}, ("out", "")), ({"direction": "Missed"}, ("in", "missed")),
        ({"direction": "Rejected"}, ("in", "rejected")), ({"direction": "3"}, ("in", "missed")),
        ({"originated": "1", "result": "0"}, ("out", "not answered")),
        ({"originated": "0", "result": "0"}, ("in", "missed")),
        ({"direction": "sideways"}, ("unknown", "")), ({}, ("unknown", "")),
    ],
)  # fmt: skip
def test_understands_which_way_a_call_went(row: dict[str, str], way: tuple[str, str]) -> None:
    assert direction_of(row, MEANINGS) == way


@pytest.mark.parametrize(
    "written",
    ["withheld", "Unknown", "PRIVATE", "No Caller ID", "anonymous", "-1", "Number withheld"],
)
def test_a_withheld_number_stays_as_written_and_is_no_identity(written: str) -> None:
    party = other_party(written, "", MEANINGS["number"])

    assert party is not None
    assert (party.as_written, party.handle, party.handle_kind) == (written, "", "none")


def test_a_number_stays_as_written_and_only_a_full_one_is_put_in_order() -> None:
    home = other_party("020 7946 0991", "My Bank", MEANINGS["number"])
    abroad = other_party("+44 7700 900123", "", MEANINGS["number"])

    assert home is not None and (home.as_written, home.normalised) == ("020 7946 0991", "")
    assert abroad is not None and abroad.normalised == "+447700900123"
