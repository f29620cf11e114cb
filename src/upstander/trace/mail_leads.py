"""Leads out of the header lines of a mail: each with who holds the answer, and its exact place.

A value stands in a lead only where it stands in the bytes, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from upstander.directory.lead_kinds import lead_kind
from upstander.directory.providers import shipped_mail_services
from upstander.language.net_address import AddressSort, read_net_address
from upstander.mail.headers import HeaderBlock, HeaderField
from upstander.model.lead import (
    Authentication,
    FromAddress,
    HandOver,
    Lead,
    Span,
    Strength,
    Verdict,
)
from upstander.trace._address_notes import address_notes
from upstander.trace.froms import located
from upstander.trace.received import Received
from upstander.trace.walk import Walk

_ZONE = re.compile(r"[+-]\d{4}\b")
_IP = re.compile(r"\[?((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f:]{3,45}:[0-9A-Fa-f.:]{1,40})\]?")
_ORIGIN = ("X-Originating-IP", "X-Sender-IP", "X-Client-IP", "X-Source-IP", "X-Originating-Email")
_MAILERS = ("X-Mailer", "User-Agent", "X-MimeOLE")
_LISTS = ("List-Id", "List-Unsubscribe")
_INSIDE = (
    AddressSort.PRIVATE,
    AddressSort.LOOPBACK,
    AddressSort.LINK_LOCAL,
    AddressSort.MULTICAST,
    AddressSort.RESERVED,
)
"""Sorts of addresses that no network outside can answer for."""
_MOST = 200


def mail_leads(
    data: bytes,
    headers: HeaderBlock,
    walked: Walk,
    authentication: Authentication,
    froms: Sequence[FromAddress],
    *,
    source: str,
) -> tuple[Lead, ...]:
    """Give the leads of the header lines, the surest first; at most so many as a page can hold."""
    found = (
        *_way(data, walked, source),
        *_signed(data, headers, authentication, source),
        *_addresses(data, froms),
        *_lines(data, headers, source),
    )
    unique = {(lead.kind, lead.value): lead for lead in reversed(found) if lead.value}
    return tuple(lead for lead in found if unique.get((lead.kind, lead.value)) is lead)[:_MOST]


def _way(data: bytes, walked: Walk, source: str) -> Iterator[Lead]:
    handover = walked.handover
    if handover is not None:
        yield _handed_over(data, handover)
        own = next((hop for hop in walked.hops if hop.by and hop.span == handover.span), None)
        if own is not None:
            span = _in(data, own.span, own.by)
            yield lead_kind("own-provider").lead(own.by, strength=handover.strength, span=span)
    for line in walked.claimed:
        yield from _claimed(data, line)


def _handed_over(data: bytes, handover: HandOver) -> Lead:
    lead = lead_kind("mail-handover").lead(
        handover.ip,
        strength=handover.strength,
        span=_in(data, handover.span, handover.ip),
        host=handover.host,
        notes=address_notes(handover.ip),
    )
    return replace(lead, at=handover.time_utc)


def _claimed(data: bytes, line: Received) -> Iterator[Lead]:
    if not line.ip:
        return
    span = _in(data, line.span, line.ip)
    if line.signed_in:
        yield lead_kind("mail-submission").lead(
            line.ip,
            strength=Strength.CLAIMED,
            span=span,
            host=line.by,
            notes=address_notes(line.ip),
        )
    else:
        yield _claimed_address(line.ip, span, host=line.by)


def _claimed_address(ip: str, span: Span, *, host: str = "") -> Lead:
    """A claimed address; for one of a home, an office or a computer itself nobody can be asked."""
    usual = lead_kind("ip")
    read = read_net_address(ip)
    nobody = read is not None and read.sort in _INSIDE
    return (lead_kind("no-holder-ip") if nobody else usual).lead(
        ip,
        strength=Strength.CLAIMED,
        span=span,
        host=host,
        kind=usual.slug,
        why=usual.why if nobody else "",
        notes=address_notes(ip),
    )


def _signed(
    data: bytes, headers: HeaderBlock, authentication: Authentication, source: str
) -> Iterator[Lead]:
    for check in authentication.signatures:
        if check.method != "dkim" or not check.domain:
            continue
        valid = check.verdict is Verdict.VALID
        yield lead_kind("dkim-domain" if valid else "dkim-claim").lead(
            check.domain,
            strength=Strength.SIGNED if valid else Strength.CLAIMED,
            span=_in(data, check.span, check.domain),
            signer=check.domain if valid else "",
        )


def _addresses(data: bytes, froms: Iterable[FromAddress]) -> Iterator[Lead]:
    kinds = {"Reply-To": "reply-address", "Return-Path": "return-path"}
    for each in froms:
        if each.address and not each.own and _stands(data, each):
            yield lead_kind(kinds.get(each.field, "mail-address")).lead(
                each.address,
                strength=Strength.CLAIMED,
                span=each.span,
                host=each.address.rpartition("@")[2],
                notes=each.notes,
            )


def _stands(data: bytes, each: FromAddress) -> bool:
    """Whether an address stands in the bytes letter for letter; some are written with comments."""
    written = data[each.span.start : each.span.end]
    return written == each.address.encode("utf-8", "surrogateescape")


def _lines(data: bytes, headers: HeaderBlock, source: str) -> Iterator[Lead]:
    if number := headers.first("Message-ID"):
        value = number.plain.strip()
        host = value.rpartition("@")[2].strip("<> ")
        yield _line(data, number, "message-id", value, source, host)
    for name in _LISTS:
        for header in headers.all(name)[:3]:
            value = header.plain.strip()
            yield _line(data, header, "list-id", value, source, _host_in(value))
    for header in headers.fields:
        yield from _service(data, header, source)
    yield from _machine(data, headers, source)


def _service(data: bytes, header: HeaderField, source: str) -> Iterator[Lead]:
    """A line by which a mail service knows its customer."""
    for service in _services(header.name):
        yield _line(data, header, "mail-service-id", header.plain.strip(), source, service)


@lru_cache(maxsize=4096)
def _services(name: str) -> tuple[str, ...]:
    """The names of the services that write a line of this name."""
    return tuple(each.name for each in shipped_mail_services() if each.wrote(name))


def _machine(data: bytes, headers: HeaderBlock, source: str) -> Iterator[Lead]:
    for name in _ORIGIN:
        for header in headers.all(name)[:3]:
            for found in _IP.finditer(header.plain[:400]):
                span = located(data, header, found.group(1), source, header.name)
                yield _claimed_address(found.group(1), span)
    for name in _MAILERS:
        if program := headers.first(name):
            yield _line(data, program, "mailer", program.plain.strip(), source)
    if (date := headers.first("Date")) and (zone := _ZONE.search(date.plain)):
        yield _line(data, date, "device-zone", zone.group(), source)


def _line(
    data: bytes, header: HeaderField, kind: str, value: str, source: str, host: str = ""
) -> Lead:
    """A lead of one line; of one that is folded, its longest part that stands in one piece."""
    span = located(data, header, value, source, header.name)
    whole = span.end - span.start == len(value.encode("utf-8", "surrogateescape"))
    if not whole or data[span.start : span.end] != value.encode("utf-8", "surrogateescape"):
        value = max(value.split(), key=len, default="")
        span = located(data, header, value, source, header.name)
    return lead_kind(kind).lead(value, strength=Strength.CLAIMED, span=span, host=host)


def _host_in(value: str) -> str:
    found = re.search(r"(?:https?://|@|<)([A-Za-z0-9.-]+\.[A-Za-z]{2,})", value[:2000])
    return found.group(1) if found else ""


def _in(data: bytes, span: Span, value: str) -> Span:
    """The place of a value inside a wider span."""
    raw = value.encode("utf-8", "surrogateescape")
    at = data.find(raw, span.start, span.end)
    if at < 0:
        return span
    return Span(span.source, at, at + len(raw), span.unit, span.where)
