"""Whether a demand resembles mail that is sent to very many people at once, and why.

It never says that nothing is behind it: the person is asked whether such a picture may exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from upstander.language.details import find_details
from upstander.language.normalise import Normalised
from upstander.model.finding import Said, Sign
from upstander.recognise.recognisers._demand_facts import Wanted
from upstander.recognise.recognisers._signs import original_span, sign

SOURCE = "The Cyber Helpline guide, Jan 2025, and Cleveland Police sextortion pages"
_CUES = (
    ("it says a camera recorded you", re.compile(
        r"\b(?:recorded|filmed|videotaped|captured|video of|footage of)\b[^.!?\n]{0,80}\b(?:you"
        r"|yourself)\b[^.!?\n]{0,60}"
        r"|\b(?:through|via|from|using|on|over) (?:your|ur|the) (?:front )?(?:web ?cam(?:era)?"
        r"|camera)\b"
        r"|\bturned on your (?:web ?cam|camera)\b")),
    ("it says your device was taken over", re.compile(
        r"\b(?:hacked|infected|trojan|malware|spyware|rat|keylogger|full access|remote access"
        r"|rdp|installed)\b[^.!?\n]{0,60}\b(?:device|computer|system|account|accounts|phone|os"
        r"|operating system|router)\b")),
    ("it threatens to tell all your contacts", re.compile(
        r"\b(?:all|everyone in|every one of|each of|everybody in|to) (?:of )?(?:your|ur)"
        r" (?:contacts?|friends|contact list|address book|family|colleagues|followers|relatives)\b"
        r"|\b(?:your|all your) contacts\b")),
    ("it wants coins", re.compile(r"\b(?:btc|bitcoins?|crypto\w{0,8}|usdt|ethereum|litecoin"
                                  r"|monero|wallet)\b")),
    ("it gives a short time", re.compile(
        r"\b(?:within|have|in|give you|next) (?:only |just )?(?:24|36|48|50|72|96|one|two|three"
        r"|\d) ?(?:hours?|hrs?|h|days?)\b")),
    ("it says it saw you on adult pages", re.compile(
        r"\b(?:adult|porn\w{0,8}|xxx|dirty|naughty) (?:\w{1,12} )?(?:site|sites|website|websites"
        r"|content|video|videos|pages?)\b")),
    ("it tells you not to write back or go to the police", re.compile(
        r"\b(?:do not|don't|dont|no (?:point|use)|useless to|not try to|never) (?:\w{1,10}"
        r" )?(?:reply|respond|answer|contact me|go to the police|call the police|find me|trace"
        r"|track|report)\b")),
)  # fmt: skip
_OLD_PASSWORD = re.compile(
    r"^[^\n:]{1,80}: ?(?=[^\s]*\d)[^\s\n]{5,40}\s*$"
    r"|\b(?:your (?:old )?password (?:is|was)|is (?:one of )?your (?:old )?passwords?|i know"
    r" your password)\b",
    re.IGNORECASE,
)
_ENOUGH = 3
_OWN_WORDS = re.compile(
    r"\b(?:our|we talked|when we|last (?:week|night|summer)|your (?:sister|brother|teacher|boss)"
    r" \w{3,})\b"
)


def bulk_sign(said: Said, plain: Normalised, wanted: Sequence[Wanted]) -> Iterator[Sign]:
    """Give a sign with the reasons, where at least three marks of bulk mail stand together."""
    reasons, places = [], []
    for reason, pattern in _CUES:
        match = pattern.search(plain.text)
        if match:
            reasons.append(reason)
            places.append(match.span())
    if not any(each.startswith("it wants coins") for each in reasons) and any(
        each.wallet for each in wanted
    ):
        reasons.append("it wants coins")
    if _shows_password(said.text):
        reasons.append("it shows a password that may come from an old leak")
    if len(reasons) < _ENOUGH or not places:
        return
    start, end = original_span(plain, *places[0])
    yield sign(
        said.text, start, end, rule="demand.bulk", source=SOURCE,
        why=f"This resembles bulk blackmail mail, because {_listed(reasons)}.",
        facts=tuple(("because", each) for each in reasons),
        asks="Such mail often bluffs. But may such a picture of you exist?",
    )  # fmt: skip


def _shows_password(text: str) -> bool:
    head = text[:4000]
    named = _OLD_PASSWORD.search(head) or any(
        _OLD_PASSWORD.search(line) for line in head.split("\n")[:4]
    )
    return bool(named) or any(each.what == "password" for each in find_details(head))


def _listed(reasons: Sequence[str]) -> str:
    return reasons[0] if len(reasons) == 1 else f"{', '.join(reasons[:-1])} and {reasons[-1]}"
