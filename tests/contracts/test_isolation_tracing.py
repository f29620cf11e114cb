"""What the limited child promises about tracing, looks of pictures and what files say."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contracts.test_isolation import CHILDREN, QUICK
from tests.support.files_that_say import photo
from tests.unit.picture.test_look import drawn
from upstander.adapters.isolation import ChildIsolation
from upstander.adapters.isolation.worker import Worker
from upstander.model.errors import LimitExceeded
from upstander.model.file_says import LookedInto
from upstander.model.lead import Verdict
from upstander.picture.file_tags import file_tags
from upstander.picture.look import look
from upstander.trace.key_records import KeyAnswer, KeyRecords
from upstander.trace.mail_trace import trace_mail


@pytest.fixture
def isolation() -> Iterator[ChildIsolation]:
    made = ChildIsolation()
    yield made
    made.close()


@pytest.fixture
def faulty() -> Iterator[ChildIsolation]:
    made = ChildIsolation(QUICK, module="faulty_child", folders=(CHILDREN,))
    yield made
    made.close()


MAIL = (
    "Received: from relay.example.net (relay.example.net [198.51.100.23])\n"
    " by mx.example.org with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000\n"
    "From: K\u00eft <kit@example.net>\nTo: tara@example.org\nSubject: =?utf-8?q?h=C3=A9?=\n"
    "Date: Thu, 12 Nov 2026 21:46:58 +0000\n\nRing 07700 900123. https://example.com/a?b\n"
).encode()


@pytest.mark.parametrize("data", [MAIL, b"", b"\xff\xfe\x00 no mail", MAIL + b"\xed\xa0\x80" * 9])
def test_the_child_traces_exactly_what_this_process_would(
    isolation: ChildIsolation, data: bytes
) -> None:
    traced = isolation.trace(io.BytesIO(data), source="m", recipient_mx=("mx.example.org",))

    assert traced == trace_mail(data, source="m", recipient_mx=("mx.example.org",))


def test_recorded_keys_reach_the_child(isolation: ChildIsolation) -> None:
    signed = (
        b"DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=k; h=from; bh=AA==; b=AA==\n" + MAIL
    )
    keys = KeyRecords().with_answer("k._domainkey.example.net", KeyAnswer.absent(None))

    [check] = isolation.trace(
        io.BytesIO(signed), source="m", keys=keys.as_json()
    ).authentication.signatures

    assert check.verdict is Verdict.KEY_GONE


def test_a_mail_of_many_megabytes_is_traced_in_the_child(isolation: ChildIsolation) -> None:
    data = MAIL + b"07700 900123 and more words\n" * 200_000

    assert isolation.trace(io.BytesIO(data), source="m").handover is not None


def test_a_file_says_in_the_child_what_it_says_here(isolation: ChildIsolation) -> None:
    data = photo()

    assert isolation.tags(io.BytesIO(data)) == file_tags(io.BytesIO(data))
    assert isolation.tags(io.BytesIO(data)).tags
    assert isolation.tags(io.BytesIO(b"words")).looked is LookedInto.UNKNOWN


def test_a_glance_gets_little_time(faulty: ChildIsolation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upstander.adapters.isolation.parent._GLANCE_S", 1.0)
    monkeypatch.setattr(Worker, "ask", _loop_within(Worker.ask))
    started = time.monotonic()

    with pytest.raises(LimitExceeded):
        faulty.tags(io.BytesIO(b"evidence"))

    assert time.monotonic() - started < 3.5  # the others get four seconds of silence


def _loop_within(ask: Any) -> Any:
    """Have the faulty child loop, whatever it is asked."""

    def looping(self: Worker, stream: Any, request: Any, within_s: float | None = None) -> Any:
        return ask(self, stream, {**request, "name": "loop"}, within_s)

    return looping


def test_a_picture_looks_in_the_child_as_it_does_here(isolation: ChildIsolation) -> None:
    assert isolation.look(drawn()) == look(drawn()) != ""
