"""Names that are safe on every system: ASCII, one level, short, never reserved, unique."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 96
_OTHER = re.compile(r"[^A-Za-z0-9._ ()+-]+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)")


def safe_name(name: str, taken: dict[str, int]) -> str:
    """Make a safe name from any name; ``taken`` counts what was given out before."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    letters = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    letters = _OTHER.sub("_", letters).strip(" .") or "file"
    if letters.startswith("-"):
        letters = "_" + letters
    if _RESERVED.match(letters):
        letters = "_" + letters
    return _unique(*_halves(letters), taken)


def _halves(letters: str) -> tuple[str, str]:
    stem, dot, ending = letters.rpartition(".")
    if not dot or not stem or len(ending) > 8:
        return letters[:LONGEST].rstrip(" ."), ""
    return stem[: LONGEST - len(ending) - 1].rstrip(" .") or "file", f".{ending}"


def _unique(stem: str, ending: str, taken: dict[str, int]) -> str:
    candidate = stem + ending
    while candidate.casefold() in taken:
        first = (stem + ending).casefold()
        taken[first] = taken.get(first, 1) + 1
        candidate = f"{stem[: LONGEST - len(ending) - 8]}-{taken[first]}{ending}"
    taken[candidate.casefold()] = 1
    return candidate
