"""The tables of a pack, as CSV that opens without running anything.

How a table is written, and kept free of formulas: :mod:`upstander.language.csv_table`.
"""

from __future__ import annotations

from collections.abc import Sequence

from upstander.language.csv_table import table
from upstander.language.shown_time import iso_utc
from upstander.model.message import Message
from upstander.preserve.pack.contents import Exhibit, PackRequest
from upstander.preserve.pack.identifiers import identifiers
from upstander.preserve.pack.layout import Placed
from upstander.preserve.pack.sentences import entry_sentence
from upstander.preserve.pack.times import shown_time

EXHIBIT_COLUMNS = (
    "exhibit", "file", "original_name", "sha256", "size", "mime", "source", "captured_utc",
    "grade", "grade_meaning", "ledger_seq", "kind", "messages", "left_out",
)  # fmt: skip
CUSTODY_COLUMNS = ("seq", "at_utc", "zone", "act", "exhibit", "what", "actor", "reason", "commit")
IDENTIFIER_COLUMNS = (
    "kind", "value", "as_written", "seen_as", "platform", "exhibits", "times", "first_utc",
    "last_utc",
)  # fmt: skip
MESSAGE_COLUMNS = (
    "exhibit", "number", "local_time", "utc", "certainty", "why", "sender_as_shown", "sender_id",
    "recipients", "kind", "state", "text", "attachments", "byte_start", "byte_end", "pointer",
    "container", "raw_sha256", "message_id",
)  # fmt: skip


def exhibits_csv(placed: Sequence[Placed]) -> bytes:
    """The list of exhibits: what each is, where its file is, how strong its origin is."""
    return table(EXHIBIT_COLUMNS, [_exhibit_row(each) for each in placed])


def custody_csv(request: PackRequest) -> bytes:
    """Every disclosed entry of the record as one line."""
    numbers = {each.item.id: number for number, each in request.numbered()}
    return table(
        CUSTODY_COLUMNS,
        [
            (e.seq, iso_utc(e.at), e.zone, e.act.value, numbers.get(e.item, "") if e.item else "",
             entry_sentence(e), e.actor.role.value, e.reason, e.commit)
            for e in request.entries
        ],
    )  # fmt: skip


def identifiers_csv(request: PackRequest) -> bytes:
    """Accounts, handles and numbers as shown in the exhibits."""
    rows = [
        (i.kind, i.value, i.as_written, " ".join(sorted(i.seen_as)), i.platform,
         " ".join(sorted(i.exhibits)), i.times, iso_utc(i.first), iso_utc(i.last))
        for i in identifiers(request)
    ]  # fmt: skip
    return table(IDENTIFIER_COLUMNS, rows)


def messages_csv(number: str, exhibit: Exhibit, zone: str) -> bytes:
    """All messages of one exhibit, one a line, with where in which bytes each was read."""
    return table(
        MESSAGE_COLUMNS,
        [_message_row(number, count, m, zone) for count, m in enumerate(exhibit.thread, 1)],
    )


def _exhibit_row(placed: Placed) -> Sequence[object]:
    item = placed.exhibit.item
    origin = item.origin
    source = "; ".join(part for part in (origin.platform, origin.account, origin.method) if part)
    return (
        placed.number, placed.path, item.name, placed.sha256, placed.size, item.media_type,
        source, origin.captured_at or iso_utc(item.added_at), item.grade.value,
        item.grade.meaning, item.ledger_seq, item.kind.value, len(placed.exhibit.messages),
        placed.exhibit.omitted,
    )  # fmt: skip


def _message_row(number: str, count: int, message: Message, zone: str) -> Sequence[object]:
    when, where, sender = shown_time(message, zone), message.provenance, message.sender
    return (
        number, count, when.local, when.utc, when.certainty.value, when.why,
        sender.as_written if sender else "", sender.handle if sender else "",
        "; ".join(party.as_written for party in message.recipients), message.kind.value,
        message.state.value, message.text,
        "; ".join(f"{a.native_name} ({a.state.value})" for a in message.attachments),
        where.start if where.start is not None else "", where.end if where.end is not None else "",
        where.pointer or "", "!".join(where.container), where.raw_sha256, message.id,
    )  # fmt: skip
