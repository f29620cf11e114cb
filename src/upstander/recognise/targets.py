"""Whom a message is aimed at: "you", or names as written. Names are never merged or looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from upstander.language.normalise import Normalised, normalise

MOST = 50
_NAME = r"(?P<name>[A-Za-z][\w'-]{1,24}(?: [A-Z][\w'-]{1,24})?)"
_YOU = re.compile(r"\b(?:you|u|ur|yr|your|yours|yourself|urself|you're|youre|ya|yous|thou)\b")
_MENTION = re.compile(r"(?<![\w@])@(?P<name>[A-Za-z0-9_](?:[\w.]{0,38}\w)?)(?!\w|@)")
# Somebody is told to do something to X: the name may be in small letters.
_DONE_TO = re.compile(
    r"\b(?:(?i:every(?:one|body)|all of you|guys|lads|girls|let's|lets|we should|you all|y'all"
    r"|pls|please)"
    r" (?i:just |all |should |must |to )?(?i:ignore|block|report|spam|hate|avoid|kick|remove"
    r"|unfollow|blank|air|text|ring|message|vote(?: for)?)"
    r"|(?i:ignore|nobody likes|no ?one likes|nobody talk to|no ?one talk to|don't (?:talk|speak"
    r"|sit) (?:to|with)"
    r"|dont (?:talk|speak|sit) (?:to|with)|vote (?:for|out)|kick|kys|kill yourself|kill urself"
    r"|stop inviting|not inviting"
    r"|everyone hates|we (?:all )?hate|i hate|shut up|piss off|fuck (?:you|off)|screw you))"
    rf",? {_NAME}(?![\w@])"
)
# X, you ... / X is a ...: only a name with a capital.
_CALLED = re.compile(
    r"(?:(?<=^)|(?<=[.!?\n] )|(?<=\bhey )|(?<=\bhi )|(?<=\boi ))(?P<name>[A-Z][\w'-]{1,24}),?"
    r" (?:you|ur|u|your|you're|youre)\b"
)
_ABOUT = re.compile(
    r"(?<![\w@])(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Nurse|Sir|Coach)\.? )?[A-Z][a-z'-]{1,24}(?:"
    r" [A-Z][a-z'-]{1,24}){0,2})"
    r"(?= (?:is|was|has|had|should|needs|deserves|lives|works|goes|stole|cheated|lied|smells"
    r"|stinks|can|will|must|never|always|got|again)\b)"
)
NO_NAME = frozenset((
    "a", "about", "all", "and", "any", "anyone", "are", "as", "at", "be", "because", "but",
    "can", "come", "could", "day", "did", "do", "does", "everyone", "everybody", "every",
    "for", "from", "get", "go", "god", "going", "good", "guys", "have", "he", "her", "here",
    "hers", "him", "his", "how", "i", "if", "in", "is", "it", "its", "just", "know", "let",
    "like", "look", "lol", "man", "mate", "me", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december", "more", "my", "never",
    "nice", "no", "nobody", "not", "nothing", "now", "of", "off", "ok", "okay", "on", "one",
    "or", "our", "out", "people", "please", "real", "really", "right", "she", "should", "so",
    "some", "someone", "somebody", "something", "somewhere", "still", "stop", "sure", "thank",
    "thanks", "that", "the", "their", "them", "then", "there", "these", "they", "thing",
    "things", "this", "those", "today", "tomorrow", "too", "tonight", "up", "us", "very",
    "was", "we", "well", "what", "whatever", "when", "where", "which", "who", "why", "will",
    "with", "work", "would", "yeah", "yes", "yesterday", "yet", "you", "your", "youre",
    "yourself", "maybe", "also", "again", "ever", "also", "life", "love", "mum", "mom", "dad",
    "nan", "sir", "miss", "english", "maths", "school", "police", "christmas", "easter",
    "facebook", "instagram", "whatsapp", "snapchat", "tiktok", "discord", "roblox",
    "minecraft", "fortnite",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aimed:
    """One target as written, its place, and how it was told: you, mention, member, told, about."""

    name: str
    start: int
    end: int
    how: str


def targets(
    text: str,
    members: Iterable[str] = (),
    mentions: Iterable[str] = (),
    plain: Normalised | None = None,
) -> tuple[Aimed, ...]:
    """Give whom a text speaks to or about, in its order, each name once.

    Args:
        text: what was said.
        members: names in the conversation, and other names that are known in the case.
        mentions: accounts that the service itself marked.
        plain: the plain form, if it is at hand.
    """
    plain = plain or normalise(text)
    found = sorted(_all(text, members, mentions, plain), key=lambda each: (each.start, -each.end))
    kept: dict[str, Aimed] = {}
    for each in found:
        kept.setdefault(each.name.casefold(), each)
        if len(kept) >= MOST:
            break
    return tuple(kept.values())


def _all(
    text: str, members: Iterable[str], mentions: Iterable[str], plain: Normalised
) -> Iterator[Aimed]:
    match = _YOU.search(plain.text)
    if match:
        start, end = plain.span(*match.span())
        yield Aimed("you", start, end, "you")
    for match in _MENTION.finditer(text):
        yield Aimed(match["name"], *match.span("name"), "mention")
    yield from _known(text, members, "member")
    yield from _known(text, mentions, "mention")
    for pattern, how in ((_DONE_TO, "told"), (_CALLED, "called"), (_ABOUT, "about")):
        for match in pattern.finditer(text):
            named = _name(match)
            if named:
                yield Aimed(*named, how)


def _name(match: re.Match[str]) -> tuple[str, int, int] | None:
    """The name without words that are none, or nothing."""
    words = match["name"].split(" ")
    start = match.start("name")
    while words and words[0].lower().strip("'") in NO_NAME:
        start += len(words[0]) + 1
        words = words[1:]
    while words and words[-1].lower().strip("'") in NO_NAME:
        words = words[:-1]
    name = " ".join(words)
    return (name, start, start + len(name)) if name else None


def _known(text: str, names: Iterable[str], how: str) -> Iterator[Aimed]:
    """Known names, whole or by their first word of three letters or more, in any case."""
    wanted: set[str] = set()
    for name in list(names)[:500]:
        bare = name.strip().lstrip("~@")
        first = bare.split(" ")[0]
        wanted.update(
            each for each in (bare, first) if len(each) >= 3 and each.lower() not in NO_NAME
        )
    if not wanted:
        return
    either = "|".join(sorted(map(re.escape, wanted), key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE):
        yield Aimed(match[0], *match.span(), how)
