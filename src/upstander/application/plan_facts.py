"""What kept things add to a plan: money in a table, a mail, a sender in doubt, words about life.

Quick: a report of reading says what a file holds, and only the few messages with the most urgent
signs are opened. No mail is traced for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from upstander.application.hear_situation import is_about_life
from upstander.application.looks import Glance, Mark
from upstander.application.ports import Index
from upstander.application.times_ahead import losses_by
from upstander.model.errors import NotFound
from upstander.model.evidence import ItemState
from upstander.model.finding import Level, Reply
from upstander.model.ids import CaseId, ItemId, MessageId
from upstander.model.message import Message, MessageKind

MOST_OPENED = 20
"""So many messages with urgent signs are opened, the most urgent first."""

_URGENT = (Level.A, Level.B)
_DMARC_FAILED = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)


def facts_of_things(index: Index, case: CaseId, today: date) -> Iterator[str]:
    """Facts of the router from what is kept. Raises NotFound."""
    held = _holding(index, case)
    if _paid(index, case, held.get(MessageKind.PAYMENT.value, ()), today):
        yield "money"
    if held.get(MessageKind.MAIL.value):
        yield "mail"
    for message, mark in _urgent(index, case):
        if mark.rule == "U4" and is_about_life(message.text[mark.start : mark.end]):
            yield "life-threatened"
        if message.kind is MessageKind.MAIL and sender_in_doubt(message):
            yield "sender-in-doubt"


def sender_in_doubt(mail: Message) -> bool:
    """Whether a mail may not come from the sender it shows; it says nothing of who wrote it.

    Its answers or returns go elsewhere, or a server wrote that the sender does not fit (DMARC).
    What differs only before a dot, as mail.example.org and example.org, is alike. A mail in the
    name of its own receiver uses nobody else's name.
    """
    shown = mail.sender.normalised if mail.sender is not None else ""
    if not _domain(shown) or shown in {each.normalised for each in mail.recipients}:
        return False
    return any(_against(name, value, _domain(shown)) for name, value in mail.extra)


def _against(name: str, value: str, shown: str) -> bool:
    """Whether a line of the headers speaks against the domain that is shown."""
    if name == "authentication-results":
        return _DMARC_FAILED.search(value) is not None
    other = _domain(value) if name in ("reply-to", "return-path") else ""
    return bool(other) and not _alike(shown, other)


def _domain(written: str) -> str:
    """What stands behind the last ``@``, without what closes an address."""
    return written.rpartition("@")[2].strip(" <>\t\r\n.").lower() if "@" in written else ""


def _alike(one: str, other: str) -> bool:
    return one == other or one.endswith("." + other) or other.endswith("." + one)


def _holding(index: Index, case: CaseId) -> Mapping[str, tuple[ItemId, ...]]:
    """The kept things by the kinds of messages that were read in them."""
    held: dict[str, tuple[ItemId, ...]] = {}
    for item in index.items(case):
        report = index.report(item.id) if item.state is ItemState.KEPT else None
        for kind, count in report.counts if report is not None else ():
            if count:
                held[kind] = (*held.get(kind, ()), item.id)
    return held


def _paid(index: Index, case: CaseId, items: Iterable[ItemId], today: date) -> bool:
    """Whether a payment out is among the rows, one that counts and is not of the future."""
    tables = tuple(items)
    for _, row in index.messages(case, items=tables) if tables else ():
        went_out = row.payment is not None and not row.payment.came_in
        if went_out and any(each.counted and not each.doubt for each in losses_by((row,), today)):
            return True
    return False


def _urgent(index: Index, case: CaseId) -> Iterator[tuple[Message, Mark]]:
    """The messages with the most urgent signs that were not answered with "no"."""
    refused = {
        (each.about, each.rule, each.start)
        for each in index.sign_answers(case)
        if each.reply is Reply.NO
    }
    found = [
        (glance, mark)
        for glance in index.glances(case)
        for mark in glance.marks
        if _counts(glance, mark) and (glance.about, mark.rule, mark.start) not in refused
    ]
    found.sort(key=lambda each: each[1].level.rank if each[1].level is not None else len(Level))
    for glance, mark in found[:MOST_OPENED]:
        with suppress(NotFound):  # a note stands for itself, it is no message
            yield index.message(MessageId(glance.about), case=case)[1], mark


def _counts(glance: Glance, mark: Mark) -> bool:
    return not glance.own and mark.level in _URGENT and mark.rule[:1] == "U"
