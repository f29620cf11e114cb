"""Nouns to compact JSON and back, for columns that hold a whole noun.

A dataclass becomes the list of its values in the order of its fields; the type hints say how to
read them back. This is the index's own storage form, made again after each change of the nouns
(:data:`upstander.store.schema.FORM`); what people and programs read is the normal form that
``read --json`` prints.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from upstander.model.quick import quick

T = TypeVar("T")
_Step = Callable[[Any], Any] | None
"""A conversion, or ``None`` where the value stays as it is."""


def to_text(noun: object) -> str:
    """Write a dataclass as JSON (ASCII; lone surrogates and NUL survive)."""
    return _encode(noun)


def from_text(cls: type[T], text: str | bytes) -> T:
    """Read what :func:`to_text` wrote."""
    kind: Any = cls
    noun: T = _reader(kind)(json.loads(text))
    return noun


def fields_of(cls: type) -> Iterator[str]:
    """Name all fields of a noun and of the nouns inside it, in order."""
    for each in dataclasses.fields(cls):
        yield f"{cls.__name__}.{each.name}"
    for hint in typing.get_type_hints(cls).values():
        inner = _innermost(hint)
        if dataclasses.is_dataclass(inner):
            yield from fields_of(typing.cast(type, inner))


@cache
def _values(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [each.name for each in dataclasses.fields(cls)]
    if len(names) > 1:
        return attrgetter(*names)
    only = attrgetter(names[0])
    return lambda noun: (only(noun),)


def _parts(value: Any) -> Any:
    """What JSON has no word for: a noun or a time."""
    if type(value) is datetime:
        return value.isoformat()
    kind: Any = type(value)
    return _values(kind)(value)


_encode = json.JSONEncoder(default=_parts, separators=(",", ":"), check_circular=False).encode


@cache
def _reader(cls: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    steps = [_read(hints[each.name]) for each in dataclasses.fields(cls)]
    plan = [(place, step) for place, step in enumerate(steps) if step is not None]
    make = cls if hasattr(cls, "__post_init__") else quick(cls)

    def read(values: list[Any]) -> Any:
        for place, step in plan:
            value = values[place]
            if value is not None:
                values[place] = step(value)
        return make(*values)

    return read


def _read(hint: Any) -> _Step:
    hint = _without_none(hint)
    if dataclasses.is_dataclass(hint):
        noun: Any = hint
        return _reader(noun)
    if hint is datetime:
        return datetime.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    return _read_many(hint) if typing.get_origin(hint) is tuple else None


def _read_many(hint: Any) -> _Step:
    inner = _read(typing.get_args(hint)[0])
    if inner is None:
        return tuple
    return lambda values: tuple([inner(value) for value in values])


def _innermost(hint: Any) -> Any:
    hint = _without_none(hint)
    return _innermost(typing.get_args(hint)[0]) if typing.get_origin(hint) is tuple else hint


def _without_none(hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is typing.Union or origin is types.UnionType:
        return next(each for each in typing.get_args(hint) if each is not type(None))
    return getattr(hint, "__supertype__", hint)
