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

SECRET = frozenset({"password", "pin", "card", "gate-code", "identity-number"})
"""What opens something or stands for a person: masked for every receiver, always."""

_PEOPLE = frozenset({"name", "child", "witness", "other-person"})
_BETWEEN = r"(?:[\W_]|%[0-9a-f]{2}){0,4}"  # %20 as in a link
_AFTER_ESCAPE = r"(?<=%[0-9a-f]{2})"
_START = rf"(?:(?<![^\W_])|{_AFTER_ESCAPE})"
_END = r"(?![^\W_])"
_TOKEN = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d")
_ONLY_PHONE = re.compile(r"[\d\s()+./-]{7,30}\Z")
_LONG = 8  # so long a word is found inside other words as well (``ellenmarsh99``)
_SHORTEST_PART = 3
# Found as part of a name only with a capital letter.
_ALSO_WORDS = frozenset((
    "will", "may", "mark", "grace", "hope", "rose", "faith", "joy", "art", "bill", "rob", "sue",
    "pat", "jack", "june", "april", "august", "dawn", "summer", "sky", "star", "king", "page",
    "young", "long", "short", "hall", "hill", "wood", "green", "brown", "white", "black",
    "gray", "grey", "the", "and", "van", "der", "del", "von", "bin",
))  # fmt: skip
# Never a name, though somebody is called so in a chat: relations, and the smallest words.
_NEVER_NAMES = frozenset((
    "mum", "mam", "mom", "mummy", "mother", "dad", "daddy", "father", "gran", "nan", "nana",
    "granny", "grandma", "grandad", "grandpa", "auntie", "aunt", "uncle", "sis", "sister", "bro",
    "brother", "son", "daughter", "wife", "husband", "babe", "baby", "love", "boss", "work", "home",
    "school", "doctor", "dentist", "police", "bank", "taxi", "admin", "group", "team", "family",
    "friend", "friends", "everyone", "everybody", "someone", "anyone", "nobody", "unknown",
    "private", "withheld", "user", "deleted", "account", "you", "your", "she", "her", "him", "his",
    "they", "them", "their", "our", "are", "was", "were", "been", "not", "never", "but", "for",
    "from", "with", "this", "that", "these", "those", "what", "when", "where", "who", "why", "how",
    "all", "any", "some", "one", "two", "can", "could", "would", "should", "shall", "must", "have",
    "has", "had", "did", "does", "dont", "get", "got", "going", "gonna", "come", "coming", "dead",
    "die", "kill", "hurt", "find", "know", "live", "lives", "tell", "pay", "money", "send", "nude",
    "picture", "photo", "video", "call", "calls", "text", "message", "house", "street", "tonight",
    "today", "tomorrow", "now", "here", "there", "out", "yes", "like", "just", "game",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "july", "september", "october", "november", "december", "christmas",
    "instagram", "facebook", "whatsapp", "snapchat", "tiktok", "discord", "telegram", "youtube",
    "google", "roblox", "gmail", "police", "english",
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
_OPENS = r"(?=\S{0,39}(?:\d|[a-z][A-Z]|[!$%&*#]))[^\s\"'\u201d\u2019,;()<>]{4,40}"
_SAID = (
    # password hunter2, pass code was "Sun!7"
    re.compile(
        r"(?i:\b(?:pass ?words?|pass ?codes?|pass ?phrases?|pwd)(?: (?:is|was|were)| ?[:=]| -)?)"
        rf" ?[\"'\u201c\u2018(]?(?P<secret>{_OPENS})"
    ),
    # the subject of bulk blackmail mail: "a name : an old password"
    re.compile(rf"(?m)(?<=\w) : (?P<secret>(?=\S*[A-Za-z]){_OPENS})[ \t]*\r?$"),
)
"""Words that are said to be a password, though nobody told us so."""
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
    (a surname that two people share) is no private part. ``seen`` are pairs that nobody told us,
    out of the evidence: names only, because whoever writes there may call themselves anything.
    None of them goes that stands in ``about``, as the other side is called.
    """

    def __init__(
        self,
        words: Iterable[tuple[str, str]],
        shown: Iterable[str] = (),
        seen: Iterable[tuple[str, str]] = (),
        about: Iterable[str] = (),
    ) -> None:
        pairs = _unique(words)
        open_parts = {part.casefold() for word in shown for part in _parts(word)}
        parts = [
            (sort, part)
            for sort, word in pairs
            if sort in _PEOPLE
            for part in _parts(word)
            if part.casefold() not in open_parts
        ]
        self._whole = _by_sort(pairs, _pattern)
        self._parts = _by_sort(parts, _part_pattern)
        self._seen = _by_sort(_seen_names(_unique(seen), open_parts, about), _seen_pattern)

    def whole(self, text: str) -> list[Found]:
        """Where a private word stands whole. Never raises."""
        return _search(self._whole, text)

    def parts(self, text: str) -> list[Found]:
        """Where a part of a private name stands: for texts that people wrote, not for accounts."""
        return _search(self._parts, text)

    def seen(self, text: str) -> list[Found]:
        """Where a name out of the evidence stands: for texts that people wrote."""
        return _search(self._seen, text)


def details(text: str) -> list[Found]:
    """Private details by their form: phones, addresses, cards and the like. Never raises."""
    found = [
        Found(each.start, each.end, detail_sort(each.what))
        for each in _all_details(text)
        if each.what not in _NOT_PRIVATE
    ]
    secrets = (each for pattern in _SAID for each in pattern.finditer(text))
    return [*found, *(Found(*each.span("secret"), "password") for each in secrets)]


def detail_sort(what: str) -> str:
    """By which word a detail is left out; what we have no word for is an identity number."""
    return _DETAIL_SORTS.get(what, "identity-number")


def same_key(text: str) -> str:
    """One form for "is it the same number, address or handle"."""
    plain = figures(text).text.casefold()
    if _ONLY_PHONE.match(plain):
        digits = "".join(_DIGITS.findall(plain))
        return digits[2:] if digits.startswith("44") else digits.lstrip("0")
    return "".join(_TOKEN.findall(plain))


def _all_details(text: str) -> Iterator[Detail]:
    """All of them, however many: the finder stops after :data:`MOST` in one text."""
    at = 0
    while at < len(text):
        found = find_details(text[at:])
        yield from (each.moved(each.start + at, each.end + at) for each in found)
        if len(found) < MOST:
            return
        at += found[-1].end


def _unique(words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Longest first, so that a street goes before its town; each once."""
    kept = dict.fromkeys((sort, word.strip()) for sort, word in words if word.strip())
    return sorted(kept, key=lambda pair: (-len(pair[1]), pair))


def _by_sort(
    pairs: list[tuple[str, str]], pattern: Callable[[str], str]
) -> list[tuple[str, re.Pattern[str]]]:
    groups: dict[str, list[str]] = {}
    for sort, word in pairs:
        groups.setdefault(sort, []).append(pattern(word))
    return [(sort, re.compile("|".join(each), re.IGNORECASE)) for sort, each in groups.items()]


def _search(patterns: list[tuple[str, re.Pattern[str]]], text: str) -> list[Found]:
    if not patterns or not text:
        return []
    form = figures(text)
    return [
        Found(*form.span(*match.span()), sort)
        for sort, pattern in patterns
        for match in pattern.finditer(form.text)
    ]


def _pattern(word: str) -> str:
    plain = figures(word).text
    if _ONLY_PHONE.match(plain):
        return _phone_pattern(plain)
    ways = dict.fromkeys(unicodedata.normalize(form, plain) for form in ("NFC", "NFD", "NFKC"))
    return "|".join(map(_spelled, ways))


def _spelled(plain: str) -> str:
    tokens = _TOKEN.findall(plain)
    if not tokens:
        return re.escape(plain)
    spelled = _BETWEEN.join(map(re.escape, tokens))
    if sum(map(len, tokens)) >= _LONG:
        return spelled
    return f"{_START}{spelled}{_END}"


def _phone_pattern(plain: str) -> str:
    digits = _DIGITS.findall(plain)
    national = "".join(digits)
    if national.startswith("44") and plain.lstrip().startswith("+"):
        digits = digits[2:]
    elif digits[0] == "0" and digits[1] != "0":
        digits = digits[1:]
    joined = _BETWEEN.join(digits)
    country = rf"(?:\+|00)?44{_BETWEEN}(?:\(?0\)?{_BETWEEN})?"
    return rf"(?:(?<!\d)|{_AFTER_ESCAPE})(?:{country}|0{_BETWEEN})?{joined}(?!\d)"


def _parts(word: str) -> list[str]:
    tokens = _TOKEN.findall(figures(word).text)
    return [each for each in tokens if len(each) >= _SHORTEST_PART and not each.isdigit()]


def _seen_names(
    seen: list[tuple[str, str]], shown: set[str], about: Iterable[str]
) -> list[tuple[str, str]]:
    """The names out of the evidence without those of the other side, in all parts that count."""
    if not seen:
        return []  # the other side may have hundreds of numbers
    others = {part.casefold() for word in dict.fromkeys(about) for part in _parts(word)}
    return [
        (sort, part)
        for sort, name in seen
        if not others.issuperset(map(str.casefold, _parts(name)))
        for part in _seen_parts(name, shown | others)
    ]


def _seen_parts(name: str, shown: Iterable[str]) -> Iterator[str]:
    """What of a name out of the evidence is looked for: all of it, and parts that look like one.

    Small words never count, so that nobody can blank a report by calling themselves "You Are".
    """
    parts = _parts(name)
    looks = [each for each in parts if each[0].isupper() and each.casefold() not in _NEVER_NAMES]
    if len(looks) > 1 and looks == parts:
        yield name
    yield from (each for each in looks if each.casefold() not in shown)


def _seen_pattern(name: str) -> str:
    """A name of one word counts in small letters too, where it is no word of its own."""
    tokens = _TOKEN.findall(name)
    if len(tokens) > 1:
        return rf"{_START}{_BETWEEN.join(map(re.escape, tokens))}{_END}"
    return _part_pattern(tokens[0])


def _part_pattern(part: str) -> str:
    if part.casefold() in _ALSO_WORDS:
        head, rest = re.escape(part[0].upper()), re.escape(part[1:])
        return f"{_START}(?-i:{head})(?:{rest}){_END}"
    return f"{_START}{re.escape(part)}{_END}"
