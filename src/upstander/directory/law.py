"""Law as dated pointers: what may be relevant in a place on a day, as questions to answer.

A pointer never says that something was against the law. It names a text, asks in plain words what
that text asks, and says from when it holds, where that was read, and when it has to be looked at
again. Without a known place there is no law to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from upstander.directory.kinds import DirectoryKindSlug, ProvisionSlug
from upstander.directory.records import Many, Quality, Record, Source, Words, place_code
from upstander.directory.review import CHECK_FIRST, checked_line, plain_date

ProvisionKind = Literal[
    "offence", "aggravation", "definition", "order", "civil", "duty", "power", "right"
]
Group = Literal["offence", "order", "duty", "right"]
Fact = Literal["elements", "indicators", "max_penalty", "time_limit", "trial", "notes"]

CHOICE: Final = "Police and prosecutors choose what applies."
MAY: Final = "May be relevant"
CHECK_THE_DATE: Final = "check the date"
AT_LEAST_TWO: Final = "This one needs at least two times. Keep count, with dates."

GROUPS: Final[dict[Group, str]] = {
    "offence": "Law about what happened",
    "order": "What a court can order",
    "duty": "What others have to do, or may do",
    "right": "Your rights",
}
"""The groups in the order in which a screen shows them, each with its heading."""

_GROUP_OF: Final[dict[ProvisionKind, Group]] = {
    "offence": "offence",
    "aggravation": "offence",
    "definition": "offence",
    "order": "order",
    "civil": "order",
    "duty": "duty",
    "power": "duty",
    "right": "right",
}
_WHICH_PART = "Say which part: England, Wales, Scotland or Northern Ireland. Each has its own law."
_NO_PLACE = "The place is not known, so no law is shown. Say where the person lives."
_NO_LAW = "No law of this place is in the list yet. Ask the police or an advice service there."


class Provision(Record):
    """One law, order, duty or right. ``elements`` are questions, and needs no blame to answer.

    ``in_force_from`` and ``in_force_until`` are days that were seen in a source; what is less than
    a day stands in ``in_force_note``. ``check_date`` is for a day that rests on little.
    ``unconfirmed`` names the fields that were not seen in a source.
    """

    slug: ProvisionSlug
    sources: Many[Source] = ()  # none only while it is unconfirmed
    kind: ProvisionKind
    title: Words
    section: Words
    in_force_from: date | None = None
    in_force_until: date | None = None  # the last day
    in_force_note: str = ""
    check_date: bool = False
    directory_kinds: Annotated[Many[DirectoryKindSlug], Field(min_length=1)]
    elements: Annotated[Many[Words], Field(min_length=1)]
    needs_two: bool = False  # a course of conduct: once is not enough
    indicators: Annotated[Many[Words], Field(min_length=1)]
    max_penalty: str = ""
    trial: Literal["", "summary only", "either way", "indictment only"] = ""
    time_limit: str = ""
    notes: Many[Words] = ()
    unconfirmed: Many[Fact] = ()

    @model_validator(mode="after")
    def _says_since_when(self) -> Provision:
        if self.in_force_from is None and not self.in_force_note:
            raise ValueError("in_force_from, or words in in_force_note")
        if not self.sources and self.quality is not Quality.UNCONFIRMED:
            raise ValueError("a record without sources is unconfirmed")
        return self

    @property
    def group(self) -> Group:
        """Whether it is about what happened, an order, somebody's duty or a right."""
        return _GROUP_OF[self.kind]

    @property
    def date_is_sure(self) -> bool:
        """Whether the day on which it began was seen in a source that bears it."""
        sure = self.in_force_from is not None and not self.check_date
        return sure and self.quality is not Quality.UNCONFIRMED

    @property
    def _made_in(self) -> int:
        """The year in the title of an act; 0 where it has none."""
        year = re.search(r"\b(?:1[6-9]|20)\d\d\b(?!.*\b(?:1[6-9]|20)\d\d\b)", self.title)
        return int(year[0]) if year else 0

    def in_force(self, on: date | None) -> bool:
        """Say whether it may hold on a day. What is not known counts as yes."""
        if on is None:
            return True
        if self.in_force_from is None and self._made_in > on.year:
            return False  # an act of a later year cannot have held yet
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_until is None or on <= self.in_force_until)


@dataclass(frozen=True, slots=True)
class LawPointer:
    """A provision in the words of a screen. ``check_first`` names the facts that were not seen."""

    id: str
    group: Group
    heading: str  # "May be relevant: Stalking"
    text: str  # the Act and its section
    questions: tuple[str, ...]
    needs_two: str
    signs: tuple[str, ...]
    in_force: str
    check_date: bool
    max_penalty: str
    time_limit: str
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: str
    review_by: date
    check_first: tuple[str, ...]
    choice: str = CHOICE
    far: tuple[int, ...] = ()  # how far from what was told: the smaller, the nearer


def pointers(
    law: Iterable[Provision],
    *,
    place: str,
    on: date | None,
    kinds: Iterable[str],
    today: date,
) -> tuple[LawPointer, ...]:
    """Give the provisions that may be relevant, offences first, then orders, duties and rights.

    Args:
        law: the records, such as ``shipped().law()``.
        place: ISO 3166; ``ENG`` is ``GB-ENG``. A whole country of parts, words that are no place
            and nothing all give none: :func:`why_none` says why.
        on: the day on which it happened. ``None``: not known; all are shown, with "check the date".
        kinds: words of the directory, such as ``stalking``. None of them give no provision.
        today: for the words about the last check.
    """
    wanted, told = _place(place), frozenset(kinds)
    fitting = (
        each
        for each in law
        if wanted in each.jurisdictions and each.in_force(on) and told & set(each.directory_kinds)
    )
    ordered = sorted(fitting, key=lambda each: _order(each, told))
    return tuple(replace(_pointer(each, on, today), far=_far(each, told)) for each in ordered)


def nearest(found: Sequence[LawPointer], most: int) -> tuple[LawPointer, ...]:
    """Give those to show first, in the order given: the best of each group, then the nearest.

    So an order of a court made for just this stands there, however many offences come before it.
    """
    best = {each.group: each for each in reversed(found)}
    by_fit = sorted(found, key=lambda each: (each is not best[each.group], each.far))
    chosen = {each.id for each in by_fit[:most]}
    return tuple(each for each in found if each.id in chosen)


def why_none(law: Iterable[Provision], place: str) -> str:
    """Give the sentence for a place without law; empty when there is some."""
    wanted = _place(place)
    held = {each for provision in law for each in provision.jurisdictions}
    if wanted in held:
        return ""
    if any(each.startswith(wanted + "-") for each in held if wanted):
        return _WHICH_PART
    return _NO_LAW if wanted not in ("", "ZZ", "INT") else _NO_PLACE


def _place(text: str) -> str:
    """The ISO code of a place; empty for what is none."""
    try:
        return place_code(text.strip().upper())
    except ValueError:
        return ""


def _order(provision: Provision, told: frozenset[str]) -> tuple[int, tuple[int, ...], str]:
    """Groups in order; then how near they are to what was told."""
    return list(GROUPS).index(provision.group), _far(provision, told), provision.slug


def _far(provision: Provision, told: frozenset[str]) -> tuple[int, ...]:
    """More kinds told, its main kind told, few kinds besides, seen before unseen."""
    kinds = provision.directory_kinds
    return (
        -len(told & set(kinds)),
        0 if kinds[0] in told else 1,
        len(set(kinds) - told),
        1 if provision.quality is Quality.UNCONFIRMED else 0,
    )


def _pointer(provision: Provision, on: date | None, today: date) -> LawPointer:
    return LawPointer(
        id=provision.slug,
        group=provision.group,
        heading=f"{MAY}: {provision.name}",
        text=f"{provision.title}, {provision.section}",
        questions=provision.elements,
        needs_two=AT_LEAST_TWO if provision.needs_two else "",
        signs=provision.indicators,
        in_force=" ".join(_in_force(provision, on)),
        check_date=on is None or not provision.date_is_sure,
        max_penalty=provision.max_penalty,
        time_limit=provision.time_limit,
        notes=provision.notes,
        sources=provision.sources,
        checked=checked_line(provision, today),
        review_by=provision.review_by,
        check_first=tuple(each.replace("_", " ") for each in provision.unconfirmed),
    )


def _in_force(provision: Provision, on: date | None) -> Iterator[str]:
    """From when to when it holds, and that the day has to be looked at again."""
    begun, ended = provision.in_force_from, provision.in_force_until
    if begun:
        until = f" until {plain_date(ended)}" if ended else ""
        yield f"In force from {plain_date(begun)}{until}."
    elif ended:
        yield f"In force until {plain_date(ended)}."
    if provision.in_force_note:
        yield provision.in_force_note
    if on is None:
        yield f"When it happened is not known: {CHECK_THE_DATE}."
    elif not provision.date_is_sure:
        yield f"Please {CHECK_THE_DATE}."


def source_lines(pointer: LawPointer) -> tuple[str, ...]:
    """Where it was read, one line a source; one that says so when it was read nowhere."""
    if not pointer.sources:
        return (f"Nowhere: it is from memory. Please {CHECK_FIRST}.",)
    return tuple(
        f"{each.title}, {each.page_date or 'no date'}: {each.address}" for each in pointer.sources
    )
