"""Short marks for addresses and places in a page, so that no history holds a name or a kind.

A mark holds for this run of the program: its key is made anew at each start.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.conf import settings

T = TypeVar("T")
_LETTERS = 16


def mark(*parts: object) -> str:
    """Give the mark of something; the same things give the same mark until the program ends."""
    text = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    digest = hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
    return f"s{digest[:_LETTERS]}"


def find(wanted: str, among: Iterable[T], parts: Callable[[T], tuple[object, ...]]) -> T | None:
    """Give the first thing with this mark, or ``None``."""
    if not wanted:
        return None
    return next((each for each in among if hmac.compare_digest(mark(*parts(each)), wanted)), None)
