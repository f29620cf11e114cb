"""Where something is to happen, in the words of the message."""

from __future__ import annotations

import re

from upstander.language.normalise import Normalised

_SPOTS = (
    r"(?:station|stop|park|school|gates?|gym|centre|center|library|shop|shops|pub|club|church"
    r"|mosque|college|uni|playground|car ?park|lay-?by|bridge|canal|underpass|alley|woods|field"
    r"|rec|mall|precinct|cafe|starbucks|mcdonald'?s|maccies|kfc|chippy|bus|tram|train|court"
    r"|house|flat|garage|beach|market|square|tower|pitch|pool|cinema|chicken shop|office|work"
    r"|corner|estate|block)"
)
_PLACE = re.compile(
    r"\b(?:at|by|outside|behind|near|round|in|from|opposite|under|to|on|beside|front of|back of)"
    r" (?P<place>(?:the |your |ur |my |our |that |ur )?(?:[\w'-]{1,16} (?:at |of |by |in |on "
    r"|the )?){0,5}?"
    rf"{_SPOTS})\b(?: at [\w'-]{{2,16}}(?: [\w'-]{{2,16}})? {_SPOTS}\b)?"
)
_CLOCK = re.compile(r"(?:the )?clock at [\w' -]{2,40}?" + _SPOTS + r"\b")
_YOURS = re.compile(
    r"\b(?:to|at|outside|round|by) (?P<place>yours|your (?:house|place|door|yard|gaff|road"
    r"|street|work|car|nan's|mum's)|mine|my (?:place|house|flat|car|yard|gaff))\b"
)
_NUMBERED = re.compile(
    r"\b(?P<place>(?:\d{1,4} [a-z'-]{2,16} )?[a-z'-]{2,16} (?:close|street|road|lane|avenue"
    r"|drive|way|court|house|terrace|crescent))\b"
)
_TO_CAR = re.compile(r"\b(?:to|by|at|near) (?P<place>your car|the car park)\b")


def place_in(text: str, plain: Normalised, at: int, longest: int) -> str:
    """The place named nearest to ``at`` (of the plain text), as written; or an empty string."""
    del text
    words = plain.text[:longest]
    found = [
        (
            match.start("place"),
            match.end("place") if not match.end() > match.end("place") else match.end(),
        )
        for pattern in (_PLACE, _YOURS, _NUMBERED, _TO_CAR)
        for _, match in zip(range(20), pattern.finditer(words), strict=False)
    ]
    clock = _CLOCK.search(words)
    if clock:
        found = [clock.span()]
    if not found:
        return ""
    start, end = min(found, key=lambda each: abs(each[0] - at))
    return plain.quote(start, end).strip()
