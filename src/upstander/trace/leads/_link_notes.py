"""What is said beside a link: where it goes, what is odd about it, what its marks may tell."""

from __future__ import annotations

from collections.abc import Iterator

from upstander.directory.lead_notes import filled, lead_note
from upstander.directory.link_facts import LinkFacts, LinkMarks, Shortener
from upstander.language.look_alikes import code_points
from upstander.language.web_address import LONGEST, WebAddress, sharing_service
from upstander.trace.leads._known_names import holds_known_name, looks_like
from upstander.trace.leads._link_shapes import post_notes

_ODD_NAMES = ("percent-host", "odd-dot", "tab")
_PLAIN_NOTES = ("mixed-letters", "harmless")
_MOST_MARKS = 8


def link_notes(address: WebAddress, facts: LinkFacts) -> tuple[str, ...]:
    """All sentences that a link asks for, the weightiest first."""
    if not address.host:
        return (lead_note("link", "refused"),)
    return (
        *_odd(address),
        *_like_others(address, facts),
        *_services(address, facts),
        *post_notes(address, facts),
        *_marks(address, facts),
    )


def _odd(address: WebAddress) -> Iterator[str]:
    host = address.host
    if "user-part" in address.odd:
        yield lead_note("link", "user-part", before=address.before_at, host=host)
    for name in set(address.odd) & {"backslash", "number-form"}:
        yield lead_note("link", name, host=host)
    if any(name in address.odd for name in _ODD_NAMES):
        yield lead_note("link", "odd-name", host=host)
    if "other-letters" in address.odd:
        points = code_points(address.shown)
        yield lead_note("link", "other-letters", shown=address.shown, host=host, points=points)
    yield from (lead_note("link", each) for each in _PLAIN_NOTES if each in address.odd)
    if len(address.written) >= LONGEST:
        yield lead_note("link", "cut")


def _like_others(address: WebAddress, facts: LinkFacts) -> Iterator[str]:
    if address.is_number:
        return
    known = looks_like(address)
    if known:
        yield lead_note("link", "looks-like", known=known, whose=facts.known[known])
        return
    held = holds_known_name(address)
    if held:
        values = {"whose": facts.known[held], "registered": address.registered}
        yield lead_note("link", "holds-name", known=held, **values)


def _services(address: WebAddress, facts: LinkFacts) -> Iterator[str]:
    shortener = facts.shortener(address.host)
    if shortener:
        yield from _short(shortener)
    platform = None if shortener else facts.platform(address.host)
    if platform:
        yield lead_note("link", "on-service", service=platform.name)
        marks = [f"{name}={value}" for name, value in address.query if name in platform.share_marks]
        if marks:
            text = ", ".join(marks[:_MOST_MARKS])
            yield lead_note("link", "share-mark", marks=text, service=platform.name)
    service = "" if shortener or platform else sharing_service(address.host)
    if service:
        yield lead_note("link", "shared-name", service=service)


def _short(shortener: Shortener) -> Iterator[str]:
    if shortener.logs_openers:
        yield lead_note("link", "logs-openers")
    yield lead_note("link", "short", service=shortener.name)
    if shortener.preview:
        yield lead_note("link", "preview", preview=shortener.preview)
    if shortener.closed:
        yield shortener.closed


def _marks(address: WebAddress, facts: LinkFacts) -> Iterator[str]:
    platform = facts.platform(address.host)
    own = platform.share_marks if platform else ()
    for record in facts.marks:
        found = [
            f"{name}={value}"
            for name, value in address.query
            if name not in own and _names(record, name.lower())
        ]
        if found:
            yield filled(record.says, {"marks": ", ".join(found[:_MOST_MARKS])})


def _names(record: LinkMarks, name: str) -> bool:
    return any(
        name.startswith(each[:-1]) if each.endswith("*") else name == each for each in record.names
    )
