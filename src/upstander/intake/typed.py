"""Words that were typed in or pasted, and JSON lines: things said, before any export is there.

A line such as ``[20:15] Vex_31: text`` or ``2026-11-20 20:15 Coach_Ray: text`` starts a message;
what follows belongs to it. A time without a date stays without, unless the person tells the day:
no date is made up. Nothing of a text is dropped, and nothing here raises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from math import isfinite
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upstander.model.finding import NotRead, Said

LONGEST_LINE = 8_000_000
"""Characters of one JSON line that are read. One megabyte of any text fits, however written."""
LONGEST_MESSAGE = 4_000_000
"""Characters of one typed message; a longer one goes on as the next."""
_LONGEST_NUMBER = 300  # digits; a longer one stays as it is written
_HEAD = 200  # lines that show how a text is built
_TIMED = re.compile(
    r"[ \t]{0,8}\[?(?:(?P<date>\d{4}-\d\d-\d\d)[T ,]{1,3})?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d{1,9})?"
    r"(?:[ \t]?(?P<half>[AaPp])\.?[Mm]\.?)?(?P<zone>Z|[+-]\d\d:?\d\d)?\]?"
    r"(?:[ \t]{1,3}-)?[ \t]{1,4}(?P<sender>[^\s:][^:\n]{0,60}):(?P<text>.*)",
    re.DOTALL | re.ASCII,
)

NO_JSON = "This line is not JSON, so it was not read."
TOO_LONG = "This line is too long, so it was not read."
NO_ID = 'This line has no "id", so it was not read.'
NO_WORDS = 'This line has no "text" in words. There was nothing to read in it.'
NO_TIME = "The time on this line was not understood. The words were read."


class Typed(NamedTuple):
    """One message, with what only its own form holds."""

    said: Said
    given: object  # the id exactly as it was given: text, a number, or any other JSON value
    written: str = ""  # what stands before the sender: the time as it was written


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says about a text.

    Attributes:
        zone: IANA name of the time zone; empty means not told.
        selves: names or accounts of whoever keeps the case.
        day: the day of the first line, where lines have a time and no date.
        name: what the conversation is called, such as the name of the file.
    """

    zone: str = ""
    selves: Container[str] = frozenset()
    day: date | None = None
    name: str = ""


NOTHING_TOLD = Told()


# --- JSON lines ---------------------------------------------------------------------------------


def json_lines(lines: Iterable[str], told: Told = NOTHING_TOLD) -> Iterator[Typed | NotRead]:
    """Read ``{"id","text","sender"?,"time_utc"?,"conversation"?}`` a line, in order.

    A line that cannot be read is named with its number, and the next one goes on. A line with an
    id and no text still gives its message, without words.
    """
    for number, line in enumerate(lines, 1):
        if line.strip("\ufeff \t\r\n"):
            yield from _json_line(line, number, told)


def looks_like_json_lines(head: str) -> bool:
    """Say from the beginning of a text whether it is JSON lines, also with odd ones among them."""
    lines = [line for line in head.lstrip("\ufeff \t\r\n").split("\n") if line.strip()][:_HEAD]
    objects = [line for line in lines if line.lstrip("\ufeff \t").startswith("{")]
    named = any('"text"' in line or '"id"' in line for line in objects)
    return named and (2 * len(objects) >= len(lines) or objects[0] is lines[0])


def _json_line(line: str, number: int, told: Told) -> Iterator[Typed | NotRead]:
    about = f"line {number}"
    if len(line) > LONGEST_LINE:
        yield NotRead(about, TOO_LONG)
        return
    held = _value(line)
    if not isinstance(held, dict):
        yield NotRead(about, NO_JSON)
        return
    if held.get("id") is None:
        yield NotRead(about, NO_ID)
        return
    at = _utc(held.get("time_utc"))
    yield Typed(_json_said(held, at, number, told), held["id"])
    if not isinstance(held.get("text"), str):
        yield NotRead(about, NO_WORDS)
    if at is None and held.get("time_utc") not in (None, ""):
        yield NotRead(about, NO_TIME)


def _json_said(held: Mapping[str, object], at: datetime | None, number: int, told: Told) -> Said:
    text, own = held.get("text"), held.get("is_self")
    sender = _name(held, "sender")
    return Said(
        id=str(number),
        text=text if isinstance(text, str) else "",
        sender=sender,
        is_self=own if isinstance(own, bool) else _is_self(sender, told),
        at=at,
        local=_in_zone(at, told.zone),
        zone=told.zone,
        exact=at is not None,
        conversation=_name(held, "conversation"),
        channel=_name(held, "channel"),
        seq=number,
    )


def _whole_number(written: str) -> object:
    return int(written) if len(written) <= _LONGEST_NUMBER else written


def _number(written: str) -> object:
    value = float(written)
    return value if isfinite(value) else written


_READ: Callable[[str], object] = json.JSONDecoder(
    parse_int=_whole_number,
    parse_float=_number,
    parse_constant=lambda _: None,  # NaN and Infinity are no JSON; tables write them for "nothing"
    strict=False,
).decode


def _value(line: str) -> object:
    """The value on a line that can also be written again; ``None`` where there is none."""
    try:
        held = _READ(line.lstrip("\ufeff"))
        if isinstance(held, dict) and isinstance(held.get("id"), dict | list):
            json.dumps(held["id"])
    except (ValueError, RecursionError):
        return None
    return held


def _name(held: Mapping[str, object], key: str) -> str:
    value = held.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _is_self(sender: str, told: Told) -> bool | None:
    return True if sender and sender in told.selves else None


def _utc(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value.strip())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


# --- typed words --------------------------------------------------------------------------------


def typed_text(text: str, told: Told = NOTHING_TOLD) -> Iterator[Typed]:
    """Read typed or pasted words as messages; see :func:`typed_lines`."""
    return typed_lines(re.split(r"\r\n|\r|\n", text), told)


def typed_lines(lines: Iterable[str], told: Told = NOTHING_TOLD) -> Iterator[Typed]:
    """Read the lines of a text as messages, without holding all of it.

    Where the first lines have a time and a sender, each such line starts a message. Else each
    paragraph is one, or each line where the text has no blank lines.
    """
    rest = iter(lines)
    head = list(islice(rest, _HEAD))
    filled = [line for line in head if line.strip()]
    timed = [line for line in filled if _TIMED.match(line[:200])]
    whole = chain(head, rest)
    if timed and (len(timed) > 1 or timed[0] is filled[0]):
        parts = _dialogue(whole)
    elif len(filled) < len("\n".join(head).strip("\n").split("\n")):
        parts = _paragraphs(whole)
    else:
        parts = ((None, line) for line in whole)
    return _messages(parts, told)


_Part = tuple["re.Match[str] | None", str]


def _dialogue(lines: Iterable[str]) -> Iterator[_Part]:
    match: re.Match[str] | None = None
    more: list[str] = []
    for line in lines:
        found = _TIMED.match(line)
        if found is None:
            more.append(line)
            continue
        yield match, "\n".join(more)
        match, more = found, [found["text"]]
    yield match, "\n".join(more)


def _paragraphs(lines: Iterable[str]) -> Iterator[_Part]:
    more: list[str] = []
    for line in lines:
        if line.strip():
            more.append(line)
        elif more:
            yield None, "\n".join(more)
            more = []
    yield None, "\n".join(more)


def _messages(parts: Iterable[_Part], told: Told) -> Iterator[Typed]:
    """Number the parts; empty ones without a sender are no messages."""
    clock = _Clock(told)
    number = 0
    for match, words in parts:
        at, local, exact = clock.times(match) if match else (None, None, False)
        for piece in _pieces(words.strip()):
            if match is None and not piece:
                continue
            number += 1
            sender = match["sender"].strip() if match else ""
            said = Said(
                id=str(number),
                text=piece,
                sender=sender,
                is_self=_is_self(sender, told),
                at=at,
                local=local,
                zone=told.zone,
                exact=exact,
                conversation=told.name,
                seq=number,
            )
            written = match.string[: match.start("sender")].strip() if match else ""
            yield Typed(said, str(number), written)


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, max(1, len(text)), LONGEST_MESSAGE):
        yield text[start : start + LONGEST_MESSAGE]


class _Clock:
    """Reads the times of a dialogue. With a day told, a time that goes back is the next day's."""

    def __init__(self, told: Told) -> None:
        self._zone = told.zone
        self._day = told.day
        self._last = ""
        self._turned = False

    def times(self, match: re.Match[str]) -> tuple[datetime | None, datetime | None, bool]:
        """UTC, wall time, and whether the time is sure."""
        written = _wall_time(match)
        day = match["date"] or self._told_day(written)
        try:
            local = datetime.fromisoformat(f"{day}T{written}")
        except ValueError:
            return None, None, False
        sure = bool(match["date"]) or not self._turned
        if match["zone"]:
            at = _utc(f"{day}T{written}{match['zone']}")
            return at, _in_zone(at, self._zone) or local, sure and at is not None
        return _from_local(local, self._zone), local, sure

    def _told_day(self, written: str) -> str:
        if self._day is None:
            return ""
        if written < self._last and self._day < date.max:
            self._day += timedelta(days=1)
            self._turned = True
        self._last = written
        return self._day.isoformat()


def _wall_time(match: re.Match[str]) -> str:
    """The time of a line as ``20:15:00``; impossible ones stay impossible."""
    hour = int(match["hour"])
    if match["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    return f"{hour:02}:{match['minute']}:{match['second'] or '00'}"


def _zone(zone: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _from_local(local: datetime, zone: str) -> datetime | None:
    known = _zone(zone)
    try:
        return local.replace(tzinfo=known).astimezone(UTC) if known else None
    except OverflowError:
        return None


def _in_zone(at: datetime | None, zone: str) -> datetime | None:
    known = _zone(zone)
    try:
        return at.astimezone(known).replace(tzinfo=None) if at and known else None
    except OverflowError:
        return None
