"""The normal form as JSON: reports and messages, field for field, nothing guessed or left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from upstander.model.message import Message
from upstander.model.reading import ReadReport

_MAPS = frozenset({"counts", "senders", "settings", "extra"})
"""Fields that are pairs in the model and objects in JSON."""
_AS_IT_IS = frozenset({str, int, bool, type(None)})


def report_record(report: ReadReport) -> dict[str, Any]:
    """Give the first line of ``read --json``."""
    return {"type": "report", **plain(report)}


def item_record(message: Message) -> dict[str, Any]:
    """Give one item line of ``read --json``."""
    record = {"type": "item", **plain(message)}
    record["platform_variant"] = record.pop("variant")
    record["provenance"]["locator"] = message.provenance.locator
    return record


def plain(value: Any) -> Any:
    """Give dataclasses, enums and times as JSON values."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple or kind is list:
        return [plain(each) for each in value]
    if is_dataclass(kind):
        return _record(value, kind)
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _record(value: Any, kind: Any) -> dict[str, Any]:
    names, values, maps = _reader(kind)
    record = dict(zip(names, values(value), strict=True))
    for name, held in record.items():
        # Most fields are text or empty; a call for each would be most of the work.
        if type(held) not in _AS_IT_IS:
            record[name] = plain(held) if held != () else []
    for name in maps:
        record[name] = {str(key): plain(each) for key, each in getattr(value, name)}
    return record


@cache
def _reader(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[str, ...]]:
    names = tuple(each.name for each in fields(kind))
    values = attrgetter(*names)
    maps = tuple(name for name in names if name in _MAPS)
    return names, values if len(names) > 1 else lambda value: (values(value),), maps
