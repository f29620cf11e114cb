"""From a sentence in a person's own words to what the router can use.

Kinds, urgent signs, that money moved, and the age of a child. The rules alone look at it, so that
it is quick and needs no model. What is found is a suggestion: kinds that a person chose are never
replaced by it.

A case and ``upstander route`` both come through :func:`kinds_told` and :func:`with_words`, so
that what is told by the same name leads to the same plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from upstander.directory.kind_names import kind_names
from upstander.directory.kinds import plain_phrase
from upstander.directory.shelf import shipped
from upstander.model.finding import Said
from upstander.model.report import AgeBand
from upstander.recognise.engine import Engine
from upstander.recognise.kinds import kinds_of
from upstander.recognise.told_kinds import told_kinds
from upstander.report.routing.situation import NotedSign, Situation

LONGEST = 2000
"""Characters that are looked at of what was said; the rest is not."""

MOST = 2
"""So many kinds are taken from words; the likeliest first."""

_MARKS = str.maketrans({"£": " pounds ", "€": " euros ", "$": " dollars "})
_MONEY = r"(?:money|savings|pounds?|quid|euros?|dollars?|gbp|eur|usd|bitcoins?|gift cards?)"
_NO_MONEY = r"(?! (?:\w+ )?(?:photo|pic|post|video|message|text|mail|follower|friend))"
_SUM = rf"(?:{_MONEY}|\d{{2,}}{_NO_MONEY})"
_WE = r"\b(?:i|we|ive|weve|my \w+) (?:(?:have|has|had|just|already|then|even) ){0,2}"
_BETWEEN = r"(?: (?!lunch|dinner|pocket|rent\b|bills?\b|for\b)\w+)"
_GIVEN = re.compile(
    rf"{_WE}(?:sent|paid|wired|transferred|gave|given|lost){_BETWEEN}{{0,6}}? {_MONEY}\b"
)
_PAID = re.compile(rf"{_WE}(?:paid|wired|transferred){_BETWEEN}{{0,4}}? {_SUM}\b")
_TOLD = re.compile(
    rf"{_WE}(?:gave|given|told|sent)(?: \w+){{0,3}}? (?:my|our|her|his) "
    r"(?:pin|(?:bank|card|credit card|debit card) (?:details|number|code|pin))\b"
)
_TAKEN = re.compile(
    r"\b(?:took|taken|stole|stolen|gone|missing|moved|withdrew|withdrawn|emptied|drained|cleared)"
    rf"(?: out| \w+){{0,4}}? {_SUM}(?: \w+){{0,3}} (?:from|out of|in) "
    r"(?:my|our|his|her|their)(?: \w+){0,2} (?:account|bank|card)\b"
)
_EMPTIED = re.compile(
    r"\b(?:emptied|drained|cleared)(?: out)? (?:my|our|his|her)(?: \w+){0,2} (?:account|card)\b"
)
_OF_MINE = r"(?:my|our|his|her|their|mums|mams|dads|nans)"
_STOLEN = re.compile(
    rf"\b(?:took|taken|stole|stolen)(?: all| most| some| of| off)* {_OF_MINE}"
    r"(?: (?!lunch|dinner|pocket|bus|trip|tuck)\w+){0,2}? (?:money|savings|pension|wages|cash)\b"
)
_CARD = (
    r"(?: (?!bus|id|sim|library|student|graphics|memory|sd|birthday|gift|business)\w+)?"
    r" (?:cards?|bank (?:details|account)|card (?:details|number))"
)
_CARD_USED = re.compile(
    rf"\b{_OF_MINE}{_CARD} (?:(?:was|were|is|has|have|got|being|been|just) ){{1,3}}"
    r"(?:used|cloned|charged|skimmed|debited|emptied|stolen)\b"
    rf"|\b(?:used|using|cloned|charged|skimmed|copied) {_OF_MINE}{_CARD}\b"
)
_MISSING = re.compile(
    rf"\b{_SUM}(?: \w+){{0,3}}? (?:missing|gone|taken|stolen|withdrawn|vanished|disappeared|left|"
    rf"leaving)(?: from| out of| in)? {_OF_MINE}(?: \w+){{0,2}}? (?:account|bank|card)\b"
)
_NOT_MINE = re.compile(
    r"\b(?:payments?|transactions?|withdrawals?|direct debits?)(?: \w+){0,5}?"
    r" (?:i|we) (?:did not|didnt|do not|dont|never)"
    r" (?:make|made|recogni[sz]e|know|authori[sz]ed?)\b"
)
_POSED = re.compile(
    r"\b(?:caller|man|woman|lady|person|he|she|they|someone|somebody)(?: \w+){0,4}?"
    r" (?:said|says|saying|claimed|claims|claiming|pretended|pretending)(?: \w+){0,4}?"
    r" (?:from|with|at) (?:my|the|our|his|her|your)(?: \w+){0,2}? (?:bank|building society|"
    r"fraud (?:team|department|squad)|tax office)\b"
)

_MOVED = (_GIVEN, _PAID, _TOLD, _TAKEN, _EMPTIED, _STOLEN, _CARD_USED, _MISSING, _NOT_MINE)
_ABOUT_LIFE = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|dead|die|dies|dying|death|my life|her life|"
    r"his life|stab(?:s|bed|bing)?|shoot|shot|strangle[ds]?|behead(?:ed)?|alive)\b"
)

_WORDS_FROM = 8
_NUMBERS = (
    *("eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
)
_YEARS = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_NO_AGE = r"(?! (?:of|time|min|hour|day|week|month|mile|percent|stone|pound|quid|k|km|kg|cm)\w*)"
_CHILD = r"(?:son|daughter|child|kid|girl|boy|pupil|student)"
_OWN_AGE = re.compile(
    rf"\b(?:i am|im|i just turned|i turned) (?:only |just |still )?{_YEARS}\b{_NO_AGE}"
)
_AGES = (
    _OWN_AGE,
    re.compile(
        rf"\bmy (?:\w+ )?{_CHILD} (?:is |who is |aged )?(?:only |just )?{_YEARS}\b{_NO_AGE}"
    ),
    re.compile(rf"\bmy {_YEARS} (?:year|yr)s? old {_CHILD}\b"),
)
_YOUNGEST = 4
_GROWN_UP = 18


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence speaks of: words of the directory, and signs of the urgency rules.

    ``ages``: of a child alone. A grown-up's age in a sentence may be that of somebody else.
    ``own_ages``: those of them that the person says of themselves ("i am 14").
    ``has``: further facts of the router.
    """

    kinds: tuple[str, ...] = ()
    signs: tuple[NotedSign, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    own_ages: tuple[AgeBand, ...] = ()
    has: frozenset[str] = frozenset()


def hear_situation(text: str, *, child: bool = False) -> Heard:
    """Look at a sentence. Empty where nothing was noticed; never raises.

    ``child``: it is known that it is about somebody under 18.
    """
    said = text[:LONGEST].strip()
    if not said:
        return Heard()
    signs = _signs(said)
    kinds = tuple(_kinds(said, signs, child=child))
    plain = plain_phrase(said.translate(_MARKS))
    has = frozenset(_facts(plain, signs))
    tricked = "money" in has or _POSED.search(plain) is not None
    return Heard(
        kinds=kinds or (("fraud",) if tricked else ()),
        signs=signs,
        ages=tuple(dict.fromkeys(_ages(plain, _AGES))),
        own_ages=tuple(dict.fromkeys(_ages(plain, (_OWN_AGE,)))),
        has=has,
    )


def is_about_life(text: str) -> bool:
    """Whether words of a threat speak of killing or dying."""
    return _ABOUT_LIFE.search(plain_phrase(text[:LONGEST])) is not None


def kinds_told(names: Iterable[str]) -> tuple[str, ...]:
    """The words of the directory that steer a plan, for kinds by any of their names.

    A name that is not known gives none.
    """
    known = kind_names(shipped().taxonomy)
    return tuple(dict.fromkeys(word for name in names for word in known.words(name)))


def in_words(kinds: Iterable[str]) -> tuple[str, ...]:
    """Words of the directory as a person reads them: "calls that are not wanted"."""
    known = shipped().taxonomy.directory_kinds
    return tuple(known[each] for each in dict.fromkeys(kinds) if each in known)


def with_words(situation: Situation, *, kinds: Iterable[str], said: str) -> Situation:
    """Add what a person's own sentence speaks of, and the names by which kinds were told.

    Signs and facts always; kinds and the age of somebody's child only where none is known. An age
    that the person says of themselves stands beside another that was told: the younger counts.
    The names stay beside the sentence, because one may say more than its kind ("swatting").
    """
    heard = hear_situation(said, child=_is_of_child(situation))
    known = any(each is not AgeBand.UNKNOWN for each in situation.ages)
    ages = heard.own_ages if known else heard.ages
    return replace(
        situation,
        kinds=situation.kinds or heard.kinds,
        signs=tuple(dict.fromkeys((*situation.signs, *heard.signs))),
        ages=tuple(dict.fromkeys((*situation.ages, *ages))),
        has=situation.has | heard.has,
        text=" ".join((*kinds, said)),
    )


def _is_of_child(situation: Situation) -> bool:
    return "child" in situation.audiences or any(each.is_child for each in situation.ages)


def _kinds(said: str, signs: tuple[NotedSign, ...], *, child: bool) -> Iterator[str]:
    """What the sentence speaks of, each once: by how its words stand, else by phrases."""
    told = told_kinds(said, child=child)
    if told.kinds:
        yield from told.kinds
        return
    phrases = dict.fromkeys(_directory_kind(slug, signs) for slug in kinds_of(said)[:MOST])
    yield from (each for each in phrases if each not in told.ruled_out)


def _facts(plain: str, signs: Iterable[NotedSign]) -> Iterator[str]:
    if any(each.search(plain) for each in _MOVED):
        yield "money"
    if any(sign.rule == "U4" for sign in signs) and is_about_life(plain):
        yield "life-threatened"


def _ages(plain: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[AgeBand]:
    for pattern in patterns:
        for word in pattern.findall(plain):
            years = int(word) if word.isdigit() else _NUMBERS.index(word) + _WORDS_FROM
            if _YOUNGEST <= years < _GROWN_UP:
                yield AgeBand.of_years(years)


def _directory_kind(slug: str, signs: tuple[NotedSign, ...]) -> str:
    """The word of the directory for a kind that was heard.

    "Grooming" also stands for goading (K11). Where the words urge self-harm and no sign speaks
    of a child who is lured, it is that: the child protection police do not take it.
    """
    kind = shipped().kind(slug).directory_kinds[0]
    rules = {sign.rule for sign in signs}
    goaded = kind == "grooming" and "U13" in rules and rules.isdisjoint({"U3", "U12"})
    return "self_harm_encouragement" if goaded else kind


def _signs(text: str) -> tuple[NotedSign, ...]:
    finding = next(iter(_engine().quick([Said("said", text)])))
    return tuple(
        dict.fromkeys(
            NotedSign(sign.rule, sign.level.value)
            for sign in finding.signs
            if sign.rule[:1] == "U" and sign.rule[1:].isdigit() and sign.level is not None
        )
    )


@cache
def _engine() -> Engine:
    return Engine()
