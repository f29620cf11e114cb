"""The service's own words in many languages, as data; a phrase not known stays text.

``data/whatsapp/phrases/<lang>.toml`` holds whole phrases and templates. ``{name}``, ``{target}``,
``{old}``, ``{new}``, ``{file}`` and ``{any}`` stand for words that change.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from upstander.language.marks import plain
from upstander.model.errors import DirectoryError

_SLOT = re.compile(r"\\\{(name|target|old|new|file|any)\\\}")
_TABLES = frozenset(
    {"omitted", "attached", "states", "view_once", "calls", "places", "polls", "title", "system"}
)
_OPENING = frozenset("\"“„«'")


@dataclass(slots=True)
class Template:
    """One phrase with changing words."""

    pattern: re.Pattern[str]
    meaning: str
    literal: str  # its longest fixed part: most lines are turned away by this alone


@dataclass(slots=True)
class Phrases:
    """All languages together; exact phrases first, templates after."""

    exact: dict[str, tuple[str, str]] = field(default_factory=dict)  # phrase -> (family, meaning)
    templates: dict[str, list[Template]] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)
    omitted: dict[str, str] = field(default_factory=dict)  # also as the end of a longer text
    attached_wrapped: list[tuple[str, str]] = field(default_factory=list)  # before, after
    attached_after: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    options: list[str] = field(default_factory=list)
    longest: int = 0  # of the exact phrases
    quoting: set[str] = field(default_factory=set)  # ' changed the subject to "' and the like

    def match(self, family: str, text: str) -> tuple[str, dict[str, str]] | None:
        """Find a template of a family that fits the whole text."""
        for template in self.templates.get(family, ()):
            if template.literal in text and (found := template.pattern.match(text)):
                return template.meaning, found.groupdict()
        return None


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """Load every language once; raises DirectoryError for a table that is not known."""
    known = Phrases()
    folder = files("upstander").joinpath("data/whatsapp/phrases")
    for record in sorted(folder.iterdir(), key=lambda each: each.name):
        if record.name.endswith(".toml"):
            _load(known, record.name, tomllib.loads(record.read_text("utf-8")))
    return known


def _load(known: Phrases, name: str, data: dict[str, Any]) -> None:
    if data.pop("language", None) != name.removesuffix(".toml"):
        raise DirectoryError(f"{name} does not name its own language.")
    unknown = set(data) - _TABLES
    if unknown:
        raise DirectoryError(f"{name} holds unknown tables: {', '.join(sorted(unknown))}.")
    known.edited.update(plain(each) for each in data.get("states", {}).pop("edited", ()))
    for family, meaning, phrase in _phrases(data):
        _add(known, family, meaning, plain(phrase))
    for template in data.get("attached", {}).get("templates", ()):
        _add_attached(known, plain(template))
    known.places.update(plain(each) for each in data.get("places", {}).get("prefixes", ()))
    option = data.get("polls", {}).get("option")
    if option and option not in known.options:
        known.options.append(option)


def _phrases(data: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for family in ("omitted", "states", "calls", "system"):
        for meaning, listed in data.get(family, {}).items():
            for phrase in listed:
                yield family, meaning, phrase
    for phrase in data.get("view_once", {}).get("phrases", ()):
        yield "view_once", "view_once", phrase
    for phrase in data.get("title", {}).get("templates", ()):
        yield "title", "title", phrase


def _add(known: Phrases, family: str, meaning: str, phrase: str) -> None:
    escaped = re.escape(phrase)
    if not _SLOT.search(escaped):
        known.longest = max(known.longest, len(phrase) + 8)
        known.exact.setdefault(phrase, (family, meaning))
        if family == "omitted":
            known.omitted.setdefault(phrase, meaning)
        return
    literals = re.split(r"\{\w+\}", phrase)
    template = Template(_compile(escaped), meaning, max(literals, key=len))
    known.templates.setdefault(family, []).append(template)
    known.quoting.update(part for part in literals[1:-1] if part[-1:] in _OPENING and len(part) > 4)


def _compile(escaped: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def slot(match: re.Match[str]) -> str:
        word = match[1]
        if word == "any" or word in seen:
            return r"[^\n]{0,400}"
        seen.add(word)
        return rf"(?P<{word}>[^\n]{{1,200}}?)"

    return re.compile(_SLOT.sub(slot, escaped) + r"\Z", re.DOTALL)


def _add_attached(known: Phrases, template: str) -> None:
    before, _, after = template.partition("{file}")
    if before.strip():
        known.attached_wrapped.append((before, after))
    elif after not in known.attached_after:
        known.attached_after.append(after)


@lru_cache(maxsize=4096)
def system_action(text: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Find what a line written by the service says: the action and its words."""
    if len(text) > 2_000:
        return None
    exact = phrases().exact.get(text)
    if exact and exact[0] == "system":
        return exact[1], ()
    found = phrases().match("system", text)
    return (found[0], tuple(sorted(found[1].items()))) if found else None
