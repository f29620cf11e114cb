"""Facts of a report from TOML, so that an example is a folder and not a program.

A table is read into the frozen dataclasses of the model by their types. ``case`` names a file
of ``tests/data/forms/_cases`` that is read first; what stands beside it replaces its fields.
"""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from upstander.model.report import Document, ReportFacts
from upstander.report._interface import Asked

FORMS = Path(__file__).resolve().parents[1] / "data" / "forms"
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
T = TypeVar("T")


def case(name: str) -> ReportFacts:
    """One of the invented cases."""
    return made(ReportFacts, _table(FORMS / "_cases" / f"{name}.toml"))


def example(folder: Path) -> tuple[ReportFacts, Asked]:
    """The facts of an example, and for whom it is written. ``mail`` names a file beside it."""
    table = _table(folder / "facts.toml")
    if "mail" in table:
        table["raw_mail"] = (folder / table.pop("mail")).read_bytes()
    asked = {"now": NOW, **table.pop("asked", {})}
    first = _table(FORMS / "_cases" / f"{table.pop('case')}.toml") if "case" in table else {}
    return made(ReportFacts, {**first, **table}), made(Asked, asked)


def made(kind: type[T], table: dict[str, Any]) -> T:
    """Make a dataclass of a table; raises ``TypeError`` for a field that it does not have."""
    hints = typing.get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in table.items()})


def _value(hint: Any, value: Any) -> Any:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _value(next(each for each in inner if each is not type(None)), value)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return tuple(_value(inner[0], each) for each in value)
        return tuple(value)
    if origin is frozenset:
        return frozenset(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if dataclasses.is_dataclass(hint):
        return made(hint, value)  # type: ignore[arg-type]  # a class, not an instance
    return value


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def beside(document: Document) -> str:
    """What a person reads beside a letter, as one text."""
    parts = (
        ("Missing", document.missing),
        ("Who learns", document.who_learns),
        ("Left out", document.left_out),
        ("Next", document.next_steps),
        ("Files", tuple(part.name for part in document.files)),
        ("To", (document.to,) if document.to else ()),
    )
    return "".join(f"{name}:\n{_dashes(lines)}" for name, lines in parts if lines)


def _dashes(lines: tuple[str, ...]) -> str:
    return "".join(f"- {line}\n" for line in lines)
