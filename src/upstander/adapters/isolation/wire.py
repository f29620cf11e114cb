"""Messages and reports on the line between child and parent: JSON lists, field by field.

Both ends are the same code, so names are left out; the parent takes nothing on trust and checks
the type of every value. This is not a format for keeping: that is the normal form.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar

from upstander.model.message import Message
from upstander.model.quick import quick
from upstander.model.reading import ReadReport

T = TypeVar("T")
_Decoder = Callable[[Any], Any]
_getters: dict[type, Callable[[Any], Any]] = {}


class Malformed(ValueError):
    """A value on the line is not what it has to be."""


def encode(record: Message | ReadReport) -> bytes:
    """Give one record as JSON, ASCII only."""
    return _ENCODER.encode(record).encode("ascii")


def decode_messages(payload: bytes) -> list[Message]:
    """Read a batch; raises :class:`Malformed`."""
    values = _loaded(payload)
    if not isinstance(values, list):
        raise Malformed("not a list")
    try:
        return [_message(value) for value in values]
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        raise Malformed("not a message") from error


def decode_report(payload: bytes) -> ReadReport:
    """Read a report; raises :class:`Malformed`."""
    try:
        report: ReadReport = _report(_loaded(payload))
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        raise Malformed("not a report") from error
    return report


def _loaded(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error


def _plain(value: Any) -> Any:
    """What the encoder cannot write by itself: records and times."""
    if isinstance(value, datetime):
        return value.isoformat()
    getter = _getters.get(type(value))
    if getter is None:
        names = [each.name for each in dataclasses.fields(value)]
        getter = _getters[type(value)] = attrgetter(*names)
    return getter(value)


_ENCODER = json.JSONEncoder(default=_plain, separators=(",", ":"), check_circular=False)


def _decoder(kind: Any) -> _Decoder:
    """Make the check for one type. Raises ``TypeError`` for a type that no record should have."""
    kind = getattr(kind, "__supertype__", kind)
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional([each for each in typing.get_args(kind) if each is not type(None)])
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {each.value: each for each in kind}.__getitem__
    if kind is datetime:
        return _time
    if kind in (str, int, bool):
        return _exactly(kind)
    raise TypeError(f"{kind} has no place on the line")


def _exactly(kind: type) -> _Decoder:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise Malformed(kind.__name__)
        return value

    return check


def _time(value: Any) -> datetime:
    if type(value) is not str:
        raise Malformed("time")
    return datetime.fromisoformat(value)


def _optional(kinds: list[Any]) -> _Decoder:
    (kind,) = kinds
    inner = _decoder(kind)

    def check(value: Any) -> Any:
        return None if value is None else inner(value)

    return check


def _tuple(kinds: tuple[Any, ...]) -> _Decoder:
    if kinds[-1] is Ellipsis:
        inner = _decoder(kinds[0])

        def many(value: Any) -> tuple[Any, ...]:
            if type(value) is not list:
                raise Malformed("list")
            return tuple([inner(each) for each in value]) if value else ()

        return many
    inners = [_decoder(each) for each in kinds]

    def fixed(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise Malformed("list")
        return tuple([check(each) for check, each in zip(inners, value, strict=True)])

    return fixed


def _record(kind: type[T]) -> _Decoder:
    hints = typing.get_type_hints(kind)
    checks = [_decoder(hints[each.name]) for each in dataclasses.fields(kind)]  # type: ignore[arg-type]  # checked by the caller
    make = quick(kind)

    def build(value: Any) -> T:
        if type(value) is not list:
            raise Malformed(kind.__name__)
        return make(*[check(each) for check, each in zip(checks, value, strict=True)])

    return build


_message = _record(Message)
_report = _record(ReadReport)
