"""Messages survive the way through JSON, and nothing malformed comes back as one."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.model.errors import ImporterFailed
from upstander.model.ids import MessageId
from upstander.model.message import (
    Attachment,
    AttachmentState,
    Content,
    Message,
    MessageKind,
    MessageTime,
    Party,
    Provenance,
)
from upstander.model.plain_values import from_plain, to_plain
from upstander.model.quick import quick
from upstander.model.reading import Leftover, Question, ReadReport

TEXT = st.text(max_size=20)
MOMENT = st.datetimes(timezones=st.just(UTC))
TIMES = st.builds(
    MessageTime, role=TEXT, raw=TEXT, utc=st.none() | MOMENT, local=st.none() | st.datetimes(),
    fold=st.none() | st.integers(0, 1), nonexistent=st.booleans(), latest_utc=st.none() | MOMENT,
)  # fmt: skip
MESSAGES = st.builds(
    Message,
    id=TEXT.map(MessageId), kind=st.sampled_from(MessageKind), platform=TEXT, variant=TEXT,
    seq=st.integers(0, 1 << 40), subject=st.none() | TEXT, mentions=st.tuples(TEXT, TEXT),
    provenance=st.builds(
        Provenance, source_sha256=TEXT, raw_sha256=TEXT, importer=TEXT, importer_version=TEXT,
        start=st.none() | st.integers(0, 99), settings=st.tuples(st.tuples(TEXT, TEXT)),
    ),
    sender=st.none() | st.builds(Party, as_written=TEXT, is_self=st.none() | st.booleans()),
    times=st.lists(TIMES, max_size=2).map(tuple),
    content=st.lists(st.builds(Content, text=TEXT), max_size=2).map(tuple),
    attachments=st.tuples(st.builds(
        Attachment, native_name=TEXT, safe_name=TEXT, state=st.sampled_from(AttachmentState),
        size=st.none() | st.integers(0, 1 << 50),
    )),
)  # fmt: skip
PLAIN = Message(
    MessageId("m"), MessageKind.MESSAGE, "whatsapp", "ios-txt", 1, Provenance("s", "r", "w", "1")
)


@given(MESSAGES)
def test_a_message_comes_back_equal(message: Message) -> None:
    assert from_plain(Message, json.loads(json.dumps(to_plain(message)))) == message


def test_a_report_comes_back_equal() -> None:
    report = ReadReport(
        "whatsapp", "1", "s", "read", "why", 10, 9, 1, counts=(("message", 2),),
        senders=(("Tara", 2),), leftovers=(Leftover(0, 1, "mark", ("a.txt",)),),
        questions=(Question("zone", "Where?", ("a", "b")),),
    )  # fmt: skip
    assert from_plain(ReadReport, json.loads(json.dumps(to_plain(report)))) == report


def test_empty_fields_are_left_out() -> None:
    assert set(to_plain(PLAIN)) == {
        "id", "kind", "platform", "variant", "seq", "provenance",
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"surprise": 1},
        {"seq": "1"},
        {"seq": True},
        {"seq": 1 << 70},
        {"kind": "verdict"},
        {"platform": None},
        {"platform": "\ud800"},
        {"mentions": "abc"},
        {"provenance": []},
        {"times": [{"role": "sent", "raw": "", "utc": "2026-10-05T18:00:00"}]},
        {"times": [{"role": "sent", "raw": "", "utc": "2026-10-05T18:00:00+01:00"}]},
        {"times": [{"role": "sent", "raw": "", "local": "2026-10-05T18:00:00+00:00"}]},
        {"times": [{"role": "sent", "raw": "", "utc": "soon"}]},
        {"sender": {"as_written": "Tara", "is_self": 1}},
    ],
)
def test_anything_malformed_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ImporterFailed):
        from_plain(Message, to_plain(PLAIN) | change)


@pytest.mark.parametrize("name", ["id", "kind", "seq", "provenance"])
def test_a_missing_field_is_refused(name: str) -> None:
    value = to_plain(PLAIN)
    del value[name]
    with pytest.raises(ImporterFailed):
        from_plain(Message, value)


def test_a_quickly_made_record_is_like_any_other() -> None:
    values = {each.name: getattr(PLAIN, each.name) for each in fields(PLAIN)}
    made = quick(Message)(**values)
    assert made == PLAIN and hash(made) == hash(PLAIN) and type(made) is Message
    assert replace(made, seq=2).seq == 2
    with pytest.raises(AttributeError):
        made.seq = 3  # type: ignore[misc]
