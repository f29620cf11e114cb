"""Misspellings as people and dodgers make them, on some of the training rows."""

from __future__ import annotations

import random
import re

_WORD = re.compile(r"[A-Za-z]{4,}")
_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7"}


def misspelt(text: str, chance: random.Random) -> str:
    """Disturb one or two longer words of a text, or the gap after one."""
    for _ in range(chance.choice((1, 1, 2))):
        found = list(_WORD.finditer(text))
        if not found:
            return text
        match = chance.choice(found)
        text = text[: match.start()] + _disturbed(match[0], chance) + text[match.end() :]
        if chance.random() < 0.15:
            text = text.replace(" ", "", 1) if chance.random() < 0.5 else text
    return text


def _disturbed(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    way = chance.randrange(7)
    if way == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way == 1:
        return word[:at] + word[at + 1 :]
    if way == 2:
        return word[:at] + word[at] * 2 + word[at + 1 :]
    if way == 3:
        return word[:at] + " " + word[at:]
    if way == 4:
        return " ".join(word)
    if way == 5:
        return "".join(
            chance.choice(_LEET[x.lower()]) if x.lower() in _LEET and chance.random() < 0.6 else x
            for x in word
        )
    return word[:at] + chance.choice("*-.") + word[at + 1 :]
