"""Promises of every ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.clock import FakeClock
from tests.fakes.file_vault import new_vault
from tests.fakes.ledger import FakeLedger
from upstander.application.ports import Ledger
from upstander.model.actor import Actor, Role
from upstander.model.entry import GENESIS, Act, EntryDraft, Json, chain_line
from upstander.model.ids import ActorId, CaseId, ItemId
from upstander.preserve.ledger import walk_chain

TARA = Actor(ActorId("TARA"), Role.OWNER)


def _memory(_path: Path, clock: FakeClock) -> Ledger:
    ledger = FakeLedger(clock)
    ledger.append([EntryDraft(Act.VAULT_CREATE, TARA)])
    return ledger


def _files(path: Path, clock: FakeClock) -> Ledger:
    return new_vault(path / "vault", clock).ledger


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=[_memory, _files], ids=["memory", "files"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> Ledger:
    make: Callable[[Path, FakeClock], Ledger] = request.param
    return make(tmp_path, clock)


def _note(text: str, **more: Json) -> EntryDraft:
    return EntryDraft(Act.NOTE, TARA, data=MappingProxyType({"text": text, **more}))


def test_gives_back_what_was_written(ledger: Ledger) -> None:
    draft = EntryDraft(
        Act.CORRECT,
        TARA,
        case=CaseId("C1"),
        item=ItemId("I1"),
        data=MappingProxyType({"n": 1, "list": ["é", None, True], "odd": "\udc80"}),
        reason="typing slip",
        supersedes=0,
        parents=("ab" * 32,),
    )

    written = ledger.append([draft])[0]
    read = list(ledger.entries())[-1]

    assert read == written
    assert (read.act, read.actor, read.case, read.item) == (Act.CORRECT, TARA, "C1", "I1")
    assert dict(read.data) == dict(draft.data)
    assert (read.reason, read.supersedes, read.parents) == ("typing slip", 0, ("ab" * 32,))


def test_numbers_entries_without_a_gap(ledger: Ledger) -> None:
    first = ledger.append([_note("a"), _note("b")])
    second = ledger.append([_note("c")])

    assert [entry.seq for entry in (*first, *second)] == [1, 2, 3]


def test_writes_nothing_for_no_drafts(ledger: Ledger) -> None:
    before = ledger.head()

    assert ledger.append([]) == ()
    assert ledger.head() == before


def test_the_head_is_the_hash_of_the_last_line(ledger: Ledger) -> None:
    import hashlib

    entry = ledger.append([_note("x")])[0]

    assert ledger.head().length == 2
    assert ledger.head().digest == hashlib.sha256(entry.line).hexdigest()


def test_each_line_commits_to_the_line_before_and_its_body(ledger: Ledger) -> None:
    ledger.append([_note("a"), _note("b")])

    previous = None
    for entry in ledger.entries():
        assert entry.line == chain_line(entry.seq, previous, entry.body)
        previous = entry.line
    assert ledger.chain().startswith(f"0 {GENESIS} ".encode())
    assert len(list(walk_chain(ledger.chain()))) == 3


def test_the_same_words_twice_give_two_commitments(ledger: Ledger) -> None:
    one, two = ledger.append([_note("same"), _note("same")])

    assert one.commit != two.commit


def test_reads_from_a_number_on(ledger: Ledger) -> None:
    ledger.append([_note("a"), _note("b")])

    assert [entry.seq for entry in ledger.entries(2)] == [2]
    assert list(ledger.entries(3)) == []


def test_shows_a_clock_that_was_set_back(ledger: Ledger, clock: FakeClock) -> None:
    ledger.append([_note("before")])
    clock.set_back(days=2)

    asked = ledger.append([_note("after")])

    assert [entry.act for entry in ledger.entries(2)] == [Act.CLOCK_JUMP, Act.NOTE]
    assert [entry.data["text"] for entry in asked] == ["after"]
    jump = next(entry for entry in ledger.entries() if entry.act is Act.CLOCK_JUMP)
    assert abs(int(str(jump.data["seconds"])) - 2 * 86400) <= 1


def test_says_nothing_about_a_nudge_of_the_clock(ledger: Ledger, clock: FakeClock) -> None:
    ledger.append([_note("before")])
    clock.set_back(milliseconds=300)
    ledger.append([_note("after")])

    assert Act.CLOCK_JUMP not in [entry.act for entry in ledger.entries()]


def test_refuses_a_float_and_writes_nothing(ledger: Ledger) -> None:
    before = ledger.head()
    odd: dict[str, Json] = {"n": 0.5}  # type: ignore[dict-item]  # the point of the test

    with pytest.raises(ValueError, match="floats"):
        ledger.append([_note("fine"), EntryDraft(Act.NOTE, TARA, data=MappingProxyType(odd))])
    assert ledger.head() == before


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.dictionaries(st.text(), json_values, max_size=5), st.text())
def test_keeps_any_words_exactly(ledger: Ledger, data: dict[str, Json], reason: str) -> None:
    draft = EntryDraft(Act.NOTE, TARA, data=MappingProxyType(data), reason=reason)

    written = ledger.append([draft])[0]
    read = next(ledger.entries(written.seq))

    assert dict(read.data) == data
    assert read.reason == reason
