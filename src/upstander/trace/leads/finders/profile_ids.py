"""Fixed numbers and codes of accounts: they stay when a name changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from upstander.directory.lead_notes import lead_note
from upstander.directory.link_facts import PlatformLinks, link_facts
from upstander.model.lead import Lead
from upstander.trace.leads._account_names import service_beside
from upstander.trace.leads._interface import LeadFinder, Page
from upstander.trace.leads.finders.invites import UNKNOWN_SERVICE

_STEAM = re.compile(
    r"(?<![\w\[])(?:STEAM_[0-5]:[01]:\d{1,10}|\[U:1:\d{1,10}\]|7656119\d{10})(?!\w)"
)
_STEAM_PARTS = ("STEAM_", "[U:1:", "7656119")
_FOUR_FIGURES = re.compile(r"\d{4}")
_CHANNEL = re.compile(r"(?<![\w/-])UC[A-Za-z0-9_-]{22}(?![\w-])")
_MENTION = re.compile(r"<@!?(?P<value>\d{15,20})>")
_NAMED = re.compile(
    r"\b(?:user|account|profile|player|member|channel|discord|steam|roblox|xbox|facebook|fb"
    r"|instagram|telegram|tiktok|twitter|snapchat|psn|epic|sender|author)"
    r"[ _-]?(?:id|uid|xuid|number)(?: ?(?:is|was)| ?[:=#])? ?(?P<value>\d{4,20})(?![\w-])",
    re.IGNORECASE,
)


class ProfileIds(LeadFinder):
    """Numbers count only where their form or the words before them say what they are."""

    slug = "profile-ids"
    rank = 66

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each number or code."""
        text = page.text  # looking for a part is quicker than the pattern of the whole
        if any(part in text for part in _STEAM_PARTS):
            yield from _plain(page, _STEAM, "steam", lead_note("account", "steam-id"))
        if "UC" in text:
            yield from _plain(page, _CHANNEL, "youtube", "")
        if "<@" in text:
            for match in _MENTION.finditer(text):
                yield _lead(page, match, _called("discord"))
        if _FOUR_FIGURES.search(text):
            for match in _NAMED.finditer(text):
                yield _lead(page, match, service_beside(text, match.start("value"), match.end()))


def _plain(page: Page, pattern: re.Pattern[str], called: str, note: str) -> Iterator[Lead]:
    service = _called(called)
    for match in pattern.finditer(page.text):
        host = service.name if service else UNKNOWN_SERVICE
        yield page.lead("profile-id", *match.span(), host=host, notes=(note,) if note else ())


def _called(source: str) -> PlatformLinks | None:
    return link_facts().called(source)


def _lead(page: Page, match: re.Match[str], service: PlatformLinks | None) -> Lead:
    host = service.name if service else page.service or UNKNOWN_SERVICE
    notes = tuple(made_at(service, match["value"])) if service else ()
    return page.lead("profile-id", *match.span("value"), host=host, notes=notes)


def made_at(service: PlatformLinks, number: str) -> Iterator[str]:
    """When an account was made, where its number tells (worked out, not recorded)."""
    if service.id_time and 15 <= len(number) <= 20 and number.isascii() and number.isdigit():
        made = service.id_time.time_of(int(number))
        if made:
            yield lead_note("account", "made-at", time=f"{made:%Y-%m-%d %H:%M:%S}")


PLUGIN = ProfileIds()
