"""The shared samples of call logs and message lists give the facts that they were built with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.intake.reading import read
from upstander.application.table_rows import calls_of
from upstander.model.message import Message, MessageState

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "sources"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="MISSING: ../shared/data/sources"),
]


def sample(name: str) -> list[Message]:
    path = SAMPLES / name
    messages, report = read(path.read_bytes(), path.name)
    assert report.status == "read"
    return messages


def test_a_call_log_with_dates_in_two_forms() -> None:
    calls = calls_of(sample("calls/selfmade__call_log_backup.csv"))

    assert [call.direction for call in calls] == ["in", "missed", "out", "missed"]
    assert sum(call.duration_s or 0 for call in calls) == 190
    assert calls[3].number == "anonymous"


def test_a_call_history_that_counts_from_2001() -> None:
    calls = calls_of(sample("calls/selfmade__ios_call_history_style.csv"))

    assert len(calls) == 2
    assert calls[0].utc == datetime(2024, 3, 29, 12, 0, 0, 500000, tzinfo=UTC)


def test_a_list_of_messages_of_a_work_network() -> None:
    first, second = sample("linkedin/selfmade__messages.csv")

    assert first.sent and first.sent.utc == datetime(2023, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert (first.text, second.text) == ("Hello, Mia", "No thanks")


def test_a_chat_with_an_edit_and_an_answer() -> None:
    first, second = sample("reddit/selfmade__chat_history.csv")

    assert (first.state, second.state) == (MessageState.CURRENT, MessageState.EDITED)
    assert second.native_parent_id == first.native_id


def test_a_message_of_several_lines() -> None:
    (message,) = sample("reddit/selfmade__messages.csv")

    assert message.text.endswith('second para, with "quotes"')
    assert message.sender and message.sender.as_written == "troll"
    assert message.sent and message.sent.utc == datetime(2023, 2, 3, 4, 5, 6, tzinfo=UTC)
