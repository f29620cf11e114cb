"""Read address lists (RFC 5322 3.4 and 4.4) without being fooled by encoded commas or quotes.

The list is cut before any word is decoded: a display name cannot smuggle in a second address.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from upstander.mail.words import decode_words

MAX_ADDRESSES = 2000
_SIMPLE = re.compile(r'\s*(?:("[^"\\<>@(),;:]*"|[^"\\<>@(),;:]*?)\s*<([^<>\s"(),;:]*)>'
                     r"|([^<>\s\"(),;:]+))\s*\Z")  # fmt: skip
_MARKS = re.compile(r'\\.|"(?:[^"\\]|\\.)*"?|[(),;:<>]', re.DOTALL)
_COMMENT = re.compile(r'\\.|"(?:[^"\\]|\\.)*+"?|\(((?:[^()\\]|\\.)*)\)', re.DOTALL)
"""A comment; what is quoted is stepped over, for brackets in it are letters of a name."""
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_ANGLE = re.compile(r"<([^<>]*)>?[^<>]*\Z")


class Mailbox(NamedTuple):
    """One address as written (words decoded), its display name and the bare address."""

    as_written: str
    name: str
    address: str


def parse_addresses(value: str) -> tuple[Mailbox, ...]:
    """Read an unfolded header value; at most :data:`MAX_ADDRESSES` are given."""
    simple = _SIMPLE.match(value)
    if simple:
        return _single(value, simple)
    boxes = (_mailbox(piece) for piece in _split(value)[:MAX_ADDRESSES])
    return tuple(box for box in boxes if box.as_written)


def _single(value: str, match: re.Match[str]) -> tuple[Mailbox, ...]:
    name = decode_words((match.group(1) or "").strip().strip('"')).strip()
    written = decode_words(value.strip())
    address = match.group(2) if match.group(3) is None else match.group(3)
    if not written:
        return ()
    return (Mailbox(written, name, address if "@" in address else ""),)


def _split(value: str) -> list[str]:
    """Cut at commas and group marks that stand outside quotes, comments and angles."""
    pieces: list[str] = []
    start = depth = 0
    angle = False
    for mark in _MARKS.finditer(value):
        letter = mark.group()
        if letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
        elif not depth and letter in "<>":
            angle = letter == "<" and _closes(value, mark.end())
        elif not depth and _cuts(letter, angle):
            if letter != ":":  # what stands before a colon is the name of a group
                pieces.append(value[start : mark.start()])
            start = mark.end()
    return [*pieces, value[start:]]


def _cuts(letter: str, angle: bool) -> bool:
    """Old source routes have commas and colons inside angles (RFC 5322 4.4)."""
    return letter in ",;:" and not angle


def _closes(value: str, position: int) -> bool:
    """Whether an angle is closed before the next one opens; else it hides what follows."""
    following = value.find("<", position)
    return value.find(">", position, None if following < 0 else following) >= 0


def _mailbox(piece: str) -> Mailbox:
    piece = piece.strip()
    written = decode_words(piece)
    angle = _ANGLE.search(piece)
    if angle:
        name = _unquoted(decode_words(_without_comments(piece[: angle.start()]).strip()))
        address = _without_comments(angle.group(1)).rpartition(":")[2].strip()
    else:
        comments = (each.group(1) for each in _COMMENT.finditer(piece))
        name = decode_words(next((each for each in comments if each is not None), "")).strip()
        address = _unquoted(_without_comments(piece).strip())
    return Mailbox(written, name, address if "@" in address and " " not in address else "")


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda found: found.group() if found.group(1) is None else "", text)


def _unquoted(name: str) -> str:
    """A name without the quotes around it; what stands inside is kept letter for letter."""
    whole = _QUOTED.fullmatch(name)
    if whole:
        return whole.group(1)
    return name.strip('"') if name.count('"') % 2 else name  # a quote that is never closed
