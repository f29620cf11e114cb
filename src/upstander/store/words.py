"""Search words: how text is cut into words, and what a person's search means.

The same cutting is used for what is stored and for what is looked for, in every index, so that
case, accents and look-alike letters (NFKD) make no difference. Scripts without spaces are cut
into single characters, symbols such as emoji are words. A word holds letters, digits and symbols
only, so nothing a person types can be an operator of the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from upstander.model.message import Message

MAX_QUERY = 1000
MAX_TERMS = 32
MAX_WORD = 200
"""Longer runs of letters (base64, keyboard mashing) are cut; nobody types them to search."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_SYMBOLS = "\u2190-\u2bff\U0001f000-\U0001faff"
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
_WORD = re.compile(
    f"[{_UNSPACED}{_SYMBOLS}]|(?:[^\\W_{_UNSPACED}{_SYMBOLS}]|[\u0900-\u0dff])+", re.UNICODE
)
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_DROPPED = re.compile(f"[{_MARKS}'’ʼ\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\u00ad]")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together; the last may be the start of a longer word."""

    words: tuple[str, ...]
    prefix: bool = False


def fold(text: str) -> str:
    """Give text without case, accents, apostrophes and invisible characters."""
    if text.isascii():
        return text.lower().replace("'", "")
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text.casefold()).casefold())


def cut(text: str) -> list[str]:
    """Cut text into search words."""
    folded = fold(text)
    pattern = _ASCII_WORD if folded.isascii() else _WORD
    return [word[:MAX_WORD] for word in pattern.findall(folded)]


def read_query(text: str) -> tuple[Term, ...]:
    """Read words, "quoted phrases" and starts of words (``abc*``); never raises.

    All terms must be found. Text without any word gives no terms.
    """
    terms = []
    for phrase, word in _TERM.findall(text[:MAX_QUERY]):
        words = tuple(cut(phrase or word))
        if words:
            terms.append(Term(words, prefix=not phrase and word.endswith("*")))
    return tuple(terms[:MAX_TERMS])


def found_in(terms: Sequence[Term], words: Sequence[str]) -> bool:
    """Say whether all terms stand in the words; the meaning that each database must keep."""
    return all(_stands(term, words) for term in terms)


def searchable(message: Message) -> str:
    """Everything a person may remember of a message: words, subject, file names, addresses."""
    parts = [part.text for part in message.content]
    parts += [quoted.text for quoted in message.quoted]
    parts += [
        name for file in message.attachments for name in (file.native_name, file.caption) if name
    ]
    parts += [link.target for link in message.links if link.target != link.as_written]
    parts += [more for more in (message.subject, message.poll, message.contact_card) if more]
    return "\n".join(parts) if len(parts) != 1 else parts[0]


def _stands(term: Term, words: Sequence[str]) -> bool:
    size = len(term.words)
    *front, last = term.words
    for start in range(len(words) - size + 1):
        here = words[start : start + size]
        ends = here[-1].startswith(last) if term.prefix else here[-1] == last
        if ends and list(here[:-1]) == front:
            return True
    return False
