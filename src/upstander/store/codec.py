"""Nouns to compact JSON and back, for columns that hold a whole noun.

Works from the type hints of the dataclasses: a field that has its default is left out. This is
the index's own storage form, made again by ``rebuild`` after each change of the nouns; what
people and programs read is the normal form printed by ``read --json``.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")
_Step = Callable[[Any], Any] | None
"""A conversion, or ``None`` where the value stays as it is."""
_ABSENT = object()


def to_text(noun: object) -> str:
    """Write a dataclass as JSON (ASCII; lone surrogates and NUL survive)."""
    return json.dumps(to_data(noun), separators=(",", ":"))


def from_text(cls: type[T], text: str | bytes) -> T:
    """Read what :func:`to_text` wrote."""
    return from_data(cls, json.loads(text))


def to_data(noun: object) -> dict[str, Any]:
    """Give the fields of a dataclass that differ from their defaults."""
    cls: Any = type(noun)
    data: dict[str, Any] = _writer(cls)(noun)
    return data


def from_data(cls: type[T], data: dict[str, Any]) -> T:
    """Build a dataclass from :func:`to_data`."""
    kind: Any = cls
    noun: T = _reader(kind)(data)
    return noun


@cache
def _writer(cls: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    plan = [
        (each.name, attrgetter(each.name), _write(hints[each.name]), _default(each))
        for each in dataclasses.fields(cls)
    ]

    def write(noun: Any) -> dict[str, Any]:
        data = {}
        for name, get, step, default in plan:
            value = get(noun)
            if value is not default and value != default:
                data[name] = value if step is None or value is None else step(value)
        return data

    return write


@cache
def _reader(cls: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    steps = {each.name: _read(hints[each.name]) for each in dataclasses.fields(cls)}
    plan = {name: step for name, step in steps.items() if step is not None}

    def read(data: dict[str, Any]) -> Any:
        for name, step in plan.items():
            value = data.get(name)
            if value is not None:
                data[name] = step(value)
        return cls(**data)

    return read


def _default(each: dataclasses.Field[Any]) -> object:
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    return _ABSENT if each.default is dataclasses.MISSING else each.default


def _write(hint: Any) -> _Step:
    hint = _without_none(hint)
    if dataclasses.is_dataclass(hint):
        return _writer(typing.cast(type, hint))
    if hint is datetime:
        return datetime.isoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return attrgetter("value")
    return _write_many(hint) if typing.get_origin(hint) is tuple else None


def _write_many(hint: Any) -> _Step:
    inner = _write(typing.get_args(hint)[0])
    if inner is None:
        return None
    return lambda values: [inner(value) for value in values]


def _read(hint: Any) -> _Step:
    hint = _without_none(hint)
    if dataclasses.is_dataclass(hint):
        return _reader(typing.cast(type, hint))
    if hint is datetime:
        return datetime.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _read_many(hint) if typing.get_origin(hint) is tuple else None


def _read_many(hint: Any) -> _Step:
    inner = _read(typing.get_args(hint)[0])
    if inner is None:
        return tuple
    return lambda values: tuple([inner(value) for value in values])


def _without_none(hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is typing.Union or origin is types.UnionType:
        return next(each for each in typing.get_args(hint) if each is not type(None))
    return getattr(hint, "__supertype__", hint)
