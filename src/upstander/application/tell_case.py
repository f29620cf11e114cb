"""Keep what a person tells about the whole case: once, for every plan and every report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from upstander.application.record import data, record
from upstander.application.services import Services
from upstander.application.someone_elses import lock_again
from upstander.model.actor import Actor
from upstander.model.entry import Act, EntryDraft, Json
from upstander.model.errors import InvalidAnswer, NothingToKeep
from upstander.model.evidence import Case
from upstander.model.ids import CaseId
from upstander.model.report import (
    AgeBand,
    Consent,
    Contact,
    HelperRole,
    Helping,
    Nature,
    Statement,
    Told,
)
from upstander.report.redact import without_secrets

E = TypeVar("E", bound=StrEnum)

_YES_NO = {"danger_now", "money_moved"}
_ANSWERS = ("", "yes", "no", "unsure")
_ORDERS = ("", "police", "platform")
_FREE_TEXT = (
    "what_happened", "at_risk_now", "effect", "fear", "technology", "told_to_stop", "wants",
)  # fmt: skip
_PAIRS, _ONE_CONTACT, _HELPING = "private", "reporter", "helping"


def tell_case(services: Services, *, actor: Actor, case: CaseId, told: Told) -> Case:
    """Record what changed against what was told before; what is the same is not written again.

    An emptied field is an answer too: it takes back what was told, and the earlier words stay
    in the record. A PIN, password or number of a card in told words is never recorded: a mark
    stands in its place. (Those under ``private`` are there to be found in the messages.)

    Raises:
        InvalidAnswer: a choice that is none of those offered.
        NotFound: no such case.
    """
    before = services.index.case(case).told
    _check(told)
    told = _without_secrets(told)
    changed: dict[str, Json] = {
        each.name: as_json(getattr(told, each.name))
        for each in fields(Told)
        if getattr(told, each.name) != getattr(before, each.name)
    }
    if changed:
        body = MappingProxyType[str, Json]({"told": changed})
        record(services, EntryDraft(Act.CASE_ANSWER, actor, case=case, data=body))
        lock_again(services, case)
    return services.index.case(case)


def say(services: Services, *, actor: Actor, case: CaseId, statement: Statement) -> Case:
    """Record a fact, an inference or an opinion, with who says so. It accuses nobody by itself.

    Raises:
        NothingToKeep: there are no words.
        NotFound: no such case.
    """
    services.index.case(case)
    if not statement.text.strip():
        raise NothingToKeep("There are no words to keep.", next_step="Write a few words first.")
    body = data(
        nature=statement.nature.value,
        text=without_secrets(statement.text.strip()),
        by=statement.by.strip(),
        about=statement.about,
    )
    record(services, EntryDraft(Act.STATEMENT, actor, case=case, data=body))
    return services.index.case(case)


def told_from(given: object, before: Told) -> Told:
    """Give what was told after an entry; fields that are not known are left out."""
    if not isinstance(given, dict):
        return before
    known = {each.name for each in fields(Told)} & given.keys()
    return replace(before, **{name: _read(name, given[name]) for name in known})


def statement_from(given: Mapping[str, Json], at: datetime) -> Statement:
    """Read the data of ``statement``; what is no nature that we know is an opinion."""
    nature = str(given.get("nature", ""))
    return Statement(
        nature=Nature(nature) if nature in list(Nature) else Nature.OPINION,
        text=str(given.get("text", "")),
        by=str(given.get("by", "")),
        at=at,
        about=str(given.get("about", "")),
    )


def as_json(value: object) -> Json:
    """A field as an entry body holds it: text, lists, and objects of text."""
    if isinstance(value, (Helping, Contact)):
        return {name: as_json(each) for name, each in asdict(value).items() if each}
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    return value.value if isinstance(value, StrEnum) else str(value)


def _read(name: str, value: Json) -> Any:
    if name == _HELPING:
        return _helping(value)
    if name == _ONE_CONTACT:
        known = {each.name for each in fields(Contact)}
        given = value if isinstance(value, dict) else {}
        return Contact(**{key: str(each) for key, each in given.items() if key in known})
    if name == _PAIRS:
        pairs = value if isinstance(value, list) else []
        return tuple(
            (str(pair[0]), str(pair[1]))
            for pair in pairs
            if isinstance(pair, list) and len(pair) == 2
        )
    return tuple(map(str, value)) if isinstance(value, list) else str(value)


def _helping(value: Json) -> Helping:
    given = value if isinstance(value, dict) else {}
    ages = given.get("other_ages")
    return Helping(
        role=_choice(HelperRole, given.get("role"), HelperRole.SELF),
        relation=str(given.get("relation", "")),
        age=_choice(AgeBand, given.get("age"), AgeBand.UNKNOWN),
        other_ages=tuple(
            _choice(AgeBand, each, AgeBand.UNKNOWN)
            for each in (ages if isinstance(ages, list) else ())
        ),
        protects_self=str(given.get("protects_self", "")),
        consent=_choice(Consent, given.get("consent"), Consent.NOT_ASKED),
        wants=str(given.get("wants", "")),
        reason=str(given.get("reason", "")),
    )


def _choice(kind: type[E], value: Json, otherwise: E) -> E:
    return kind(value) if value in list(kind) else otherwise


def _without_secrets(told: Told) -> Told:
    helping = replace(
        told.helping,
        wants=without_secrets(told.helping.wants),
        reason=without_secrets(told.helping.reason),
    )
    free = {name: without_secrets(getattr(told, name)) for name in _FREE_TEXT}
    return replace(told, helping=helping, **free)  # type: ignore[arg-type]  # all are text


def _check(told: Told) -> None:
    for name in _YES_NO:
        if getattr(told, name) not in _ANSWERS:
            raise InvalidAnswer("Choose yes, no or not sure.")
    if told.helping.protects_self not in _ANSWERS:
        raise InvalidAnswer("Choose yes, no or not sure.")
    if told.police_first not in _ORDERS:
        raise InvalidAnswer("Choose the police first, or the service first.")
