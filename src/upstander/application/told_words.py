"""Read what a file tells about a case: every answer is understood, or the whole file is refused.

A record that was kept is read leniently (:func:`~upstander.application.tell_case.told_from`).
What a person hands in is not: an answer that is quietly taken for another one could lose a
refusal, or leave out who protects a child.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from difflib import get_close_matches
from typing import TypeVar

from upstander.directory.body_names import find_body, near_bodies
from upstander.directory.kind_names import kind_names
from upstander.directory.kinds import plain_phrase
from upstander.directory.place_names import named_place
from upstander.directory.records import WORLDWIDE, place_code
from upstander.directory.shelf import shipped
from upstander.model.errors import InvalidAnswer
from upstander.model.report import AgeBand, Consent, Contact, HelperRole, Helping, Told

E = TypeVar("E", bound=str)

_LISTS = frozenset({"kinds", "addresses", "own_accounts", "unsure"})
_YES_NO = {each: each for each in ("", "yes", "no", "unsure")} | {"not sure": "unsure"}
_FIRST = {each: each for each in ("", "police", "platform")}
_CONSENT = {
    "": Consent.NOT_ASKED,
    **dict.fromkeys(("yes", "agreed", "agrees", "given", "ok"), Consent.YES),
    **dict.fromkeys(("no", "refused", "refuses", "declined", "said no"), Consent.REFUSED),
    **dict.fromkeys(("unable", "cannot", "cannot answer", "cant answer"), Consent.UNABLE),
    **dict.fromkeys(("not asked", "not yet", "not asked yet"), Consent.NOT_ASKED),
}
_AGES = {plain_phrase(each): each for each in AgeBand} | {
    "": AgeBand.UNKNOWN,
    "18": AgeBand.ADULT,
    "0 12": AgeBand.UNDER_13,
}
_ROLES = {plain_phrase(each): each for each in HelperRole} | {"": HelperRole.SELF}
_UNITED_KINGDOM = ("GB", "GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR")
_KEPT_NOTHING = "Nothing of the file was kept."


@dataclass(slots=True)
class _Reading:
    """What is noted on the way: where an answer is kept in other words than it was given."""

    notes: list[str] = field(default_factory=list)

    def note(self, where: str, given: object, kept: str) -> None:
        """Say how an answer is kept, where that is another word."""
        if plain_phrase(str(given)) != plain_phrase(kept):
            self.notes.append(f"{where}: '{str(given)[:40]}' is kept as '{kept}'.")


def told_in(given: Mapping[str, object], before: Told) -> tuple[Told, tuple[str, ...]]:
    """Give what is told after a file, and notes on answers that are kept in other words.

    What the file does not name stays, in a table such as ``helping`` too; a list replaces the
    one before. ``given`` is plain data, as TOML gives it.

    Raises:
        InvalidAnswer: a field or an answer that is not known, with those that are.
    """
    _known("", given, [each.name for each in fields(Told)])
    reading = _Reading()
    read = {name: _read(name, value, before, reading) for name, value in given.items()}
    return replace(before, **read), tuple(reading.notes)  # type: ignore[arg-type]  # read by name


def _read(name: str, value: object, before: Told, reading: _Reading) -> object:
    if name == "helping":
        return _helping(_table(name, value, Helping), before.helping, reading)
    if name == "reporter":
        table = _table(name, value, Contact)
        told = {key: _text(f"{name}.{key}", each) for key, each in table.items()}
        return replace(before.reporter, **told)
    if name == "private":
        return _private(value, before.private)
    if name == "kinds":
        kinds = (_kind(each, reading) for each in _many(name, value))
        return tuple(dict.fromkeys(kinds))
    if name in _LISTS:
        return _many(name, value)
    return _one(name, value, reading)


def _one(name: str, value: object, reading: _Reading) -> str:
    """A field that holds one answer: a choice, a place, a service, or words."""
    if name in ("danger_now", "money_moved"):
        return _choice(name, value, _YES_NO, reading)
    if name == "police_first":
        return _choice(name, value, _FIRST, reading)
    if name == "place":
        return _place(_text(name, value), reading)
    if name == "platform":
        return _platform(_text(name, value), reading)
    return _text(name, value)


def _helping(given: Mapping[str, object], before: Helping, reading: _Reading) -> Helping:
    read: dict[str, object] = {}
    for name, value in given.items():
        where = f"helping.{name}"
        if name == "role":
            read[name] = _role(where, value, reading)
        elif name == "consent":
            read[name] = _choice(where, value, _CONSENT, reading)
        elif name == "age":
            read[name] = _age(where, value, reading)
        elif name == "other_ages":
            given_ages = value if isinstance(value, list) else [value]
            read[name] = tuple(_age(where, each, reading) for each in given_ages)
        elif name == "protects_self":
            read[name] = _choice(where, value, _YES_NO, reading)
        else:
            read[name] = _text(where, value)
    return replace(before, **read)  # type: ignore[arg-type]  # each is read by its name


def _role(where: str, value: object, reading: _Reading) -> HelperRole:
    more = "A relative writes friend, and who they are in relation."
    return _choice(where, value, _ROLES, reading, more=more)


def _age(where: str, value: object, reading: _Reading) -> AgeBand:
    years = str(value).strip() if not isinstance(value, bool) else ""
    if years.isascii() and years.isdigit() and len(years) <= 3 and int(years) <= 120:
        band = AgeBand.of_years(int(years))
        reading.note(where, value, band)
        return band
    return _choice(where, value, _AGES, reading, more="A number of years is understood as well.")


def _choice(
    where: str, value: object, choices: Mapping[str, E], reading: _Reading, *, more: str = ""
) -> E:
    """One of the words that are offered, however it is spelled; yes and no may be bare."""
    said = {True: "yes", False: "no"}[value] if isinstance(value, bool) else _text(where, value)
    found = choices.get(plain_phrase(said))
    if found is None or (said.strip() and not plain_phrase(said)):
        offered = [word for word in dict.fromkeys(choices.values()) if word]
        raise _unknown(where, said, offered, more)
    if said:
        reading.note(where, said, found)
    return found


def _place(said: str, reading: _Reading) -> str:
    """The code of a place; a part of the United Kingdom that is no nation has no routes."""
    code = named_place(said).upper()
    try:
        code = place_code(code) if code else ""
    except ValueError:
        code = WORLDWIDE
    if code == WORLDWIDE or (code.startswith("GB") and code not in _UNITED_KINGDOM):
        places = [*_UNITED_KINGDOM[1:], "ZZ (somewhere else)"]
        more = "A country is written as its two letters, such as FR."
        raise _unknown("place", said, places, more)
    reading.note("place", said, code)
    if code not in ("", "ZZ") and code[:2] not in shipped().emergency(code).jurisdictions:
        reading.notes.append(f"place: {code} is kept, but no numbers are known for it here.")
    return code


def _platform(said: str, reading: _Reading) -> str:
    """The id of a service of the directory; one that is not in it is told in words."""
    if not said.strip():
        return ""
    found = find_body(shipped(), said)
    if not found:
        near = near_bodies(shipped(), said, kind="platform")
        more = "Is it not listed? Leave the line out, and name it in what_happened."
        raise _unknown("platform", said, near, more)
    reading.note("platform", said, found)
    return found


def _kind(said: str, reading: _Reading) -> str:
    """The slug of a kind by any of its names, as ``upstander route --kind`` takes them.

    A word of the directory that steers a plan otherwise than its kind stays ("hate").
    """
    names = kind_names(shipped().taxonomy)
    found = names.kept(said)
    if not found:
        near = tuple(dict.fromkeys(map(names.kind, names.near(said))))
        offered = near or tuple(shipped().taxonomy.kinds)
        raise _unknown("kinds", said, offered, "Or say it in what_happened.")
    reading.note("kinds", said, found)
    return found


def _private(value: object, before: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Words to leave out: a list of pairs replaces all, a table only the sorts that it names."""
    if isinstance(value, dict):
        kept = tuple(pair for pair in before if pair[0] not in value)
        told = ((sort, word) for sort, words in value.items() for word in _many(sort, words))
        return (*kept, *told)
    return tuple(map(_pair, value if isinstance(value, list) else [value]))


def _pair(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise _refused("private takes pairs.", 'Write it as [["child", "Priya"]].')
    return _text("private", value[0]), _text("private", value[1])


def _table(name: str, value: object, kind: type[Helping | Contact]) -> Mapping[str, object]:
    known = [each.name for each in fields(kind)]
    if not isinstance(value, dict):
        raise _refused(f"{name} is a table.", f"Write it as {name} = {{{known[0]} = ...}}.")
    _known(f"{name}.", value, known)
    return value


def _many(name: str, value: object) -> tuple[str, ...]:
    """A list of words; one word stands for a list of one, and an empty one for none."""
    values = value if isinstance(value, list) else [value]
    return tuple(words for each in values if (words := _text(name, each)).strip())


def _text(name: str, value: object) -> str:
    """Words, or a number, a day or a time as words."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date, time)):
        raise _refused(f"{name} takes words.", f'Write it as {name} = "...".')
    return str(value)


def _known(where: str, given: Iterable[str], known: list[str]) -> None:
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=3, cutoff=0.6) or known
            step = f"Fields are: {', '.join(near)}."
            raise _refused(f"There is no field {where}{name[:40]}.", step)


def _unknown(where: str, said: str, offered: Iterable[str], more: str = "") -> InvalidAnswer:
    words = ", ".join(offered)
    can_be = f"It can be: {words}." if words else ""
    step = " ".join(each for each in (can_be, more) if each)
    return _refused(f"'{said[:40]}' is no answer for {where}.", step)


def _refused(what: str, step: str) -> InvalidAnswer:
    return InvalidAnswer(f"{what} {_KEPT_NOTHING}", next_step=step)
