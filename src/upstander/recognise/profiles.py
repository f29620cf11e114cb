"""Two profiles side by side: how alike their handles are, and what one may have copied.

Every item is a question. A parody, a namesake, a fan page or a second account of the same person
looks alike too, and nothing here says who runs an account.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from upstander.language.normalise import normalise

_ADDED = frozenset((
    "real", "official", "the", "its", "im", "iam", "not", "fake", "backup", "second", "new",
    "2nd", "two", "alt", "acc", "account", "page", "private", "priv", "spam", "finsta", "tv",
    "hq", "mr", "mrs", "ms", "miss", "dr", "sir", "x", "xx", "xo", "uk", "us", "fan",
    "original", "only", "verified", "help", "support", "team",
))  # fmt: skip
_PARTS = re.compile(r"[a-z]+|\d+")
_SHOWN = {
    "name": "Is the shown name the same?",
    "about": "Are the words about the person the same?",
    "picture": "Is the picture the same?",
    "place": "Is the place the same?",
    "link": "Does it link to the same page?",
}
_SWAPS = str.maketrans("0134578$@|!", "oieastbsali")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person sees of a profile. ``picture`` is a digest that others made, or empty."""

    handle: str
    name: str = ""
    about: str = ""
    picture: str = ""
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """One thing to look at: which, as written on both sides, and the question."""

    item: str
    first: str
    second: str
    question: str


def compare(first: Profile, second: Profile) -> tuple[Copied, ...]:
    """List what is the same or alike in two profiles, as questions; empty where nothing is."""
    found = []
    reason = handles_alike(first.handle, second.handle)
    if reason:
        question = f"{reason} Is one meant to look like the other?"
        found.append(Copied("handle", first.handle, second.handle, question))
    for field in fields(Profile)[1:]:
        one, other = getattr(first, field.name), getattr(second, field.name)
        if one and other and _same(one, other):
            found.append(Copied(field.name, one, other, _SHOWN[field.name]))
    return tuple(found)


def handles_alike(first: str, second: str) -> str:
    """Say in one sentence why two handles look alike; empty where they do not."""
    one, other = _bare(first), _bare(second)
    if not one or not other or first.strip("@ ") == second.strip("@ "):
        return ""
    if one == other:
        return "The two handles differ only in case, dots, lines or letters that look alike."
    if min(len(one), len(other)) >= 4 and _one_apart(one, other):
        return "The two handles differ in one letter."
    return _shared_part(first, second)


def _shared_part(first: str, second: str) -> str:
    one, other = _parts(first), _parts(second)
    shared = [part for part in one if part in other and len(part) >= 4 and part not in _ADDED]
    if not shared:
        return ""
    left = {part for part in one if part not in shared}
    right = {part for part in other if part not in shared}
    extra = sorted((left | right) & _ADDED)
    also = f" One of them adds '{extra[0]}'." if extra else ""
    return f"Both handles hold '{shared[0]}'.{also}"


def _plain(handle: str) -> str:
    plain = normalise(handle[:200]).text
    return "".join(_LATIN.get(each, each) for each in plain)


# Letters of other scripts that look Latin, alone too: a handle is no running text (UTS 39).
_LATIN = dict(zip("аеорсухіјѕԁһαεικνορτυχı", "aeopcyxijsdhaeikvoptuxi", strict=True))


def _bare(handle: str) -> str:
    """Only letters and figures, figures that stand for letters read as those."""
    letters = "".join(each for each in _plain(handle) if each.isalnum() or each in "$@|!").lstrip(
        "@"
    )
    return letters if letters.isdigit() else letters.translate(_SWAPS)


def _parts(handle: str) -> list[str]:
    return _PARTS.findall(_plain(handle))[:20]


def _one_apart(one: str, other: str) -> bool:
    """One letter more, less, other, or two neighbours changed round."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    rest, against = one[at:], other[at:]
    swapped = rest[:2] == against[1::-1] and rest[2:] == against[2:]
    return swapped or rest[1:] == against[1:] or rest[1:] == against or rest == against[1:]


def _same(one: str, other: str) -> bool:
    return " ".join(_plain(one).split()) == " ".join(_plain(other).split())
