"""Calls and payments among messages, as the rows that reports are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from upstander.model.message import Message, MessageKind, Payment
from upstander.model.report import CallRecord, LossRow

_ROW = re.compile(r"row (\d{1,9})\Z", re.ASCII)
_UNANSWERED = frozenset({"missed", "rejected", "voicemail"})
NO_TIME = "No time is known."


def calls_of(messages: Iterable[Message]) -> tuple[CallRecord, ...]:
    """The calls, in the order given. A withheld number stays as it is written."""
    return tuple(_call(each) for each in messages if each.kind is MessageKind.CALL)


def losses_of(messages: Iterable[Message]) -> tuple[LossRow, ...]:
    """The payments, in the order given; a doubtful one is there and not ``counted``."""
    return tuple(_loss(each, each.payment) for each in messages if each.payment is not None)


def _call(message: Message) -> CallRecord:
    sent, call = message.sent, message.call
    others = message.recipients if message.direction == "out" else (message.sender,)
    return CallRecord(
        when=sent.raw if sent is not None else "",
        number=next((each.as_written for each in others if each is not None), ""),
        direction=_direction(message),
        duration_s=call.duration_s if call is not None else None,
        utc=sent.utc if sent is not None else None,
        doubt=" ".join(message.provenance.warnings) or ("" if sent else NO_TIME),
        row=row_of(message),
    )


def _direction(message: Message) -> str:
    if message.direction == "in" and message.call and message.call.result in _UNANSWERED:
        return "missed"
    return message.direction if message.direction in ("in", "out") else "unknown"


def _loss(message: Message, payment: Payment) -> LossRow:
    sent = message.sent
    moment = (sent.local or sent.utc) if sent is not None else None
    return LossRow(
        when=sent.raw if sent is not None else "",
        payee=payment.payee,
        ref=payment.ref,
        pence=payment.hundredths or 0,
        currency=payment.currency,
        day=moment.date() if moment is not None else None,
        method=payment.method,
        doubt=payment.doubt,
        counted=payment.counted,
        confirmed=payment.confirmed,
        row=row_of(message),
    )


def row_of(message: Message) -> int:
    """The row of a table, as spreadsheets number rows; 0 for what stands in no table."""
    found = _ROW.match(message.provenance.pointer or "")
    return int(found[1]) if found else 0
