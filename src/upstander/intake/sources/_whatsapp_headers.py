"""The shapes of a message header, as one expression over bytes.

``[03/10/2026, 22:14:09] ``, ``14/09/2026, 15:58 - ``, ``[22:14:09, 10/3/26] ``, ``2022. 3. 18.
오후 2:56 - `` and their relatives in other digits and calendars. The expression is generous; the
words beside the time must be known (``data/whatsapp/clock.toml``) before a line counts.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from upstander.language.digits import ascii_digits
from upstander.language.marks import strip_marks

_MARK = rb"(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c|\xef\xbb\xbf)*"
_SPACE = rb"(?:[ \t]|\xc2\xa0|\xe2\x80[\x87\x89\xaf]|\xa0)"
_DIGIT = (
    rb"(?:[0-9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0\xb9[\x90-\x99]|\xe0\xa5[\xa6-\xaf]"
    rb"|\xe0\xa7[\xa6-\xaf])"
)
_ERA = rb"(?:[RHS]|\xe4\xbb\xa4\xe5\x92\x8c|\xe5\xb9\xb3\xe6\x88\x90|\xe6\x98\xad\xe5\x92\x8c)?"
_BETWEEN = (
    _MARK + rb"(?:[/.\-]|\xe5\xb9\xb4|\xe6\x9c\x88)" + _MARK + _SPACE + rb"?" + _MARK
)  # / . - 年 月
_N2, _N4 = _DIGIT + rb"{1,2}", _DIGIT + rb"{1,4}"
_DATE = (
    _ERA + _N4 + _BETWEEN + _N2 + _BETWEEN + _ERA + _N4 + rb"(?:\.|\xe6\x97\xa5)?"
)  # final . or 日
_HOUR_SEP = _SPACE + rb"?(?:[:.]|h)" + _SPACE + rb"?"
_TIME = _N2 + _MARK + _HOUR_SEP + _MARK + _DIGIT + rb"{2}(?:" + _MARK + rb"[:.]" + _MARK
_TIME += _DIGIT + rb"{2})?"
_WORD = rb"[^\r\n\[\]:0-9]{0,24}?"
_DASH = _SPACE + rb"+(?:-|\xe2\x80\x93|\xe2\x80\x94)" + _SPACE
_CLOSE = _MARK + rb"(\]" + _SPACE + rb"?|" + _DASH + rb"|:" + _SPACE + rb")"
_STAMP = rb"(?:(%b)(%b)(%b)(%b)|(%b)(%b)(%b)(%b))" % (
    *(_DATE, _WORD, _TIME, _WORD),
    *(_TIME, _WORD, _DATE, _WORD),
)
_HEADER = _MARK + rb"(\[?)" + _MARK + _STAMP + _CLOSE

AFTER_LF = re.compile(rb"\n" + _HEADER)
AFTER_CR = re.compile(rb"\r" + _HEADER)
_BEGUN = re.compile(
    _MARK + rb"(?:\[" + _MARK + _N2 + rb"|" + _N4 + rb"[/.\-]" + _N2 + rb"[/.\-]|\[\Z|\Z)"
)

Groups = tuple[
    bytes, bytes | None, bytes | None, bytes | None, bytes | None, bytes | None,
    bytes | None, bytes | None, bytes | None, bytes,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What the words beside the time say."""

    known: bool
    meridiem: str = ""  # am|pm
    buddhist: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """A header taken apart; the parts are still as written."""

    date: bytes
    time: bytes
    before: bytes  # the words between the two
    after: bytes  # the words after the second
    style: tuple[bytes, bool, bytes]  # bracket, time first, closing


def stamp_of(groups: Groups) -> Stamp:
    """Name the groups of a match."""
    opening, date, between, time, rest, time_1, between_1, date_1, rest_1, close = groups
    style = (opening, date is None, close.strip())
    if date is not None:
        return Stamp(date, time or b"", between or b"", rest or b"", style)
    return Stamp(date_1 or b"", time_1 or b"", between_1 or b"", rest_1 or b"", style)


def begun(line: bytes) -> bool:
    """Say whether a cut line looks like the beginning of a header and no more."""
    return bool(line) and _BEGUN.match(line) is not None


def line_anchor(line_end: bytes) -> re.Pattern[bytes]:
    """Give the expression for a file with this line end; it begins with the line end."""
    return AFTER_CR if line_end == b"\r" else AFTER_LF


@lru_cache(maxsize=4096)
def words(before: bytes, after: bytes) -> Words:
    """Look up the words beside the time; only known ones make a header."""
    table = _clock_words()
    meridiem, buddhist = "", False
    for raw in (before, after):
        for word in _split(raw):
            meaning = table.get(word)
            if meaning is None:
                return Words(False)
            meridiem = meaning if meaning in ("am", "pm") else meridiem
            buddhist = buddhist or meaning == "buddhist"
    return Words(True, meridiem, buddhist)


def _split(raw: bytes) -> tuple[str, ...]:
    text = _matching(raw)
    whole = re.sub(r"[\s.,،]+", "", text)
    table = _clock_words()
    if whole in table:
        return (whole,)
    return tuple(part.replace(".", "") for part in re.split(r"[\s,،]+", text) if part.strip("."))


def _matching(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return strip_marks(text).casefold()


@lru_cache(maxsize=1)
def _clock_words() -> dict[str, str]:
    data = _clock_data()
    table: dict[str, str] = {}
    for meaning in ("filler", "am", "pm", "buddhist"):
        for word in data[meaning]:
            table[re.sub(r"[\s.]+", "", str(word)).casefold()] = meaning
    return table


@lru_cache(maxsize=1)
def eras() -> dict[str, int]:
    """Japanese eras: the Gregorian year before the first year of each."""
    return {str(name): int(year) for name, year in _clock_data()["eras"].items()}


@lru_cache(maxsize=1)
def _clock_data() -> dict[str, dict[str, int]]:
    text = files("upstander").joinpath("data/whatsapp/clock.toml").read_text("utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class DateParts:
    """Three numbers with how they were written."""

    numbers: tuple[int, int, int]
    widths: tuple[int, int, int]
    separator: str
    era: int  # the year before its first, or 0
    era_at: int  # 0 or 2

    @property
    def shape(self) -> tuple[str, str]:
        """What stays the same through one export: where the long year is, and the separator."""
        if self.era:
            return (f"era{self.era_at}", self.separator)
        if self.widths[0] > 2:
            return ("year-first", self.separator)
        return ("year-last-4" if self.widths[2] > 2 else "short", self.separator)


_PARTS = re.compile(r"(\D*)(\d+)(\D+)(\d+)(\D+?)([a-z令和平成昭]*)(\d+)\D*\Z")


@lru_cache(maxsize=8192)
def date_parts(raw: bytes) -> DateParts | None:
    """Take a date apart; ``None`` if a number is out of any use."""
    match = _PARTS.match(ascii_digits(_matching(raw)))
    if match is None:
        return None
    era_0, first, separator, second, _other, era_2, third = match.groups()
    names = eras()
    era = names.get(era_0.strip(), 0) or names.get(era_2.strip(), 0)
    numbers = (int(first), int(second), int(third))
    widths = (len(first), len(second), len(third))
    at = 0 if era_0.strip() in names else 2
    return DateParts(numbers, widths, separator.strip()[:1], era, at)


_CLOCK = re.compile(r"(\d+)\D+(\d+)(?:\D+(\d+))?\Z")


@lru_cache(maxsize=90_000)
def clock_parts(raw: bytes) -> tuple[int, int, int | None] | None:
    """Read hour, minute and (where written) second; ``None`` if out of range."""
    match = _CLOCK.match(ascii_digits(_matching(raw)))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    second = int(match[3]) if match[3] is not None else None
    if hour > 24 or minute > 59 or (second or 0) > 60:
        return None
    return hour, minute, second


def to_24(hour: int, meridiem: str) -> int:
    """Turn a twelve-hour clock into twenty-four hours (12 AM is 0, 12 PM is 12)."""
    if meridiem == "pm" and hour < 12:
        return hour + 12
    if meridiem == "am" and hour == 12:
        return 0
    return hour
