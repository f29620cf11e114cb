"""Things that open something: payment cards, PINs, passwords, gate codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.check_digits import card_brand, luhn
from upstander.language.details._detail import Detail, near

_CARD = re.compile(r"(?<![\w+.])\d(?:[ -]?\d){12,18}(?![\w]|[-.]\d)")
_CARD_WORD = re.compile(
    r"\b(?:card|visa|master ?card|amex|american express|cvv2?|cvc|debit|credit|expiry|exp)\b",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"\b(?:(?:card |bank |phone |debit |my |your |her |his |the )?pin(?: number| code| no)?"
    r"|cvv2?|cvc|security code)(?: is| was|'s|:|=| -)? ?(?P<value>\d{3,6})(?!\w|[:/.-]\d)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    r"\b(?:pass ?words?|pass ?code|passwd|pwd?|pass|log ?in)(?: was| is|'s| ?:| ?=| -)+ ?"
    r"[\"'(]?(?P<value>[^\s\"'<>]{4,64})",
    re.IGNORECASE,
)
_IS_PASSWORD = re.compile(
    r"(?<![^\s\"'(:])(?P<value>[^\s\"'<>:]{5,64})[\"']? (?:is|was) (?:one of )?(?:your|ur|her"
    r"|his|their)"
    r" (?:old )?(?:pass ?words?|pass(?:code|phrase)s?)\b",
    re.IGNORECASE,
)
_GATE = re.compile(
    r"\b(?:gate|door|entry|entrance|alarm|key ?safe|key ?pad|building|lock ?box|lock|barrier|flat"
    r"|buzzer|locker|safe)(?: code| pin| number| combination| combo)"
    r"(?: is|'s|:|=| -)? ?(?P<value>[#*]?[A-Z]?\d{3,8}[A-Z]?[#*]?)(?!\w)",
    re.IGNORECASE,
)
_NO_PASSWORD = re.compile(
    r"(?:wrong|incorrect|required|expired|case|not|the|your|my|needed|reset|changed|weak|strong"
    r"|safe"
    r"|secure|invalid|being|going|about|still|different|something|same|so|too|a|an|in|on|correct"
    r"|hidden|protected|managers?|https?://.*|bad|good|easy|hard)[.,!?)]*",
    re.IGNORECASE,
)


def codes(text: str) -> Iterator[Detail]:
    """Find what opens something. All are secret but never proven real."""
    yield from _cards(text)
    for pattern, what in ((_GATE, "gate_code"), (_PIN, "pin")):
        for match in pattern.finditer(text):
            yield Detail(what, *match.span("value"), match["value"], secret=True)
    for pattern in (_PASSWORD, _IS_PASSWORD):
        for match in pattern.finditer(text):
            value = match["value"].rstrip(".,;)")
            start = match.start("value")
            if _like_password(value):
                yield Detail("password", start, start + len(value), value, secret=True)


def _like_password(value: str) -> bool:
    """A word of the sentence is none: it takes a figure, a sign or an odd capital as well."""
    if len(value) < 4 or _NO_PASSWORD.fullmatch(value):
        return False
    figure = any(each.isdigit() for each in value)
    sign = any(not each.isalnum() for each in value[:-1]) and any(map(str.isalpha, value))
    capital = any(each.isupper() for each in value[1:]) and not value.isupper()
    return figure or sign or capital


def _cards(text: str) -> Iterator[Detail]:
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        brand = card_brand(digits)
        valid = luhn(digits) and bool(brand)
        if len(set(digits)) < 2:
            continue
        if valid or (near(text, *match.span(), _CARD_WORD) and len(digits) in (15, 16)):
            note = f"The first figures fit {brand}." if brand else ""
            yield Detail("card", *match.span(), digits, valid, note, secret=True)
