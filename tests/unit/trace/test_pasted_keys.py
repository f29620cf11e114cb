"""A key looked up on another device can be pasted in, as the tools print it."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from tests.unit.trace.signing import MAIL, NAME, SEEN, first, record, rsa_key, sign
from upstander.model.errors import IntakeError
from upstander.model.lead import Verdict
from upstander.trace.key_records import KeyRecords, KeyState
from upstander.trace.pasted_keys import read_pasted

KEY = record(rsa_key()).decode()
HALF = f'"{KEY[:200]}" "{KEY[200:]}"'
DIG = f"""
; <<>> DiG <<>> TXT {NAME}
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4242
;; QUESTION SECTION:
;{NAME}.  IN TXT

;; ANSWER SECTION:
{NAME}. 3600 IN TXT {HALF}

;; Query time: 12 msec
"""
WINDOWS = f'{NAME}\ttext =\n\n\t"{KEY[:200]}"\n\t"{KEY[200:]}"\n'
ZONE = f'{NAME}. IN TXT ( "{KEY[:200]}"\n    "{KEY[200:]}" )\n'
WEB = json.dumps({"Status": 0, "Answer": [{"name": NAME, "type": 16, "data": HALF}]})


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        HALF,
        DIG,
        DIG.replace("; k=", "\\; k="),
        WINDOWS,
        ZONE,
        WEB,
        f'{NAME} descriptive text "{KEY}"',
        f'{NAME}. 300 IN TXT "v=spf1 -all"\n{NAME}. 300 IN TXT {HALF}',
        f"{KEY[:60]}\n{KEY[60:200]}\n{KEY[200:]}",
    ],
)
def test_a_pasted_key_checks_the_mail(text: str) -> None:
    answer = read_pasted(text, NAME, SEEN)

    check = first(sign(MAIL), KeyRecords().with_answer(NAME, answer))

    assert (check.verdict, check.key_seen_at) == (Verdict.VALID, SEEN)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1", KeyState.ABSENT),
        (f"Host {NAME} not found: 3(NXDOMAIN)", KeyState.ABSENT),
        ("*** UnKnown can't find it: Non-existent domain", KeyState.ABSENT),
        ("status: NOERROR\n;; flags: qr; QUERY: 1, ANSWER: 0, AUTHORITY: 1", KeyState.ABSENT),
        ('{"Status": 3}', KeyState.ABSENT),
        (";; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 1", KeyState.FAILED),
        (";; connection timed out; no servers could be reached", KeyState.FAILED),
        ('{"Status": 2}', KeyState.FAILED),
    ],
)
def test_an_answer_without_a_key_is_told_apart_from_no_answer(text: str, state: KeyState) -> None:
    assert read_pasted(text, NAME, SEEN).state is state


def test_an_answer_about_another_name_is_refused() -> None:
    with pytest.raises(IntakeError, match="another name"):
        read_pasted(DIG, "key2._domainkey.example.org", SEEN)


def test_a_text_without_any_answer_is_refused_with_a_next_step() -> None:
    with pytest.raises(IntakeError, match="paste it again"):
        read_pasted("I looked but did not understand it.", NAME, SEEN)


@given(st.text(max_size=300) | st.text('"\\;=() vp', max_size=300))
def test_no_text_makes_the_reader_fall_over(text: str) -> None:
    with suppress(IntakeError):
        assert read_pasted(text, NAME, SEEN).state is not KeyState.NOT_ASKED


@pytest.mark.parametrize("piece", ['"', '"\\', '\\"', "v=DKIM1 ", "[", "a._domainkey.", '{"'])
def test_a_hostile_text_is_read_in_a_moment(piece: str) -> None:
    def read(size: int) -> None:
        with suppress(IntakeError):
            read_pasted(piece * size, NAME, SEEN)

    assert_in_proportion(read, 60_000)
