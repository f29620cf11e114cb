"""The form of a text that numbers and codes are looked for in.

Case is kept and words are left as written (a code such as ``B4`` is not text-speak). Digits of
every script become ASCII, odd spaces and dashes plain ones, and signs that take no room go.
"""

from __future__ import annotations

import re
import unicodedata

from upstander.language.normalise import Normalised

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SIGNS = {**_DASHES, ord("’"): "'", ord("‘"): "'", ord("＋"): "+", ord("＠"): "@"}
_NO_ROOM = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


def figures(text: str) -> Normalised:
    """Give the form, with the map back to the original. Never raises."""
    if text.isascii():
        return Normalised(text, text)
    plain = "".join(map(_figure, text))
    if not _NO_ROOM.search(plain):
        return Normalised(text, plain)
    kept = [at for at, letter in enumerate(plain) if not _NO_ROOM.match(letter)]
    return Normalised(text, "".join(plain[at] for at in kept), kept, [at + 1 for at in kept])


def _figure(letter: str) -> str:
    """Always one character for one, so that places stay the same."""
    if letter < "\x80":
        return letter
    value = unicodedata.decimal(letter, None)
    if value is not None:
        return str(value)
    if unicodedata.category(letter) == "Zs":
        return " "
    return letter.translate(_SIGNS)
