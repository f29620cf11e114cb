"""Keys are kept with the moment they were seen, and nothing that comes later wipes one out."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.trace.signing import MAIL, NAME, SEEN, first, record, rsa_key, seal, sign
from upstander.model.errors import IntakeError
from upstander.model.lead import Verdict
from upstander.trace.key_records import KeyAnswer, KeyRecords, KeyState
from upstander.trace.mail_trace import trace_mail

KEY = b"v=DKIM1; k=rsa; p=AAAA"
ANSWERS = st.builds(
    KeyAnswer,
    st.sampled_from([KeyState.FOUND, KeyState.ABSENT, KeyState.FAILED]),
    st.binary(max_size=20),
    st.none() | st.just(SEEN),
)


def test_a_name_that_was_never_asked_says_so() -> None:
    assert KeyRecords().answer(NAME).state is KeyState.NOT_ASKED


def test_a_key_stays_when_a_later_look_up_finds_nothing() -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.found([KEY], SEEN))

    later = keys.with_answer(NAME, KeyAnswer.absent(SEEN + timedelta(days=90)))

    assert (later.answer(NAME).text, later.answer(NAME).seen_at) == (KEY, SEEN)


def test_the_same_key_seen_again_keeps_its_first_moment() -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.found([KEY], SEEN))

    again = keys.with_answer(NAME, KeyAnswer.found([KEY], SEEN + timedelta(days=1)))

    assert again.found(NAME) == (KeyAnswer(KeyState.FOUND, KEY, SEEN),)


def test_names_are_the_same_in_any_case_and_with_a_dot_at_the_end() -> None:
    keys = KeyRecords().with_answer("Key1._DomainKey.example.org.", KeyAnswer.found([KEY], SEEN))

    assert keys.answer(NAME).text == KEY


def test_the_record_that_holds_a_key_is_taken_from_several() -> None:
    assert KeyAnswer.found([b"v=spf1 -all", KEY], SEEN).text == KEY


def test_an_answer_without_any_text_counts_as_absent() -> None:
    assert KeyAnswer.found([], SEEN).state is KeyState.ABSENT


@given(st.lists(st.tuples(st.sampled_from(["a._domainkey.example.org", NAME]), ANSWERS)))
def test_records_come_back_from_json_as_they_were(rows: list[tuple[str, KeyAnswer]]) -> None:
    keys = KeyRecords()
    for name, answer in rows:
        keys = keys.with_answer(name, answer)

    again = KeyRecords.from_json(json.loads(json.dumps(keys.as_json())))

    assert again == keys


@pytest.mark.parametrize(
    "broken",
    [
        [],
        "x",
        None,
        {NAME: 3},
        {NAME: [{"text": "x"}]},
        {NAME: [{"state": "stolen"}]},
        {NAME: [{"state": "found", "seen_at": "yesterday"}]},
        {NAME: [{"state": "found", "seen_at": "2026-11-22T09:00:00"}]},
        {NAME: [{"state": "found", "text": "\u2603"}]},
    ],
)
def test_broken_records_are_refused_calmly(broken: object) -> None:
    with pytest.raises(IntakeError, match="cannot be read"):
        KeyRecords.from_json(broken)


def test_many_answers_never_push_out_a_key() -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.found([KEY], SEEN))
    for number in range(50):
        keys = keys.with_answer(NAME, KeyAnswer.failed(SEEN + timedelta(days=number)))

    assert keys.answer(NAME).text == KEY
    assert len(keys.answers[NAME]) <= 20


def places(mail: bytes) -> list[str]:
    """Where the keys of a mail's signatures stand."""
    checks = trace_mail(mail, source="m").authentication.signatures
    return [each.key_at for each in checks]


def test_each_signature_says_where_its_key_stands() -> None:
    assert set(places(seal(sign(MAIL), 1))) == {"key1._domainkey.lists.example.com", NAME}


@pytest.mark.parametrize(
    "tags",
    ["d=example.org", "s=x", "s=x; d=a b", "s=x; d=(example.org", "s=x; d=" + "a." * 200 + "org"],
)
def test_no_name_is_given_that_cannot_exist(tags: str) -> None:
    assert places(f"DKIM-Signature: v=1; {tags}\r\n\r\n".encode()) == [""]


def test_a_domain_in_other_letters_stands_in_its_ascii_form() -> None:
    mail = "DKIM-Signature: s=x; d=bücher.example\r\n\r\n".encode()

    assert places(mail) == ["x._domainkey.xn--bcher-kva.example"]


def test_a_hostile_mail_has_no_endless_signatures() -> None:
    lines = (f"DKIM-Signature: s=s{number}; d=example.org\r\n" for number in range(500))

    assert len(places("".join(lines).encode() + b"\r\n")) <= 100


@given(st.binary(max_size=300))
def test_no_bytes_make_the_places_fall_over(value: bytes) -> None:
    for name in places(b"DKIM-Signature: s=x; d=" + value + b"\r\n\r\n"):
        assert not name or ("._domainkey." in name and name.isascii())


def test_a_key_from_json_still_checks_a_mail() -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.found([record(rsa_key())], SEEN))

    check = first(sign(MAIL), KeyRecords.from_json(json.loads(json.dumps(keys.as_json()))))

    assert (check.verdict, check.key_seen_at) == (Verdict.VALID, SEEN)
    assert isinstance(check.key_seen_at, datetime)
