"""Frozen records as plain values for JSON, and strictly back; worked out from their type hints.

Encoding leaves out what is empty or default. Decoding trusts nothing: the values come from a
limited child process that read a stranger's file, so unknown keys, wrong types, half surrogates
and naive UTC times are refused with :class:`ImporterFailed`.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar, Union, cast

from upstander.model.errors import ImporterFailed
from upstander.model.quick import quick

T = TypeVar("T")
Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]

_NOTHING = object()


class _Refused(ValueError):
    """A value that does not have the shape it must have."""


def to_plain(record: object) -> dict[str, Any]:
    """Give a record as values that ``json.dumps`` takes; empty fields are left out."""
    return _codec(type(record)).encode(record)


def from_plain(kind: type[T], value: object) -> T:
    """Build a record again; raises :class:`ImporterFailed` for anything malformed."""
    try:
        return cast(T, _codec(kind).decode(value))
    except (_Refused, KeyError, TypeError, ValueError, OverflowError) as error:
        raise ImporterFailed("What the reader gave back is malformed.") from error


class _Codec:
    """Encoding and decoding of one dataclass, worked out once from its type hints."""

    def __init__(self, kind: type[Any]) -> None:
        hints = typing.get_type_hints(kind)
        fields = dataclasses.fields(kind)
        self._make = quick(kind)
        self._values = attrgetter(*(each.name for each in fields))
        self._out = [(each.name, _default(each), _encoder(hints[each.name])) for each in fields]
        self._in = {each.name: _decoder(each.name, hints[each.name]) for each in fields}
        self._wanted = frozenset(name for name, default, _ in self._out if default is _NOTHING)

    def encode(self, made: Any) -> dict[str, Any]:
        """Give a dictionary without the fields that have their default."""
        values = self._values(made)
        return {
            name: value if encode is None else encode(value)
            for (name, default, encode), value in zip(self._out, values, strict=True)
            if value is not default and value != default
        }

    def decode(self, value: Any) -> Any:
        """Build the record; every key must be known and every required one there."""
        if type(value) is not dict or not self._wanted <= value.keys():
            raise _Refused("not the record that was expected")
        known = self._in
        return self._make(**{name: known[name](each) for name, each in value.items()})


_CODECS: dict[type[Any], _Codec] = {}


def _codec(kind: type[Any]) -> _Codec:
    found = _CODECS.get(kind)
    if found is None:
        found = _CODECS[kind] = _Codec(kind)
    return found


def _default(each: dataclasses.Field[Any]) -> Any:
    if each.default is not dataclasses.MISSING:
        return each.default
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    return _NOTHING


def _inner(hint: Any) -> tuple[Any, bool]:
    """Take ``X | None`` apart and look through NewTypes."""
    if typing.get_origin(hint) in (Union, types.UnionType):
        rest = [each for each in typing.get_args(hint) if each is not type(None)]
        return _inner(rest[0])[0], True
    if isinstance(hint, typing.NewType):
        return hint.__supertype__, False
    return hint, False


def _encoder(hint: Any) -> Encode | None:
    """Give the encoder of a type; ``None`` where the value goes as it is."""
    kind, optional = _inner(hint)
    inner = _plain_encoder(kind)
    if inner is None or not optional:
        return inner
    return lambda value: None if value is None else inner(value)


def _plain_encoder(kind: Any) -> Encode | None:
    if typing.get_origin(kind) is tuple:
        return _tuple_encoder(typing.get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _codec(cast("type[Any]", kind)).encode
    if kind is datetime:
        return datetime.isoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return attrgetter("value")
    return None


def _tuple_encoder(args: tuple[Any, ...]) -> Encode:
    each = _encoder(args[0])
    if each is None:
        return list
    return lambda values: [each(value) for value in values]


def _decoder(name: str, hint: Any) -> Decode:
    kind, optional = _inner(hint)
    inner = _plain_decoder(name, kind)
    if not optional:
        return inner
    return lambda value: None if value is None else inner(value)


def _plain_decoder(name: str, kind: Any) -> Decode:
    if typing.get_origin(kind) is tuple:
        return _tuple_decoder(name, typing.get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _codec(cast("type[Any]", kind)).decode
    if kind is datetime:
        return _local if name == "local" else _utc
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {each.value: each for each in kind}.__getitem__
    return {str: _text, int: _int, bool: _bool}[kind]


def _tuple_decoder(name: str, args: tuple[Any, ...]) -> Decode:
    if len(args) == 2 and args[1] is Ellipsis:
        each = _decoder(name, args[0])
        return lambda value: tuple([each(one) for one in _list(value)])
    parts = [_decoder(name, arg) for arg in args]
    return lambda value: tuple(decode(one) for decode, one in zip(parts, _list(value), strict=True))


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise _Refused("not a list")
    return value


def _text(value: Any) -> str:
    if type(value) is not str:
        raise _Refused("not a text")
    if not value.isascii():
        value.encode()  # raises for half surrogates, which no store takes
    return value


def _int(value: Any) -> int:
    if type(value) is not int or not -(1 << 63) <= value < 1 << 63:
        raise _Refused("not a whole number")
    return value


def _bool(value: Any) -> bool:
    if type(value) is not bool:
        raise _Refused("not yes or no")
    return value


def _utc(value: Any) -> datetime:
    made = datetime.fromisoformat(_text(value))
    if made.utcoffset() != timedelta(0):
        raise _Refused("not in UTC")
    return made


def _local(value: Any) -> datetime:
    made = datetime.fromisoformat(_text(value))
    if made.tzinfo is not None:
        raise _Refused("a wall time has no zone")
    return made
