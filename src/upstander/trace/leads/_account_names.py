"""What looks like the name of an account and not like a word or the name of a person."""

from __future__ import annotations

import re
from functools import cache

from upstander.directory.link_facts import PlatformLinks, link_facts
from upstander.language.letter_case import small_letters

NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,30}[A-Za-z0-9_])?"
"""Letters, figures and the three signs that account names are made with."""
TO_ALL = frozenset({"everyone", "here", "all", "channel", "room", "team"})
"""What services let people write after @ to call all who are there; never an account."""
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]{2}|[a-z][A-Z][a-z]+[A-Z]|\A[a-z]{1,3}[A-Z]")
_CODE = re.compile(r"\A(?:[A-Z0-9]+_)+[A-Z0-9]+\Z|__")
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|heic|mp[34]|mov|avi|pdf|docx?|xlsx?|txt|zip|csv|html?|py|js|exe|log)\Z",
    re.IGNORECASE,
)
_NEAR = 25


def looks_like_account(token: str) -> bool:
    """Whether a word is formed as account names are: an underscore, a figure, an inner capital."""
    if not any(map(str.isalpha, token)) or _CODE.search(token) or _FILE.search(token):
        return False
    if "_" in token or _INNER_CAPITAL.search(token):
        return True
    return len(token) >= 4 and any(map(str.isdigit, token)) and not _is_measure(token)


def surely_account(token: str) -> bool:
    """Whether a word that nothing names as an account is one: an underscore and more."""
    odd = any(each.isdigit() or each.isupper() for each in token) or token[-1] == "_"
    return "_" in token.strip(".") and odd and looks_like_account(token)


def service_beside(text: str, start: int, end: int) -> PlatformLinks | None:
    """The service that the words beside a place speak of; those before it count more."""
    words, services = _words()
    before = list(words.finditer(text, max(0, start - _NEAR), start))
    after = words.search(text, end, min(len(text), end + _NEAR))
    match = before[-1] if before else after
    return services.get(small_letters(match[0])) if match else None


@cache
def _words() -> tuple[re.Pattern[str], dict[str, PlatformLinks]]:
    services = {small_letters(word): each for each in link_facts().services for word in each.words}
    names = "|".join(sorted(map(re.escape, services), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE), services


def service_names() -> tuple[str, ...]:
    """The words for services, in small letters."""
    return tuple(map(small_letters, _words()[1]))


def service_words() -> str:
    """The words for services, as the inside of a regular expression."""
    return "|".join(sorted(map(re.escape, _words()[1]), key=len, reverse=True))


_MEASURE = re.compile(r"\d+(?:st|nd|rd|th|am|pm|k|m|x|p|gb|mb|kg|km|mph|hrs?|mins?|px)\Z", re.I)


def _is_measure(token: str) -> bool:
    return bool(_MEASURE.match(token))
