"""Emoji as plain words, from their Unicode names (UTS 51), a few named as people use them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_USED_AS = {
    "\U0001f3f3\ufe0f\u200d\U0001f308": "pride flag",
    "\U0001f3f3\u200d\U0001f308": "pride flag",
    "\U0001f3f3\ufe0f\u200d\u26a7\ufe0f": "trans flag",
    "\U0001f602": "laughing",
    "\U0001f923": "laughing",
    "\U0001f60d": "love",
    "\U0001f621": "angry face",
    "\U0001f92c": "swearing face",
    "\U0001f595": "middle finger",
    "\U0001f4a9": "poo",
    "\U0001f5e1": "dagger knife",
    "\U0001f52a": "knife",
    "\U0001f52b": "gun",
    "\u2764": "love heart",
    "\U0001f46d": "lesbian couple women",
    "\U0001f46c": "gay couple men",
    "\U0001f9d5": "muslim woman headscarf",
    "\U0001f473": "man turban",
    "\U0001f468\u200d\u2764\ufe0f\u200d\U0001f468": "gay couple men",
    "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f469": "lesbian couple women",
    "\U0001f44d": "thumbs up",
    "\U0001f44e": "thumbs down",
}
_LONGEST = max(map(len, _USED_AS))
_TONES = {0x1F3FB: "white", 0x1F3FC: "white", 0x1F3FD: "brown", 0x1F3FE: "black", 0x1F3FF: "black"}
_DROPPED = frozenset((0x200D, 0xFE0F, 0xFE0E, 0x20E3))
_NOISE = ("emoji component ", "emoji modifier ", "negative squared ", "heavy ", "symbol for ")


def emoji_words(text: str, at: int) -> tuple[int, str]:
    """Give how many characters the emoji at a place takes and its words; ``(0, "")`` for none."""
    code = ord(text[at])
    if code < 0x203C or not _is_emoji(code):
        return 0, ""
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        words = _USED_AS.get(text[at : at + length])
        if words:
            return length, f" {words} "
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _flag(text, at)
    return 1, _words(code)


def _flag(text: str, at: int) -> tuple[int, str]:
    """Two regional letters are a country's flag; one alone is that letter."""
    pair = text[at : at + 2]
    letters = "".join(chr(ord(each) - 0x1F1E6 + 97) for each in pair if _is_regional(each))
    if len(letters) == 2:
        return 2, f" flag {letters} "
    return 1, letters


def _is_regional(letter: str) -> bool:
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF


def _is_emoji(code: int) -> bool:
    return (
        0x1F000 <= code <= 0x1FAFF
        or 0x2600 <= code <= 0x27BF
        or 0x2B00 <= code <= 0x2BFF
        or 0x2190 <= code <= 0x21FF
        or 0x2300 <= code <= 0x23FF
        or code in (0x203C, 0x2049)
    )


@lru_cache(maxsize=4096)
def _words(code: int) -> str:
    if code in _TONES:
        return f" {_TONES[code]} "
    if code in _DROPPED:
        return ""
    name = unicodedata.name(chr(code), "").lower()
    for noise in _NOISE:
        name = name.replace(noise, "")
    return f" {name} " if name else " "
