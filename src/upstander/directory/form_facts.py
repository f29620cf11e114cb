"""The records of what a report form rests on: who learns of it, what follows, which law it names.

A law is only ever a pointer ("may be relevant"), for a place, with its source and date. One that
nobody has confirmed is offered to the person to check, and does not stand in a letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from upstander.directory.records import Checked, Many, Place, Record, Slug, Words


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Line(_Part):
    """A sentence of a form that says something about the world. No places: everywhere."""

    name: Slug
    text: Words
    places: Many[Place] = ()


class LawPointer(_Part):
    """A law, rule or duty that may be relevant in some places."""

    text: Words
    places: Annotated[Many[Place], Field(min_length=1)]
    quality: Checked
    kinds: Many[Slug] = ()  # only for a case of one of these kinds; none: for any
    about: Literal["anyone", "child", "adult"] = "anyone"  # whom it protects

    def concerns(self, place: str, kinds: Iterable[str], child: bool) -> bool:
        """Whether it may matter; never where the place is not known."""
        return (
            bool(place)
            and _serves(self.places, place)
            and (not self.kinds or not set(self.kinds).isdisjoint(kinds))
            and self.about != ("adult" if child else "child")
        )


class FormFacts(Record):
    """What one form rests on; its slug is the form's."""

    who_learns: Annotated[Many[Words], Field(min_length=1)]
    happens_next: Annotated[Many[Words], Field(min_length=1)]
    lines: Many[Line] = ()
    law: Many[LawPointer] = ()

    def line(self, name: str, place: str = "") -> str:
        """The sentence of that name for a place; empty where none is for it."""
        fitting = (each for each in self.lines if each.name == name and _serves(each.places, place))
        return next((each.text for each in fitting), "")


def _serves(places: tuple[str, ...], place: str) -> bool:
    """Whether the place, or the country that it is in, is among them."""
    if not places:
        return True
    return any(place == each or place.startswith(f"{each}-") for each in places)
