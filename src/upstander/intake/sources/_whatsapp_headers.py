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
_CLOSE = _MARK + rb"(?:\]" + _SPACE + rb"?|" + _DASH + rb"|:" + _SPACE + rb")"
_BEFORE = _MARK + rb"\[?" + _MARK + rb"(?:" + _DATE + _WORD + rb")?"
_AFTER = rb"(?:" + _WORD + _DATE + rb")?" + _WORD + _CLOSE
_HEADER = rb"(" + _BEFORE + rb")(" + _TIME + rb")(" + _AFTER + rb")"

# Most headers are plain ASCII; they are found several times faster by an expression of their own.
_COMMON = (
    rb"((?:\xe2\x80\x8e)?\[?[0-9]{1,4}[/.\-][0-9]{1,2}[/.\-][0-9]{1,4},? )"
    rb"([0-2]?[0-9][:.][0-5][0-9](?:[:.][0-5][0-9])?)"
    rb"((?:(?: |\xe2\x80\xaf)[AaPp][Mm])?(?:\] ?| - ))"
)
AFTER_LF = re.compile(rb"\n(?:" + _COMMON + rb"|" + _HEADER + rb")")
AFTER_CR = re.compile(rb"\r(?:" + _COMMON + rb"|" + _HEADER + rb")")
_BEFORE_PARTS = re.compile(
    _MARK + rb"(\[?)" + _MARK + rb"(?:(" + _DATE + rb")(" + _WORD + rb"))?\Z"
)
_AFTER_PARTS = re.compile(
    rb"(?:(" + _WORD + rb")(" + _DATE + rb"))?(" + _WORD + rb")" + _CLOSE + rb"\Z"
)
_BEGUN = re.compile(
    _MARK + rb"(?:\[" + _MARK + _N2 + rb"|" + _N4 + rb"[/.\-]" + _N2 + rb"[/.\-]|\[\Z|\Z)"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the words beside the time say."""

    known: bool
    meridiem: str = ""  # am|pm
    buddhist: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands around the time of a header, taken apart and still as written."""

    date: bytes
    before: bytes  # the words between date and time
    after: bytes  # the words after the second
    style: tuple[bytes, bool, bytes]  # bracket, time first, closing


def stamp_of(before: bytes, after: bytes) -> Stamp | None:
    """Take apart what stands before and after the time; ``None`` without exactly one date."""
    first, second = _BEFORE_PARTS.match(before), _AFTER_PARTS.match(after)
    if first is None or second is None:
        return None
    bracket, date, words_1 = first.groups()
    words_2, date_2, words_3 = second.groups()
    if (date is None) == (date_2 is None):
        return None
    close = strip_close(after)
    if (bracket == b"[") != (close == b"]"):
        return None
    if date is not None:
        return Stamp(date, words_1, words_3, (bracket, False, close))
    return Stamp(date_2, words_2, words_3, (bracket, True, close))


def around(match: re.Match[bytes]) -> tuple[bytes, bytes, bytes]:
    """Give what stands before the time, the time, and what stands after it."""
    first = 1 if match[1] is not None else 4
    return match[first], match[first + 1], match[first + 2]


def strip_close(after: bytes) -> bytes:
    """Give the sign that ends a header: ``]``, a dash or a colon."""
    text = after.decode("utf-8", "replace").rstrip()
    return text[-1:].encode()


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
Clock = tuple[int, int, int | None]


def has_seconds(raw: bytes) -> bool | None:
    """Whether seconds are written; ``None`` if it is no time at all."""
    parts = clock_parts(raw)
    return None if parts is None else parts[2] is not None


def clock_parts(raw: bytes) -> Clock | None:
    """Read hour, minute and (where written) second; ``None`` if out of range."""
    try:
        if len(raw) == 8 and raw[2] == 58 and raw[5] == 58:
            made: Clock = (int(raw[:2]), int(raw[3:5]), int(raw[6:]))
        elif len(raw) == 5 and raw[2] == 58:
            made = (int(raw[:2]), int(raw[3:]), None)
        else:
            made = _any_clock(raw)
    except ValueError:
        made = _any_clock(raw)
    return None if made[0] > 24 or made[1] > 59 or (made[2] or 0) > 60 else made


@lru_cache(maxsize=4096)
def _any_clock(raw: bytes) -> Clock:
    match = _CLOCK.match(ascii_digits(_matching(raw)))
    if match is None:
        return 99, 0, None
    return int(match[1]), int(match[2]), int(match[3]) if match[3] is not None else None


def to_24(hour: int, meridiem: str) -> int:
    """Turn a twelve-hour clock into twenty-four hours (12 AM is 0, 12 PM is 12)."""
    if meridiem == "pm" and hour < 12:
        return hour + 12
    if meridiem == "am" and hour == 12:
        return 0
    return hour
