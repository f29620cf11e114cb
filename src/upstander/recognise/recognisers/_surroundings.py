"""What stands around a sign and changes how it is read: laughing, news, reports.

Talk of games is told by :mod:`upstander.recognise.exceptions`.

Each looks at plain (normalised) text near a place and answers yes or no. A yes never proves that
words are harmless: recognisers use them to ask instead of to say, or to leave a bare form alone.
"""

from __future__ import annotations

import re

_LAUGH = re.compile(
    r"\b(?:lol|lmao|lmfao|rofl|haha\w{0,20}|hehe\w{0,20}|laughing|jk|jokes?|joking|kidding|:p|xd)\b"
)
_REPORTED = re.compile(
    r"\b(?:what do i do|what should i do|is (?:that|this|it) (?:even )?(?:legal|real|a scam"
    r"|blackmail)"
    r"|(?:got|had|getting|received|keep getting) an? (?:\w{1,12} ){0,3}(?:text|email|mail"
    r"|message|letter|dm|call)"
    r"|(?:he|she|they|someone|somebody|bloke|fella|man|guy|lad|woman|ex|person|stranger|hacker"
    r"|scammer|account)"
    r"(?:'s| is| has| keeps?| just| now)? ?(?:been )?(?:says?|said|saying|wants?|wanted|asking"
    r"|asked|demands?"
    r"|demanding|threatens?|threatening|threatened|reckons|told|tells|telling|keeps?)"
    r"|(?:is|are) (?:blackmailing|threatening|harassing|stalking) (?:me|us|my|him|her)"
    r"|my (?:son|daughter|mum|mam|mom|dad|nan|gran|lad|friend|mate|boss|wife|husband|brother"
    r"|sister)"
    r" (?:got|has|had|is|was)|(?:help|advice) (?:me|please|pls|needed))\b"
)
_COUNTER = re.compile(
    r"\b(?:(?:is|that's|thats|it's) (?:blackmail|extortion|illegal|a crime|harassment|a scam"
    r"|fraud)|reported (?:you|him|her|it|this|them)"
    r"|police (?:say|said|warn|advise)|(?<!you )(?:never|do not|don't) pay|beware|warning:"
    r"|awareness|scam alert)\b"
)
_NEWS = re.compile(
    r"\b(?:police (?:said|say|are|have)|officers|court|jury|judge|jailed|sentenced|arrested"
    r"|charged|convicted|according to|reports?"
    r"|news|headline|documentary|episode|film|movie|novel|book|chapter|podcast|series|season \d)\b"
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|don't|dont|doesn't|doesnt|didn't|didnt|isn't|isnt|wasn't|wasnt|won't"
    r"|wont|can't|cant|nobody|without)\b"
)


def laughs(plain: str) -> bool:
    """Whether somebody laughs or says that it is a joke."""
    return bool(_LAUGH.search(plain))


def is_reported(plain: str) -> bool:
    """Whether the words read like a person telling what was done or said to them."""
    return bool(_REPORTED.search(plain) or _COUNTER.search(plain))


def is_counter(plain: str) -> bool:
    """Whether the words warn, object, or say that it was reported."""
    return bool(_COUNTER.search(plain))


def is_news(plain: str) -> bool:
    """Whether the words are of news, courts, films or books."""
    return bool(_NEWS.search(plain))


def negated(plain: str, at: int, reach: int = 18) -> bool:
    """Whether a "not" stands close before a place."""
    return bool(_NEGATED.search(plain, max(0, at - reach), at))
