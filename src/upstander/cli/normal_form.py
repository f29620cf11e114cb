"""The normal form as JSON: reports and messages, field for field, nothing guessed or left out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
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
    record = {}
    for name in _names(kind):
        held = getattr(value, name)
        # Most fields are text or empty; a call for each would be most of the work.
        record[name] = held if type(held) in _AS_IT_IS else plain(held)
    for name in _maps(kind):
        record[name] = {str(key): plain(each) for key, each in getattr(value, name)}
    return record


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _maps(kind: Any) -> tuple[str, ...]:
    return tuple(name for name in _names(kind) if name in _MAPS)
