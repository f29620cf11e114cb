"""Days and times as people say them, found in plain (normalised) text.

``sat 2pm``, ``tomorrow after school``, ``Friday after period 6``, ``in 20 mins``, ``20/11/2026``.
This module finds the words; :mod:`upstander.language.worked_out_time` works out which day it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "twenty-four": 24, "thirty": 30, "forty-eight": 48, "seventy-two": 72, "a": 1, "an": 1,
    "half": 30, "quarter": 15,
}  # fmt: skip
_N = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MANY = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty-four"
    r"|twenty|thirty|forty-eight|seventy-two)"
)
_WEEKDAY = (
    r"(?:monday|mon|tuesday|tues|tue|wednesday|wensday|weds|wed|thursday|thurs|thur|thu|friday"
    r"|fri|saturday|satday|sat|sunday|sun)"
)
_MONTH = (
    r"(?:january|jan|february|feb|march|mar|april|apr|june|jun|july|jul|august|aug"
    r"|september|sept|sep|october|oct|november|nov|december|dec)"
)
_ORDINAL = r"(?:st|nd|rd|th)"
_DAY = (
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    r"|(?P<numeric>\d{1,2}([/.-])\d{1,2}\3(?:\d{4}|\d{2}))(?![\d/])"
    rf"|(?P<daymonth>\d{{1,2}}{_ORDINAL}?(?: of)? (?:{_MONTH}|(?<=[tdh] )may|(?<=of )may)\b"
    r"(?:,? 20\d\d)?)"
    rf"|(?P<monthday>(?:{_MONTH} \d{{1,2}}{_ORDINAL}?|may \d{{1,2}}{_ORDINAL})\b(?:,? 20\d\d)?)"
    rf"|(?P<nth>(?:on|by|before|until|till?) the \d{{1,2}}{_ORDINAL})"
    r"|(?P<after>day after (?:tomorrow|tmrw|tomoz))"
    r"|(?P<tomorrow>tomorrows?|tomorow|tommorr?ow|tmrw|tmw|tmr|tmoz|tomoz|2moz|tomo)"
    r"|(?P<today>today|tdy|tonight|tonite|tonights|this (?:morning|afternoon|evening|arvo))"
    r"|(?P<past>yesterday|last night|last week)"
    rf"|(?P<week>(?:a )?week on {_WEEKDAY}|{_WEEKDAY} week)"
    rf"|(?P<weekday>(?:(?:this|next|last|coming|every|on|by|before|until|till?|see you|c u|cu)"
    rf" (?:coming |next )?)?{_WEEKDAY})"
    r"|(?P<weekend>(?:this|next|at the) weekend)"
    rf"|(?P<relative>(?:(?:in|within|next|have|has|got|gives?|giving you|you|u) (?:the next "
    rf"|only )?)"
    rf"(?:half an hour|(?:about )?{_MANY} ?(?:more )?"
    r"(?:minutes?|mins?|hours?|hrs?|hr|h|days?|weeks?|wks?)))"
)
_CLOCK = (
    r"(?P<meridiem>\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.?|p\.m\.?))"
    r"|(?P<colon>(?:[01]?\d|2[0-3]):[0-5]\d)(?![:\d])"
    rf"|(?P<past_to>(?:half|quarter|ten|twenty|twenty-five|five|\d{{1,2}}) (?:past|to) {_N}"
    rf"|half {_N})"
    rf"|(?P<oclock>{_N} o'? ?clock)"
    r"|(?P<named>noon|midday|midnight)"
    rf"|(?P<bare>(?:at|@|by|around|about|before|after|till?|until|for|finish(?:es)?(?: at)?|out at"
    rf"|from) (?:(?:[1-9]|1[0-2])(?:[.][0-5]\d)?|{_N}))(?![\d%]|[:.,/-]\d)"
    r"(?! ?(?:years?|yrs?|days?|weeks?|mins?|minutes?|hours?|hrs?|months?|of|or|more|times|people"
    r"|quid|pounds?|k|x|and a|st|nd|rd|th|grand|euros?|dollars?|bucks|percent|pics?|i)\b)"
    r"|(?P<part>(?:after|before) (?:school|work|class|lessons?|training|practice|church|college"
    r"|football|dark|lunch|dinner|tea)"
    r"|(?:after|before|during|end of|in|start of) (?:period|lesson|p) ?\d{1,2}"
    r"|lunch ?time|break ?time|home ?time|at (?:lunch|break)|first thing|end of (?:the )?day"
    r"|(?:in the )?(?:morning|afternoon|evening|night)\b)"
)
_EITHER = re.compile(rf"(?<![\w/.-])(?:{_DAY}|{_CLOCK})(?![\w])")
_DAY_GROUPS = frozenset((
    "iso", "numeric", "daymonth", "monthday", "nth", "after", "tomorrow", "today", "past",
    "week", "weekday", "weekend", "relative",
))  # fmt: skip
_GAP = 22
# Short forms that are words of their own ("I sat", "the sun"): only beside a time or a little word.
_DOUBTFUL = frozenset(("sat", "sun", "wed", "mon", "fri", "tue", "thu"))
_BREAK = re.compile(r"[.!?\n;]")
_JOINED = re.compile(
    r"[\s,@-]*(?:(?:at|on|by|about|around|from|in|the|say|like|and|morning) ?){0,3}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: what sort it is (a group above), its words and place."""

    sort: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """A day, a clock time, a part of the day, or several that belong together."""

    start: int
    end: int
    day: Piece | None = None
    clock: Piece | None = None
    part: Piece | None = None

    @property
    def past(self) -> bool:
        """Whether the words themselves look back (``yesterday``, ``last friday``)."""
        day = self.day
        return day is not None and (day.sort == "past" or day.words.startswith("last "))

    @property
    def habit(self) -> bool:
        """Whether it is every week (``every friday``)."""
        return self.day is not None and self.day.words.startswith("every ")


def find_times(plain: str) -> Iterator[SpokenTime]:
    """Find days and times in plain text, those that stand together joined, in order."""
    group: list[Piece] = []
    for match in _EITHER.finditer(plain):
        sort = match.lastgroup or ""
        piece = Piece(sort, match[0], *match.span())
        if group and not _belongs(plain, group, piece):
            yield from _joined(group)
            group = []
        group.append(piece)
    yield from _joined(group)


def _slot(piece: Piece) -> str:
    if piece.sort in _DAY_GROUPS:
        return "day"
    return "part" if piece.sort == "part" else "clock"


def _belongs(plain: str, group: list[Piece], piece: Piece) -> bool:
    gap = plain[group[-1].end : piece.start]
    if len(gap) > _GAP or _BREAK.search(gap) or _slot(piece) in map(_slot, group):
        return False
    return bool(_JOINED.fullmatch(gap)) or len(gap) <= _GAP


def _joined(group: list[Piece]) -> Iterator[SpokenTime]:
    held = {_slot(piece): piece for piece in group}
    if len(group) == 1 and group[0].words in _DOUBTFUL:
        return
    if group:
        yield SpokenTime(
            group[0].start, group[-1].end, held.get("day"), held.get("clock"), held.get("part")
        )
