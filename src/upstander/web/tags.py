"""Template tags and filters, loaded for every template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from upstander.model.timeline import Certainty, When

register = template.Library()

_KEEP = frozenset("\n\t")
_UNITS = ("bytes", "kB", "MB", "GB")


@register.filter
def plain(text: object) -> SafeString:
    """Show hostile text harmlessly: escaped, invisible and direction controls named.

    A zero-width joiner stays, since emoji and several scripts need it.
    """
    parts = [_visible(ch) for ch in str(text)]
    return mark_safe("".join(parts))  # noqa: S308  every part is escaped or our own


def _visible(ch: str) -> str:
    if ch in _KEEP or ch == "\u200d" or unicodedata.category(ch) not in {"Cc", "Cf", "Co", "Cn"}:
        return escape(ch)
    return f'<span class="code-point">[U+{ord(ch):04X}]</span>'


@register.simple_tag(takes_context=True)
def step(context: dict[str, Any], root: str, path: str, words: str, width: str = "") -> SafeString:
    """A link of the case's menu, marked where it is the page that is shown or one below it.

    ``width`` is the class of a link that stands in one of two places, by the room there is.
    """
    here, target = str(context.get("here", "")), root + path
    current = here == target or (bool(path) and here.startswith(target + "/"))
    return format_html(
        '<a href="{}"{}{}>{}</a>',
        target,
        format_html(' class="{}"', width) if width else "",
        mark_safe(' aria-current="page"') if current else "",
        words,
    )


@register.filter
def size(value: int) -> str:
    """A size in words: bytes exactly, larger ones rounded."""
    number = float(value)
    for unit in _UNITS:
        if number < 1000 or unit == _UNITS[-1]:
            return f"{int(number)} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1000
    return str(value)


@register.filter
def utc(value: datetime | None) -> str:
    """A time in UTC for people."""
    return f"{value:%d %b %Y %H:%M:%S} UTC" if value else ""


@register.filter
def utc_minute(value: datetime | None) -> str:
    """A time in UTC to the minute, for a narrow column."""
    return f"{value:%d %b %Y, %H:%M} UTC" if value else ""


@register.filter
def local_time(when: When) -> str:
    """The local time with its offset, or the text as it was written."""
    if when.local is None:
        return when.raw or "Time not known"
    return f"{when.local:%d %b %Y, %H:%M:%S}{_offset(when)}"


@register.filter
def short_time(when: When) -> str:
    """Day, hours and minutes, for a line among others."""
    return f"{when.local:%d %b %H:%M}" if when.local else when.raw or "Time not known"


@register.filter
def utc_beside(when: When) -> str:
    """UTC beside a local time: the day is left out where it is the same."""
    if when.utc is None:
        return ""
    same = when.local is not None and when.local.date() == when.utc.date()
    return f"{when.utc:%H:%M:%S} UTC" if same else f"{when.utc:%d %b %Y, %H:%M:%S} UTC"


@register.filter
def clock_time(when: When) -> str:
    """Hours and minutes for the rail of the timeline."""
    return f"{when.local:%H:%M}" if when.local else "?"


@register.filter
def iso(when: When) -> str:
    """What goes into ``<time datetime>``; empty when nothing is sure."""
    if when.utc:
        return when.utc.isoformat()
    return when.local.isoformat() if when.local else ""


@register.filter
def certainty(when: When) -> str:
    """How sure the time is, in words."""
    return {Certainty.EXACT: "exact", Certainty.ABOUT: "about", Certainty.UNSURE: "unsure"}[
        when.certainty
    ]


@register.filter
def day_of(when: When) -> str:
    """The day a row stands under."""
    return f"{when.local:%A %d %B %Y}" if when.local else "Day not sure"


@register.filter
def words(value: str) -> str:
    """Turn a slug into words."""
    return re.sub(r"[-_]+", " ", str(value))


@register.filter
def many(kind: str, count: int) -> str:
    """Name a kind of message beside its count: 1 message, 2 messages."""
    name = {"mail": "e-mail", "system": "line from the service"}.get(kind, words(kind))
    if count == 1:
        return name
    return name.replace("line", "lines", 1) if name.startswith("line") else f"{name}s"


@register.filter
def counted(number: int, noun: str) -> str:
    """A number with commas and its noun: 1 message, 2 messages; without a noun the number."""
    if not noun or noun.endswith("more"):
        return f"{number:,} {noun}".strip()
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@register.filter
def under(row: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Each cell of a row with the heading of its column; the headings are the first row."""
    return [(rows[0][at] if at < len(rows[0]) else "", cell) for at, cell in enumerate(row)]


@register.simple_tag(takes_context=True)
def with_query(context: Any, **changes: object) -> str:
    """The present address with some query fields changed; empty ones are dropped."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
        if value in ("", None):
            del query[name]
    return f"?{query.urlencode()}"


def _offset(when: When) -> str:
    if when.utc is None or when.local is None:
        return ""
    minutes = round((when.local - when.utc.replace(tzinfo=None)).total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f" {sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
