"""Letters that look alike (UTS 39, the common ones): shown with their numbers, never as the same.

Two texts that look alike are two texts. These functions say that they look alike, and why; what
that means is for the verbs to say.
"""

from __future__ import annotations

import re
import unicodedata

LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχıɑɡ0",
    "ABEKMHOPCTYXIJSaeopcyxijsdqwhABEZHIKMNOPTYXaeikvoptuxiag0",
)
"""Letters of other scripts, and the Latin ones they look like."""

_MORE = str.maketrans("ӏӀǀⅼІӀɩι|1!0ø", "lllllllillloo")
_PAIRS = (("rn", "m"), ("vv", "w"))
_MARKS = re.compile("[\u0300-\u036f]")
_NO_ROOM = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
# Scripts that are written together (UTS 39, "highly restrictive").
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
_MOST_SHOWN = 12


def skeleton(text: str) -> str:
    """The form in which texts that look alike are equal: small Latin letters, no marks."""
    if any(each.islower() for each in text):
        text = text.replace("I", "l")  # a capital I among small letters passes for an l
    plain = _NO_ROOM.sub("", unicodedata.normalize("NFKD", text.translate(_MORE)))
    plain = _MARKS.sub("", plain).translate(LOOK_ALIKES).lower().translate(_MORE)
    for pair, one in _PAIRS:
        plain = plain.replace(pair, one)
    return plain


def scripts(text: str) -> frozenset[str]:
    """The scripts of the letters of a text, by the first word of their Unicode names."""
    names = (unicodedata.name(each, "") for each in text if each.isalpha())
    return frozenset(name.partition(" ")[0] for name in names if name)


def is_mixed(text: str) -> bool:
    """Whether a word mixes scripts that are not written together."""
    found = scripts(text)
    return len(found) > 1 and not any(found <= allowed for allowed in _TOGETHER)


def code_points(text: str) -> str:
    """Name the characters beyond ASCII: ``U+0430 CYRILLIC SMALL LETTER A, ...``; empty if none."""
    odd = list(dict.fromkeys(each for each in text if each > "\x7f"))
    shown = [f"U+{ord(each):04X} {unicodedata.name(each, 'NO NAME')}" for each in odd]
    more = len(shown) - _MOST_SHOWN
    return ", ".join(shown[:_MOST_SHOWN]) + (f", and {more} more" if more > 0 else "")


def one_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed, or two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at, each in enumerate(one) if each != other[at]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )
