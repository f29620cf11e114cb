"""The urgency rules U1 to U20 of ``data/urgency``, applied to one message."""

from __future__ import annotations

import re
from collections.abc import Iterable

from upstander.directory.shelf import shipped
from upstander.directory.urgency import UrgencyRule
from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise._interface import Recogniser
from upstander.recognise.exceptions import game_talk
from upstander.recognise.rules import Bare, Hit, Matcher

_PLAY = re.compile(r"\b(?:kill\w{0,3}|die|dies|dead|shoot|shot|stab\w{0,4}|murder\w{0,3}|behead)\b")
_PLAY_WORDS = ("kill*", "die", "dies", "dead", "shoot", "shot", "stab*", "murder*", "behead")
_PLAY_STEMS = ("kill", "die", "dead", "shoot", "shot", "stab", "murder", "behead")
GAME_WHY = "This reads like talk about a game, so it is not marked as urgent. I may be wrong."
GAME_ASKS = "Was this about more than the game?"
GAME_SOURCE = "Upstander's own rule for game talk (November 2026)"


class Urgency(Recogniser):
    """One sign a rule and message, with the words it rests on; levels add up."""

    slug = "urgency"

    def __init__(self) -> None:
        shelf = shipped()
        self.version = f"1.{shelf.rules_digest()}"  # changed records look at a case again
        self.matcher = Matcher(shelf.rules(), shelf.rule_words())
        self.triggers = self.matcher.triggers | frozenset(_PLAY_WORDS)

    def signs(self, said: Said, plain: Normalised) -> Iterable[Sign]:
        """Give the signs, the most urgent first."""
        hits = self.matcher.find(plain.text, said.channel)
        if not hits:
            return _game_talk(said, plain)
        hits.sort(key=lambda hit: (hit.level.rank, int(hit.rule.slug[1:])))
        return [_sign(hit, said, plain) for hit in hits]


def _sign(hit: Hit, said: Said, plain: Normalised) -> Sign:
    start, end = plain.span(hit.start, hit.end)
    rule = hit.rule
    return Sign(
        rule=rule.number,
        quote=said.text[start:end],
        start=start,
        end=end,
        why=rule.sentence,
        source=source_line(rule),
        level=hit.level,
        labels=rule.labels,
        facts=(("speaker", hit.wording.speaker),),
        asks=hit.wording.asks or rule.asks,
    )


def source_line(rule: UrgencyRule) -> str:
    """Where a rule comes from and when that was looked at: ``Title (checked 2026-11-22)``."""
    return f"{rule.sources[0].title} (checked {rule.verified_on.isoformat()})"


def _game_talk(said: Said, plain: Normalised) -> list[Sign]:
    """List violent words of play as what they are, without a level, so that one can disagree."""
    if not any(word in plain.text for word in _PLAY_STEMS):
        return []
    bare = Bare(plain.text[:2000])
    found = _PLAY.search(bare.text)
    if found is None or not game_talk(bare.text, said.channel):
        return []
    start, end = plain.span(*bare.back(*found.span()))
    return [
        Sign(
            rule="game_talk",
            quote=said.text[start:end],
            start=start,
            end=end,
            why=GAME_WHY,
            source=GAME_SOURCE,
            asks=GAME_ASKS,
        )
    ]


PLUGIN = Urgency()
