"""Text that can always be printed, and never hides anything.

A character prints as itself only when one of our fonts has a glyph for it together with the
marks that stand on it. Everything else prints as ``[U+XXXX]``: controls, bidirectional and
other format characters, invisible and blank ones, private-use and unassigned ones, lone
surrogates, marks piled on marks. Joiners stay where they join: inside an emoji, and between
letters of the scripts that need them (after RFC 5892, appendix A.1 and A.2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from upstander.paper.fonts import coverage

MAY_BREAK = "\u200b"
"""Put inside runs without a space so that they cannot run over the edge of the page."""

_MOST_MARKS = 4
_LONG = re.compile(r"\S{28}(?=\S)")
_ODD = re.compile(r"[ -~]?[^ -~\n]+")  # with the plain character that marks may stand on
_BLANK = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC}
    | set(range(0x180B, 0x1810))
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0100, 0xE01F0))
)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Mc", "Me"})
_PICTURE = "[\u00a9\u00ae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_ONE = f"{_PICTURE}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_EMOJI = re.compile(f"{_ONE}(?:\u200d{_ONE}){{0,9}}|[0-9#*]\ufe0f?\u20e3")
_LETTER = (
    "[\u0620-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\u0900-\u0dff\u1000-\u109f\u1780-\u17d3]"
)
_JOINER = re.compile(f"(?<={_LETTER})[\u200c\u200d](?={_LETTER})")
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def printable(text: str) -> str:
    """Give the text as it prints. Lines stay lines, tabs become spaces."""
    whole = text.replace("\r\n", "\n").replace("\t", "    ")
    whole = _ODD.sub(lambda run: "".join(map(_printed, clusters(run.group(0)))), whole)
    return _LONG.sub(lambda run: run.group(0) + MAY_BREAK, whole)


def visible(text: str) -> str:
    """Give the text as it stands in a plain text file: nothing hidden, whatever the fonts."""
    whole = text.replace("\r\n", "\n").replace("\t", "    ")
    return _ODD.sub(lambda run: "".join(map(_shown, clusters(run.group(0)))), whole)


def code_point(character: str) -> str:
    """``[U+XXXX]``."""
    return f"[U+{ord(character):04X}]"


def right_to_left(line: str) -> bool:
    """Say whether the first strong character of a line runs from right to left (UAX 9, P2)."""
    for character in line:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def clusters(text: str) -> Iterator[str]:
    """Cut text into bases with the marks and joiners that belong to them; nothing is lost."""
    at = 0
    while at < len(text):
        emoji = _EMOJI.match(text, at)
        end = emoji.end() if emoji else at + 1
        while end < len(text) and _belongs(text, end):
            end += 1
        yield text[at:end]
        at = end


def _belongs(text: str, at: int) -> bool:
    character = text[at]
    if ord(character) in _BLANK or text[at - 1] == "\n":
        return False
    return unicodedata.category(character) in _MARKS or bool(_JOINER.match(text, at))


@lru_cache(maxsize=65_536)
def _printed(cluster: str) -> str:
    if cluster == "\n" or (_drawable(cluster) and not _is_mark(cluster[0])):
        return cluster
    if len(cluster) > _MOST_MARKS + 1 and cluster[0] not in _JOINERS:
        return _printed(cluster[: _MOST_MARKS + 1]) + _codes(cluster[_MOST_MARKS + 1 :])
    return "".join(c if _drawable(c) and not _is_mark(c) else code_point(c) for c in cluster)


def _drawable(cluster: str) -> bool:
    """Whether one font has everything in the cluster and nothing in it is hidden."""
    if len(cluster) > _MOST_MARKS + 1 and not _EMOJI.fullmatch(cluster):
        return False
    fonts = -1
    for character in cluster:
        if character in _JOINERS and len(cluster) > 1:
            continue  # only joiners that join get into a cluster
        if _hides(character):
            return False
        fonts &= _fonts(character)
    return fonts > 0


def _shown(cluster: str) -> str:
    if len(cluster) > 1:
        return "".join(c if c in _JOINERS or not _hides(c) else code_point(c) for c in cluster)
    return code_point(cluster) if _hides(cluster) else cluster


def _codes(characters: str) -> str:
    return "".join(map(code_point, characters))


def _fonts(character: str) -> int:
    return coverage().get(ord(character), 0)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in _MARKS


def _hides(character: str) -> bool:
    """Whether a character is hidden, blank or without meaning, so that its code must print."""
    point, category = ord(character), unicodedata.category(character)
    if character == "\n":
        return False
    if category == "Cn":  # newer than this Python's tables: fine where a font knows it
        return not _fonts(character)
    return category in _HIDDEN or point in _BLANK
