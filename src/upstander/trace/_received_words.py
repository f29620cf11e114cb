"""Cut a Received line into words and comments (RFC 5322 3.2.2), with the place of each.

The text is the value of the line as received, one character a byte, so every place is a place in
the evidence. Comments may be nested; one that is never closed counts as no comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_LINE = 4096
"""So many bytes of one line are read. Real ones have a few hundred."""

_BRACKETS = re.compile(r"\\.|[()]", re.DOTALL)
_WORD = re.compile(r"[^\s();]+|;")
_CLAUSES = frozenset({"from", "by", "via", "with", "id", "for"})


class Piece(NamedTuple):
    """A word or a comment; the text of a comment is without its outer brackets."""

    text: str
    start: int
    end: int
    comment: bool = False

    @property
    def bare(self) -> str:
        """The word without what only parts it from others."""
        return self.text.strip(",;\"'")


class Clauses(NamedTuple):
    """The pieces behind each clause word, and where the date begins (-1: no semicolon)."""

    named: dict[str, tuple[Piece, ...]]
    front: tuple[Piece, ...]  # what stands before the first clause
    date_from: int

    def get(self, name: str) -> tuple[Piece, ...]:
        """The pieces of one clause; none where the line has no such clause."""
        return self.named.get(name, ())


def pieces(text: str) -> tuple[Piece, ...]:
    """All words and top-level comments, in their order."""
    return tuple(_pieces(text))


def clauses(text: str) -> Clauses:
    """Sort the pieces of a line by the clause they stand in."""
    found = pieces(text)
    ends = [each.start for each in found if each.text == ";" and not each.comment]
    named: dict[str, list[Piece]] = {}
    front: list[Piece] = []
    here = front
    for at, piece in enumerate(found):
        if piece.text == ";" and not piece.comment:
            continue
        word = "" if piece.comment else piece.bare.lower()
        if word in _CLAUSES and word not in named and not _is_name(found, at):
            here = named.setdefault(word, [])
        else:
            here.append(piece)
    plain = {name: tuple(parts) for name, parts in named.items()}
    return Clauses(plain, tuple(front), ends[-1] + 1 if ends else -1)


def _is_name(found: tuple[Piece, ...], at: int) -> bool:
    """A computer may call itself ``by``: the word behind ``from`` is a name if another follows."""
    if at == 0 or found[at - 1].comment or found[at - 1].bare.lower() != "from":
        return False
    word = found[at].bare.lower()
    later = found[at + 1 : at + 40]
    return word != "from" and any(not each.comment and each.bare.lower() == word for each in later)


def _pieces(text: str) -> Iterator[Piece]:
    start = 0
    for opened, closed in _comments(text):
        yield from _words(text, start, opened)
        yield Piece(text[opened + 1 : closed], opened + 1, closed, True)
        start = closed + 1
    yield from _words(text, start, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    for word in _WORD.finditer(text, start, end):
        yield Piece(word.group(), word.start(), word.end())


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """The outermost closed pairs of brackets, in their order."""
    open_at: list[int] = []
    closed: list[tuple[int, int]] = []
    for mark in _BRACKETS.finditer(text):
        if mark.group() == "(":
            open_at.append(mark.start())
        elif mark.group() == ")" and open_at:
            start = open_at.pop()
            while closed and closed[-1][0] > start:
                closed.pop()  # it stands inside this one
            closed.append((start, mark.start()))
    yield from closed
