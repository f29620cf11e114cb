"""Finding private words in a text, however they are spaced, cased or half hidden.

A private word is one that a person told us to keep from some receivers. It is found in any case,
with other signs between its parts (``07700-900 122``, ``14%20Example%20Street``), in other
scripts' digits and with invisible letters inside. Names are found by their parts too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from upstander.language.details import MOST, Detail, find_details
from upstander.language.figures import figures
from upstander.report.said_secrets import said_secrets

SECRET = frozenset({"password", "pin", "card", "gate-code", "identity-number"})
"""What opens something or stands for a person: masked for every receiver, always."""

_PEOPLE = frozenset({"name", "child", "witness", "other-person", "unnamed-witness"})
BETWEEN = r"(?:[\W_]|%[0-9a-f]{2}){0,4}"  # %20 as in a link
_AFTER_ESCAPE = r"(?<=%[0-9a-f]{2})"
START = rf"(?:(?<![^\W_])|{_AFTER_ESCAPE})"
END = r"(?![^\W_])"
TOKEN = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d")
_ONLY_PHONE = re.compile(r"[\d\s()+./-]{7,30}\Z")
_LONG = 8  # so long a word is found inside other words as well (``ellenmarsh99``)
_SHORTEST_PART = 3
# Found as part of a name only with a capital letter.
_ALSO_WORDS = frozenset((
    "hunt", "price", "rich", "cook", "day", "love", "burns", "chase", "guy", "frank", "miles",
    "nick", "penny", "ray", "stone", "bird", "church", "field", "fox", "gold", "good", "hand",
    "head", "house", "lane", "law", "little", "park", "power", "rain", "read", "sharp", "small",
    "story", "strong", "wise", "wolf", "max",
    "will", "may", "mark", "grace", "hope", "rose", "faith", "joy", "art", "bill", "rob", "sue",
    "pat", "jack", "june", "april", "august", "dawn", "summer", "sky", "star", "king", "page",
    "young", "long", "short", "hall", "hill", "wood", "green", "brown", "white", "black",
    "gray", "grey", "the", "and", "van", "der", "del", "von", "bin",
))  # fmt: skip
_DETAIL_SORTS = {
    "address": "address",
    "home": "address",
    "postcode": "postcode",
    "phone": "phone",
    "email": "email",
    "school": "school",
    "hours": "school",
    "birth_date": "birth-date",
    "plate": "car",
    "car": "car",
    "workplace": "workplace",
    "sort_code": "bank-account",
    "bank_account": "bank-account",
    "iban": "bank-account",
    "password": "password",
    "pin": "pin",
    "card": "card",
    "gate_code": "gate-code",
}
_MARK = "[left out: "  # how a mark begins: it is nothing to leave out again
_NOT_PRIVATE = frozenset({"ip", "wallet"})


@dataclass(frozen=True, slots=True)
class Found:
    """One private piece of a text, as it stands there."""

    start: int
    end: int
    sort: str


class PrivateWords:
    """What has to be found in every text of one report.

    ``words`` are pairs of sort and word. A part of a name that also stands in one of ``shown``
    (a surname that two people share) is no private part.
    """

    def __init__(self, words: Iterable[tuple[str, str]], shown: Iterable[str] = ()) -> None:
        pairs = unique(words)
        open_parts = {part.casefold() for word in shown for part in parts_of(word)}
        parts = [
            (sort, part)
            for sort, word in pairs
            if sort in _PEOPLE
            for part in parts_of(word)
            if part.casefold() not in open_parts
        ]
        self._whole = [
            *by_sort([pair for pair in pairs if not _is_small_name(*pair)], _pattern),
            *by_sort([pair for pair in pairs if _is_small_name(*pair)], part_pattern),
        ]
        self._parts = by_sort(parts, part_pattern)

    def whole(self, text: str) -> list[Found]:
        """Where a private word stands whole. Never raises."""
        return search(self._whole, text)

    def parts(self, text: str) -> list[Found]:
        """Where a part of a private name stands: for texts that people wrote, not for accounts."""
        return search(self._parts, text)


def details(text: str) -> list[Found]:
    """Private details by their form: phones, addresses, cards and the like. Never raises."""
    found = [
        Found(each.start, each.end, detail_sort(each.what))
        for each in _all_details(text)
        if each.what not in _NOT_PRIVATE and not text.startswith(_MARK, each.start)
    ]
    return [*found, *(Found(*span, "password") for span in said_secrets(text))]


def detail_sort(what: str) -> str:
    """By which word a detail is left out; what we have no word for is an identity number."""
    return _DETAIL_SORTS.get(what, "identity-number")


def same_key(text: str) -> str:
    """One form for "is it the same number, address or handle"."""
    plain = figures(text).text.casefold()
    if _ONLY_PHONE.match(plain):
        digits = "".join(_DIGITS.findall(plain))
        return digits[2:] if digits.startswith("44") else digits.lstrip("0")
    return "".join(TOKEN.findall(plain))


def _all_details(text: str) -> Iterator[Detail]:
    """All of them, however many: the finder stops after :data:`MOST` in one text."""
    at = 0
    while at < len(text):
        found = find_details(text[at:])
        yield from (each.moved(each.start + at, each.end + at) for each in found)
        if len(found) < MOST:
            return
        at += found[-1].end


def unique(words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Longest first, so that a street goes before its town; each once."""
    kept = dict.fromkeys((sort, word.strip()) for sort, word in words if word.strip())
    return sorted(kept, key=lambda pair: (-len(pair[1]), pair))


def by_sort(
    pairs: list[tuple[str, str]], pattern: Callable[[str], str]
) -> list[tuple[str, re.Pattern[str]]]:
    """One pattern a sort for pairs of sort and word."""
    groups: dict[str, list[str]] = {}
    for sort, word in pairs:
        groups.setdefault(sort, []).append(pattern(word))
    return [(sort, re.compile("|".join(each), re.IGNORECASE)) for sort, each in groups.items()]


def search(patterns: list[tuple[str, re.Pattern[str]]], text: str) -> list[Found]:
    """Where the patterns stand, in places of the text as it was given."""
    if not patterns or not text:
        return []
    form = figures(text)
    return [
        Found(*form.span(*match.span()), sort)
        for sort, pattern in patterns
        for match in pattern.finditer(form.text)
    ]


def _is_small_name(sort: str, word: str) -> bool:
    """Whether somebody's whole name is also a word, so that it counts with a capital only."""
    return sort in _PEOPLE and word.casefold() in _ALSO_WORDS


def _pattern(word: str) -> str:
    plain = figures(word).text
    if _ONLY_PHONE.match(plain):
        return _phone_pattern(plain)
    ways = dict.fromkeys(unicodedata.normalize(form, plain) for form in ("NFC", "NFD", "NFKC"))
    return "|".join(map(_spelled, ways))


def _spelled(plain: str) -> str:
    tokens = TOKEN.findall(plain)
    if not tokens:
        return re.escape(plain)
    spelled = BETWEEN.join(map(re.escape, tokens))
    if sum(map(len, tokens)) >= _LONG:
        return spelled
    return f"{START}{spelled}{END}"


def _phone_pattern(plain: str) -> str:
    digits = _DIGITS.findall(plain)
    national = "".join(digits)
    if national.startswith("44") and plain.lstrip().startswith("+"):
        digits = digits[2:]
    elif digits[0] == "0" and digits[1] != "0":
        digits = digits[1:]
    joined = BETWEEN.join(digits)
    country = rf"(?:\+|00)?44{BETWEEN}(?:\(?0\)?{BETWEEN})?"
    return rf"(?:(?<!\d)|{_AFTER_ESCAPE})(?:{country}|0{BETWEEN})?{joined}(?!\d)"


def parts_of(word: str) -> list[str]:
    """The parts of a name that are long enough to be found alone."""
    tokens = TOKEN.findall(figures(word).text)
    return [each for each in tokens if len(each) >= _SHORTEST_PART and not each.isdigit()]


def part_pattern(part: str) -> str:
    """One part of a name, alone; one that is also a word only with a capital letter."""
    if part.casefold() in _ALSO_WORDS:
        head, rest = re.escape(part[0].upper()), re.escape(part[1:])
        return f"{START}(?-i:{head})(?:{rest}){END}"
    return f"{START}{re.escape(part)}{END}"
