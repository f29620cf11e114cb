"""Cells of a call log: how long, which way, and which number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from upstander.directory.table_columns import ColumnMeaning
from upstander.language.digits import ascii_digits
from upstander.language.marks import plain
from upstander.model.message import Party

_LONGEST = 40
_MOST = 10_000_000
"""Seconds; some 115 days. A longer call is not one."""
_PLAIN = re.compile(r"(\d{1,9})(?:[.,](\d{1,6}))?\Z", re.ASCII)
_COLONS = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d\d)(?:\.\d{1,6})?\Z", re.ASCII)
_UNITS = re.compile(r"(\d{1,7})(?:\.(\d{1,3}))? ?([A-Za-z]{1,12})\.?,? ?(?:and )?", re.ASCII)
_ISO = re.compile(r"PT(?=\d)(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,7})(?:\.\d+)?S)?\Z")
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_PHONE = re.compile(r"[+(]?[\d][\d ().\-/]{2,24}\Z", re.ASCII)


def read_duration(written: str, meaning: ColumnMeaning, unit: str = "s") -> int | None:
    """Whole seconds of ``1260``, ``21:00``, ``0:21:00``, ``3 min 20 s``; ``None`` if unread.

    ``unit`` is that of numbers alone: s, m, h or ms. Two parts are minutes and seconds. Parts of
    a second are left out.
    """
    text = " ".join(ascii_digits(plain(written)).split())
    if not text or len(text) > _LONGEST:
        return None
    found = _number(text, unit)
    if found is None:
        found = _colons(text)
    if found is None:
        found = _iso(text)
    if found is None:
        found = _units(text, meaning)
    return found if found is not None and found <= _MOST else None


def unit_of(header: str, meaning: ColumnMeaning) -> str:
    """The unit that the name of a column says, or nothing."""
    for word in re.findall(r"[A-Za-z]+", header.replace("_", " ")):
        if word.casefold() not in ("m", "h") and (unit := meaning.value_of(word)):
            return unit
    return ""


def _number(text: str, unit: str) -> int | None:
    match = _PLAIN.match(text)
    if match is None:
        return None
    whole, part = int(match[1]), match[2] or ""
    if unit == "ms":
        return whole // 1000
    scale = _SECONDS[unit]
    return whole * scale + (int(part) * scale // 10 ** len(part) if part else 0)


def _colons(text: str) -> int | None:
    match = _COLONS.match(text)
    if match is None or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        return None
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])


def _iso(text: str) -> int | None:
    match = _ISO.match(text)
    if match is None:
        return None
    return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + int(match[3] or 0)


def _units(text: str, meaning: ColumnMeaning) -> int | None:
    total = at = 0
    while at < len(text):
        match = _UNITS.match(text, at)
        unit = meaning.value_of(match[3]) if match else ""
        if match is None or unit not in _SECONDS:
            return None
        total += int(match[1]) * _SECONDS[unit]
        if match[2]:
            total += int(match[2]) * _SECONDS[unit] // 10 ** len(match[2])
        at = match.end()
    return total


def looks_like_number(written: str) -> bool:
    """Whether a cell could be a phone number: three digits or more, and signs around them."""
    return bool(_PHONE.match(ascii_digits(plain(written))))


def other_party(written: str, contact: str, number: ColumnMeaning) -> Party | None:
    """Who was on the other side, as written. A withheld number stays what is written."""
    name = plain(written)
    if not name:
        return Party(contact, plain(contact)) if plain(contact) else None
    if number.value_of(name) == "withheld":
        return Party(written.strip(), handle_kind="none")
    if looks_like_number(name):
        digits = re.sub(r"\D", "", ascii_digits(name))
        return Party(written.strip(), name, "phone", f"+{digits}" if name.startswith("+") else "")
    return Party(written.strip(), name)


def direction_of(row: Mapping[str, str], meanings: Mapping[str, ColumnMeaning]) -> tuple[str, str]:
    """Which way (in, out or unknown) and how it went (missed, rejected, ...), as far as told."""
    way = meanings["direction"].value_of(row.get("direction", ""))
    way = way or meanings["originated"].value_of(row.get("originated", ""))
    result = meanings["result"].value_of(row.get("result", ""))
    if way in ("missed", "rejected", "voicemail"):
        return "in", way
    if way == "in" and result == "missed":
        return "in", "missed"
    if way == "out" and result == "missed":
        return "out", "not answered"
    return way or "unknown", result
