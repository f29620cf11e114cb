"""Names of accounts in a text: with @, with a number sign, named as such, or by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from upstander.directory.lead_notes import lead_note
from upstander.language.letter_case import small_letters
from upstander.model.lead import Lead, Strength
from upstander.trace.leads._account_names import (
    NAME,
    TO_ALL,
    looks_like_account,
    service_beside,
    service_names,
    service_words,
    surely_account,
)
from upstander.trace.leads._interface import LeadFinder, Page
from upstander.trace.leads.finders.invites import UNKNOWN_SERVICE

_MENTION = re.compile(rf"(?<![\w@./:&?=#+-])@(?P<name>{NAME})(?![\w@])")
_TAGGED = re.compile(r"(?<![\w#@/.])(?P<name>[A-Za-z0-9_.]{2,32})#\d{4,6}(?![\w])")
_SPEAKER = re.compile(
    rf"(?m)^[ \t]{{0,4}}(?:\[?\d[\d:. /,T-]{{3,24}}(?: ?[ap]m)?\]?[ \t]{{1,3}}(?:- )?)"
    rf"<?(?P<name>{NAME})>?:(?=\s|$)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:user(?: ?name)?|account|profile|handle|gamer ?tag|player|member|screen ?name"
    rf"|nick(?:name)?)(?: name)?(?: ?[:=]| is| was| called| named)? ?@?(?P<name>{NAME})(?![\w@])",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SAYING = ("user", "account", "profile", "handle", "gamer", "player", "member", "screen", "nick")
_BARE = re.compile(r"(?<![\w@./:#\\=&?%-])(?=[^\s_]{0,32}_)[A-Za-z0-9][\w.-]{2,31}(?![\w@(=\[/\\])")


class Accounts(LeadFinder):
    """Names of accounts, never of people: a word or a name alone is none."""

    slug = "accounts"
    rank = 90

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each name, the surest way of telling it first."""
        taken: set[int] = set()
        for found in (_mentions(page), _tagged(page), _speakers(page), _said(page), _bare(page)):
            for lead in found:
                places = range(lead.span.start, lead.span.end)
                if taken.isdisjoint(places):
                    taken.update(places)
                    yield lead


def _mentions(page: Page) -> Iterator[Lead]:
    for match in _MENTION.finditer(page.text) if "@" in page.text else ():
        name = match["name"]
        if any(map(str.isalpha, name)) and name.lower() not in TO_ALL:
            yield _lead(page, *match.span(), match["name"])


def _tagged(page: Page) -> Iterator[Lead]:
    for match in _TAGGED.finditer(page.text) if "#" in page.text else ():
        if any(map(str.isalpha, match["name"])):
            yield _lead(page, *match.span(), match[0])


def _speakers(page: Page) -> Iterator[Lead]:
    for match in _SPEAKER.finditer(page.text):
        if looks_like_account(match["name"]):
            note = lead_note("account", "speaker")
            yield _lead(page, *match.span("name"), match["name"], notes=(note,))


def _said(page: Page) -> Iterator[Lead]:
    small = small_letters(page.text)
    words = frozenset(_WORD.findall(small))
    beside = (
        (any(word in small for word in _SAYING), _SAID),
        (not words.isdisjoint(_first_words()), _on_service()),
    )
    for may, pattern in beside:
        if not may:
            continue  # looking for a word is quicker than the pattern of all of them
        for match in pattern.finditer(page.text):
            if looks_like_account(match["name"]):
                yield _lead(page, *match.span("name"), match["name"])


def _bare(page: Page) -> Iterator[Lead]:
    for match in _BARE.finditer(page.text) if "_" in page.text else ():
        name = match[0].rstrip(".-")
        if surely_account(name):
            start = match.start()
            yield _lead(page, start, start + len(name), name, strength=Strength.INFERRED)


@cache
def _first_words() -> frozenset[str]:
    """The first word of each name of a service, in small letters."""
    return frozenset(word for name in service_names() for word in _WORD.findall(name)[:1])


@cache
def _on_service() -> re.Pattern[str]:
    """``my snap is ...``, ``insta: ...``: the service, a sign or "is", and the name."""
    return re.compile(
        rf"\b(?:{service_words()})(?: name| user| handle| id| tag)?(?: ?[:=]| is|'s)+ ?@?"
        rf"(?P<name>{NAME})(?![\w@])",
        re.IGNORECASE,
    )


def _lead(
    page: Page,
    start: int,
    end: int,
    name: str,
    *,
    strength: Strength = Strength.CLAIMED,
    notes: tuple[str, ...] = (),
) -> Lead:
    service = service_beside(page.text, start, end)
    host = service.name if service else page.service
    said = (
        lead_note("account", "on-service", service=host)
        if host
        else lead_note("account", "form-only")
    )
    return page.lead(
        "handle", start, end, host=host or UNKNOWN_SERVICE, plain=name.lower(),
        strength=strength, notes=(*notes, said),
    )  # fmt: skip


PLUGIN = Accounts()
