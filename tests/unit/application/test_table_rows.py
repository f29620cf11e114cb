"""Calls and payments as rows for reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from upstander.application.table_rows import calls_of, losses_of
from upstander.model.ids import MessageId
from upstander.model.message import (
    Call,
    Message,
    MessageKind,
    MessageTime,
    Party,
    Payment,
    Provenance,
)

WHERE = Provenance("s", "r", "table", "1", 0, 9, "row 7", warnings=("same as row 3",))
AT = MessageTime("sent", "17/11/2026 10:02", datetime(2026, 11, 17, 10, 2, tzinfo=UTC))
CALL = Message(
    MessageId("m"), MessageKind.CALL, "phone", "calls-csv", 0, WHERE, Party("020 7946 0991"),
    times=(AT,), direction="in", call=Call("voice", "missed", 0),
)  # fmt: skip
PAID = replace(
    CALL, kind=MessageKind.PAYMENT, call=None, payment=Payment("£5.00", 500, "GBP", "Carl", "44")
)


def test_a_missed_call_keeps_its_number_its_doubt_and_its_row() -> None:
    (row,) = calls_of([CALL, PAID])

    assert (row.number, row.direction, row.row) == ("020 7946 0991", "missed", 7)
    assert (row.when, row.utc, row.doubt) == (AT.raw, AT.utc, "same as row 3")


def test_the_number_of_an_outgoing_call_is_the_one_that_was_rung() -> None:
    rung = (Party("07700 900888", role="to"),)
    out = replace(CALL, sender=Party("", is_self=True), recipients=rung, direction="out")

    assert [(row.number, row.direction) for row in calls_of([out])] == [("07700 900888", "out")]


def test_a_payment_keeps_its_pence_its_day_and_whether_it_counts() -> None:
    doubtful = replace(PAID, payment=Payment("five", None, counted=False, doubt="not read"))

    sure, unsure = losses_of([CALL, PAID, doubtful])

    assert (sure.pence, sure.day, sure.counted) == (500, date(2026, 11, 17), True)
    assert (unsure.pence, unsure.counted, unsure.doubt) == (0, False, "not read")


def test_a_call_out_of_a_chat_has_no_row_and_nothing_made_up() -> None:
    bare = replace(CALL, provenance=Provenance("s", "r", "whatsapp", "1"), direction="unknown")

    (row,) = calls_of([replace(bare, times=(), call=None)])

    assert (row.row, row.when, row.duration_s, row.direction) == (0, "", None, "unknown")
