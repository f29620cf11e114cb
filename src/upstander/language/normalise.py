"""One plain form of a text for matching, with a map back to what was really written.

Compatibility forms (NFKC, UAX 15), look-alike letters of other scripts (UTS 39, the common
ones), leetspeak, s p a c e d and streeetched letters, emoji as words, lower case. Rules and the
classifier read the plain form; every quotation is cut from the original through ``span``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from upstander.language.emoji import emoji_words
from upstander.language.look_alikes import LOOK_ALIKES

_QUOTES = str.maketrans("‘’‚‛′`´“”„‟″«»‐‑‒–—―−", "'''''''\"\"\"\"\"\"\"-------")
_LEET = str.maketrans("013457@$!|8", "oieastasiib")
_LEET_L = str.maketrans("013457@$!|8", "oleastaslib")

# Bounded, and begun only where a word begins: the time grows with the text and no faster.
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W_](?:[ ]|[.*_\-]{1,3}| [.*_\-] )){2,40}[^\W_](?![^\W_])")
_STRETCHED = re.compile(r"(?<![^\W_])(?=[^\W_]{0,60}?([^\W\d_])\1\1)[^\W_]{3,400}(?![^\W_])")
_LEETED = re.compile(
    r"(?<![\w@./:$!|*'])(?!\d{1,12}(?:st|nd|rd|th|[ap]m|k|m|x|p|s|gb|mb)\b)"
    r"(?=[a-z0134578@$!|*']{0,40}?[a-z])(?=[a-z']{0,40}[0134578@$!|*])"
    r"[a-z0134578@$!|*']{3,40}(?![\w@/:])"
)
_MARKS = re.compile(r"[\u0300-\u036f]")
_TEXT_SPEAK = {
    "h8": "hate", "h8r": "hater", "m8": "mate", "gr8": "great", "l8r": "later", "l8": "late",
    "b4": "before", "2nite": "tonight", "2moro": "tomorrow", "2morrow": "tomorrow", "w8": "wait",
    "4ever": "forever", "2day": "today", "str8": "straight", "d1e": "die", "k1ll": "kill",
    "n1": "nice one", "any1": "anyone", "some1": "someone", "no1": "no one",
    "every1": "everyone", "u2": "you too", "4u": "for you", "2u": "to you",
}  # fmt: skip
_TEXT_SPEAK_WORD = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(sorted(map(re.escape, _TEXT_SPEAK), key=len, reverse=True))
    + r")(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """The plain form; ``starts``/``ends`` give, for each of its characters, the original span.

    Both are ``None`` where plain and original positions are the same.
    """

    original: str
    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a half-open span of the plain form into one of the original."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], max(self.ends[start:end])

    def quote(self, start: int, end: int) -> str:
        """Give the exact original words behind a span of the plain form."""
        first, last = self.span(start, end)
        return self.original[first:last]


@dataclass
class _Draft:
    """A text in the making: each character with the original span it stands for."""

    chars: list[str]
    starts: list[int]
    ends: list[int]

    def replace(self, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> None:
        """Replace what matches; the new characters stand for the whole match."""
        text = "".join(self.chars)
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for match in pattern.finditer(text):
            new = change(match)
            if new == match[0]:
                continue
            first, last = match.span()
            chars += self.chars[at:first]
            starts += self.starts[at:first]
            ends += self.ends[at:first]
            chars += new
            starts += [self.starts[first]] * len(new)
            ends += [max(self.ends[first:last])] * len(new)
            at = last
        if at:
            self.chars = chars + self.chars[at:]
            self.starts = starts + self.starts[at:]
            self.ends = ends + self.ends[at:]


def normalise(text: str, known: Container[str] = frozenset()) -> Normalised:
    """Give the plain form of a text.

    ``known`` holds the words that a disguised spelling may turn into; without it, only text-speak
    and spaced letters are read. Never raises; half surrogates and controls become spaces.
    """
    return normalise_many([text], known)[0]


def normalise_many(texts: Sequence[str], known: Container[str] = frozenset()) -> list[Normalised]:
    """Give the plain forms of many texts; most are only lowered, found out in one pass."""
    odd = _oddly_written(texts)
    return [
        _plain_form(text, known) if is_odd else Normalised(text, text.lower())
        for text, is_odd in zip(texts, odd, strict=True)
    ]


def _plain_form(text: str, known: Container[str]) -> Normalised:
    draft = _letters(text)
    draft.replace(_TEXT_SPEAK_WORD, lambda match: _TEXT_SPEAK[match[0]])
    draft.replace(_SPACED, lambda match: _despaced(match[0], known))
    draft.replace(_STRETCHED, lambda match: _unstretched(match[0], known))
    draft.replace(_LEETED, lambda match: _deleeted(match[0], known))
    return Normalised(text, "".join(draft.chars), draft.starts, draft.ends)


def _table(letters: str) -> npt.NDArray[np.bool_]:
    table = np.zeros(256, dtype=np.bool_)
    table[[ord(letter) for letter in letters]] = True
    return table


_IS_LETTER = _table("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_IS_DIGIT = _table("0123456789")
_IS_LEET = _table("0123456789@$!|*")
_IS_CONTROL = _table("".join(map(chr, [*range(9), *range(11, 32), 127])))


def _oddly_written(texts: Sequence[str]) -> list[bool]:
    """Which texts need more than lowering: a superset, from one pass over all bytes."""
    odd = [not text.isascii() for text in texts]
    plain = [at for at, is_odd in enumerate(odd) if not is_odd]
    if not plain:
        return odd
    joined = "\n\n".join(texts[at] for at in plain)
    raw = np.frombuffer(f"\n\n{joined}\n\n\n".encode("ascii"), dtype=np.uint8)
    lengths = np.fromiter((len(texts[at]) for at in plain), dtype=np.int64, count=len(plain))
    starts = np.cumsum(lengths + 2) - lengths
    places = np.searchsorted(starts, _odd_places(raw), side="right") - 1
    for place in np.unique(places).tolist():
        odd[plain[max(place, 0)]] = True
    return odd


def _odd_places(raw: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """Where a disguise may stand: controls, runs, digits in words, lone letters."""
    letter, digit, leet = _IS_LETTER[raw], _IS_DIGIT[raw], _IS_LEET[raw]
    folded = raw | 0x20
    same = (folded[1:] == folded[:-1]) & letter[1:]
    odd = _IS_CONTROL[raw].copy()
    odd[1:-1] |= same[1:] & same[:-1]
    odd[:-1] |= digit[:-1] & letter[1:]
    odd[1:] |= letter[:-1] & digit[1:]
    odd[1:-1] |= leet[1:-1] & letter[2:] & (letter[:-2] | leet[:-2] | (raw[1:-1] != 42))
    lone = np.flatnonzero(letter[1:-1] & ~letter[:-2] & ~letter[2:] & ~digit[:-2] & ~digit[2:]) + 1
    three = (lone[2:] - lone[1:-1] <= 4) & (lone[1:-1] - lone[:-2] <= 4)
    return np.concatenate([np.flatnonzero(odd), lone[:-2][three]])


_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\n\t"}


def _letters(text: str) -> _Draft:
    """Letter by letter: compatibility form, no marks, look-alikes, emoji words, lower case."""
    if text.isascii():  # nothing but lowering: one letter stays one letter
        size = len(text)
        low = text.lower().translate(_CONTROLS)
        return _Draft(list(low), list(range(size)), list(range(1, size + 1)))
    draft = _Draft([], [], [])
    mixed = _mixed_words(text)
    at = 0
    while at < len(text):
        length, new = emoji_words(text, at)
        if not length:
            length, new = 1, _letter(text[at], mixed=at in mixed)
        draft.chars += new
        draft.starts += [at] * len(new)
        draft.ends += [at + length] * len(new)
        at += length
    return draft


def _letter(letter: str, *, mixed: bool) -> str:
    if letter < "\x80":
        return letter.lower() if letter >= " " or letter in "\n\t" else " "
    category = unicodedata.category(letter)
    if category in ("Cf", "Mn"):
        return ""
    if category in ("Cc", "Cs", "Co", "Zl", "Zp", "Zs"):
        return " "
    letter = letter.translate(_QUOTES)
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", letter))
    return (plain.translate(LOOK_ALIKES) if mixed else plain).lower()


_WORD = re.compile(r"[^\W_]+")


def _mixed_words(text: str) -> set[int]:
    """The places of words that mix Latin letters with look-alikes of other scripts."""
    if text.isascii():
        return set()
    places: set[int] = set()
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isascii() and re.search("[A-Za-z]", word):
            places.update(range(*match.span()))
    return places


def _despaced(match: str, known: Container[str]) -> str:
    """Join single letters set apart: ``h a t e`` is one word, ``a b c`` stays."""
    joined = "".join(letter for letter in match if letter.isalnum())
    if joined.isdigit():
        return match
    word = _deleeted(joined, known)
    if (len(joined) >= 4 and word in known) or len(joined) >= 6:
        return word
    return match


def _unstretched(word: str, known: Container[str]) -> str:
    """Take runs of three and more letters down to two, or to one where that is a word."""
    twice = re.sub(r"(.)\1{2,}", r"\1\1", word)
    once = re.sub(r"(.)\1{2,}", r"\1", word)
    return once if once in known and twice not in known else twice


def _deleeted(word: str, known: Container[str]) -> str:
    """Read digits and signs inside a word as letters, where that gives a known word."""
    bare = word.rstrip("!*'|")
    tail = word[len(bare) :]
    if not any(each in "0134578@$!|" for each in bare):
        return word
    for table in (_LEET, _LEET_L):
        plain = bare.translate(table)
        if len(plain) >= 3 and _is_known(plain, known):
            return plain + tail
    return word


def _is_known(word: str, known: Container[str]) -> bool:
    return word in known or (len(word) > 4 and word.endswith("s") and word[:-1] in known)
