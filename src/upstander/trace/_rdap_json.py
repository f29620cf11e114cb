"""Careful reading of a register's answer: bounded, typed, and free of hidden characters."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

MOST_BYTES = 1024 * 1024
MOST_ITEMS = 200  # of one list
_LONGEST = 300  # characters of one text
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}

Thing = Mapping[str, Any]


class NotReadable(ValueError):
    """The bytes are no JSON of an answer."""


def read_json(data: bytes) -> object:
    """Read JSON; raises :class:`NotReadable` for anything else, however deep or large."""
    if len(data) > MOST_BYTES:
        raise NotReadable("it is too large")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotReadable("it is no JSON") from None


def clean(value: object) -> str:
    """Give one line of text without marks that hide or turn words; empty for what is no text."""
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return ""
    try:
        given = str(value)[: 4 * _LONGEST]
    except ValueError:  # a number with thousands of digits
        return ""
    shown = "".join(
        " " if char.isspace() else char
        for char in given
        if char.isspace() or unicodedata.category(char) not in _HIDDEN
    )
    return " ".join(shown.split())[:_LONGEST]


def things(value: object) -> Iterator[Thing]:
    """Give the objects of a list; of anything else nothing."""
    if isinstance(value, list):
        yield from (each for each in value[:MOST_ITEMS] if isinstance(each, dict))


def texts(value: object) -> tuple[str, ...]:
    """Give the texts of a list, or the one text that stands where a list could."""
    listed = value[:MOST_ITEMS] if isinstance(value, list) else [value]
    return tuple(text for text in map(clean, listed) if text)


def thing(value: object) -> Thing:
    """Give an object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}
