"""Numbers that look like details and are none: books, orders, parcels, references, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from upstander.language.check_digits import isbn
from upstander.language.details._detail import Detail

_NAMED = re.compile(
    r"\b(?:order|booking|tracking|invoice|parcel|reference|ref|case|ticket|claim|job|policy|serial"
    r"|model|item|product|part|batch|crime|log|match|receipt|delivery|consignment|po)"
    r"(?: ?(?:no|number|num|id|code|ref|reference|#))?\.?(?: is| was)? ?[:#]? ?"
    r"(?P<number>[A-Z0-9][A-Z0-9/_-]{0,28}\d[A-Z0-9/_-]{0,28})(?![\w])",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"\b(?:ISBN(?:-1[03])?:? ?)?(?P<number>97[89](?:[ -]?\d){10}|(?:\d[ -]?){9}[\dX])\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\bhttps?://[^\s<>\"']{1,2000}|\bwww\.[^\s<>\"']{1,2000}", re.IGNORECASE)
_HEX = re.compile(
    r"\b(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,128})\b", re.IGNORECASE
)


def not_details(text: str) -> Iterator[Detail]:
    """Give the places that no finder may take for a detail."""
    for pattern in (_LINK, _HEX):
        for match in pattern.finditer(text):
            yield Detail("", *match.span(), match[0])
    for match in _NAMED.finditer(text):
        yield Detail("", *match.span("number"), match["number"])
    for match in _ISBN.finditer(text):
        number = re.sub(r"[ -]", "", match["number"])
        if isbn(number) and (len(number) == 13 or match[0][:4].upper() == "ISBN"):
            yield Detail("", *match.span(), number)
