"""Finding whom to turn to: by place, age, kind of harm, way to reach them, words, and open now.

What was seen in a source stands before what was not; who is there for this person and this harm
stands before who is there for everybody. Today's time is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from upstander.directory.body import AUDIENCES, EVERYONE, KINDS, WAYS, Body, Way
from upstander.directory.body_old import OldBody
from upstander.directory.kind_names import kind_names
from upstander.directory.kinds import plain_phrase
from upstander.directory.opening_hours import open_now
from upstander.directory.records import WORLDWIDE
from upstander.directory.review import body_can_lead
from upstander.directory.shelf import Directory

_LEFT_OUT = frozenset(
    ("a", "an", "and", "at", "by", "can", "for", "help", "i", "in", "is", "me", "my")
)
_LEFT_OUT |= {"of", "on", "or", "someone", "the", "to", "who"}
_LONGEST = 8
"""A phrase of everyday that names a kind has at most so many words."""

_ORDER = ("helpline", "hotline", "police", "emergency", "charity", "fraud_line", "local_role")
_HEIR, _NAMED, _OF_THE_KIND, _MENTIONED, _NEAR_THE_KIND, _NOT = range(6)
_ENOUGH = 3
"""So many services are shown for a search, where a place has them."""
_AT_WORK = frozenset(("school", "professional", "employer", "employee"))
_SHORT = 3
"""A word of so few letters is looked for as it is; a longer one may be the beginning of another."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. Everything may be left empty; ``open_at`` has a zone."""

    place: str = ""
    audience: str = ""
    kind: str = ""
    way: Way | None = None
    text: str = ""
    open_at: datetime | None = None


def find_bodies(
    directory: Directory,
    *,
    place: str = "",
    audience: str = "",
    kind: str = "",
    way: Way | None = None,
    text: str = "",
    open_at: datetime | None = None,
) -> tuple[Body, ...]:
    """Give the bodies that fit, the most fitting first; closed ones are left out.

    ``place`` is ISO 3166 or ``ENG``; ``audience`` a word of the directory such as ``child``;
    ``kind`` any name of a kind (slug, number, label, everyday phrase). Raises ``ValueError``
    naming what is not known, so that a slip never looks like "there is no help".
    """
    wanted = Wanted(place, _audience(audience), _kind(directory, kind), _way(way), text, open_at)
    bodies = directory.bodies_for(place) if place else directory.bodies()
    rank = _ranking(directory, wanted)
    found = [(rank(body), body) for body in bodies if _fits(body, wanted)]
    found.sort(key=lambda each: (each[0], _order(each[1], wanted)))
    return tuple(body for (score, _), body in found if score != _NOT)


def also_there(
    directory: Directory, found: Sequence[Body], *, place: str = "", audience: str = ""
) -> tuple[Body, ...]:
    """Give services to talk to for everybody, where fewer than three that were seen fit.

    They make up three with those found. Raises ``ValueError`` as :func:`find_bodies` does.
    """
    seen = sum(body_can_lead(body) and body.kind != "emergency" for body in found)
    talk = find_bodies(directory, place=place, audience=audience, kind="distress")
    more = [body for body in talk if body_can_lead(body) and body.kind != "emergency"]
    here = [body for body in more if body not in found]
    return tuple(here[: max(0, _ENOUGH - seen)])


def find_old(directory: Directory, text: str) -> tuple[OldBody, ...]:
    """Give the bodies of years ago that a name or a number means; none for other words."""
    phrase, digits = plain_phrase(text), _digits(text)
    return tuple(
        old
        for old in directory.old_bodies()
        if any(_names(name, phrase) for name in (old.name, *old.also))
        or (digits and any(_digits(each) == digits for each in old.old_contacts))
    )


def _audience(word: str) -> str:
    slug = word.strip().lower().replace("-", "_").replace(" ", "_")
    if slug and slug not in AUDIENCES:
        raise ValueError(f"'{word[:40]}' is not one of: {', '.join(AUDIENCES)}")
    return slug


def _kind(directory: Directory, word: str) -> str:
    if not word.strip():
        return ""
    names = kind_names(directory.taxonomy)
    if found := names.find(word):
        return found
    near = ", ".join(names.near(word)) or ", ".join(directory.taxonomy.directory_kinds)
    raise ValueError(f"'{word[:40]}' is not a kind. Near are: {near}")


def _way(way: Way | None) -> Way | None:
    if way is not None and way not in WAYS:
        raise ValueError(f"'{str(way)[:40]}' is not one of: {', '.join(WAYS)}")
    return way


def _fits(body: Body, wanted: Wanted) -> bool:
    return (
        body.status != "closed"
        and (not wanted.audience or bool({wanted.audience, EVERYONE} & set(body.audiences)))
        and (not wanted.kind or bool({wanted.kind, EVERYONE} & set(body.directory_kinds)))
        and (wanted.way is None or any(each.way == wanted.way for each in body.contacts))
        and (wanted.open_at is None or _is_open(body, wanted.open_at, wanted.way))
    )


def _is_open(body: Body, at: datetime, way: Way | None) -> bool:
    return open_now(body, at, way=way) in ("open", "day and night")


def _order(body: Body, wanted: Wanted) -> tuple[object, ...]:
    """Sort seen before unseen, made for this before made for all, near before far."""
    return (
        not body_can_lead(body),
        WORLDWIDE in body.jurisdictions and body.kind == "platform",
        bool(wanted.kind) and EVERYONE in body.directory_kinds,
        bool(wanted.audience) and EVERYONE in body.audiences,
        bool(wanted.kind) and body.directory_kinds[0] != wanted.kind,
        not wanted.audience and _AT_WORK.issuperset(body.audiences),
        not body.contacts,
        (*_ORDER, *(kind for kind in KINDS if kind not in _ORDER)).index(body.kind),
        len(body.jurisdictions),
        body.slug,
    )


def _ranking(directory: Directory, wanted: Wanted) -> Callable[[Body], tuple[int, int]]:
    """Give what says how well a body answers the words; without words all answer alike."""
    phrase, digits = plain_phrase(wanted.text), _digits(wanted.text)
    if not phrase:
        return lambda body: (_NOT if wanted.text.strip() else _HEIR, 0)
    words = [word for word in phrase.split() if word not in _LEFT_OUT] or phrase.split()
    heirs = [heir for old in find_old(directory, wanted.text) for heir in old.heirs]
    kinds = set(_kinds_in(directory, phrase))
    near = set() if kinds else set(_kinds_near(directory, words))

    def rank(body: Body) -> tuple[int, int]:
        """How well it answers; then the order of heirs, or whether the harm is not its first."""
        if body.slug in heirs:
            return _HEIR, heirs.index(body.slug)
        return _score(body), body.directory_kinds[0] not in kinds | near

    def _score(body: Body) -> int:
        if _all_begin(words, _name_words(body)) or _has_number(body, digits):
            return _NAMED
        if kinds & set(body.directory_kinds):
            return _OF_THE_KIND
        if _all_begin(words, _all_words(body)):
            return _MENTIONED
        return _NEAR_THE_KIND if near & set(body.directory_kinds) else _NOT

    return rank


def _kinds_in(directory: Directory, phrase: str) -> Iterator[str]:
    """The directory kinds that any run of the words names, such as "pretending to be me"."""
    names, words = kind_names(directory.taxonomy), phrase.split()[:40]
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if kind := names.find(" ".join(words[start:end])):
                yield kind


def _kinds_near(directory: Directory, words: list[str]) -> Iterator[str]:
    """The directory kinds of which an everyday phrase shares the most words, two at least."""
    said = set(words)
    shared = {
        kind.directory_kinds[0]: max(
            len(said.intersection(plain_phrase(each).split())) for each in kind.synonyms
        )
        for kind in directory.kinds()
    }
    most = max(shared.values(), default=0)
    yield from (kind for kind, count in shared.items() if count == most > 1)


def _names(name: str, phrase: str) -> bool:
    """Whether a name is said, whole words only; a short one like ACPO too."""
    said = plain_phrase(name)
    return bool(said and phrase) and f" {said} " in f" {phrase} "


def _all_begin(words: list[str], held: str) -> bool:
    return all((f" {word} " if len(word) <= _SHORT else f" {word}") in held for word in words)


def _name_words(body: Body) -> str:
    names = (body.name, body.slug, *body.formerly, *body.looked_for)
    return f" {plain_phrase(' '.join(names))} "


def _all_words(body: Body) -> str:
    told = (body.does, *body.notes, *body.have_ready, *body.languages, *body.directory_kinds)
    return f"{_name_words(body)}{plain_phrase(' '.join(told).replace('_', ' '))} "


def _has_number(body: Body, digits: str) -> bool:
    return bool(digits) and any(_digits(each.value) == digits for each in body.contacts)


def _digits(text: str) -> str:
    """The digits of a number as it was typed; empty where other words stand with it."""
    return re.sub(r"\D", "", text) if re.fullmatch(r"[\d\s+()./-]{3,24}", text) else ""
