"""Private details in a text: numbers, codes, places, names of schools and the like.

Found by form, sometimes by the words beside them, and checked by their own check digits where
they have some. Whose they are, and what that means, is for the verbs to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from upstander.language.details._detail import Detail
from upstander.language.details.codes import codes
from upstander.language.details.not_details import not_details
from upstander.language.details.online import online
from upstander.language.details.papers import papers
from upstander.language.details.people import people
from upstander.language.details.phones import phones
from upstander.language.details.places import places
from upstander.language.figures import figures

__all__ = ["Detail", "find_details"]

_Finder = Callable[[str], Iterable[Detail]]
# The surer ones first: what one has taken, the next does not take again. Each with how many
# figures, or which letters, a text must hold for it to be worth a look.
_FINDERS: tuple[tuple[_Finder, int, tuple[str, ...]], ...] = (
    (online, 4, ("@", "::")),
    (codes, 13, ("pass", "pin", "cv", "pw", "log", "code", "combo", "combination", "safe")),
    (papers, 6, ()),
    (phones, 7, ("zero", "double", "triple", "nought")),
    (places, 1, ("red", "bl", "white", "gr", "silver", "lives", "living", "stay", "orange", "car")),
    (people, 4, ("school", "work", "born", "dob", "birth", "goes to", "finish", "primary",
                 "academy", "uniform", "gets out", "attends", "college", "juniors")),
)  # fmt: skip
MOST = 200
"""No more details than this are given of one text: enough for any page, and bounded work."""
_FIGURE = re.compile(r"\d")


def find_details(text: str) -> list[Detail]:
    """Find details, in the order of the text, with places in the text as given. Never raises."""
    form = figures(text)
    found = sorted(_apart(form.text), key=lambda each: each.start)
    return [each.moved(*form.span(each.start, each.end)) for each in found[:MOST]]


def _apart(plain: str) -> Iterator[Detail]:
    candidates = [detail for finder in _worth_a_look(plain) for detail in finder(plain)]
    if not candidates:
        return
    taken = bytearray(len(plain))
    for detail in (*not_details(plain), *candidates):
        if any(taken[detail.start : detail.end]):
            continue
        taken[detail.start : detail.end] = b"\1" * (detail.end - detail.start)
        if detail.what:
            yield detail


def _worth_a_look(plain: str) -> Iterator[_Finder]:
    count = len(_FIGURE.findall(plain))
    small = plain.lower()
    for finder, least, letters in _FINDERS:
        if count >= least or any(each in small for each in letters):
            yield finder
