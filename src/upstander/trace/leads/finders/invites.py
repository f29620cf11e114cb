"""Codes that invite to a server, a group, a room or a call, named by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from upstander.language.letter_case import small_letters
from upstander.model.lead import Lead
from upstander.trace.leads._interface import LeadFinder, Page

_WORDS = ("invit", "join", "room", "party", "lobby", "server", "group", "meeting", "squad", "clan")
UNKNOWN_SERVICE = "the service where it was used"
_INVITE = re.compile(
    r"\b(?:invite|invitation|join|room|party|lobby|server|group|meeting|squad|clan)"
    r"[ _-]?(?:code|link|pin|passcode|id)(?: ?(?:is|was)| ?[:=#])? ?"
    r"(?P<value>[A-Za-z0-9](?:[A-Za-z0-9-]{2,40}[A-Za-z0-9])|\d{3} ?\d{3,4} ?\d{3,4})(?![\w-])",
    re.IGNORECASE,
)


class Invites(LeadFinder):
    """Nobody joins to find out: the service can tell who made the invitation."""

    slug = "invites"
    rank = 65

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each code: it holds a figure, or it is no word of the sentence."""
        small = small_letters(page.text)
        if not any(word in small for word in _WORDS):
            return  # looking for a word is quicker than the pattern of all of them
        for match in _INVITE.finditer(page.text):
            value = match["value"]
            if any(map(str.isdigit, value)) or _no_word(value):
                yield page.lead(
                    "invite", *match.span("value"), host=page.service or UNKNOWN_SERVICE
                )


def _no_word(value: str) -> bool:
    return value.isupper() or (any(map(str.isupper, value[1:])) and not value.istitle())


PLUGIN = Invites()
