"""What ``upstander route`` is told, read into a situation. What cannot be read is said calmly."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from difflib import get_close_matches
from typing import get_args

from upstander.cli.plain_card import CARD
from upstander.directory.body import AUDIENCES
from upstander.directory.body_names import find_body
from upstander.directory.kind_names import kind_names
from upstander.directory.place_names import named_place
from upstander.directory.routes import CaredBy, Fact
from upstander.directory.shelf import shipped
from upstander.model.errors import DirectoryError, InvalidAnswer
from upstander.model.report import AgeBand, Consent, HelperRole, Helping
from upstander.report.routing.situation import NotedSign, Situation

_TOLD = tuple(
    each
    for each in get_args(Fact)
    if each
    not in {
        "platform",
        "text",
        "kind",
        "sign",
        "helper",
        "ask-first",
        "no-stands",
        "no-overridden",
        "ages-differ",
    }
)
"""The facts that can be told; the others follow from what was told."""


def emergency_line(place: str) -> str:
    """Say whom to ring in danger at a place; the plain card says it where no record is good."""
    try:
        return shipped().emergency(place).lead
    except DirectoryError:
        return CARD.split("\n")[2]


def taken_for(kinds: Iterable[str]) -> str:
    """Say what it was taken to be about, so that it can be put right."""
    return f"From what was said, this may be about: {'; '.join(kinds)}."


def situation_of(options: argparse.Namespace) -> tuple[Situation, tuple[str, ...]]:
    """Read the options; gives notes on what was not understood and left out.

    Raises:
        InvalidAnswer: a kind, sign, audience or answer that is not known, with near ones.
    """
    from upstander.application.hear_situation import kinds_told, with_words

    platform, notes = _platform(options.platform)
    situation = Situation(
        place=named_place(options.place),
        audiences=tuple(_one_of(each, AUDIENCES, "audience") for each in options.audience),
        kinds=kinds_told(map(_kind, options.kind)),
        signs=tuple(dict.fromkeys(map(_sign, options.sign))),
        ages=tuple(dict.fromkeys(map(_age, options.age))),
        helping=Helping(
            role=HelperRole(_one_of(options.role, [each.value for each in HelperRole], "role")),
            consent=Consent(_one_of(options.consent, [each.value for each in Consent], "answer")),
            protects_self=_one_of(options.protects_self, ("", "yes", "no", "unsure"), "answer"),
        ),
        cared_by=tuple(_one_of(each, get_args(CaredBy), "answer") for each in options.cared_by),
        platform=platform,
        has=frozenset(_one_of(each, _TOLD, "fact") for each in options.has),
    )
    return with_words(situation, kinds=options.kind, said=options.text), notes


def _kind(word: str) -> str:
    """The word as it was given, once it is known to name a kind."""
    names = kind_names(shipped().taxonomy)
    if names.find(word):
        return word
    near = names.near(word)
    step = f"Did you mean: {', '.join(near)}?" if near else "Say it with --text in your own words."
    raise InvalidAnswer(f"No kind is called '{word[:40]}'.", next_step=step)


def _sign(word: str) -> NotedSign:
    number, _, level = word.strip().upper().partition(":")
    known = {rule.number for rule in shipped().rules()}
    if number not in known or (level and level not in set("ABCDE")):
        raise InvalidAnswer(
            f"No sign is called '{word[:40]}'.",
            next_step="Signs are U1 to U20, as in U16 or U16:A.",
        )
    return NotedSign(number, level)


def _age(word: str) -> AgeBand:
    said = word.strip().lower()
    if said.isdigit() and len(said) <= 3:
        return AgeBand.of_years(int(said))
    known = {band.value: band for band in AgeBand} | {
        "18+": AgeBand.ADULT,
        "0-12": AgeBand.UNDER_13,
    }
    if said in known:
        return known[said]
    raise InvalidAnswer(
        f"'{word[:40]}' is no age.", next_step=f"Ages are: {', '.join(known)}, or a number."
    )


def _one_of(word: str, allowed: tuple[str, ...] | list[str], what: str) -> str:
    said = word.strip().lower()
    for each in allowed:
        if said.replace("_", "-").replace(" ", "-") == each.replace("_", "-").replace(" ", "-"):
            return each
    near = get_close_matches(said, [each for each in allowed if each], n=3, cutoff=0.5)
    shown = near or [each for each in allowed if each]
    raise InvalidAnswer(
        f"No {what} is called '{word[:40]}'.", next_step=f"It can be: {', '.join(shown)}."
    )


def _platform(word: str) -> tuple[str, tuple[str, ...]]:
    """Give the id of a service by its id or its name; one that is not known is left out."""
    found = find_body(shipped(), word)
    if found or not word.strip():
        return found, ()
    return "", (
        "That app or site is not in the directory. The steps say what to do on any of them.",
    )
