"""Telephone numbers: British, American and Canadian, and others with their country's number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.details._detail import Detail, near
from upstander.language.invented_numbers import is_invented
from upstander.language.spoken_time import NUMBERS

_GAP = r"[ .\-()/]{0,2}"
_BRITISH = re.compile(
    rf"(?<![\w+./-])(?:(?:\+ ?|00 ?)44{_GAP}(?:\(0\){_GAP}|0{_GAP})?|\(?0)(?=[1237])"
    rf"(?P<rest>\d(?:{_GAP}\d){{8,9}})(?![\w]|[-/]\d)"
)
_AMERICAN = re.compile(
    r"(?<![\w+./-])(?P<one>\+?1[ .-]?)?(?P<area>\([2-9]\d\d\) ?|[2-9]\d\d[ .-])"
    r"[2-9]\d\d[ .-]\d{4}(?![\w]|[-/]\d)"
)
_FOREIGN = re.compile(
    rf"(?<![\w+./-])(?:\+|00)(?P<rest>[1-9]\d{{0,2}}(?:{_GAP}\d){{7,12}})(?![\w]|[-/]\d)"
)
_BARE = re.compile(r"(?<![\w+./-])\d{9,12}(?![\w]|[-/]\d)")
_PHONE_WORD = re.compile(
    r"\b(?:phone|mob(?:ile)?|cell|tel|call|ring|text|whatsapp|number|digits|sms|contact)\b",
    re.IGNORECASE,
)
_DIGIT_WORD = (
    r"(?:(?:double|triple|treble) )?(?:oh|o|zero|nought|one|two|three|four|five|six"
    r"|seven|eight|nine)"
)
_SPOKEN = re.compile(
    rf"\b(?:oh|o|zero|nought)(?:[ ,.-]{{1,3}}{_DIGIT_WORD}){{6,12}}\b", re.IGNORECASE
)
_INVENTED = "This number is from a range kept for made-up numbers."


def phones(text: str) -> Iterator[Detail]:
    """Find telephone numbers. Free and service numbers (03, 08, 09, short codes) are left out."""
    yield from _british(text)
    for match in _AMERICAN.finditer(text):
        digits = re.sub(r"\D", "", match[0])[-10:]
        invented = digits[3:8] == "55501"
        yield Detail(
            "phone", *match.span(), f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}",
            note=_INVENTED if invented else "",
        )  # fmt: skip
    for match in _FOREIGN.finditer(text):
        digits = re.sub(r"\D", "", match["rest"])
        if 8 <= len(digits) <= 15 and not digits.startswith("44"):
            yield Detail("phone", *match.span(), f"+{digits}")
    for match in _BARE.finditer(text):
        if near(text, *match.span(), _PHONE_WORD, 25) and match[0][0] != "0":
            yield Detail("phone", *match.span(), match[0])
    yield from spoken_phones(text)


def _british(text: str) -> Iterator[Detail]:
    for match in _BRITISH.finditer(text):
        digits = re.sub(r"\D", "", match["rest"])
        if digits[0] == "3" or (len(digits) == 9 and digits[0] not in "1"):
            continue
        yield Detail("phone", *match.span(), _as_british(digits), note=_invented(digits))


def _as_british(digits: str) -> str:
    cut = 2 if digits[0] == "2" else 4
    rest = digits[cut:]
    return f"0{digits[:2]} {rest[:4]} {rest[4:]}" if cut == 2 else f"0{digits[:cut]} {rest}"


def _invented(digits: str) -> str:
    return _INVENTED if is_invented(digits) else ""


def spoken_phones(text: str) -> Iterator[Detail]:
    """``oh seven seven double oh`` and so on, written out as digits."""
    for match in _SPOKEN.finditer(text):
        digits, times = "", 1
        for word in re.findall(r"[a-z]+", match[0].lower()):
            if word in ("double", "triple", "treble"):
                times = 2 if word == "double" else 3
                continue
            digits += str(NUMBERS.get(word, 0)) * times
            times = 1
        if 10 <= len(digits) <= 11:
            yield Detail("phone", *match.span(), digits, note="It was written in words.")
