"""Names that nobody told us: of people who write in the evidence, or beside "my daughter".

Whoever writes there may call themselves anything, so a name has to look like one: small words
never count, and nobody can blank a report by calling themselves "You Are Dead".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from upstander.language.figures import figures
from upstander.report.private_words import (
    BETWEEN,
    END,
    START,
    TOKEN,
    Found,
    by_sort,
    part_pattern,
    search,
    unique,
)

# Never a name, though somebody is called so in a chat: relations, and the smallest words.
_NEVER = frozenset((
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
    "google", "roblox", "gmail", "english",
    "stab", "knife", "burn", "shoot", "rape", "beat", "smash", "hate", "threat", "blackmail",
    "leave", "stop", "wait", "watch", "watching", "see", "look", "everything", "nothing", "post",
    "share", "leak", "naked", "nudes", "pics", "kids", "children", "car", "door", "something",
))  # fmt: skip

_SHORT_WORDS = frozenset((
    "me", "my", "no", "so", "to", "is", "it", "he", "we", "us", "hi", "oh", "ok", "in", "on", "at",
    "as", "an", "am", "by", "do", "go", "if", "of", "or", "up", "be", "id", "im", "ur", "uk", "tv",
    "pm", "mr", "dr", "ms", "st",
))  # fmt: skip
_SHORTEST = 3
_LEAST_TOGETHER = 7  # letters of first and last name that are looked for without a gap
_PLAIN = str.maketrans("\u0141\u0142\u00d8\u00f8\u0110\u0111", "LlOoDd")


class SeenNames:
    """What is looked for in texts that people wrote; accounts and addresses stay as they are.

    Args:
        seen: pairs of private sort and name.
        shown: names that the receiver gets: their parts do not go.
        about: how the other side is called: none of its names goes, and none of their parts.
    """

    def __init__(
        self, seen: Iterable[tuple[str, str]], shown: Iterable[str], about: Iterable[str]
    ) -> None:
        names = unique(seen)
        if not names:  # the other side may have hundreds of numbers
            self._patterns = []
            return
        others = {part for word in dict.fromkeys(about) for part in _folded(word)}
        kept = others | {part for word in shown for part in _folded(word)}
        self._patterns = by_sort(
            [
                (sort, piece)
                for sort, name in names
                if not others.issuperset(_folded(name))
                for piece in _pieces(name, kept)
            ],
            _pattern,
        )

    def find(self, text: str) -> list[Found]:
        """Where such a name stands. Never raises."""
        return search(self._patterns, text)


def _pieces(name: str, kept: set[str]) -> Iterator[str]:
    """What of a name is looked for: all of it, and each part that looks like a name."""
    whole = unicodedata.normalize("NFC", figures(name).text)
    tokens = [each for each in TOKEN.findall(whole) if not each.isdigit()]
    small = name.islower() and len(tokens) <= 2  # who writes all in small letters is called so too
    looks = [each for each in tokens if _looks_like_one(each, small=small)]
    if len(looks) > 1 and looks == tokens:
        yield " ".join(tokens)
    yield from (each for each in looks if each.casefold() not in kept)


def _looks_like_one(token: str, *, small: bool) -> bool:
    plain = token.casefold()
    if plain in _NEVER or plain in _SHORT_WORDS:
        return False
    cased = token.lower() != token.upper()
    if not cased:
        return len(token) >= _SHORTEST - 1  # a script without capital letters
    if len(token) < _SHORTEST:
        return len(token) > 1 and token[0].isupper()
    return token[0].isupper() or small


def _pattern(piece: str) -> str:
    """A name in each way of writing it: accents left off or apart, an s behind it, no gap."""
    ways = dict.fromkeys(unicodedata.normalize(form, piece) for form in ("NFC", "NFD", "NFKC"))
    ways |= dict.fromkeys((_plain(piece),))
    return "|".join(map(_one_way, ways))


def _one_way(piece: str) -> str:
    words = piece.split()
    if len(words) == 1:
        return _one_word(piece)
    spelled = BETWEEN.join(map(re.escape, words))
    long = sum(map(len, words)) >= _LEAST_TOGETHER
    return spelled if long else rf"{START}{spelled}{END}"


def _one_word(word: str) -> str:
    if len(word) < _SHORTEST and word.lower() != word.upper():
        return rf"{START}(?-i:{re.escape(word)})(?:'?s)?{END}"
    end = rf"(?:'?s)?{END}"
    return part_pattern(word).removesuffix(END) + end


def _plain(word: str) -> str:
    """Without accents, as people type a name on a phone."""
    apart = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(each for each in apart if not unicodedata.combining(each))


def _folded(word: str) -> list[str]:
    whole = unicodedata.normalize("NFC", figures(word).text).casefold()
    return [each for each in TOKEN.findall(whole) if not each.isdigit()]
