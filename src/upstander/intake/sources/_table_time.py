"""One cell of a table as a time: what is written, with every reading it allows.

Dates in numbers keep all orders that are possible; which one holds is decided over the column.
Long numbers are moments (seconds or milliseconds since 1970, seconds since 2001 as iPhones
count), short ones the day numbers of a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from upstander.language.digits import ascii_digits
from upstander.language.marks import plain
from upstander.language.spoken_time import MONTHS, WEEKDAYS
from upstander.model.message import DateOrder

DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD
LONGEST = 80
_LAST_OF_THIS_CENTURY = 69
"""Two-digit years to here are 20xx, those after 19xx (POSIX strptime)."""
_GAP = r"(?:,? at | - |[T_,]? ?)"
_DATE = re.compile(
    r"(?P<y1>\d{4})([-/.])(?P<m1>\d{1,2})\2(?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\6(?P<c>\d{4}|\d{2})(?!\d)"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?[- ./]{0,2}(?P<mon2>[a-z]{3,9})[-., /]{0,2}"
    r"(?P<y2>\d{4}|\d{2})(?![\d:])"
    r"|(?P<mon3>[a-z]{3,9})\.?[- ]?(?P<d3>\d{1,2})(?:st|nd|rd|th)?,?[- ]{1,2}(?P<y3>\d{4})"
    r"|(?P<y4>(?:19|20)\d\d)(?P<m4>\d\d)(?P<d4>\d\d)(?=T|\Z| )",
    re.IGNORECASE | re.ASCII,
)
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})[:.h](?P<mi>\d{2})(?:[:.](?P<s>\d{2})(?:[.,:](?P<f>\d{1,9}))?)?"
    r" ?(?P<ap>[ap]\.? ?m\.?(?![a-z]))?"
    r"|(?P<h2>\d{1,2}) ?(?P<ap2>[ap]\.?m\.?)"
    r"|(?P<h3>\d\d)(?P<mi3>\d\d)(?P<s3>\d\d)",
    re.IGNORECASE | re.ASCII,
)
_ZONE = re.compile(
    r" ?(?P<name>[A-Z]{1,5})?(?P<off>[+-]\d{1,2}(?::?\d\d)?)?(?: ?\([A-Za-z ]{1,60}\))?\Z", re.ASCII
)
_WEEKDAY = re.compile(rf"(?P<name>{'|'.join(WEEKDAYS)})[a-z]{{0,6}}\.?,? ", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,12})?\Z", re.ASCII)
_OFFSETS = {"Z": 0, "UTC": 0, "GMT": 0, "BST": 60}
_APPLE = datetime(2001, 1, 1, tzinfo=UTC)
_UNIX = datetime(1970, 1, 1, tzinfo=UTC)
_SHEET = datetime(1899, 12, 30)
# lowest and highest number (about 1995 to 2100), start of counting, microseconds for one, name
_COUNTED = (
    (1e8, 8e8, _APPLE, 1e6, "seconds since 2001"),
    (8e8, 4.2e9, _UNIX, 1e6, "seconds since 1970"),
    (8e11, 4.2e12, _UNIX, 1e3, "milliseconds since 1970"),
    (8e14, 4.2e15, _UNIX, 1.0, "microseconds since 1970"),
    (1e17, 8e17, _APPLE, 1e-3, "nanoseconds since 2001"),
    (8e17, 4.2e18, _UNIX, 1e-3, "nanoseconds since 1970"),
)

IMPOSSIBLE = "This date or time cannot be."
OTHER_ZONE = "The time zone that is written is not known."
OTHER_WEEKDAY = "The day of the week does not fit the date."

ClockParts = tuple[int, int, int, int]
"""Hour, minute, second, microsecond."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one cell says. ``dates`` holds a date for each order that is possible."""

    dates: Mapping[DateOrder, date] = field(default_factory=dict)
    clock: ClockParts | None = None
    precision: str = "none"
    offset: timedelta | None = None  # written in the cell
    zone: str = ""
    utc: datetime | None = None  # of a counted moment
    counted: str = ""  # what was counted
    short_year: bool = False
    next_day: bool = False  # 24:00
    doubt: str = ""

    @property
    def open(self) -> bool:
        """Whether the order of day and month matters to it."""
        return DMY in self.dates or MDY in self.dates


@lru_cache(maxsize=4096)
def read_stamp(written: str) -> Stamp | None:
    """Read a cell; ``None`` for what is no time at all. A doubt says what cannot be."""
    text = " ".join(ascii_digits(plain(written)).split()) if written else ""
    if not text or len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    if _NUMBER.match(text):
        return _counted(text) or _written(text)
    return _written(text)


def read_clock(written: str) -> Stamp | None:
    """Read a cell that holds only a time of day; a spreadsheet's part of a day too."""
    text = " ".join(ascii_digits(plain(written)).split()) if written else ""
    if not text or len(text) > LONGEST:
        return None
    if re.fullmatch(r"0?\.\d{2,12}|0", text):
        return Stamp(clock=_of_day(float(text)), precision="s")
    found = _CLOCK.match(text)
    return _timed(found, text[found.end() :], {}, "") if found else None


def _counted(text: str) -> Stamp | None:
    """A long number as a moment, a short one as the day number of a spreadsheet."""
    number = float(text)
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        return None
    for low, high, start, unit, name in _COUNTED:
        if low <= number < high:
            whole, _, rest = text.partition(".")
            us = int(whole) * unit + (float(f"0.{rest}") * unit if rest else 0)
            fine = "s" if unit == 1e6 and not rest.strip("0") else "ms" if unit >= 1e3 else "us"
            utc = start + timedelta(microseconds=round(us))
            return Stamp(utc=utc, counted=name, precision=fine)
    if 25_000 <= number < 80_000:
        day = (_SHEET + timedelta(days=int(number))).date()
        clock = _of_day(number % 1) if "." in text else None
        return Stamp({DateOrder.NOT_APPLICABLE: day}, clock, "s" if clock else "day",
                     counted="days as spreadsheets count them")  # fmt: skip
    return None


def _of_day(part: float) -> ClockParts:
    seconds = min(round(part * 86_400), 86_399)
    return seconds // 3600, seconds // 60 % 60, seconds % 60, 0


def _written(text: str) -> Stamp | None:
    weekday = _WEEKDAY.match(text)
    rest = text[weekday.end() :] if weekday else text
    found = _DATE.match(rest)
    if found is None:
        return _clock_first(rest)
    dates, doubt = _dates(found)
    if not doubt and weekday and not _falls_on(dates, weekday["name"]):
        doubt = OTHER_WEEKDAY
    after = re.sub(rf"\A{_GAP}", "", rest[found.end() :])
    short = (found["c"] or found["y2"] or "    ").__len__() == 2
    return _after_date(after, dates, doubt, short=short)


def _after_date(
    after: str, dates: Mapping[DateOrder, date], doubt: str, *, short: bool
) -> Stamp | None:
    if not after:
        return Stamp(dates, None, "day", short_year=short, doubt=doubt)
    clock = _CLOCK.match(after)
    if clock is not None:
        return _timed(clock, after[clock.end() :], dates, doubt, short=short)
    zone = _offset(after)
    return Stamp(dates, None, "day", short_year=short, doubt=doubt) if zone else None


def _clock_first(text: str) -> Stamp | None:
    """``10:02 17/11/2026``."""
    clock = _CLOCK.match(text)
    if clock is None:
        return None
    rest = re.sub(r"\A,? ?(?:on )?", "", text[clock.end() :])
    found = _DATE.match(rest)
    if found is None:
        return None
    dates, doubt = _dates(found)
    return _timed(clock, rest[found.end() :], dates, doubt)


def _dates(found: re.Match[str]) -> tuple[dict[DateOrder, date], str]:
    """All dates that the numbers can mean, and a doubt where they mean none."""
    if found["a"]:
        a, b, year = int(found["a"]), int(found["b"]), _year(found["c"])
        tried = {DMY: (year, b, a), MDY: (year, a, b)}
    elif found["y1"] or found["y4"]:
        parts = [found["y1"] or found["y4"], found["m1"] or found["m4"], found["d1"] or found["d4"]]
        tried = {YMD: (int(parts[0]), int(parts[1]), int(parts[2]))}
    else:
        month = (found["mon2"] or found["mon3"])[:3].lower()
        number = MONTHS.index(month) + 1 if month in MONTHS else 0
        year, number_in_month = _year(found["y2"] or found["y3"]), int(found["d2"] or found["d3"])
        tried = {DateOrder.NOT_APPLICABLE: (year, number, number_in_month)}
    made = {order: day for order, parts in tried.items() if (day := _date(*parts)) is not None}
    return made, "" if made else IMPOSSIBLE


def _year(written: str) -> int:
    number = int(written)
    if len(written) > 2:
        return number
    return number + (2000 if number <= _LAST_OF_THIS_CENTURY else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _falls_on(dates: Mapping[DateOrder, date], name: str) -> bool:
    return any(WEEKDAYS[day.weekday()] == name[:3].lower() for day in dates.values())


def _timed(
    found: re.Match[str],
    after: str,
    dates: Mapping[DateOrder, date],
    doubt: str,
    *,
    short: bool = False,
) -> Stamp | None:
    """Join a clock time, what stands after it, and the dates."""
    zone = _offset(after)
    if zone is None:
        return None
    name, offset, strange = zone
    clock, precision, next_day = _clock(found)
    if clock is None:
        return Stamp(dates, None, "day" if dates else "none", doubt=doubt or IMPOSSIBLE)
    return Stamp(dates, clock, precision, offset, name, short_year=short, next_day=next_day,
                 doubt=doubt or strange)  # fmt: skip


def _clock(found: re.Match[str]) -> tuple[ClockParts | None, str, bool]:
    hour = int(found["h"] or found["h2"] or found["h3"])
    minute = int(found["mi"] or found["mi3"] or 0)
    written = found["s"] or found["s3"]
    half = (found["ap"] or found["ap2"] or "")[:1].lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    next_day = (hour, minute, int(written or 0)) == (24, 0, 0)
    hour = 0 if next_day else hour
    if hour > 23 or minute > 59 or int(written or 0) > 60:
        return None, "none", False
    micro = int((found["f"] or "").ljust(6, "0")[:6]) if found["f"] else 0
    precision = "min" if written is None else "s" if not found["f"] else "ms"
    # a leap second is shown as the one before
    return (hour, minute, min(int(written or 0), 59), micro), precision, next_day


def _offset(after: str) -> tuple[str, timedelta | None, str] | None:
    """The zone behind a time: name, offset, doubt. ``None``: something else stands there."""
    found = _ZONE.match(after.rstrip())
    if found is None:
        return None
    name, off = found["name"] or "", found["off"] or ""
    if not off:
        known = _OFFSETS.get(name)
        if name and known is None:
            return name, None, OTHER_ZONE
        return (name, timedelta(minutes=known), "") if known is not None else ("", None, "")
    digits = off[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        return off, None, IMPOSSIBLE
    shift = timedelta(hours=hours, minutes=minutes)
    return off, -shift if off[0] == "-" else shift, ""


def wall(day: date, stamp: Stamp) -> datetime:
    """The wall time of a stamp on one day."""
    hour, minute, second, micro = stamp.clock or (0, 0, 0, 0)
    made = datetime.combine(day, time(hour, minute, second, micro))
    return made + timedelta(days=1) if stamp.next_day and day < date.max else made
