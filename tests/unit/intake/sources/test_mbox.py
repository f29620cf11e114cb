"""A folder of mails: each with its own span, and no byte without an owner."""

from __future__ import annotations

import hashlib
import io
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from upstander.intake.read import read_original
from upstander.intake.sources.mbox import PLUGIN
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings

DATA = Path(__file__).resolve().parents[3] / "data" / "sources" / "mbox"


def read(data: bytes, source: str | None = None) -> tuple[list[Message], ReadReport]:
    digest = hashlib.sha256(data).hexdigest()
    events = list(
        read_original(
            io.BytesIO(data), name="x.mbox", sha256=digest, settings=ReadSettings(), source=source
        )
    )
    report = events.pop()
    assert isinstance(report, ReadReport)
    return [event for event in events if isinstance(event, Message)], report


def example(name: str) -> bytes:
    return (DATA / name / "input.mbox").read_bytes()


def test_every_mail_has_its_span_and_the_spans_make_the_file() -> None:
    data = example("three-mails")
    mails, report = read(data)

    spans = [data[mail.provenance.start : mail.provenance.end] for mail in mails]
    assert b"".join(spans) == data
    assert (report.source, report.status, report.bytes_covered) == ("mbox", "read", len(data))


def test_senders_recipients_and_threads_are_read() -> None:
    first, second, third = read(example("three-mails"))[0]

    assert [(party.handle, party.role) for party in first.recipients] == [
        ("tara@example.org", "to"),
        ("sam@example.org", "cc"),
    ]
    assert first.subject == "café"
    assert second.native_parent_id == first.native_id == "<1@kit-pc>"
    assert second.conversation == first.conversation or second.native_thread_id == "<1@kit-pc>"
    assert second.labels == ("Sent", "Important")
    assert third.links[0].target == "https://example.net/t?u=1"


def test_from_quoting_is_undone_for_reading_only() -> None:
    data = example("three-mails")
    first = read(data)[0][0]

    assert first.text.endswith("\nFrom now on I will wait.")
    assert "from-quoting" in first.content[0].repairs
    assert b">From now on" in data[first.provenance.start : first.provenance.end]


def test_a_sentence_that_starts_with_from_does_not_cut_a_mail() -> None:
    mails, _ = read(example("from-in-a-sentence"))

    assert [mail.subject for mail in mails] == ["films", "more films"]
    assert "From Russia with love" in mails[0].text


def test_a_byte_order_mark_is_accounted_for() -> None:
    data = b"\xef\xbb\xbf" + example("three-mails")
    mails, report = read(data)

    assert len(mails) == 3
    assert report.bytes_leftover == 3


def test_a_damaged_mail_does_not_take_the_others_with_it() -> None:
    broken = b"From x@example.org Wed Nov 18 03:12:40 2026\n\x00\xff\xfe garbage\n\n"
    mails, report = read(broken + example("three-mails"), source="mbox")

    assert len(mails) == 4
    assert report.bytes_leftover == 0


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_any_folder_is_read_to_the_last_byte(one: bytes, two: bytes) -> None:
    data = (
        b"From a@example.org Wed Nov 18 03:12:40 2026\n" + one + b"\n\nFrom - \nFrom: a\n\n" + two
    )
    events = list(PLUGIN.read(io.BytesIO(data), name="x", sha256="0" * 64, settings=ReadSettings()))

    spans = [
        (event.provenance.start, event.provenance.end)
        for event in events
        if isinstance(event, Message)
    ]
    assert spans[0][0] == 0 and spans[-1][1] == len(data)
    assert all(left[1] == right[0] for left, right in pairwise(spans))
