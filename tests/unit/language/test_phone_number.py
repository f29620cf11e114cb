"""Telephone numbers of any country, what their plan tells, and what a phone showed as caller."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.language.phone_number import (
    find_hidden_callers,
    find_phone_numbers,
    find_short_numbers,
    read_caller,
    read_phone_number,
)


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("020 7946 0991", "+442079460991"),
        ("07700 900122", "+447700900122"),
        ("+44 (0)7700 900417", "+447700900417"),
        ("(020) 7946 0991", "+442079460991"),
        ("0044 7700 900122", "+447700900122"),
        ("０７７００ ９００１２２", "+447700900122"),
        ("٠٧٧٠٠ ٩٠٠١٢٢", "+447700900122"),
        ("07\u200b700\u00a0900‑122", "+447700900122"),
        ("0 7 7 0 0 9 0 0 1 2 2", "+447700900122"),
        ("oh seven seven double oh nine double oh one two two", "+447700900122"),
        ("0800 157 0123", "+448001570123"),
        ("(212) 555-0134", "+12125550134"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("tel:+442079460991", "+442079460991"),
    ],
)
def test_reads_a_number_in_the_form_that_every_country_can_use(text: str, e164: str) -> None:
    ((start, end, number),) = find_phone_numbers(text)
    assert number.e164 == e164
    assert number.written == text[start:end]


def test_a_number_kept_for_drama_is_kept_and_called_what_it_is() -> None:
    number = read_phone_number("07700 900122")
    assert number is not None
    assert (number.invented, number.valid, number.range_holder) == (True, False, "")


def test_the_range_is_not_the_country_one_expects() -> None:
    number = read_phone_number("+447911123456")
    assert number is not None
    assert (number.region, number.range_holder, number.portable) == ("GG", "JT", False)


def test_numbers_without_a_beginning_need_a_word_beside_them() -> None:
    assert not list(find_phone_numbers("7700900122"))
    assert [n.e164 for _, _, n in find_phone_numbers("call 7700900122")] == ["+447700900122"]


@pytest.mark.parametrize(
    "text",
    ["Order no 07700900456-12", "ISBN 978-0-306-40615-7", "12-11-2026 10:30", "01-02-2026 10:30",
     "943 476 5919", "4111 1111 1111 1111", "sort code 04-00-04 12345678", "0306406152", "2026",
     "call me on 12345678", "x07700900122", "07700900122x", "0 1 2 3 4 5"],
)  # fmt: skip
def test_takes_no_other_number_for_a_telephone(text: str) -> None:
    assert not list(find_phone_numbers(text))


def test_parts_numbers_that_stand_side_by_side() -> None:
    text = "10 11 12 07700 900122 07700 900123 3 times"
    found = [text[start:end] for start, end, _ in find_phone_numbers(text)]
    assert found == ["07700 900122", "07700 900123"]


@pytest.mark.parametrize(
    ("written", "sort"),
    [("withheld", "hidden"), ("Private Number", "hidden"), ("No Caller ID", "hidden"),
     ("No number", "hidden"), ("Number not shown", "hidden"), ("Restricted", "hidden"),
     ("Caller-ID withheld", "hidden"), ("ID withheld", "hidden"),
     ("anonymous", "hidden"), ("07700 900888", "number"), ("+44 7700 900122", "number"),
     ("60777", "short"), ("YourBank", "letters"), ("", "nothing"),
     ("A very long name of somebody", "nothing"), ("12", "nothing")],
)  # fmt: skip
def test_reads_what_a_phone_showed_as_caller(written: str, sort: str) -> None:
    assert read_caller(written).sort == sort


def test_finds_short_numbers_only_where_a_text_names_them() -> None:
    assert [each for _, _, each in find_short_numbers("text STOP to 60123")] == ["60123"]
    assert not list(find_short_numbers("I have 60123 coins, text me to say"))


def test_finds_words_for_a_hidden_number() -> None:
    text = "he rang from a withheld number, then a private caller"
    found = [text[start:end] for start, end in find_hidden_callers(text)]
    assert found == ["withheld number", "private caller"]


@given(st.text(alphabet="0123456789 +()-.\u200b０calx", max_size=80))
def test_every_place_holds_exactly_what_was_found(text: str) -> None:
    for start, end, number in find_phone_numbers(text):
        assert text[start:end] == number.written
        assert number.e164.startswith("+")


@pytest.mark.parametrize(
    "unit",
    ["0 ", "0", "1 ", "+", "07700 900122 ", "(0", "0)", "oh ", "00 ", "text ", "call 1234567 ",
     "00 912345678 ", "0-0."],
)  # fmt: skip
def test_hostile_runs_take_no_longer_than_their_length(unit: str) -> None:
    def read(size: int) -> None:
        text = unit * (size // len(unit))
        list(find_phone_numbers(text))
        list(find_short_numbers(text))

    assert_in_proportion(read, 100_000)
