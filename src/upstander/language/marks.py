"""Direction marks and odd spaces: stripped for matching only, kept in every quotation.

Chat exports put left-to-right and right-to-left marks (Unicode Bidirectional Algorithm, UAX 9)
at line starts, around numbers and before texts that the service wrote.
"""

from __future__ import annotations

import re

DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
ODD_SPACES = "\u00a0\u2007\u2009\u202f"

_MARKS = dict.fromkeys(map(ord, DIRECTION_MARKS))
_PLAIN = {**_MARKS, **dict.fromkeys(map(ord, ODD_SPACES), " ")}
# Everything stripped here is "not printable" to Python, so printable text is left as it is at once.
_LONE = re.compile("[\ud800-\udfff\x00]")


def strip_marks(text: str) -> str:
    """Leave out direction marks and byte order marks."""
    return text if text.isprintable() else text.translate(_MARKS)


def plain(text: str) -> str:
    """Give the form that phrases are compared in: no marks, ordinary spaces, trimmed."""
    return (text if text.isprintable() else text.translate(_PLAIN)).strip()


def storable(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace what no text store takes (NUL, half surrogates) by U+FFFD and name the repairs."""
    if text.isprintable() or not _LONE.search(text):
        return text, ()
    repairs = []
    if "\0" in text:
        repairs.append("NUL")
        text = text.replace("\0", "\ufffd")
    mended = _LONE.sub("\ufffd", text)
    if mended != text:
        repairs.append("surrogate")
    return mended, tuple(repairs)
