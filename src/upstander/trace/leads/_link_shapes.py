"""What the form of a service's address tells: an account, its number, an invitation, a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from upstander.directory.lead_notes import lead_note
from upstander.directory.link_facts import LinkFacts, LinkShape, PlatformLinks
from upstander.language.phone_number import read_phone_number
from upstander.language.web_address import WebAddress, host_span
from upstander.model.lead import Lead
from upstander.trace.leads._interface import Page, PlacedLink
from upstander.trace.leads._phone_notes import phone_notes


def shape_leads(page: Page, link: PlacedLink, facts: LinkFacts) -> Iterator[Lead]:
    """The lead that one link of a known service gives beside itself: an account, an invitation."""
    platform = facts.platform(link.address.host)
    found = _first(link.address, platform, post=False)
    if platform is None or found is None:
        return
    shape, value = found
    place, plain = _place(page, link, value), unquote(value)
    notes = [lead_note("account", "in-link"), *_said(platform, shape), *_made(platform, found)]
    if shape.gives == "phone":
        number = read_phone_number("+" + plain.lstrip("+"))
        if number:
            notes += phone_notes(number)
            yield page.lead("phone", *place, plain=number.e164, notes=notes)
        return
    plain = plain.lower() if shape.gives == "handle" else plain
    yield page.lead(shape.gives, *place, host=platform.name, plain=plain, notes=notes)


def post_notes(address: WebAddress, facts: LinkFacts) -> Iterator[str]:
    """What a link to one post says by its form: that it names one, and when that was made."""
    platform = facts.platform(address.host)
    found = _first(address, platform, post=True)
    if platform and found:
        yield from (found[0].says,) if found[0].says else ()
        yield from _made(platform, found)


def _first(
    address: WebAddress, platform: PlatformLinks | None, *, post: bool
) -> tuple[LinkShape, str] | None:
    if platform is None:
        return None
    tail = _tail(address.plain)
    for shape in platform.shapes:
        match = _compiled(shape.match).match(tail) if (shape.gives == "post") is post else None
        if match and not _is_own_word(match["value"], shape, platform):
            return shape, match["value"]
    return None


def _tail(plain: str) -> str:
    """Path, query and fragment of an address in normal form."""
    return "/" + plain.partition("://")[2].partition("/")[2]


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_own_word(value: str, shape: LinkShape, platform: PlatformLinks) -> bool:
    return shape.gives in ("handle", "invite") and value.lower() in platform.not_handles


def _said(platform: PlatformLinks, shape: LinkShape) -> Iterator[str]:
    if shape.gives in ("handle", "profile-id"):
        yield lead_note("account", "on-service", service=platform.name)
    if shape.says:
        yield shape.says


def _made(platform: PlatformLinks, found: tuple[LinkShape, str]) -> Iterator[str]:
    shape, value = found
    if not shape.dated or platform.id_time is None:
        return
    made = platform.id_time.time_of(int(value))
    if made:
        about = "account" if shape.gives == "profile-id" else "link"
        yield lead_note(about, "made-at", time=f"{made:%Y-%m-%d %H:%M:%S}")


def _place(page: Page, link: PlacedLink, value: str) -> tuple[int, int]:
    """Where the value stands as written; the whole link where it is written in another way."""
    host_end = link.start + host_span(link.address.written)[1]
    at = page.text.find(value, host_end, link.end)
    return (at, at + len(value)) if at >= 0 else (link.start, link.end)
