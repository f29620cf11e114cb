"""Words about false profiles: "someone made an account with my pics", "that isn't me".

Profiles themselves are compared by :mod:`upstander.recognise.profiles`, once a person gives both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.profiles import handles_alike
from upstander.recognise.recognisers._signs import MOST, original_span, sign

_PAGE = (
    r"(?:account|acc|profile|page|insta(?:gram)?|snap(?:chat)?|facebook|twitter|tik ?tok|finsta)"
)
_CUES = re.compile(
    rf"\b(?:fake|false|cloned?|copycat|imposter|impostor|impersonat\w{{2,4}}) (?:\w{{1,12}}"
    rf" )?{_PAGE}\b|\b{_PAGE} (?:is|was|that's|thats) (?:a )?(?:fake|clone)\b"
    r"|\b(?:pretending|pretends|claiming) to be (?:me|you|him|her|my \w{2,12}|your \w{2,12}"
    r"|[a-z]{3,14})\b|\b(?:impersonat(?:es?|ing|ed)) (?:me|him|her|you|my \w{2,12}"
    r"|[a-z]{3,14})\b|\bposing as (?:me|you|him|her|them|[a-z]{3,14})\b"
    rf"|\b(?:made|making|set up|created|runs?|running|got|started) (?:up )?(?:an? |the"
    rf" )?(?:\w{{1,10}} )?(?:{_PAGE}|one) (?:\w{{1,8}} )?(?:as|with|using|in|under|of) (?:me|you"
    rf"|him|her|my|your|ur|his|their|[a-z]{{3,14}}'?s?)(?: (?:name|pics?|photos?|pictures?|face"
    rf"|selfies?))?\b"
    rf"|\b(?:that|this) (?:{_PAGE}|one)? ?(?:isn'?t|is not|ain'?t|wasn'?t|not) (?:me|mine|her"
    rf"|him|hers|his|my (?:account|page|profile))\b|\bnot my (?:account|page|profile)\b|\busing"
    rf" (?:my|her|his|your) (?:name|pics|photos|pictures|face|selfies) (?:on|as|for|to|and)\b"
    r"|\b(?:post(?:ed|ing)|messag(?:ed|ing)|text(?:ed|ing)|said stuff|repl(?:y|ied|ying)|written"
    r"|wrote|rang|called|begg(?:ed|ing)|emailed|speak(?:ing)?|pos(?:ed|ing)|scamm(?:ed|ing)"
    r"|typing) (?:[\w']{1,12} ){0,5}?(?:as|like i'?m) (?:me|you|her|him|them|madam|sir|(?:his"
    r"|her|your|our) (?:ex|wife|husband|mum|mother|dad|boss|pastor|teacher))\b"
    r"|\b(?:signed|using|used|used|copied) (?:his|her|my|your|their) (?:name|handle|voice"
    r"|signature|photo|pics|face)\b|\b(?:in|under|with|above) (?:my|her|his|your) name\b(?="
    r" (?:and|to|on|in|resign|that)|$|[.,!])"
    r"|\b(?:account|page|profile|listing|mailbox|ad) (?:\w{1,10} ){0,3}(?:with|of|in|under|for)"
    r" (?:him|her|me|(?:his|her|my|your|[a-z]{3,12}'?s) (?:\w{1,12} )?(?:photos?|pictures?|pics?"
    r"|face|name|selfies?))\b"
)
_HANDLE = re.compile(r"(?<![\w@.])@?[a-zA-Z0-9_.]{4,40}(?![\w@])")
_TRUE = re.compile(
    r"\b(?:parody|fan (?:page|account)|not the real|tribute|satire|our (?:cat|dog)|as our)\b"
)


class ProfileCopy(Recogniser):
    """Finds words about copied or false profiles, and handles in them that look alike."""

    slug = "profile_copy"
    triggers = frozenset((
        "fake", "false", "clone", "cloned", "impersonating", "impersonate", "impersonated",
        "impersonates", "imposter", "impostor", "pretending", "pretends", "posing", "account",
        "profile", "page", "isnt", "copycat", "finsta", "catfish", "signed", "posing",
        "posting", "posted", "rang", "replied", "name", "@", "isn't", "ain't",
    ))  # fmt: skip

    def signs(self, said: Said, plain: Normalised) -> Iterator[Sign]:
        """Give the words found; parody that says so is left out."""
        if _TRUE.search(plain.text):
            return
        for _, match in zip(range(MOST), _CUES.finditer(plain.text), strict=False):
            start, end = original_span(plain, *match.span())
            yield sign(
                said.text, start, end, rule="copy",
                why="This speaks of a profile in another person's name. It may also be a joke or"
                    " a namesake.",
                facts=_alike(said.text),
                asks="Do you have both profiles, so that they can be put side by side?",
            )  # fmt: skip


def _alike(text: str) -> tuple[tuple[str, str], ...]:
    """Two handles of the message that look alike, with the reason."""
    handles = [
        match[0]
        for _, match in zip(range(400), _HANDLE.finditer(text[:4000]), strict=False)
        if match[0][0] == "@" or "_" in match[0] or re.search(r"[a-z]\.[a-z]", match[0])
    ][:12]
    for at, one in enumerate(handles):
        for other in handles[at + 1 :]:
            reason = handles_alike(one, other)
            if reason:
                return (("handles", f"{one} and {other}"), ("alike", reason))
    return ()


PLUGIN = ProfileCopy()
