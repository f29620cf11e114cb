"""Authentication-Results (RFC 8601) and Received-SPF (RFC 7208 9.1), read as they are written.

Nothing raises, the time is linear in the length, and every value is a piece of the evidence.
Comments are skipped, quoted strings understood, broken parts left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

MAX_FIELD = 64 * 1024
"""Bytes of one field that are read."""
MAX_RESULTS = 100
"""Results of one field that are kept."""

_OPENING = re.compile(r'"(?:[^"\\]|\\.)*+"?|\(', re.DOTALL)
_CLOSING = re.compile(r"\\.|[()]", re.DOTALL)
_TOKEN = re.compile(r'[ \t\r\n]+|"(?:[^"\\]|\\.)*+"?|[^ \t\r\n"=;]+|[=;]', re.DOTALL)
_KEYWORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?")
_FOLD = re.compile(r"\r*\n")


class Result(NamedTuple):
    """One ``method=result`` with what follows it; ``start``/``end`` count bytes of the field."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reported:
    """One field: who wrote it (``server`` is the authserv-id), and what it says."""

    server: str
    version: str
    results: tuple[Result, ...]


class _Pair(NamedTuple):
    key: str
    value: str
    start: int
    end: int


def read_results(value: bytes) -> Reported:
    """Read the value of an Authentication-Results field. Never raises.

    A field that says ``none`` gives one result ``none=none``. Some services leave their own name
    out; ``server`` is empty then.
    """
    text = without_comments(value[:MAX_FIELD].decode("latin-1"))
    server = version = ""
    results: list[Result] = []
    for number, segment in enumerate(_segments(text)):
        words, pairs = _read_segment(segment)
        if number == 0:
            server, version = (*words, "", "")[:2]
        found = _result(pairs)
        if found is None and number and [word.lower() for word in words] == ["none"]:
            found = Result(words[0], words[0], (), segment[0].start(), segment[-1].end())
        if found and len(results) < MAX_RESULTS:
            results.append(found)
    return Reported(server, version, tuple(results))


def read_received_spf(value: bytes) -> Reported | None:
    """Read a Received-SPF field; gives nothing where it holds no result. Never raises."""
    raw = value[:MAX_FIELD].decode("latin-1")
    text = without_comments(raw)
    first = re.match(r"[ \t\r\n]*([A-Za-z]{1,20})(?![^ \t\r\n;])", text)
    if first is None:
        return None
    pairs = [pair for each in _segments(text[first.end() :]) for pair in _read_segment(each)[1]]
    properties = tuple((pair.key, pair.value) for pair in pairs[:MAX_RESULTS])
    server = dict(reversed(properties)).get("receiver", "") or _spf_writer(raw, first.end())
    result = Result("spf", first.group(1), properties, first.start(1), len(value.rstrip()))
    return Reported(server, "", (result,))


def _spf_writer(raw: str, start: int) -> str:
    """Give the name that stands first in the comment: ``(mx.example.org: domain of ...)``."""
    named = re.compile(r"[ \t\r\n]*\([ \t\r\n]*([A-Za-z0-9._-]{1,253}):").match(raw, start)
    return named.group(1) if named else ""


def without_comments(text: str) -> str:
    """Blank out comments, nested ones too, keeping every other character in its place."""
    pieces: list[str] = []
    position = 0
    while opening := _OPENING.search(text, position):
        if opening.group() != "(":
            pieces.append(text[position : opening.end()])
            position = opening.end()
            continue
        end = _comment_end(text, opening.end())
        pieces += (text[position : opening.start()], " " * (end - opening.start()))
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _comment_end(text: str, position: int) -> int:
    depth = 1
    while depth and (mark := _CLOSING.search(text, position)):
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        position = mark.end()
    return len(text) if depth else position


def _segments(text: str) -> Iterator[list[re.Match[str]]]:
    """Split at semicolons that stand outside quoted strings; blanks at the edges are left out."""
    segment: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if token.group() == ";":
            yield _trimmed(segment)
            segment = []
        else:
            segment.append(token)
    yield _trimmed(segment)


def _trimmed(segment: list[re.Match[str]]) -> list[re.Match[str]]:
    while segment and segment[-1].group().isspace():
        segment.pop()
    return segment[1:] if segment and segment[0].group().isspace() else segment


def _read_segment(segment: list[re.Match[str]]) -> tuple[list[str], list[_Pair]]:
    """Split a segment into words that stand alone and ``key=value`` pairs, in order."""
    words: list[str] = []
    pairs: list[_Pair] = []
    prefix, start, position = "", -1, 0
    while position < len(segment):
        token = segment[position]
        after = _skip_blank(segment, position + 1)
        start = token.start() if not prefix else start
        if token.group() == "=" or token.group().isspace():
            position += 1
        elif _is(segment, after, "="):
            value, position = _read_value(segment, after + 1)
            pairs.append(_Pair(prefix + token.group(), value, start, segment[position - 1].end()))
            prefix = ""
        elif _joined(token.group(), segment, after):
            prefix, position = prefix + token.group(), after
        else:
            words.append(_unquoted(prefix + token.group()))
            prefix, position = "", after
    return words, pairs


def _skip_blank(segment: list[re.Match[str]], position: int) -> int:
    """Step over blanks; two runs of them never follow each other."""
    blank = position < len(segment) and segment[position].group().isspace()
    return position + 1 if blank else position


def _is(segment: list[re.Match[str]], position: int, mark: str) -> bool:
    return position < len(segment) and segment[position].group() == mark


def _joined(word: str, segment: list[re.Match[str]], after: int) -> bool:
    """Say whether a name goes on in the next word: blanks may stand around a dot or a slash."""
    if after >= len(segment):
        return False
    return word.endswith((".", "/")) or segment[after].group().startswith((".", "/"))


def _read_value(segment: list[re.Match[str]], position: int) -> tuple[str, int]:
    """Give the value after an equals sign, up to the next blank, and the position after it."""
    first = _skip_blank(segment, position)
    if first > position and _is(segment, _skip_blank(segment, first + 1), "="):
        return "", position
    end = first
    while end < len(segment) and not segment[end].group().isspace():
        end += 1
    return _unquoted("".join(each.group() for each in segment[first:end])), max(end, position)


def _unquoted(value: str) -> str:
    whole = len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1]
    return _shown(value[1:-1] if whole else value)


def _shown(value: str) -> str:
    """Decode the bytes behind a value and take line folds out of it."""
    with suppress(UnicodeDecodeError):
        value = value.encode("latin-1").decode()
    return _FOLD.sub("", value)


def _result(pairs: list[_Pair]) -> Result | None:
    """Take the first pair as the result; nothing where it is no method and result."""
    if not pairs:
        return None
    first, rest = pairs[0], pairs[1:]
    method = first.key.partition("/")[0]
    if not _KEYWORD.fullmatch(method) or not _KEYWORD.fullmatch(first.value):
        return None
    properties = tuple((pair.key, pair.value) for pair in rest[:MAX_RESULTS])
    return Result(method, first.value, properties, first.start, pairs[-1].end)
