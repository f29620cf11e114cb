"""A key that was looked up on another device and pasted in: what ``dig`` and web tools print."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import datetime

from upstander.model.errors import IntakeError
from upstander.trace.key_records import KeyAnswer, plain_name

MAX_PASTED = 64 * 1024
"""Characters of a pasted text that are read."""

_NAME = re.compile(r"[a-z0-9_.-]{1,200}\._domainkey\.[a-z0-9_.-]{1,250}")
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*+)"?')
_ESCAPE = re.compile(r"\\([0-9]{3}|.)")
_BARE = re.compile(r"\b(?:v[ \t]*=[ \t]*DKIM1|k[ \t]*=[ \t]*(?:rsa|ed25519)|p[ \t]*=)")
_ABSENT = re.compile(
    r"NXDOMAIN|non-existent domain|DNS name does not exist|has no TXT record|ANSWER: 0\b"
    r"|no TXT records? found",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"SERVFAIL|REFUSED|timed?[ -]?out|no servers could be reached|server failed", re.IGNORECASE
)
_TXT = 16
"""The number of the record type, as answers in JSON write it (RFC 1035 3.2.2)."""


def read_pasted(text: str, name: str, seen_at: datetime | None) -> KeyAnswer:
    """Read a pasted answer about ``name``; ``seen_at`` is when the person looked, aware.

    Raises IntakeError where it is about another name, or where no answer can be found in it.
    """
    text = text[:MAX_PASTED]
    _refuse_other_name(text, plain_name(name))
    with suppress(ValueError, RecursionError):
        value = json.loads(text)
        if isinstance(value, dict) and "Status" in value:
            return _from_json_answer(value, seen_at)
    records = _quoted_records(text)
    if not records and (bare := _BARE.search(text)):
        records = ["".join(text[bare.start() :].split("\n"))]
    if records:
        return KeyAnswer.found([_octets(each) for each in records], seen_at)
    if _FAILED.search(text):
        return KeyAnswer.failed(seen_at)
    if _ABSENT.search(text):
        return KeyAnswer.absent(seen_at)
    raise IntakeError(
        "There is no key and no answer in this text.",
        next_step="Copy all of what the other device shows, and paste it again.",
    )


def _refuse_other_name(text: str, name: str) -> None:
    named = {each.rstrip(".") for each in _NAME.findall(text.lower())}
    if named and name not in named:
        raise IntakeError(
            "This answer is about another name than the one that was asked for.",
            next_step="Look up exactly the name that is shown, and paste that answer.",
        )


def _from_json_answer(value: dict[str, object], seen_at: datetime | None) -> KeyAnswer:
    """Read the JSON that DNS services on the web give; 0 is an answer, 3 is no such name."""
    if value["Status"] not in (0, 3):
        return KeyAnswer.failed(seen_at)
    rows = value.get("Answer")
    texts = [
        str(row.get("data", ""))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("type") == _TXT
    ]
    return KeyAnswer.found(
        [_octets("".join(_QUOTED.findall(each)) or each) for each in texts], seen_at
    )


def _quoted_records(text: str) -> list[str]:
    """Join the quoted pieces of each record; one record may go over several lines."""
    records: list[str] = []
    for line in text.split("\n"):
        pieces = "".join(_QUOTED.findall(line))
        if not pieces:
            continue
        goes_on = records and line[:1] in ' \t"' and not _BARE.match(pieces)
        if goes_on:
            records[-1] += pieces
        else:
            records.append(pieces)
    return records


def _octets(text: str) -> bytes:
    r"""Undo the escapes of zone files (RFC 1035 5.1): ``\;`` and ``\059``."""
    return _ESCAPE.sub(_unescaped, text.strip()).encode("utf-8", "replace")


def _unescaped(found: re.Match[str]) -> str:
    given = found.group(1)
    return chr(int(given) & 0xFF) if len(given) == 3 else given
