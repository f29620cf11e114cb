"""Whether a text is in the one language that is read: English. What is not is said, never hidden.

A text in other letters, or with more little words of another language than of English, is kept
and shown as not read. Short texts get the benefit of the doubt: they are read.
"""

from __future__ import annotations

import re
from collections.abc import Container

OTHER_LETTERS = "This is not in English letters, so it was not read."
OTHER_LANGUAGE = "This does not look like English, so it was not read."


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = _set_of(
    "the a an and or but of to in on at for with from by is are was were be been am i you he "
    "she it we they me him her us them my your his its our their this that these those not no "
    "do does did don't can't will would can could should what have has had when where who why "
    "how if so just all get got go going u ur im i'm it's dont ok yes yeah now up out about "
    "there here"
)
_OTHERS = _set_of(
    "de en donde esto se lo "
    "que el los las una por para con pero como estoy eres muy nada todo porque le les des est "
    "pas je tu nous vous dans sur avec mais qui une du au und der das ist nicht ich du wir "
    "ihr sie mit auf ein eine den dem aber wie auch che di il per sono non ho hai una gli "
    "della nao voce uma com mas nie jest sie na ze co jak ale nu este sunt ca mai bir ve bu "
    "ne icin cok het een niet ik je wij zijn van voor maar yang dan di itu ini tidak saya "
    "kamu aku ang ng sa mga ako"
)
_BOTH = _set_of("in so me no do an at he on we")
_LETTER = re.compile(r"[^\W\d_]")
_FEW = 5


def why_not_read(plain: str, known: Container[str] = frozenset()) -> str:
    """Give the sentence that says why a plain text is not read; empty where it is."""
    if not plain.isascii() and _other_letters(plain):
        return OTHER_LETTERS
    if len(plain) < 4 * _FEW:
        return ""
    words = plain[:2000].split()
    if len(words) < _FEW:
        return ""
    english = sum(map(_ENGLISH.__contains__, words))
    if english * 12 >= len(words):
        return ""
    others = sum(word in _OTHERS and word not in _BOTH for word in words)
    return OTHER_LANGUAGE if others * 5 >= len(words) and others > 2 * english else ""


def _other_letters(plain: str) -> bool:
    letters = _LETTER.findall(plain[:2000])
    other = sum(letter > "\u024f" for letter in letters)
    return bool(other * 2 > len(letters))
