"""Words as the kinds compare them: without endings, and without what never matters."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_CHILDS_AGE = re.compile(
    r"\b([4-9]|1[0-7]|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven)"
    r"teen)[- ]?(?:(?:years?|yrs?)[- ]?olds?|years? of age|y/?o)\b"
)


def words_of(text: str) -> list[str]:
    """Give the words of a text in lower case, without apostrophes."""
    return _WORD.findall(text.replace("'", "").lower())


def with_children(text: str, *, said: bool) -> str:
    """Give a text in lower case in which "a 12 year old" is a child.

    Of what a person ``said`` the number stays, and that an age stands beside it, so that "a man"
    near it is still heard as somebody older.
    """
    return _CHILDS_AGE.sub(r"\1 child older" if said else "child", text.lower())


LEFT_OUT = frozenset(
    words_of(
        """
    a am an and are at be been being could do does doing going gonna he hed hes i id if ill
    im is it its ive just might or really shall she shed shes so some that the they theyd
    theyll theyre this those very was were will would
        """
    )
)
"""Words that never matter."""

SMALL = LEFT_OUT | frozenset(
    words_of(
        """
    about account accounts after again all also always another any anyone as ask asked
    asking asks back because by call called calling calls can cant check checks checking
    come comes coming day did didnt doesnt done dont down email emails every everyone
    everything feel feels find for friend friends from get gets getting give gives giving go
    goes got had has hasnt have havent having her hers him his home house how in into isnt
    keep keeps kept kind know knows let lets like look looks lot made make makes making me
    message messages messaging mine more my myself name need needs new no not now number of
    off oh old on one online our out over page pay people person phone please post posted
    posting posts put read reading reads say saying says see sees send sending sends sent
    someone somebody something stop take takes taking tell tells telling text texting texts
    than their thats them then there these thing things think through time to told said too
    took try trying up us use used uses using wants want wanted wasnt way we what when where
    which while who why with wont work you your yourself
        """
    )
)
"""Words of every day: alone, or with each other, they make a phrase only as it was said."""

_SAME = {
    **dict.fromkeys(words_of("my mine myself us our her hers him his them their"), "me"),
    **dict.fromkeys(
        words_of("son daughter kid kids children boy girl teen teenager nephew niece grandson"),
        "child",
    ),
    **dict.fromkeys(words_of("photo photos photograph pic pics image images"), "picture"),
    "said": "say", "told": "tell", "sent": "send", "stole": "steal", "stolen": "steal",
    "took": "take", "gave": "give", "gone": "go", "kept": "keep", "left": "leave", "made": "make",
    "lied": "lie", "lies": "lie", "lying": "lie", "beaten": "beat", "paid": "pay", "knew": "know",
    "bought": "buy", "hes": "he", "whos": "who", "wont": "not", "dont": "not", "cant": "not",
    "doesnt": "not", "didnt": "not", "isnt": "not", "mom": "mum", "kicked": "kick",
    "older": "elder",  # "older man" is no "12 years old"
}  # fmt: skip
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ings", ""), ("ing", ""), ("ers", ""), ("ed", ""), ("er", ""),
    ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip


_HOW_OLD = re.compile(
    r"\d{1,2}(?:yo|yr)?|yo|yr|year|old|eld|age|und|child|girl|boy|lad|lass|son|daughter|infant|"
    r"pupil|student|teenag|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
)


def says_how_old(stem: str) -> bool:
    """Whether a stem only says that somebody is young, or how old: that is no harm by itself."""
    return _HOW_OLD.fullmatch(stem) is not None


@lru_cache(maxsize=4096)
def stem_of(word: str) -> str:
    """Take common endings off, so that bullied, bullies and bullying are one."""
    word = _SAME.get(word, word)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
