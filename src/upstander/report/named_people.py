"""Names of people in what was told, known by the word before them: "my daughter Mia".

Nobody has to list such a name for it to be left out. Only relations that are seldom what a report
is about count here: a colleague, a pupil or a former partner may be the very account of the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.model.report import ReportFacts

_CHILDREN = (
    r"(?:step|grand|god|foster )?(?:daughter|son|child|boy|girl)|(?:little|baby) (?:one|boy|girl)"
    r"|kid|toddler|niece|nephew"
)
_OTHERS = (
    r"(?:step|half[ -]|twin |big |little |older |younger |elder )?(?:sister|brother)"
    r"|(?:step)?(?:mum|mam|mom|mother|dad|father)|gran|nan|grand(?:ma|pa|mother|father)|aunt(?:ie)?"
    r"|uncle|cousin|wife|husband|partner|girlfriend|boyfriend|fianc[e\u00e9]e?"
    r"|(?:best )?friend|best mate|flatmate|housemate|neighbour"
)
_WORD = r"[A-Z][\w'\u2019-]{1,20}"
_NAME = rf"{_WORD}(?: (?!(?:And|But|Is|Was|Has|Had|I)\b){_WORD}){{0,2}}"
_WHOSE = r"(?i:my|our|her|his|their|the|a|your)"
_CALLED = r"(?i:,? (?:who is |is )?(?:called|named))?,?"
_SAID = tuple(
    (sort, re.compile(rf"\b{_WHOSE} (?i:{words}){_CALLED} (?P<name>{_NAME})"))
    for sort, words in (("child", _CHILDREN), ("other-person", _OTHERS))
)
_ENDS = re.compile(r"['\u2019]s\Z")


def named_in(text: str) -> Iterator[tuple[str, str]]:
    """Names that a text gives to somebody's child, relative or friend, with the private sort."""
    for sort, pattern in _SAID:
        for found in pattern.finditer(text):
            yield sort, _ENDS.sub("", found["name"])


def named_people(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """Names that what was told gives away by the word before them."""
    told = (facts.what_happened, facts.effect, facts.fear, facts.wants, facts.told_to_stop,
            facts.helping.wants, facts.helping.relation)  # fmt: skip
    notes = (each.what for each in facts.incidents if not each.message)
    for text in (*told, *(each.text for each in facts.statements), *notes):
        yield from named_in(text)
