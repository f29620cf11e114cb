"""Words that are said to be a password, a code or a recovery phrase, though nobody told us so.

They are masked for every receiver. Where a text says "password is" and then a plain word, that
word goes as well, unless it is one that only says something about the password.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTE = r"[\"'\u201c\u2018(]?"
_OPENS = r"(?!\[left out: )(?=\S{0,39}(?:\d|[a-z][A-Z]|[!$%&*#]))[^\s\"'\u201d\u2019,;()<>]{4,40}"
_WORD = r"(?!\[left out: )[^\s\"'\u201d\u2019,;()<>.]{4,40}"
_SAYS_NO_MORE = (
    r"(?!(?i:safe|wrong|right|the|that|this|your|mine|ours|changed|different|same|reset|still|very"
    r"|weak|strong|gone|stolen|hacked|leaked|expired|secret|private|needed|required|correct|known"
    r"|incorrect|invalid|easy|simple|what|when|where|being|been|always|never|also|just|only|something"
    r"|anything|nothing|written|saved|shared|used|with|from|because|before|after|again|there|here"
    r"|about|protected|hidden|shown|sent|given|told|left|manager|reminder|hint|box|field)\b)"
)
_CALLED = r"(?i:pass ?words?|pass ?codes?|pass ?phrases?|pwd|passwd)"
_SAID = (
    # password hunter2, pass code was "Sun!7"
    re.compile(rf"\b{_CALLED}(?i:(?: (?:is|was|were)| ?[:=]| -)?) ?{_QUOTE}(?P<secret>{_OPENS})"),
    # password is sunshine, passcode - letmein, Password: correcthorse
    re.compile(
        rf"\b{_CALLED}(?i: (?:is|was) | ?[:=] ?| - )(?i:now |still )?{_QUOTE}{_SAYS_NO_MORE}"
        rf"(?P<secret>{_WORD})"
    ),
    # wifi key Blue7House, security answer: Fluffy, login tara / Hunter2x
    re.compile(rf"(?i:\bwi-?fi (?:key|code)(?: is| was)? ?:?) ?{_QUOTE}(?P<secret>{_OPENS})"),
    re.compile(
        rf"(?i:\b(?:security|secret) answer(?: is| was)? ?:?) ?{_QUOTE}{_SAYS_NO_MORE}"
        r"(?P<secret>(?!\[left out: )[^\s\"'\u201d,;()<>.]{3,40})"
    ),
    re.compile(rf"(?i:\blog-?in:?) \S{{2,40}} ?[/|] ?(?P<secret>{_OPENS})"),
    # 2FA code 449221, the code they texted me is 4492
    re.compile(
        r"(?i:\b(?:2fa|two[- ]factor|one[- ]time|verification|security|log-?in|otp|sms|whatsapp)"
        r" ?(?:pass ?)?code|\botp)(?i:(?: is| was)? ?:?) ?(?P<secret>\d{3}[ -]?\d{1,5})(?!\d)"
    ),
    # recovery phrase: twelve or more plain words
    re.compile(
        rf"(?i:\b(?:recovery|seed|backup) (?:phrase|words?)(?: is| was)? ?:?) ?{_QUOTE}"
        r"(?P<secret>[a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){7,23})"
    ),
    # the subject of bulk blackmail mail: "a name : an old password"
    re.compile(rf"(?m)(?<=\w) : (?P<secret>(?=\S*[A-Za-z]){_OPENS})[ \t]*\r?$"),
)


_WORTH_A_LOOK = re.compile(r"pass|pwd|wi-?fi|answer|log-?in|code|otp|phrase|words?\b| : ", re.I)


def said_secrets(text: str) -> Iterator[tuple[int, int]]:
    """Where such a word stands, as a span. Never raises."""
    if not _WORTH_A_LOOK.search(text):
        return
    for pattern in _SAID:
        yield from (each.span("secret") for each in pattern.finditer(text))
