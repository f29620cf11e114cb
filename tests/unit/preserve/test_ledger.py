"""Entry bodies and chain lines, strictly read."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fakes.ledger import FakeLedger
from upstander.model.actor import Actor, Role
from upstander.model.entry import Act, EntryDraft, chain_line
from upstander.model.errors import LedgerChanged
from upstander.model.ids import ActorId, VaultId
from upstander.preserve.ledger import (
    complete_lines,
    decode_body,
    decode_json,
    encode_json,
    parse_line,
    walk_chain,
)


@pytest.fixture
def ledger() -> FakeLedger:
    ledger = FakeLedger()
    ledger.append([EntryDraft(Act.NOTE, Actor(ActorId("A"), Role.OWNER))] * 4)
    return ledger


def _line_for(body: bytes) -> bytes:
    return chain_line(0, None, body)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"a":1.5}',
        '{"a":1e3}',
        '{"a":NaN}',
        '{"a":Infinity}',
        "{",
        "",
        "[" * 99999,
    ],
)
def test_loose_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_json(text.encode())


def test_bytes_that_are_no_utf8_are_refused() -> None:
    with pytest.raises(ValueError, match="utf-8"):
        decode_json(b'"\xff"')


def test_json_is_written_in_one_way() -> None:
    assert encode_json({"b": [1, None], "a": "é\udc80"}) == '{"a":"é\\udc80","b":[1,null]}'.encode()


def test_a_body_has_every_promised_field(ledger: FakeLedger) -> None:
    fields = decode_json(ledger.bodies[0])

    assert isinstance(fields, dict)
    assert list(fields) == sorted(fields)
    assert {"v", "vault", "seq", "salt", "ts", "tz", "mono", "boot", "clock", "act"} <= set(fields)
    assert {"actor", "device", "tool", "case", "reason", "supersedes"} <= set(fields)
    assert len(str(fields["salt"])) == 32
    assert b" " not in ledger.bodies[0]


def test_a_line_is_a_number_and_two_digests(ledger: FakeLedger) -> None:
    for seq, line in enumerate(ledger.lines):
        parsed = parse_line(line)
        assert parsed.seq == seq
        assert parsed.commit == hashlib.sha256(ledger.bodies[seq]).hexdigest()
    assert {len(line) for line in ledger.lines} == {131}


@given(st.binary(max_size=200))
def test_any_other_line_is_refused(junk: bytes) -> None:
    with pytest.raises(LedgerChanged):
        parse_line(junk)


@given(st.integers(0, 527), st.integers(1, 255))
@example(place=131, change=7)  # a newline into a carriage return
def test_a_changed_byte_anywhere_breaks_chain_or_commitment(place: int, change: int) -> None:
    ledger = FakeLedger()
    ledger.append([EntryDraft(Act.NOTE, Actor(ActorId("A"), Role.OWNER))] * 4)
    chain = bytearray(ledger.chain())
    chain[place] ^= change

    with pytest.raises(LedgerChanged):
        for seq, line in enumerate(walk_chain(bytes(chain))):
            decode_body(ledger.bodies[seq], line)


@given(st.permutations(range(4)))
def test_lines_in_any_other_order_are_refused(order: list[int]) -> None:
    ledger = FakeLedger()
    ledger.append([EntryDraft(Act.NOTE, Actor(ActorId("A"), Role.OWNER))] * 4)
    chain = b"".join(ledger.lines[place] + b"\n" for place in order)
    if order != [0, 1, 2, 3]:
        with pytest.raises(LedgerChanged):
            list(walk_chain(chain))


def test_a_torn_tail_is_told_from_complete_lines() -> None:
    assert complete_lines(b"one\ntwo\nthr") == (b"one\ntwo\n", b"thr")
    assert complete_lines(b"") == (b"", b"")


def test_a_body_of_another_number_or_vault_is_refused(ledger: FakeLedger) -> None:
    body = ledger.bodies[2]
    with pytest.raises(LedgerChanged, match="says it is number 2"):
        decode_body(body, _line_for(body))
    body = ledger.bodies[0]
    with pytest.raises(LedgerChanged, match="another vault"):
        decode_body(body, _line_for(body), VaultId("ELSEWHERE"))


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"v":2}', b"\xff"])
def test_a_body_that_is_no_entry_is_refused(body: bytes) -> None:
    with pytest.raises(LedgerChanged, match="cannot be read"):
        decode_body(body, _line_for(body))
