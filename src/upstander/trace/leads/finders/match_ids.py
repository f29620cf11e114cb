"""Numbers of matches, lobbies and servers of games, named by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from upstander.language.letter_case import small_letters
from upstander.model.lead import Lead
from upstander.trace.leads._interface import LeadFinder, Page

_MATCH = re.compile(
    r"\b(?:match|game|session|lobby|round|replay|server|instance)[ _-]?(?:id|number|no\.?|nr|#)"
    r"(?: ?(?:is|was)| ?[:=#])? ?(?P<value>[A-Za-z0-9][\w.:-]{0,62}\w)(?![\w-])",
    re.IGNORECASE,
)

_WORDS = ("match", "game", "session", "lobby", "round", "replay", "server", "instance")


class MatchIds(LeadFinder):
    """The company that runs the game can find the chat by such a number."""

    slug = "match-ids"
    rank = 60

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each number; it holds at least one figure."""
        small = small_letters(page.text)
        if not any(word in small for word in _WORDS):
            return  # looking for a word is quicker than the pattern of all of them
        for match in _MATCH.finditer(page.text):
            if any(each.isdigit() for each in match["value"]):
                yield page.lead("match-id", *match.span("value"))


PLUGIN = MatchIds()
