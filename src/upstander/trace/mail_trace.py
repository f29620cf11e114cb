"""The trace sheet of one mail: its way, its addresses, and who holds the answer. Offline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from upstander.directory.lead_notes import lead_note
from upstander.mail.addresses import parse_addresses
from upstander.mail.dates import parse_mail_date
from upstander.mail.headers import MAX_HEADER_BYTES, HeaderBlock, split_headers
from upstander.mail.letter import Letter, read_letter
from upstander.model.lead import Lead, TraceSheet
from upstander.model.message import Link
from upstander.trace._clocks import span_words
from upstander.trace.authentication import authenticate
from upstander.trace.froms import from_addresses
from upstander.trace.key_records import KeyRecords
from upstander.trace.leads.find import link_leads, name_leads, once, text_leads
from upstander.trace.mail_leads import mail_leads
from upstander.trace.received import Received, read_received
from upstander.trace.walk import Walk, recipient_of, walk

MOST_LINES = 200
"""So many Received lines are read, the topmost ones."""

_RECIPIENT = ("Delivered-To", "X-Original-To", "X-Delivered-To", "Envelope-To", "X-Envelope-To")
_NAMED = ("To", "Cc")
_OUT_OF_STEP = timedelta(hours=1)
_MOST_TEXT = 200_000


def trace_mail(
    data: bytes,
    *,
    source: str,
    recipient_mx: Sequence[str] = (),
    keys: KeyRecords | None = None,
) -> TraceSheet:
    """Trace one mail as received. Never raises, whatever the bytes.

    Args:
        data: the whole mail, byte for byte.
        source: what the spans name as their source.
        recipient_mx: servers or domains of the recipient's provider, where the person named them.
        keys: recorded answers of DNS for signatures; nothing is looked up.
    """
    headers = split_headers(data)
    fields = headers.all("Received")[:MOST_LINES]
    lines = [read_received(each, source=source, number=at) for at, each in enumerate(fields, 1)]
    own = list(dict.fromkeys(_own_addresses(headers, lines)))
    walked = walk(lines, recipient_of(lines, own, recipient_mx))
    froms = from_addresses(data, headers, source=source, own=own)
    domains = tuple(
        each.address.rpartition("@")[2].lower() for each in froms if each.field == "From"
    )
    authentication = authenticate(
        data,
        headers,
        trusted=walked.recipient.trusted if walked.recipient.sure else frozenset(),
        from_domains=domains,
        keys=keys,
        border=walked.border,
        below=walked.recipient.results_below and not walked.doubtful,
        source=source,
    )
    letter = _without_own_mails(read_letter(data), own)
    leads = mail_leads(data, headers, walked, authentication, froms, source=source)
    return TraceSheet(
        source=source,
        handover=walked.handover,
        hops=walked.hops,
        authentication=authentication,
        froms=froms,
        leads=tuple(once((*leads, *_not_own(_body_leads(letter, source, leads), own)))),
        warnings=tuple(_warnings(headers, walked, letter, len(data))),
    )


def _warnings(headers: HeaderBlock, walked: Walk, letter: Letter, size: int) -> Iterator[str]:
    yield from walked.warnings
    yield from _time_warnings(walked)
    yield from _date_warnings(headers, walked)
    yield from _odd_lines(headers)
    yield from _cut_headers(headers, size)
    yield from _mails_inside(letter)


def _own_addresses(headers: HeaderBlock, lines: Sequence[Received]) -> Iterator[str]:
    """The recipient's addresses, the surest first: what a server wrote, then what stands in To."""
    for name in _RECIPIENT:
        for header in headers.all(name)[:5]:
            yield from (box.address for box in parse_addresses(header.plain) if box.address)
    if lines and lines[0].recipient and not lines[0].unread:
        yield lines[0].recipient
    for name in _NAMED:
        for header in headers.all(name)[:2]:
            yield from (box.address for box in parse_addresses(header.plain)[:20] if box.address)


def _body_leads(letter: Letter, source: str, known: Sequence[Lead]) -> Iterator[Lead]:
    """Leads in subject, words, links and file names; a value that came before is not given again.

    A link of a formatted mail goes to its target, whatever it shows; both are looked at.
    """
    held = {lead.value for lead in known}
    for lead in _in_words(letter, source):
        if lead.value not in held:
            yield lead
        held.add(lead.value)
    seen: set[tuple[str, str]] = set()
    for at, (shown, target) in enumerate(letter.links, 1):
        if (shown, target) not in seen:
            seen.add((shown, target))
            link = Link(shown or target, target)
            yield from link_leads(link, source=source, where=f"link {at}", known=held)
            held.add(target)
    for at, file in enumerate(letter.files, 1):
        yield from name_leads(file.name, source=source, where=f"name of file {at}")


def _not_own(leads: Iterable[Lead], own: Sequence[str]) -> Iterator[Lead]:
    """The leads without the recipient's own addresses: about them nobody is asked."""
    mine = {each.casefold() for each in own}
    return (each for each in leads if (each.plain or each.value).casefold() not in mine)


def _without_own_mails(letter: Letter, own: Sequence[str]) -> Letter:
    """The letter without the words of mails inside it that the recipient wrote."""
    mine = {each.casefold() for each in own}
    theirs = {
        part.path
        for part in letter.root.walk()
        if part.is_mail and part is not letter.root
        for inner in part.children
        if mine & set(_senders(inner.headers))
    }
    return replace(letter, bodies=[each for each in letter.bodies if each.inside not in theirs])


def _senders(headers: HeaderBlock) -> Iterator[str]:
    for header in headers.all("From")[:2]:
        yield from (box.address.casefold() for box in parse_addresses(header.plain)[:20])


def _in_words(letter: Letter, source: str) -> Iterator[Lead]:
    subject = letter.headers.text("Subject") or ""
    yield from text_leads(subject[:_MOST_TEXT], source=source, where="Subject")
    for body in letter.bodies:
        text = body.text[:_MOST_TEXT]
        if not body.inside:
            yield from text_leads(text, source=source, where="the words of the mail")
            continue
        for lead in text_leads(text, source=source, where="a mail inside it"):
            yield replace(lead, notes=(lead_note("words", "inside"), *lead.notes))


def _time_warnings(walked: Walk) -> Iterator[str]:
    """The time of the hand-over, where no exact moment can be made of the written words."""
    if walked.handover is None or walked.handover.time_utc is not None:
        return
    span = walked.handover.span
    raw = next((hop.time_raw for hop in walked.hops if hop.span == span), "")
    if not raw:
        yield "The line of the hand-over gives no time that can be read."
    elif parse_mail_date(raw).local is None:
        yield f'The time of the hand-over is written as "{raw}" and cannot be read as a time.'
    else:
        yield (
            f'The time of the hand-over is written as "{raw}". That does not say a time zone that'
            " is known, so the exact moment is not known. Give these words as they are."
        )


def _date_warnings(headers: HeaderBlock, walked: Walk) -> Iterator[str]:
    """The date that the sender's side wrote, beside the border's clock."""
    written = headers.first("Date")
    if written is None or walked.handover is None or walked.handover.time_utc is None:
        return
    date = parse_mail_date(written.plain)
    if date.utc is None:
        yield f"The date in the mail ({date.raw[:80]}) does not say a time zone that is known."
        return
    gap = date.utc - walked.handover.time_utc
    if abs(gap) > _OUT_OF_STEP:
        side = "after" if gap > timedelta(0) else "before"
        yield (
            f"The date in the mail ({date.utc:%d %b %Y %H:%M:%S} UTC) is {span_words(abs(gap))} "
            f"{side} the time at which it was handed over."
        )


def _odd_lines(headers: HeaderBlock) -> Iterator[str]:
    if len(headers.all("From")) > 1:
        yield "The mail has more than one From line. Programs show one of them only."
    if len(headers.all("Received")) > MOST_LINES:
        yield f"Only the topmost {MOST_LINES} Received lines were read."
    if not headers.fields:
        yield "No header lines were found. A forwarded copy often loses them: ask for the original."


def _cut_headers(headers: HeaderBlock, size: int) -> Iterator[str]:
    """Lines that were not read, because those above them are too long."""
    if not (headers.body_start >= MAX_HEADER_BYTES and headers.body_start < size):
        return
    yield (
        "The header lines are too long to be read whole: only the first 1 MiB was read. Lines below"
        " that, such as From and To, may be missing here. They are in the original."
    )


def _mails_inside(letter: Letter) -> Iterator[str]:
    if any(part.is_mail for part in letter.root.walk() if part is not letter.root):
        yield (
            "This mail carries another mail inside. The way above is that of the outer one. Save "
            "the inner one as a file of its own and trace it."
        )
