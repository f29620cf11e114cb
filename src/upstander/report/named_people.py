"""Names of people in what was told, known by the word before them: "my daughter Mia".

Nobody has to list such a name for it to be left out. A colleague, a pupil or a former partner may
be the very account of the case, so they do not count here; a husband or a neighbour may be too,
so they count only as somebody to whom something was done ("he wrote to my husband Dave").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.model.report import HelperRole, ReportFacts
from upstander.report.private_words import same_key

_OWN_CHILD = r"(?:step|god|foster )?(?:daughter|son|child)|little (?:boy|girl)"
_CHILDREN = rf"{_OWN_CHILD}|grand(?:daughter|son|child)|boy|girl|kid|toddler|baby|twin|niece|nephew"
_CLOSE = (
    r"(?:step|half)?-?sister|(?:step)?-?(?:mum|mam|mom|mother)|gran|nan|nana|grand(?:ma|mother)"
    r"|aunt(?:ie)?|cousin|best friend|friend|best mate|classmate"
)
_EITHER = (
    r"(?:step|half)?-?brother|(?:step)?-?(?:dad|father)|grand(?:pa|dad|father)|uncle|wife|husband"
    r"|partner|girlfriend|boyfriend|fianc[e\u00e9]e?|flatmate|housemate|neighbour"
)
_WHOSE = r"(?:my|our|her|his|their|the|a|your)"
_OF = r"(?:\w{2,20}['\u2019]s )?"
_SORT_OF = (
    r"(?:(?:\d{1,2}|\w{3,9}teen|\w{3,6})[- ]years?[- ]old "
    r"|(?:late|eldest|oldest|youngest|middle|little|big|older|younger|elder|twin|poor|dear|own"
    r"|other|adult|teenage|new|then|step-?|half-?|baby) ?){0,2}"
)
_LEADS = (
    r"(?:-in-law)?s?(?:['\u2019]s names? (?:is|are)|,? (?:who is |is )?(?:called|named))?,? \(?"
)
_DONE_TO = (
    r"(?:to|with|of|for|from|and|about|told|tell|tells|messaged|rang|called|sent|wrote|texted) "
)


def _said(words: str, before: str = "") -> re.Pattern[str]:
    also = rf"(?: and (?:{_CHILDREN}|{_CLOSE}|{_EITHER}))?"  # my best friend and flatmate
    head = rf"(?:(?<=\W)|\A){before}{_WHOSE} {_OF}{_SORT_OF}(?:{words}){also}{_LEADS}"
    return re.compile(head, re.IGNORECASE)


_SAID = (_said(_CHILDREN), _said(_CLOSE), _said(_EITHER, before=_DONE_TO))
_BEHIND = re.compile(  # Ellen, my sister, saw it
    rf"(?P<name>(?:[^\W\d_][\w'\u2019-]* ){{0,2}}[^\W\d_][\w'\u2019-]*), {_WHOSE}"
    rf" (?P<lead>{_OF}{_SORT_OF}(?:{_CHILDREN}|{_CLOSE}))\b",
    re.IGNORECASE,
)
_OWN = re.compile(rf"(?:my|our) {_SORT_OF}(?:{_OWN_CHILD})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_A_RELATION = re.compile(
    r"daughter|son|child|boy|girl|kid|toddler|baby|twin|niece|nephew|sister|mum|mam|mom|mother|gran"
    r"|nan|aunt|cousin|friend|mate|brother|dad|father|uncle|wife|husband|partner|fianc|neighbour",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r", (?:my|our|her|his|their|the|a|your) ", re.IGNORECASE)
_MORE = re.compile(r"(?: and |, | & )")
_NO_NAME = frozenset((
    "And", "But", "Is", "Was", "Has", "Had", "I", "If", "When", "Then", "So", "Because", "He",
    "She", "They", "It", "We", "You", "The", "A", "My",
))  # fmt: skip
_ENDS = re.compile(r"['\u2019]s?\Z")
_MOST = 3


def named_in(text: str) -> Iterator[tuple[str, str]]:
    """Names that a text gives to somebody's child, relative or friend, each with what led to it."""
    if not _A_RELATION.search(text):
        return
    for pattern in _SAID:
        for found in pattern.finditer(text):
            for name in _names_at(text, found.end()):
                yield found[0], name
    for found in _BEHIND.finditer(text) if _SET_OFF.search(text) else ():
        words = found["name"].split()
        while words and (words[0][0].islower() or words[0] in _NO_NAME):
            del words[0]
        if words and not any(each[0].islower() or each in _NO_NAME for each in words):
            yield f"my {found['lead']}", " ".join(words)


def named_people(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """Names that what was told gives away by the word before them, with the private sort.

    A child's name is the one of the case only where a parent tells of their own child and has not
    told another name; else the school would get the names of other families' children.
    """
    told = (facts.what_happened, facts.effect, facts.fear, facts.wants, facts.told_to_stop,
            facts.helping.wants, facts.helping.relation)  # fmt: skip
    notes = (each.what for each in facts.incidents if not each.message)
    target = same_key(facts.target_name)
    by_parent = facts.helping.role is HelperRole.PARENT and facts.helping.youngest.is_child
    for text in dict.fromkeys((*told, *(each.text for each in facts.statements), *notes)):
        for lead, name in named_in(text):
            own = by_parent and not target and _OWN.match(lead.strip())
            if not (target and same_key(name) in target):
                yield ("child" if own else "other-person"), name


def _names_at(text: str, at: int) -> Iterator[str]:
    """The names that stand from here on: "Mia", "Jonah Reed", "Mia and Zoe"."""
    while True:
        words: list[str] = []
        while len(words) < _MOST and (found := _WORD.match(text, at)):
            if found[0][0].islower() or found[0] in _NO_NAME:
                break
            words.append(found[0])
            at = found.end()
            if text[at : at + 1] != " ":
                break
            at += 1
        if not words:
            return
        yield _ENDS.sub("", " ".join(words))
        more = _MORE.match(text, at if text[at - 1 : at] != " " else at - 1)
        if more is None:
            return
        at = more.end()
