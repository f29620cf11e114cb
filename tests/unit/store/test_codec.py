"""Nouns go into a column and come back the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.story import message, read_report
from upstander.application.looks import Overview
from upstander.model.digest import Digest
from upstander.model.evidence import Case, DiaryNote, EvidenceItem, PackRecord, Witness
from upstander.model.finding import Finding, SignAnswer
from upstander.model.message import Message
from upstander.model.reading import Question, ReadReport
from upstander.store.codec import fields_of, from_text, to_text
from upstander.store.fields import escape, unescape
from upstander.store.packing import Press, dictionary_from, plain_form

st.register_type_strategy(
    Digest, st.binary(min_size=32, max_size=32).map(lambda raw: Digest(raw.hex()))
)
st.register_type_strategy(float, st.floats(allow_nan=False))
NOUNS = (
    Case,
    DiaryNote,
    EvidenceItem,
    Finding,
    Message,
    Overview,
    PackRecord,
    ReadReport,
    SignAnswer,
    Witness,
)


@pytest.mark.parametrize("noun", NOUNS)
@given(data=st.data())
def test_any_noun_comes_back_the_same(noun: type, data: st.DataObject) -> None:
    made = data.draw(st.from_type(noun))

    assert from_text(noun, to_text(made)) == made


def test_a_report_with_questions_comes_back_the_same() -> None:
    report = read_report(Question("zone", "Where?", ("Europe/London",)))

    assert from_text(ReadReport, to_text(report)) == report


@given(st.text(), st.text(), st.datetimes(timezones=st.just(UTC)))
def test_a_pressed_message_comes_back_the_same(first: str, second: str, at: datetime) -> None:
    press = Press(dictionary_from(plain_form(message(1, first))))
    sent = message(2, second, sender=first, utc=at)

    assert press.message(press.press(plain_form(sent)), sent.id) == sent


def test_a_pressed_message_takes_little_room() -> None:
    press = Press(dictionary_from(plain_form(message(1, "hello"))))

    assert len(press.press(plain_form(message(2, "see you at eight")))) < 120


def test_the_form_names_the_fields_of_inner_nouns_too() -> None:
    assert {"Message.id", "Party.as_written", "MessageTime.utc"} <= set(fields_of(Message))


@given(st.text())
def test_any_text_fits_a_column(text: str) -> None:
    kept = escape(text)

    assert unescape(kept) == text
    assert "\x00" not in kept
    kept.encode()
