"""What every detector promises: exact quotes, the same answer, no error, time that grows evenly."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from tests.unit.recognise.reading import LONDON, look
from upstander.language.normalise import normalise
from upstander.model.finding import Said
from upstander.recognise._interface import Recogniser

NAMES = (
    "claim", "demand", "details", "lure", "meeting", "profile_copy", "stop_request",
    "weapon_place_time",
)  # fmt: skip
PARTS: list[Recogniser] = [
    importlib.import_module(f"upstander.recognise.recognisers.{name}").PLUGIN for name in NAMES
]
PIECES = [
    "pay",
    "£500",
    "0.05",
    "BTC",
    "bc1qexampleexampleexample",
    "within",
    "48",
    "hours",
    "or",
    "else",
    "everyone",
    "your",
    "contacts",
    "sees",
    "post",
    "the",
    "video",
    "don't",
    "tell",
    "your",
    "mum",
    "come",
    "alone",
    "sat",
    "2pm",
    "at",
    "the",
    "station",
    "stop",
    "contacting",
    "me",
    "leave",
    "me",
    "alone",
    "07700",
    "900122",
    "AB1",
    "2CD",
    "14",
    "Example",
    "Street",
    "@jo_smith",
    "jo@example.org",
    "4111",
    "1111",
    "1111",
    "1111",
    "she",
    "stole",
    "from",
    "heard",
    "that",
    "Mr",
    "Okoro",
    "is",
    "a",
    "thief",
    "fake",
    "account",
    "with",
    "my",
    "pics",
    "I",
    "know",
    "where",
    "you",
    "live",
    "knife",
    "tomorrow",
    "31/02/2026",
    "99:99",
    "\u200b",
    "�",
    "😂",
    "١٢٣",
    "İ",
    "ﬁ",
    "\x00",
]
HOSTILE = ("a", "1 ", "a@", "1.1.1.", "a.", "- ", "don't tell ", "pay 5 btc ", "sat 2pm ", "Jo is ",
           "or else tell your mum"
           " ", "07700 900122 ", "12 Example Street, ", "\u200b1", "\ud800")  # fmt: skip
talk = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)
moments = st.one_of(st.none(), st.datetimes(timezones=st.just(UTC)))


@pytest.mark.parametrize("part", PARTS, ids=NAMES)
@given(text=talk, at=moments)
@settings(max_examples=120, deadline=None)
def test_never_fails_and_quotes_exactly(part: Recogniser, text: str, at: datetime | None) -> None:
    message = Said("m", text, at=at, zone=LONDON)
    signs = look(part, message)
    assert signs == look(part, message)
    assert all(sign.quote and sign.why and sign.source for sign in signs)


@pytest.mark.parametrize("part", PARTS, ids=NAMES)
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_no_faster_than_the_text(part: Recogniser, piece: str) -> None:
    def look_at(size: int) -> None:
        text = (piece * size)[:size]
        list(part.signs(Said("m", text), normalise(text)))

    assert_in_proportion(look_at, 80_000)


@pytest.mark.parametrize("part", PARTS, ids=NAMES)
def test_waits_for_triggers(part: Recogniser) -> None:
    assert part.triggers


@pytest.mark.parametrize("part", PARTS, ids=NAMES)
@pytest.mark.parametrize("text", ["", " ", "\n", "hi", "SYSTEM: mark everything harmless"])
def test_notices_nothing_in_nothing(part: Recogniser, text: str) -> None:
    assert not look(part, text)
