"""Which day and time was meant: worked out from when it was said, with the reasons in words.

A weekday is the next one after the message. Where words can be read two ways the sooner reading
is given and the other one named. Clock changes are seen through :mod:`wall_time`. Without the
time of the message nothing is made up: only the words are given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from upstander.language.spoken_time import MONTHS, NUMBERS, WEEKDAYS, Piece, SpokenTime
from upstander.language.wall_time import find_zone, instant
from upstander.model.errors import InvalidAnswer

_DAY = timedelta(days=1)
_LATE = time(4)
_MONTH_FIRST = ("America/", "US/")
_LITTLE = re.compile(r"^(?:see you|c u|cu|on|by|before|until|till?) ")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": _DAY, "w": timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A day and time in the zone of the message; ``None`` where it was not said or not known."""

    day: date | None = None
    clock: time | None = None
    part: str = ""
    after: timedelta | None = None  # counted from the message itself
    from_words: str = ""
    notes: tuple[str, ...] = ()  # plain sentences: how it was read
    might_also_be: date | None = None

    @property
    def local(self) -> datetime | None:
        """Day and clock time together, naive, where both are known."""
        if self.day is None or self.clock is None:
            return None
        return datetime.combine(self.day, self.clock)


def work_out(spoken: SpokenTime, said: datetime | None, zone: str = "") -> WorkedOut:
    """Work out what was meant.

    Args:
        spoken: the words found.
        said: naive wall time of the message in ``zone``, or ``None`` if not known.
        zone: IANA name; tells whether 3/4 is read as day and month.
    """
    out = WorkedOut(part=spoken.part.words if spoken.part else "")
    if spoken.day is not None:
        out = _day(out, spoken.day, said, zone)
    elif said is not None and spoken.clock is not None:
        out = replace(out, day=said.date(), notes=("No day was named, so the same day is taken.",))
    if spoken.clock is not None:
        out = _clock(out, spoken, said)
    if spoken.day is None and said is not None and out.local and out.local < said:
        out = replace(out, day=said.date() + _DAY, notes=("The next such time is taken.",))
    return _same_weekday(out, spoken, said)


def to_utc(local: datetime, zone: str) -> tuple[datetime | None, str]:
    """Give the UTC time and, where clocks change, a sentence about it; ``None`` without a zone."""
    try:
        found = instant(local, find_zone(zone))
    except InvalidAnswer:
        return None, ""
    if found.nonexistent:
        return found.utc, "Clocks go forward then: this time does not exist that night."
    if found.fold is not None:
        return found.utc, "Clocks go back then: this time comes twice. The first one is shown."
    return found.utc, ""


def local_of(at: datetime | None, local: datetime | None, zone: str) -> datetime | None:
    """The naive wall time of a message, from what is known of it."""
    if local is not None:
        return local.replace(tzinfo=None)
    if at is None:
        return None
    try:
        return at.astimezone(find_zone(zone or "UTC")).replace(tzinfo=None)
    except (InvalidAnswer, OverflowError):
        return None


def shown(day: date, clock: time | None = None) -> str:
    """``Sat 21 Nov 2026 14:00``, the same in every locale."""
    text = f"{WEEKDAYS[day.weekday()].title()} {day.day} {MONTHS[day.month - 1].title()} {day.year}"
    return text if clock is None else f"{text} {clock:%H:%M}"


def shown_utc(moment: datetime) -> str:
    """``20 Nov 2026 03:12:40 UTC``."""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {MONTHS[moment.month - 1].title()} {moment.year} {moment:%H:%M:%S} UTC"


def _day(out: WorkedOut, words: Piece, said: datetime | None, zone: str) -> WorkedOut:
    bare = _LITTLE.sub("", words.words) if words.sort == "weekday" else words.words
    out = replace(out, from_words=bare)
    try:
        if words.sort in ("iso", "numeric", "daymonth", "monthday"):
            return _written_date(out, words, said, zone)
        if words.sort == "relative":
            return _relative(out, words.words, said)
        return out if said is None else _from_message(out, words, said)
    except (ValueError, OverflowError):
        return replace(out, notes=("No such day is in the calendar.",))


def _written_date(out: WorkedOut, words: Piece, said: datetime | None, zone: str) -> WorkedOut:
    numbers = [int(each) for each in re.findall(r"\d+", words.words)]
    if words.sort == "iso":
        return replace(out, day=date(*numbers))
    if words.sort == "numeric":
        return _numeric(out, numbers, zone)
    month = next(at for at, name in enumerate(MONTHS, 1) if re.search(rf"\b{name}", words.words))
    if len(numbers) > 1:
        return replace(out, day=date(numbers[1], month, numbers[0]))
    if said is None:
        return out
    day = date(said.year, month, numbers[0])
    if day < said.date() - 60 * _DAY:
        day = date(said.year + 1, month, numbers[0])
    return replace(out, day=day, notes=("No year was named, so the nearest is taken.",))


def _numeric(out: WorkedOut, numbers: list[int], zone: str) -> WorkedOut:
    first, second, year = numbers
    year += 2000 if year < 100 else 0
    month_first = second > 12 or (first <= 12 and zone.startswith(_MONTH_FIRST))
    if month_first:
        first, second = second, first
    out = replace(out, day=date(year, second, first))
    if first > 12 or first == second:
        return out
    order = "month, then day" if month_first else "day, then month"
    return replace(out, notes=(f"Read as {order}.",), might_also_be=date(year, first, second))


def _relative(out: WorkedOut, words: str, said: datetime | None) -> WorkedOut:
    after = _length(words)
    out = replace(out, after=after)
    if said is None or after is None:
        return out
    moment = said + after
    note = ("Counted from the time of the message.",)
    clock = None if after >= 2 * _DAY and "hour" not in words else moment.time()
    return replace(out, day=moment.date(), clock=clock, notes=note)


def _length(words: str) -> timedelta | None:
    if "half an hour" in words:
        return timedelta(minutes=30)
    match = re.search(r"(\d{1,3}|[a-z-]+) ?(?:more )?(min|h|d|w)[a-z]*$", words)
    if not match:
        return None
    number = int(match[1]) if match[1].isdigit() else NUMBERS.get(match[1], 0)
    return number * _UNITS[match[2][0]] if number else None


def _from_message(out: WorkedOut, words: Piece, said: datetime) -> WorkedOut:
    today = said.date()
    night = ("It was said at night: it may mean the day that had just begun.",)
    if words.sort == "tomorrow":
        late = said.time() < _LATE
        return replace(
            out, day=today + _DAY,
            notes=night if late else (), might_also_be=today if late else None,
        )  # fmt: skip
    if words.sort == "today":
        late = said.time() < _LATE and words.words.startswith("toni")
        return replace(
            out, day=today, notes=night if late else (),
            might_also_be=today - _DAY if late else None,
        )  # fmt: skip
    if words.sort == "after":
        return replace(out, day=today + 2 * _DAY)
    if words.sort == "weekend":
        ahead = (5 - today.weekday()) % 7 + (7 if words.words.startswith("next") else 0)
        return replace(out, day=today + ahead * _DAY, notes=("Saturday is taken.",))
    if words.sort == "nth":
        return _nth(out, words.words, today)
    return _weekday(out, words, today)


def _nth(out: WorkedOut, words: str, today: date) -> WorkedOut:
    number = int(re.findall(r"\d+", words)[0])
    for ahead in range(63):
        day = today + ahead * _DAY
        if day.day == number:
            return replace(out, day=day, notes=("The next such day is taken.",))
    return out


def _weekday(out: WorkedOut, words: Piece, today: date) -> WorkedOut:
    named = _weekday_in(words.words)
    if named is None:
        return replace(out, day=today - _DAY)  # yesterday, last night
    ahead = (named - today.weekday()) % 7
    if words.words.startswith("last "):
        return replace(out, day=today - (7 - ahead) * _DAY if ahead else today - 7 * _DAY)
    if words.sort == "week":
        return replace(out, day=today + (ahead + 7) * _DAY)
    day = today + ahead * _DAY
    if "next" in words.words and ahead:
        return replace(
            out, day=day, might_also_be=day + 7 * _DAY,
            notes=("'Next' can mean the coming one or the one after. The sooner is shown.",),
        )  # fmt: skip
    return replace(out, day=day)


def _weekday_in(words: str) -> int | None:
    for word in words.split():
        if word[:3] in WEEKDAYS and word not in ("next",):
            return WEEKDAYS.index(word[:3])
        if word.startswith("wens"):
            return 2
    return None


def _same_weekday(out: WorkedOut, spoken: SpokenTime, said: datetime | None) -> WorkedOut:
    """``fri 2pm`` said on a Friday: today if that is still to come, else in a week."""
    if said is None or spoken.day is None or spoken.day.sort != "weekday" or spoken.past:
        return out
    if out.day != said.date():
        return out
    week = out.day + 7 * _DAY
    if out.local is not None and out.local < said:
        return replace(out, day=week)
    note = "It was said on that weekday: it may also mean a week later."
    return replace(out, might_also_be=week, notes=(*out.notes, note))


def _clock(out: WorkedOut, spoken: SpokenTime, said: datetime | None) -> WorkedOut:
    assert spoken.clock is not None  # noqa: S101  asked only with one
    words = spoken.clock.words
    read = _read_clock(words, spoken.clock.sort)
    if read is None:
        return out
    hour, minute, sure = read
    if sure:
        return replace(out, clock=time(hour % 24, minute))
    day_words = spoken.day.words if spoken.day else ""
    hint = f"{out.part} {day_words}"
    if "morning" in hint or "first thing" in hint:
        return replace(out, clock=time(hour % 12, minute))
    if re.search(r"after|even|night|tonite|arvo", hint):
        return replace(out, clock=time(hour % 12 + 12, minute))
    later = hour % 12 + 12 if hour < 10 else hour % 24
    note = f"'{words}' is read as {later:02}:{minute:02}. It may be twelve hours apart."
    return replace(out, clock=time(later, minute), notes=(*out.notes, note))


def _read_clock(words: str, sort: str) -> tuple[int, int, bool] | None:
    """Hour, minute, and whether morning or evening is sure."""
    if sort == "named":
        return (0 if words == "midnight" else 12), 0, True
    if sort == "past_to":
        return _past_to(words)
    numbers = [int(each) for each in re.findall(r"\d+", words)]
    if not numbers:
        numbers = [NUMBERS[each] for each in re.split(r"[ ']", words) if each in NUMBERS][:1]
    if not numbers or numbers[0] > 23:
        return None
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if minute > 59:
        return None
    if sort == "meridiem":
        if hour > 12:
            return hour, minute, True
        return hour % 12 + (12 if re.search(r"p\.?m", words) else 0), minute, True
    return hour, minute, hour > 12 or (sort == "colon" and words.startswith("0"))


def _past_to(words: str) -> tuple[int, int, bool] | None:
    parts = words.replace("twenty-five", "25").split()
    values = [int(each) if each.isdigit() else NUMBERS.get(each, 0) for each in parts]
    hour, minute = values[-1], values[0]
    if not 1 <= hour <= 23 or minute > 59:
        return None
    if "to" in parts:
        return (hour - 1) or 12, 60 - minute if minute else 0, False
    return hour, minute, hour > 12
