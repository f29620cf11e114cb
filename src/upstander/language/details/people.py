"""What tells where a person is and when: birth dates, schools and their hours, workplaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.details._detail import Detail, near

_DATE = (
    r"\d{1,2}[/. -]\d{1,2}[/. -](?:19|20)?\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]{0,6},? (?:19|20)\d\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} \d{1,2}(?:st|nd|rd|th)?,?"
    r" (?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d"
)
_BORN = re.compile(
    rf"\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth|birth ?date|birthday)(?: is| was|'s|:)?(?:"
    rf" on)?(?: the)? ?(?P<value>{_DATE})(?!\w)",
    re.IGNORECASE,
)
_WORD = r"[A-Za-z][A-Za-z'.-]{1,20}"
_SCHOOL_SORT = (
    r"(?:primary|academy|juniors?|infants?|secondary|grammar|nursery|prep|elementary|sixth form"
    r"|middle school"
    r"|high school|high|comprehensive|comp|college|school)"
)
_SCHOOL = re.compile(
    rf"\b(?P<lead>goes to|go to|going to|attends|attend|at|to|from|outside|moved to|picks?"
    rf" (?:him|her|them) up from"
    rf"|in|near) (?P<value>(?:(?:St|Saint|st)\.? )?[A-Z]{_WORD[8:]}(?: [A-Z]{_WORD[8:]}){{0,3}}?"
    rf" (?i:{_SCHOOL_SORT})(?: (?i:school|academy))?)\b"
)
_SCHOOL_LOW = re.compile(
    rf"\b(?:goes to|go to|attends|moved to|start(?:s|ed) at) (?P<value>{_WORD} (?:primary"
    rf"|academy|juniors|infants"
    rf"|high school|high|secondary|nursery|elementary|middle school|grammar|college)(?:"
    rf" school)?)\b",
    re.IGNORECASE,
)
_SAINT = re.compile(r"\b(?P<value>(?:St|Saint)\.? [A-Z][a-z]{1,14}(?:'s|s)?)(?![\w])")
_SCHOOL_WORD = re.compile(
    r"\b(?:uniform|school|kids?|pupils?|year \d|class|teacher|daughter|son|boy|girl|term|lesson)\b",
    re.IGNORECASE,
)
_COMMON = frozenset((
    "my", "your", "the", "a", "an", "this", "that", "his", "her", "their", "our", "any",
    "which", "what", "every", "old", "new", "big", "good", "same",
))  # fmt: skip
_TIME = r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?|(?:half|quarter|ten|five|twenty) (?:past|to) \w{3,6})"
_HOURS = re.compile(
    r"\b(?:finish(?:es|ing)?|gets? out|comes? out|leaves?|walks? home|out of school|lets? out"
    r"|breaks? up"
    rf"|picked up|home from school)(?: (?:school|work|class|the (?:back|front|side) gate"
    rf"|college))?(?: (?:at|about|around|@))? ?"
    rf"(?P<value>{_TIME})(?![\w])",
    re.IGNORECASE,
)
_TIMED = re.compile(r"\d[:.]\d\d|am\b|pm\b|past|to ", re.IGNORECASE)
_WORKS = re.compile(
    rf"\b(?:(?P<who>she|he|they|who|mum|mam|mom|dad|sister|brother|wife|husband"
    rf"|[A-Z][a-z]{{2,12}})(?: still| now| only)? works?"
    rf"|(?:she's|he's|shes|hes|they're|is|you)(?: still| now)? work(?:ing|s)?)"
    rf" (?P<value>(?:at|for|in|down) (?:the )?{_WORD}(?: {_WORD}){{0,3}})",
)
_WORK_GENERAL = frozenset((
    "home", "it", "all", "least", "moment", "night", "nights", "weekends", "times", "once",
    "first", "progress", "sales", "retail", "london", "town", "america", "spain", "england",
    "france", "finance", "marketing", "shifts", "hospitality", "him", "her", "them", "me",
    "us", "you", "hours", "days", "that", "this", "a", "an", "his", "my",
))  # fmt: skip

_FIGURE = re.compile(r"\d")
_SCHOOLED = re.compile(
    rf"\b(?:{_SCHOOL_SORT}|uniform|kids?|pupils?|year \d|class|teacher"
    r"|daughter|son|boy|girl|term|lesson)\b",
    re.IGNORECASE,
)


def people(text: str) -> Iterator[Detail]:
    """Find birth dates, schools, hours of school or work, and workplaces."""
    if _FIGURE.search(text):
        for match in _BORN.finditer(text):
            yield Detail("birth_date", *match.span("value"), match["value"])
    if _SCHOOLED.search(text):
        yield from _schools(text)
    for match in _HOURS.finditer(text):
        if _TIMED.search(match["value"]) or near(text, *match.span(), _SCHOOL_WORD, 60):
            yield Detail("hours", *match.span(), match[0])
    for match in _WORKS.finditer(text):
        words = match["value"].lower().split()[1:]
        if not _WORK_GENERAL & set(words[:2] if words[0] == "the" else words[:1]):
            yield Detail("workplace", *match.span(), match[0])


def _schools(text: str) -> Iterator[Detail]:
    for pattern in (_SCHOOL, _SCHOOL_LOW):
        for match in pattern.finditer(text):
            if match["value"].lower().split()[0] not in _COMMON:
                yield Detail("school", *match.span("value"), match["value"])
    for match in _SAINT.finditer(text):
        if near(text, *match.span(), _SCHOOL_WORD, 40):
            yield Detail("school", *match.span("value"), match["value"])
