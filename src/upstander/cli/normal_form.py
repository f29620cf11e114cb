"""The normal form as JSON: reports and messages, field for field, nothing guessed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from upstander.model.message import Message
from upstander.model.reading import ReadReport

_MAPS = {"counts", "senders", "settings", "extra"}
"""Fields that are pairs in the model and objects in JSON."""


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
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _field(each.name, getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def _field(name: str, value: Any) -> Any:
    if name in _MAPS and isinstance(value, tuple):
        return {str(key): plain(each) for key, each in value}
    return plain(value)
